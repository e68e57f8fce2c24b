// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/websitecolumns.h"

#include <QDeadlineTimer>

#include <unordered_map>
#include <vector>

namespace sitebook {

/// Tells which websites have the same address (canonicalUrl()). Working a key out takes microseconds, so they are kept,
/// and worked out anew only where the address is another than before.
class AddressKeys
{
public:
    /// Begins to look at all of \a websites again.
    void begin() { m_next = 0; }
    /// Goes on until all are looked at, or \a deadline; whether all are.
    bool work(const WebsiteColumns &websites, QDeadlineTimer deadline);
    /// Whether another website has the address of the one at \a row, as of the last completed look.
    bool isDuplicate(WebsiteColumns::Row row) const;

private:
    struct Entry
    {
        /// Of the address as it is written, to see that it changed.
        std::size_t written = 0;
        std::size_t key = 0;
        bool counted = false;
    };

    std::vector<Entry> m_entries;
    std::unordered_map<std::size_t, int> m_counts;
    WebsiteColumns::Row m_next = 0;

    void take(const WebsiteColumns &websites, WebsiteColumns::Row row);
    void uncount(Entry &entry);
};

} // namespace sitebook
