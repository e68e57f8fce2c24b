// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/bookmark.h"

#include <functional>

namespace sitebook {

/// Reads a bookmark file in the Netscape format, as every browser and bookmark service exports it, or the links of any
/// other page of HTML. Folders become tags, except those that every browser has (toolbar, menu, other). \a goOn is told
/// now and then how much is done, from 0 to 1; when it returns false, reading stops and `error` says so.
BookmarkFile readNetscapeBookmarks(const QByteArray &content, const std::function<bool(double progress)> &goOn = {});

/// A bookmark file that every browser reads, in UTF-8. The first tag of a bookmark becomes its folder; all tags are
/// written beside its address too, for services without folders. Reading it back gives the same bookmarks, those of one
/// folder together.
QByteArray writeNetscapeBookmarks(const QList<Bookmark> &bookmarks);

/// The moment that a bookmark file means by \a text: seconds, milliseconds or microseconds since 1970, or microseconds
/// since 1601, told apart by their size; null when it is none, or later than the year 3000.
Timestamp bookmarkTime(const QString &text);

} // namespace sitebook
