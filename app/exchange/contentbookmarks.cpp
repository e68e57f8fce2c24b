// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/contentbookmarks.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace sitebook {

QList<Bookmark> bookmarksOf(const LibraryContent &content)
{
    QHash<QString, QString> tags;
    for (const Material &tag : content.materials.value(AssociationKind::Tag))
        tags.insert(tag.id, tag.name);
    QHash<QString, QString> descriptions;
    for (const Material &annotation : content.materials.value(AssociationKind::Annotation)) {
        if (annotation.type == "DESCRIPTION"_L1)
            descriptions.insert(annotation.id, annotation.text);
    }
    QList<Bookmark> bookmarks;
    bookmarks.reserve(content.websites.size());
    for (const Website &website : content.websites) {
        Bookmark bookmark;
        bookmark.url = website.url;
        bookmark.name = website.name;
        bookmark.added = website.created;
        bookmark.changed = website.updated;
        bookmark.keyword = website.source.value("keyword"_L1).toString();
        for (const QString &id : website.links(AssociationKind::Tag)) {
            if (const QString text = tags.value(id); !text.isEmpty())
                bookmark.tags.append(text);
        }
        QStringList texts;
        for (const QString &id : website.links(AssociationKind::Annotation)) {
            if (const QString text = descriptions.value(id); !text.isEmpty())
                texts.append(text);
        }
        bookmark.description = texts.join(u"\n\n"_s);
        bookmarks.append(bookmark);
    }
    return bookmarks;
}

} // namespace sitebook
