// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websitesearch.h"

#include "app/library/websiteorders.h"
#include "app/search/inparts.h"
#include "app/search/queryparser.h"
#include "app/search/textpattern.h"

#include <algorithm>
#include <array>
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
    m_longestStep = isSlow ? m_step : 8 * m_step;
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
    if (m_bestFirst) {
        const WebsiteRank *before = m_before ? m_before->m_rank.get() : nullptr;
        const auto rank = std::make_shared<WebsiteRank>(m_library, m_matcher->query(), before);
        if (!rank->isEmpty())
            m_rank = rank;
    }
    m_plainWord = m_matcher->plainWord();
    m_isNarrower = m_isNarrower && m_before->m_ranks.size() == m_library.websites().size();
    if (m_matcher->findsAll())
        m_count = static_cast<std::size_t>(m_library.websites().count());
    else
        m_ranks.assign(m_library.websites().size(), notFound);
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
        std::array<std::size_t, mostSearchThreads> counts{};
        inParts(m_next, end, m_threads,
            [&](std::size_t part, std::size_t from, std::size_t to) { counts[part] = lookAt(from, to); });
        m_count = std::reduce(counts.begin(), counts.end(), m_count);
        m_next = end;
        if (!soon.hasExpired())
            m_step = std::min(2 * m_step, m_longestStep); // the others are woken less often
        if (deadline.hasExpired())
            break;
    }
    const bool isAtEnd = m_next >= m_ranks.size();
    if (isAtEnd)
        m_before.reset();
    return isAtEnd;
}

/// Looks at the rows from \a begin to that before \a end; how many of them are found.
std::size_t WebsiteSearch::lookAt(std::size_t begin, std::size_t end)
{
    const WebsiteRank *rank = m_rank.get();
    if (m_plainWord.isEmpty()) {
        return lookAt(begin, end, [&](Library::Row row, quint16 before) {
            return !m_matcher->matches(row) ? notFound : rank ? rank->rank(row, before) : quint16(0);
        });
    }
    // One plain word, of which the first keys of nearly every search are, is found and ranked by one look.
    const WebsiteColumns &websites = m_library.websites();
    return lookAt(begin, end, [&](Library::Row row, quint16 before) {
        if (!websites.isLive(row))
            return notFound;
        const QByteArrayView text = websites.foldedText(row);
        const qsizetype place = findBytes(text, m_plainWord);
        if (place < 0 && !m_matcher->hasInLinked(row))
            return notFound;
        return rank ? rank->rank(row, text, place, before) : quint16(0);
    });
}

/// The same, where \a look tells the rank of a row, or that it is not found, by the rank that it had in the search
/// before, or none.
template<class Look> std::size_t WebsiteSearch::lookAt(std::size_t begin, std::size_t end, const Look &look)
{
    const quint16 *before = m_isNarrower ? m_before->m_ranks.data() : nullptr;
    const bool wasRanked = m_isNarrower && m_before->m_rank;
    std::size_t count = 0;
    for (std::size_t row = begin; row < end; ++row) {
        if (before && before[row] == notFound)
            continue;
        const quint16 rank = look(static_cast<Library::Row>(row), wasRanked ? before[row] : WebsiteRank::none);
        m_ranks[row] = rank;
        count += rank != notFound ? 1 : 0;
    }
    return count;
}

std::vector<quint32> WebsiteSearch::rows(const std::vector<quint32> &order, bool reversed) const
{
    if (m_rank) {
        return WebsiteRank::bestFirst(
            order, reversed, m_count, [this](quint32 row) { return row < m_ranks.size() ? m_ranks[row] : notFound; });
    }
    if (m_matcher->findsAll()) {
        const WebsiteColumns &websites = m_library.websites();
        return rowsInOrder(order, reversed, m_count, [&](quint32 row) { return websites.isLive(row); });
    }
    return rowsInOrder(
        order, reversed, m_count, [this](quint32 row) { return row < m_ranks.size() && m_ranks[row] != notFound; });
}

} // namespace sitebook
