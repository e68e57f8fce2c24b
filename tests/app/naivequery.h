// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/query.h"

namespace sitebook {

/// Whether \a node finds the website at \a row, worked out the slow and simple way: item by item, on QStrings, without
/// anything prepared. What the fast matcher is compared with.
bool naiveMatches(const Library &library, Library::Row row, const QueryNode &node);

} // namespace sitebook
