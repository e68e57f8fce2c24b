// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/netscapebookmarks.h"

#include "app/exchange/bookmarkfolders.h"
#include "app/exchange/filekind.h"
#include "app/exchange/markupcutter.h"
#include "app/exchange/textencoding.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("NetscapeBookmarks", text);
}

std::span<GumboNode *> childrenOf(const GumboNode *node)
{
    const GumboVector &children = node->v.element.children;
    return {reinterpret_cast<GumboNode **>(children.data), children.length};
}

QString attribute(const GumboNode *element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element->v.element.attributes, name);
    return found ? QString::fromUtf8(found->value) : QString();
}

bool isTrue(const GumboNode *element, const char *name)
{
    return attribute(element, name).compare("true"_L1, Qt::CaseInsensitive) == 0;
}

/// The text in \a node; a `br` is a line break. What MarkupCutter leaves is at most a few levels deep.
QString textOf(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        return QString::fromUtf8(node->v.text.text);
    if (node->type != GUMBO_NODE_ELEMENT)
        return {};
    if (node->v.element.tag == GUMBO_TAG_BR)
        return u"\n"_s;
    QString text;
    for (const GumboNode *child : childrenOf(node))
        text += textOf(child);
    return text;
}

bool isHeading(GumboTag tag)
{
    return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

/// Why an address of \a scheme is none of a website; empty when it is.
QString whyNoWebsite(const QString &scheme)
{
    if (scheme == "javascript"_L1 || scheme == "vbscript"_L1)
        return words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "a script, not a website"));
    if (scheme == "data"_L1 || scheme == "blob"_L1)
        return words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "a document inside its own address, not a website"));
    if (scheme == "file"_L1 || scheme.size() == 1)
        return words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "a file of one computer"));
    if (scheme == "place"_L1)
        return words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "a saved search of Firefox, not a website"));
    for (const QLatin1StringView own : {"about"_L1, "chrome"_L1, "chrome-extension"_L1, "edge"_L1, "moz-extension"_L1,
             "opera"_L1, "resource"_L1, "safari-extension"_L1, "view-source"_L1, "vivaldi"_L1})
    {
        if (scheme == own)
            return words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "a page that only one browser has"));
    }
    return {};
}

/// The tags that \a element carries itself.
QStringList ownTags(const GumboNode *element)
{
    QStringList tags;
    const QJsonArray list = QJsonDocument::fromJson(attribute(element, "data-tags").toUtf8()).array();
    for (const QJsonValue &tag : list)
        tags.append(tag.toString());
    if (tags.isEmpty())
        tags = attribute(element, "tags").split(u',');
    for (QString &tag : tags)
        tag = tag.trimmed();
    tags.removeAll(QString());
    return tags;
}

/// Puts together what the parts of a file say.
class BookmarkReader
{
public:
    explicit BookmarkReader(bool isBookmarkFile)
        : m_isBookmarkFile(isBookmarkFile)
    {
    }

    void read(const QByteArray &part);
    void finish(const MarkupCutter &cutter);
    BookmarkFile file;

private:
    void readNode(const GumboNode *node);
    void readMark(const QString &name);
    void readHeading(const GumboNode *heading);
    void readLink(const GumboNode *link);
    void refuse(int line, const QString &name, const QString &url, const QString &why);
    bool isOwnFolder(const GumboNode *heading, const QString &name) const;

    bool m_isBookmarkFile;
    BookmarkFolders m_folders;
    /// Whether the last bookmark may be followed by its description, and whether that has begun.
    bool m_mayDescribe = false;
    bool m_describes = false;
};

void BookmarkReader::read(const QByteArray &part)
{
    const auto destroy = [](GumboOutput *output) { gumbo_destroy_output(&kGumboDefaultOptions, output); };
    const std::unique_ptr<GumboOutput, decltype(destroy)> output(
        gumbo_parse_with_options(&kGumboDefaultOptions, part.constData(), static_cast<std::size_t>(part.size())),
        destroy);
    for (const GumboNode *top : childrenOf(output->root)) {
        if (top->type != GUMBO_NODE_ELEMENT || top->v.element.tag != GUMBO_TAG_BODY)
            continue;
        for (const GumboNode *node : childrenOf(top))
            readNode(node);
    }
}

void BookmarkReader::readNode(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_ELEMENT) {
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_HR)
            return readMark(attribute(node, "class"));
        if (tag == GUMBO_TAG_A && !(m_isBookmarkFile && m_describes && !attribute(node, "inside").isEmpty()))
            return readLink(node);
        if (isHeading(tag))
            return readHeading(node);
    }
    if (m_describes)
        file.bookmarks.last().description += textOf(node);
}

void BookmarkReader::readMark(const QString &name)
{
    m_describes = name == "dd"_L1 && m_mayDescribe;
    m_mayDescribe = m_describes;
    if (name == "dl"_L1)
        m_folders.enter();
    else if (name == "dl-end"_L1)
        m_folders.leave();
}

void BookmarkReader::readHeading(const GumboNode *heading)
{
    m_mayDescribe = m_describes = false;
    const QString name = textOf(heading).simplified();
    m_folders.announce(name, isOwnFolder(heading, name));
    for (const GumboNode *child : childrenOf(heading)) {
        if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_A)
            readLink(child);
    }
}

bool BookmarkReader::isOwnFolder(const GumboNode *heading, const QString &name) const
{
    // The headings of other pages are about their text, not about lists of links.
    if (!m_isBookmarkFile || heading->v.element.tag == GUMBO_TAG_H1)
        return false;
    for (const char *root : {"personal_toolbar_folder", "unfiled_bookmarks_folder", "mobile_bookmarks_folder"}) {
        if (isTrue(heading, root))
            return false;
    }
    // Safari marks its own folders by nothing but their names; it has no dates, and no list around everything.
    if (m_folders.depth() > 0 || !attribute(heading, "add_date").isEmpty())
        return true;
    static const std::array safari = {u"BookmarksBar"_s, u"BookmarksMenu"_s, u"Bookmarks Bar"_s, u"Bookmarks Menu"_s,
        u"Favorites"_s, u"Favourites"_s};
    return std::ranges::find(safari, name) == safari.end();
}

void BookmarkReader::readLink(const GumboNode *link)
{
    m_mayDescribe = m_describes = false;
    const int line = attribute(link, "line").toInt();
    // Browsers see no line breaks and tabs in an address either.
    QString url = attribute(link, "href").trimmed();
    url.removeIf([](QChar c) { return c == u'\n' || c == u'\t' || c == u'\r'; });
    const QString name = textOf(link).simplified();
    const QString scheme = QUrl(url, QUrl::TolerantMode).scheme();
    const bool isFeed = !attribute(link, "feedurl").isEmpty() || isTrue(link, "feed") || scheme == "feed"_L1;
    // Other pages have anchors, and links to places within themselves, that nobody would call a bookmark.
    if (isFeed || (!m_isBookmarkFile && (url.isEmpty() || url.startsWith(u'#'))))
        return;
    if (url.isEmpty())
        return refuse(line, name, url, words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "it has no address")));
    if (scheme.isEmpty())
        return refuse(line, name, url,
            words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "the address has no beginning, such as https://")));
    if (const QString why = whyNoWebsite(scheme); !why.isEmpty())
        return refuse(line, name, url, why);

    Bookmark bookmark;
    bookmark.url = url;
    bookmark.name = name;
    bookmark.line = line;
    bookmark.folder = m_folders.path();
    if (!bookmark.folder.isEmpty())
        bookmark.tags.append(bookmark.folder);
    bookmark.tags += ownTags(link);
    bookmark.tags.removeDuplicates();
    bookmark.added = bookmarkTime(attribute(link, "add_date"));
    bookmark.changed = bookmarkTime(attribute(link, "last_modified"));
    bookmark.keyword = attribute(link, "shortcuturl").trimmed();
    if (const QString icon = attribute(link, "icon"); icon.startsWith("data:image/"_L1))
        bookmark.icon = icon.toLatin1();
    file.bookmarks.append(bookmark);
    m_mayDescribe = true;
}

void BookmarkReader::refuse(int line, const QString &name, const QString &url, const QString &why)
{
    constexpr qsizetype shown = 80;
    QString what = url.size() > shown ? url.left(shown) + u'\u2026' : url;
    if (!name.isEmpty())
        what = what.isEmpty() ? name : u"%1 (%2)"_s.arg(name, what);
    file.unreadable.append({line, what, why});
}

void BookmarkReader::finish(const MarkupCutter &cutter)
{
    for (Bookmark &bookmark : file.bookmarks)
        bookmark.description = bookmark.description.trimmed();
    if (cutter.endedInsideTag() || (m_isBookmarkFile && m_folders.depth() > 0)) {
        file.unreadable.append({cutter.line(), words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "the end of the file")),
            words(
                QT_TRANSLATE_NOOP("NetscapeBookmarks", "the file is cut off here; what was before it has been read"))});
    }
}

} // namespace

BookmarkFile readNetscapeBookmarks(const QByteArray &content, const std::function<bool(double)> &goOn)
{
    BookmarkFile refused;
    const QByteArray text = htmlAsUtf8(content);
    refused.error = whyNotHtml(text);
    if (!refused.error.isEmpty())
        return refused;

    const bool isBookmarkFile = hasShapeOfBookmarks(text);
    MarkupCutter cutter(text);
    BookmarkReader reader(isBookmarkFile);
    while (const auto part = cutter.next()) {
        reader.read(*part);
        if (goOn && !goOn(static_cast<double>(cutter.position()) / static_cast<double>(text.size()))) {
            refused.error = words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "Reading was stopped."));
            return refused;
        }
    }
    reader.finish(cutter);
    if (!isBookmarkFile && reader.file.bookmarks.isEmpty() && reader.file.unreadable.isEmpty())
        reader.file.error =
            words(QT_TRANSLATE_NOOP("NetscapeBookmarks", "There is no bookmark and no link in this file."));
    return reader.file;
}

Timestamp bookmarkTime(const QString &text)
{
    bool isNumber = false;
    const qint64 value = text.trimmed().toLongLong(&isNumber);
    if (!isNumber)
        return Timestamp::fromIso(text.trimmed()).value_or(Timestamp());
    constexpr qint64 second = 1'000'000;
    constexpr qint64 from1601To1970 = 11'644'473'600 * second;
    constexpr qint64 year3000 = 32'503'680'000 * second;
    if (value <= 0)
        return {};
    // Each limit lies where one unit is before 1974 and the next beyond the year 2300.
    qint64 microseconds = value;
    if (value < 100'000'000'000)
        microseconds = value > year3000 / second ? year3000 : value * second;
    else if (value < 100'000'000'000'000)
        microseconds = value * 1000;
    else if (value >= from1601To1970)
        microseconds = value - from1601To1970;
    return microseconds < year3000 ? Timestamp::fromMicroseconds(microseconds) : Timestamp();
}

} // namespace sitebook
