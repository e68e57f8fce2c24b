// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/importplan.h"

#include "app/web/canonicalurl.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Turns bookmarks into websites, one after the other.
class BookmarkPlanner
{
public:
    BookmarkPlanner(const WebsiteExists &exists, const TagIdentifier &tagId)
        : m_exists(exists)
        , m_tagId(tagId)
    {
    }

    void add(const Bookmark &bookmark);
    ImportPlan plan;

private:
    Website &websiteFor(const Bookmark &bookmark, const QString &key);
    QString tagFor(const QString &text, Timestamp created);
    void describe(Website &website, const QString &text);

    const WebsiteExists &m_exists;
    const TagIdentifier &m_tagId;
    Timestamp m_now = Timestamp::now();
    /// The place in plan.newWebsites by canonicalUrl(); -1 for those that the library has.
    QHash<QString, qsizetype> m_places;
    /// By the text in lower case, as the library compares them.
    QHash<QString, QString> m_tags;
    /// The place in plan.newAnnotations by website.
    QHash<QString, qsizetype> m_descriptions;
};

void BookmarkPlanner::add(const Bookmark &bookmark)
{
    const QString key = canonicalUrl(bookmark.url);
    if (const auto known = m_places.constFind(key); known != m_places.constEnd()) {
        ++plan.duplicatesInFile;
        if (*known < 0)
            return;
    } else if (m_exists(key)) {
        m_places.insert(key, -1);
        ++plan.alreadyThere;
        return;
    }
    Website &website = websiteFor(bookmark, key);
    QStringList &tags = website.links(AssociationKind::Tag);
    for (const QString &text : bookmark.tags) {
        const QString id = tagFor(text, website.created);
        if (!tags.contains(id))
            tags.append(id);
    }
    if (!bookmark.description.isEmpty())
        describe(website, bookmark.description);
    if (!bookmark.icon.isEmpty() && !plan.icons.contains(website.id))
        plan.icons.insert(website.id, bookmark.icon);
}

Website &BookmarkPlanner::websiteFor(const Bookmark &bookmark, const QString &key)
{
    const Timestamp created = bookmark.added.isNull() ? m_now : bookmark.added;
    const Timestamp updated = std::max(created, bookmark.changed);
    const auto place = m_places.constFind(key);
    if (place == m_places.constEnd()) {
        Website website;
        website.id = newIdentifier();
        website.url = bookmark.url;
        website.name = bookmark.name.isEmpty() ? bookmark.url : bookmark.name;
        website.created = created;
        website.updated = updated;
        if (!bookmark.keyword.isEmpty())
            website.source.insert("keyword"_L1, bookmark.keyword);
        m_places.insert(key, plan.newWebsites.size());
        plan.newWebsites.append(website);
        return plan.newWebsites.last();
    }
    Website &website = plan.newWebsites[*place];
    website.created = std::min(website.created, created);
    website.updated = std::max(website.updated, updated);
    if (website.name == website.url && !bookmark.name.isEmpty())
        website.name = bookmark.name;
    if (!bookmark.keyword.isEmpty() && !website.source.contains("keyword"_L1))
        website.source.insert("keyword"_L1, bookmark.keyword);
    return website;
}

QString BookmarkPlanner::tagFor(const QString &text, Timestamp created)
{
    QString &id = m_tags[text.toCaseFolded()];
    if (!id.isEmpty())
        return id;
    id = m_tagId(text);
    if (id.isEmpty()) {
        Material tag;
        tag.kind = AssociationKind::Tag;
        tag.id = id = newIdentifier();
        tag.name = text;
        tag.created = tag.updated = created;
        plan.newTags.append(tag);
    }
    return id;
}

void BookmarkPlanner::describe(Website &website, const QString &text)
{
    if (const auto known = m_descriptions.constFind(website.id); known != m_descriptions.constEnd()) {
        Material &annotation = plan.newAnnotations[*known];
        if (!annotation.text.contains(text))
            annotation.text += u"\n\n"_s + text;
        return;
    }
    Material annotation;
    annotation.kind = AssociationKind::Annotation;
    annotation.id = newIdentifier();
    annotation.type = u"DESCRIPTION"_s;
    annotation.text = text;
    annotation.created = website.created;
    annotation.updated = website.updated;
    annotation.websites = {website.id};
    m_descriptions.insert(website.id, plan.newAnnotations.size());
    plan.newAnnotations.append(annotation);
    website.links(AssociationKind::Annotation).append(annotation.id);
}

} // namespace

ImportPlan planImport(const BookmarkFile &file, const WebsiteExists &exists, const TagIdentifier &tagId)
{
    BookmarkPlanner planner(exists, tagId);
    planner.plan.unreadable = file.unreadable;
    for (const Bookmark &bookmark : file.bookmarks)
        planner.add(bookmark);
    return planner.plan;
}

} // namespace sitebook
