// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websitesearch.h"

#include "app/search/queryparser.h"

#include <algorithm>

namespace sitebook {

namespace {

/// In place of the rank of a row that was not found.
constexpr quint16 notFound = 0xFFFF;

bool hasRegex(const QueryNode &node)
{
    return (node.type == QueryNode::Type::Term && node.term.match == QueryTerm::Match::Regex)
        || std::ranges::any_of(node.children, hasRegex);
}

} // namespace

WebsiteSearch::WebsiteSearch(const Library &library, const WebsiteFilter &filter, AddressKeys &keys, bool bestFirst)
    : m_library(library)
    , m_filter(filter)
    , m_keys(keys)
    , m_bestFirst(bestFirst)
{
    const Query query = parseQuery(filter.text);
    m_usesKeys = QueryMatcher::usesAddressKeys(query);
    m_step = hasRegex(query.root) ? 256 : 4096;
    if (m_usesKeys)
        m_keys.begin();
}

bool WebsiteSearch::work(QDeadlineTimer deadline)
{
    if (!m_matcher) {
        if (m_usesKeys && !m_keys.work(m_library.websites(), deadline))
            return false;
        m_matcher = std::make_unique<WebsiteMatcher>(m_library, m_filter, &m_keys);
        if (m_bestFirst)
            m_rank = std::make_unique<WebsiteRank>(m_library, m_matcher->query());
        if (m_rank && m_rank->isEmpty())
            m_rank.reset();
        m_ranks.assign(m_library.websites().size(), notFound);
    }
    while (m_next < m_ranks.size()) {
        const std::size_t end = std::min(m_next + m_step, m_ranks.size());
        for (; m_next < end; ++m_next) {
            const auto row = static_cast<Library::Row>(m_next);
            if (!m_matcher->matches(row))
                continue;
            m_ranks[m_next] = m_rank ? m_rank->rank(row) : 0;
            ++m_count;
        }
        if (deadline.hasExpired())
            break;
    }
    return m_next >= m_ranks.size();
}

std::vector<quint32> WebsiteSearch::rows(const std::vector<quint32> &order) const
{
    std::vector<quint32> rows;
    rows.reserve(m_count);
    std::ranges::copy_if(order, std::back_inserter(rows),
        [this](quint32 row) { return row < m_ranks.size() && m_ranks[row] != notFound; });
    if (m_rank)
        WebsiteRank::sort(rows, m_ranks);
    return rows;
}

} // namespace sitebook
