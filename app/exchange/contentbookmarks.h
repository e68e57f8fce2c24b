// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/bookmark.h"
#include "app/exchange/libraryjson.h"

namespace sitebook {

/// The websites of \a content as bookmarks, with the texts of their tags and their descriptions. People, assets and the
/// like have no place in a bookmark.
QList<Bookmark> bookmarksOf(const LibraryContent &content);

} // namespace sitebook
