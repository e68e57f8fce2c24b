// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sitebook {

class Library;
struct WebsiteFilter;

/// \a text as a phrase of a query, which finds all that is in it.
QString queryPhrase(const QString &text);

/// The query that finds everywhere in \a library what \a filter does: its words, and before them what says its place,
/// `tag:"work" qt`. The place of an item without a name cannot be said, and is left out.
QString queryWithPlace(const Library &library, const WebsiteFilter &filter);

} // namespace sitebook
