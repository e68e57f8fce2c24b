// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/filekind.h"

#include <QCoreApplication>

#include <algorithm>

namespace sitebook {

namespace {

constexpr qsizetype headSize = 64 * 1024;

QString words(const char *text)
{
    return QCoreApplication::translate("FileKind", text);
}

} // namespace

QString whyNotHtml(const QByteArray &text)
{
    const QByteArray head = text.left(headSize).trimmed();
    if (head.isEmpty() && text.trimmed().isEmpty())
        return words(QT_TRANSLATE_NOOP("FileKind", "The file is empty."));
    if (head.startsWith("SQLite format 3"))
        return words(QT_TRANSLATE_NOOP(
            "FileKind", "This is a database, perhaps a browser's own. Let the browser export its bookmarks as HTML."));
    if (head.startsWith("bplist"))
        return words(QT_TRANSLATE_NOOP(
            "FileKind", "This is a property list, perhaps Safari's own. Let Safari export its bookmarks as HTML."));
    if (head.startsWith("PK\x03\x04"))
        return words(
            QT_TRANSLATE_NOOP("FileKind", "This is a ZIP archive. Unpack it, and choose the HTML file in it."));
    if (head.startsWith('{') || head.startsWith('['))
        return words(
            QT_TRANSLATE_NOOP("FileKind", "This is JSON, not HTML. Let the browser export its bookmarks as HTML."));
    // Tabs and line ends are the only control characters that a text has.
    const auto isControl = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
    };
    if (std::ranges::count_if(head, isControl) > head.size() / 100)
        return words(QT_TRANSLATE_NOOP("FileKind", "This is no text file."));
    if (!text.contains('<'))
        return words(QT_TRANSLATE_NOOP("FileKind", "This is plain text, not HTML."));
    return {};
}

bool hasShapeOfBookmarks(const QByteArray &text)
{
    const QByteArray head = text.left(headSize).toLower().simplified();
    if (head.contains("<!doctype netscape-bookmark-file"))
        return true;
    return head.contains(" add_date=") || head.contains("<dt><a ") || head.contains("<dt> <a ")
        || head.contains("<dt><h3");
}

} // namespace sitebook
