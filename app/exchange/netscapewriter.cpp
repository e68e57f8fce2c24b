// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/netscapebookmarks.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// A folder of the file that is written, by its place in a list that holds them all.
struct Folder
{
    QString name;
    QList<qsizetype> folders;
    QList<const Bookmark *> bookmarks;
};

/// Builds the tree of folders: the first is the root.
class FolderTree
{
public:
    explicit FolderTree(const QList<Bookmark> &bookmarks)
    {
        m_folders.append(Folder());
        for (const Bookmark &bookmark : bookmarks)
            m_folders[folderOf(bookmark)].bookmarks.append(&bookmark);
    }

    const Folder &at(qsizetype index) const { return m_folders.at(index); }

private:
    qsizetype folderOf(const Bookmark &bookmark)
    {
        if (bookmark.tags.isEmpty())
            return 0;
        const QStringList names = bookmark.tags.first().split(u'/');
        // A tag like this one cannot be read back from a folder, and is written beside the address only.
        const auto isNoFolderName = [](const QString &name) { return name.isEmpty() || name != name.simplified(); };
        constexpr qsizetype deepest = 50;
        if (names.size() > deepest || std::ranges::any_of(names, isNoFolderName))
            return 0;
        qsizetype current = 0;
        QString path;
        for (const QString &name : names) {
            path += u'/' + name;
            auto known = m_byPath.constFind(path);
            if (known == m_byPath.constEnd()) {
                const qsizetype added = m_folders.size();
                m_folders.append(Folder{name, {}, {}});
                m_folders[current].folders.append(added);
                known = m_byPath.insert(path, added);
            }
            current = *known;
        }
        return current;
    }

    QList<Folder> m_folders;
    QHash<QString, qsizetype> m_byPath;
};

void writeAttribute(QByteArray &out, const char *name, const QString &value)
{
    if (value.isEmpty())
        return;
    out += ' ';
    out += name;
    out += "=\"" + value.toHtmlEscaped().toUtf8() + '"';
}

QString seconds(Timestamp moment)
{
    return moment.isNull() || moment.microseconds() <= 0 ? QString()
                                                         : QString::number(moment.microseconds() / 1'000'000);
}

void writeBookmark(QByteArray &out, const QByteArray &indent, const Bookmark &bookmark)
{
    out += indent + "<DT><A";
    writeAttribute(out, "HREF", bookmark.url);
    writeAttribute(out, "ADD_DATE", seconds(bookmark.added));
    writeAttribute(out, "LAST_MODIFIED", seconds(bookmark.changed));
    writeAttribute(out, "SHORTCUTURL", bookmark.keyword);
    writeAttribute(out, "ICON", QString::fromLatin1(bookmark.icon));
    const auto hasComma = [](const QString &tag) { return tag.contains(u','); };
    if (std::ranges::any_of(bookmark.tags, hasComma)) {
        const QJsonDocument list(QJsonArray::fromStringList(bookmark.tags));
        writeAttribute(out, "DATA-TAGS", QString::fromUtf8(list.toJson(QJsonDocument::Compact)));
    }
    writeAttribute(out, "TAGS", bookmark.tags.join(u','));
    out += '>' + bookmark.name.toHtmlEscaped().toUtf8() + "</A>\n";
    if (!bookmark.description.isEmpty())
        out += indent + "<DD>" + bookmark.description.toHtmlEscaped().toUtf8() + '\n';
}

void writeFolder(QByteArray &out, const FolderTree &tree, qsizetype index, int level)
{
    const QByteArray indent(4 * level, ' ');
    const Folder &folder = tree.at(index);
    for (const Bookmark *bookmark : folder.bookmarks)
        writeBookmark(out, indent, *bookmark);
    for (const qsizetype child : folder.folders) {
        out += indent + "<DT><H3>" + tree.at(child).name.toHtmlEscaped().toUtf8() + "</H3>\n" + indent + "<DL><p>\n";
        writeFolder(out, tree, child, level + 1);
        out += indent + "</DL><p>\n";
    }
}

} // namespace

QByteArray writeNetscapeBookmarks(const QList<Bookmark> &bookmarks)
{
    QByteArray out = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
                     "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n"
                     "<TITLE>Bookmarks</TITLE>\n"
                     "<H1>Bookmarks</H1>\n"
                     "<DL><p>\n";
    writeFolder(out, FolderTree(bookmarks), 0, 1);
    out += "</DL><p>\n";
    return out;
}

} // namespace sitebook
