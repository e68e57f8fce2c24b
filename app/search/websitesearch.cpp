// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websitesearch.h"

#include "app/search/queryparser.h"

#include <algorithm>

namespace sitebook {

namespace {

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

bool WebsiteSearch::work(const std::vector<quint32> &order, QDeadlineTimer deadline)
{
    if (!m_matcher) {
        if (m_usesKeys && !m_keys.work(m_library.websites(), deadline))
            return false;
        m_matcher = std::make_unique<WebsiteMatcher>(m_library, m_filter, &m_keys);
        if (m_bestFirst)
            m_rank = std::make_unique<WebsiteRank>(m_library, m_matcher->query());
        if (m_rank && m_rank->isEmpty())
            m_rank.reset();
    }
    while (m_next < order.size()) {
        const std::size_t end = std::min(m_next + m_step, order.size());
        for (; m_next < end; ++m_next) {
            if (!m_matcher->matches(order[m_next]))
                continue;
            m_rows.push_back(order[m_next]);
            if (m_rank)
                m_ranks.push_back(m_rank->rank(order[m_next]));
        }
        if (deadline.hasExpired())
            break;
    }
    return m_next >= order.size();
}

std::vector<quint32> WebsiteSearch::takeRows()
{
    if (m_rank)
        WebsiteRank::sort(m_rows, m_ranks);
    return std::move(m_rows);
}

} // namespace sitebook
