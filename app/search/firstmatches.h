// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/library/rowlist.h"
#include "app/search/websitefilter.h"

#include <vector>

namespace sitebook {

/// The first \a count of all that a WebsiteSearch of \a filter finds, the best first, equal ones in \a order, which has
/// all live rows of \a library, or in the reverse of it. Empty where that is not told sooner than by such a search:
/// unless the text is one plain word, and at least as many names begin with it.
///
/// For no website fits a word better than one whose name begins with it, and how a name begins is told by a column far
/// smaller than the texts. So what is in sight of a list takes a fraction of the time that the whole list takes.
std::vector<quint32> firstMatches(
    const Library &library, const WebsiteFilter &filter, const RowList &order, bool reversed, std::size_t count);

} // namespace sitebook
