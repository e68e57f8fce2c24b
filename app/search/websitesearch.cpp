// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websitesearch.h"

#include "app/library/websiteorders.h"
#include "app/search/inparts.h"
#include "app/search/queryparser.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace sitebook {

namespace {

/// In place of the rank of a row that was not found.
constexpr quint16 notFound = WebsiteRank::none;

bool hasRegex(const QueryNode &node)
{
    return (node.type == QueryNode::Type::Term && node.term.match == QueryTerm::Match::Regex)
        || std::ranges::any_of(node.children, hasRegex);
}

} // namespace

WebsiteSearch::WebsiteSearch(const Library &library, const WebsiteFilter &filter, AddressKeys &keys, bool bestFirst,
    std::shared_ptr<const WebsiteSearch> before)
    : m_library(library)
    , m_filter(filter)
    , m_query(parseQuery(filter.text))
    , m_keys(keys)
    , m_before(std::move(before))
    , m_bestFirst(bestFirst)
    , m_usesKeys(QueryMatcher::usesAddressKeys(m_query))
{
    // A regular expression counts what it gave up on, and is for one thread.
    const bool isSlow = hasRegex(m_query.root);
    m_step = isSlow ? 256 : 8192;
    m_longestStep = isSlow ? m_step : 32 * m_step;
    m_threads = isSlow ? 1 : searchThreads();
    if (m_usesKeys)
        m_keys.begin();
    if (!m_before)
        return;
    WebsiteFilter place = m_before->m_filter;
    place.text = filter.text;
    m_isNarrower = place == filter && isNarrower(m_query, m_before->m_query);
}

void WebsiteSearch::prepare()
{
    m_matcher =
        std::make_shared<WebsiteMatcher>(m_library, m_filter, &m_keys, m_before ? m_before->m_matcher.get() : nullptr);
    // What a regular expression gave up on before may be found by other words before it comes to that.
    m_isNarrower =
        m_isNarrower && m_before->m_ranks.size() == m_library.websites().size() && !m_before->m_matcher->gaveUp();
    const bool isPlain = m_matcher->plainWords() > 0;
    if (m_bestFirst || isPlain) {
        const WebsiteRank *before = m_before ? m_before->m_rank.get() : nullptr;
        const auto rank = std::make_shared<WebsiteRank>(m_library, m_matcher->query(), before);
        if (!rank->isEmpty())
            m_rank = rank;
    }
    if (isPlain) {
        const TypedWords *before = m_isNarrower ? m_before->m_words.get() : nullptr;
        m_words = std::make_unique<TypedWords>(m_library, *m_matcher, *m_rank, before);
    }
    if (m_matcher->findsAll())
        m_count = static_cast<std::size_t>(m_library.websites().count());
    else
        m_ranks.assign(m_library.websites().size(), notFound);
    m_counts.assign(m_threads, std::vector<quint32>(m_rank ? WebsiteRank::ranks : 1));
}

bool WebsiteSearch::work(QDeadlineTimer deadline)
{
    if (!m_matcher) {
        if (m_usesKeys && !m_keys.work(m_library.websites(), deadline))
            return false;
        prepare();
    }
    while (m_next < m_ranks.size()) {
        // Nobody changes the library while this thread waits for the others.
        const QDeadlineTimer soon(std::chrono::milliseconds(1));
        const std::size_t end = std::min(m_next + m_step, m_ranks.size());
        inParts(m_next, end, m_threads,
            [&](std::size_t part, std::size_t from, std::size_t to) { lookAt(from, to, m_counts[part]); });
        m_next = end;
        if (!soon.hasExpired())
            m_step = std::min(2 * m_step, m_longestStep); // the others are woken less often
        if (deadline.hasExpired())
            break;
    }
    const bool isAtEnd = m_next >= m_ranks.size();
    if (isAtEnd)
        finish();
    return isAtEnd;
}

void WebsiteSearch::finish()
{
    for (std::size_t part = 1; part < m_counts.size(); ++part)
        std::ranges::transform(m_counts[0], m_counts[part], m_counts[0].begin(), std::plus());
    m_counts.resize(1);
    if (!m_matcher->findsAll())
        m_count = std::reduce(m_counts[0].begin(), m_counts[0].end(), std::size_t(0));
    if (m_words)
        m_words->forget();
    m_before.reset();
}

/// Looks at the rows from \a begin to that before \a end, and counts what it finds in \a counts.
void WebsiteSearch::lookAt(std::size_t begin, std::size_t end, std::vector<quint32> &counts)
{
    const quint16 *before = m_isNarrower ? m_before->m_ranks.data() : nullptr;
    if (m_words) {
        m_words->look(static_cast<Library::Row>(begin), static_cast<Library::Row>(end), before,
            before && m_before->m_rank, m_ranks.data(), counts.data());
        return;
    }
    for (std::size_t i = begin; i < end; ++i) {
        const auto row = static_cast<Library::Row>(i);
        if ((before && before[row] == notFound) || !m_matcher->matches(row))
            continue;
        m_ranks[row] = m_rank ? m_rank->rank(row) : quint16(0);
        ++counts[m_ranks[row]];
    }
}

RowList WebsiteSearch::rows(const RowList &order, bool reversed) const
{
    if (m_rank && m_bestFirst) {
        return WebsiteRank::bestFirst(order.all(), reversed, m_counts.front(),
            [this](quint32 row) { return row < m_ranks.size() ? m_ranks[row] : notFound; });
    }
    if (m_matcher->findsAll()) {
        const WebsiteColumns &websites = m_library.websites();
        if (!reversed && order.size() == static_cast<std::size_t>(websites.count()))
            return order;
        return rowsInOrder(order, reversed, m_count, [&](quint32 row) { return websites.isLive(row); });
    }
    return rowsInOrder(
        order, reversed, m_count, [this](quint32 row) { return row < m_ranks.size() && m_ranks[row] != notFound; });
}

} // namespace sitebook
