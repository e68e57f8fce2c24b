// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/websitematcher.h"
#include "app/search/websiterank.h"

#include <QDeadlineTimer>

#include <memory>

namespace sitebook {

/// A search in a library, done in pieces so that nobody has to wait for it.
class WebsiteSearch
{
public:
    /// \a keys are kept by the caller from search to search. With \a bestFirst what is found is ranked, if there are
    /// words to rank by.
    WebsiteSearch(const Library &library, const WebsiteFilter &filter, AddressKeys &keys, bool bestFirst = false);
    Q_DISABLE_COPY(WebsiteSearch)

    /// Goes on through the rows of \a order, which must be the same until the end, for about as long as \a deadline
    /// lets it; whether it is at the end. Small libraries are searched in one piece.
    bool work(const std::vector<quint32> &order, QDeadlineTimer deadline);
    /// The rows that were found, the best first or in their order.
    std::vector<quint32> takeRows();
    /// By what they are ranked; null when they are not. Ask after takeRows().
    std::unique_ptr<WebsiteRank> takeRank() { return std::move(m_rank); }
    /// The matcher, after work() came to the end.
    std::unique_ptr<WebsiteMatcher> takeMatcher() { return std::move(m_matcher); }

private:
    const Library &m_library;
    WebsiteFilter m_filter;
    AddressKeys &m_keys;
    std::unique_ptr<WebsiteMatcher> m_matcher;
    std::unique_ptr<WebsiteRank> m_rank;
    std::vector<quint32> m_rows;
    /// The rank of each of them, where they are ranked.
    std::vector<quint16> m_ranks;
    bool m_bestFirst;
    std::size_t m_next = 0;
    bool m_usesKeys;
    /// How many rows are looked at between two looks at the clock.
    std::size_t m_step;
};

} // namespace sitebook
