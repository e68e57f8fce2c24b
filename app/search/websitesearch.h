// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/rowlist.h"
#include "app/search/typedwords.h"
#include "app/search/websitematcher.h"
#include "app/search/websiterank.h"

#include <QDeadlineTimer>

#include <memory>
#include <optional>
#include <vector>

namespace sitebook {

/// A search in a library, done in pieces so that nobody has to wait for it.
class WebsiteSearch
{
public:
    /// \a keys are kept by the caller from search to search. With \a bestFirst what is found is ranked, if there are
    /// words to rank by. What \a before found out, which came to its end in the library as it is now, is used: where
    /// the filter only narrows its filter, only what it found is looked at.
    WebsiteSearch(const Library &library, const WebsiteFilter &filter, AddressKeys &keys, bool bestFirst = false,
        std::shared_ptr<const WebsiteSearch> before = nullptr);
    Q_DISABLE_COPY(WebsiteSearch)

    /// Goes on for about as long as \a deadline lets it; whether it is at the end. Small libraries are searched in one
    /// piece. What is added to the library meanwhile is not looked at, and what is removed may be found all the same.
    bool work(QDeadlineTimer deadline);
    /// How many were found, once it is at the end.
    std::size_t count() const { return m_count; }
    /// The rows of \a order that were found, the best first or in that order, or in the reverse of it.
    RowList rows(const RowList &order, bool reversed = false) const;
    /// The matcher, and by what is ranked, null when nothing is; once it has begun to work.
    std::shared_ptr<const WebsiteMatcher> matcher() const { return m_matcher; }
    std::shared_ptr<const WebsiteRank> rank() const { return m_bestFirst ? m_rank : nullptr; }

private:
    const Library &m_library;
    WebsiteFilter m_filter;
    Query m_query;
    AddressKeys &m_keys;
    /// The search before, until the end of this one.
    std::shared_ptr<const WebsiteSearch> m_before;
    std::shared_ptr<const WebsiteMatcher> m_matcher;
    /// Of a query that is nothing but words also where nothing is ranked: m_words finds and ranks by one look.
    std::shared_ptr<const WebsiteRank> m_rank;
    std::unique_ptr<TypedWords> m_words;
    /// The rank of each row that was found. Rows are looked at as they lie in memory, not in the order of a list, which
    /// would be several times slower.
    std::vector<quint16> m_ranks;
    std::size_t m_count = 0;
    /// How many have each rank, as counted by each thread; and in the end all of them, by the first.
    std::vector<std::vector<quint32>> m_counts;
    bool m_bestFirst;
    /// Whether only what the search before found has to be looked at.
    bool m_isNarrower = false;
    std::size_t m_next = 0;
    bool m_usesKeys;
    /// How many rows are looked at, by all threads, between two looks at the clock.
    std::size_t m_step;
    std::size_t m_longestStep;
    std::size_t m_threads;

    void prepare();
    void lookAt(std::size_t begin, std::size_t end, std::vector<quint32> &counts);
    void finish();
};

} // namespace sitebook
