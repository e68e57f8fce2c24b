// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websitesearch.h"

#include "app/library/websiteorders.h"
#include "app/search/queryparser.h"
#include "app/search/textpattern.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <thread>

namespace sitebook {

namespace {

/// In place of the rank of a row that was not found.
constexpr quint16 notFound = 0xFFFF;
/// More do not help: they all wait for the same memory.
constexpr std::size_t mostThreads = 4;
/// Fewer rows than this are not worth waking another thread.
constexpr std::size_t worthAThread = 2048;

bool hasRegex(const QueryNode &node)
{
    return (node.type == QueryNode::Type::Term && node.term.match == QueryTerm::Match::Regex)
        || std::ranges::any_of(node.children, hasRegex);
}

} // namespace

WebsiteSearch::WebsiteSearch(
    const Library &library, const WebsiteFilter &filter, AddressKeys &keys, bool bestFirst, const WebsiteSearch *before)
    : m_library(library)
    , m_filter(filter)
    , m_query(parseQuery(filter.text))
    , m_keys(keys)
    , m_bestFirst(bestFirst)
    , m_usesKeys(QueryMatcher::usesAddressKeys(m_query))
{
    // A regular expression counts what it gave up on, and is for one thread.
    const bool isSlow = hasRegex(m_query.root);
    m_step = isSlow ? 256 : 8192;
    m_threads = isSlow ? 1 : std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, mostThreads);
    if (m_usesKeys)
        m_keys.begin();
    if (!before)
        return;
    WebsiteFilter place = before->m_filter;
    place.text = filter.text;
    if (place != filter || !isNarrower(m_query, before->m_query))
        return;
    m_candidates.emplace();
    m_candidates->reserve(before->m_count);
    for (std::size_t row = 0; row < before->m_ranks.size(); ++row) {
        if (before->m_ranks[row] != notFound)
            m_candidates->push_back(static_cast<quint32>(row));
    }
}

void WebsiteSearch::prepare()
{
    m_matcher = std::make_unique<WebsiteMatcher>(m_library, m_filter, &m_keys);
    if (m_bestFirst)
        m_rank = std::make_unique<WebsiteRank>(m_library, m_matcher->query());
    if (m_rank && m_rank->isEmpty())
        m_rank.reset();
    m_plainWord = m_matcher->plainWord();
    m_ranks.assign(m_library.websites().size(), notFound);
}

bool WebsiteSearch::work(QDeadlineTimer deadline)
{
    if (!m_matcher) {
        if (m_usesKeys && !m_keys.work(m_library.websites(), deadline))
            return false;
        prepare();
    }
    const std::size_t all = m_candidates ? m_candidates->size() : m_ranks.size();
    while (m_next < all) {
        // Nobody changes the library while this thread waits for the others.
        const std::size_t end = std::min(m_next + m_step, all);
        const std::size_t share = (end - m_next + m_threads - 1) / m_threads;
        QList<QFuture<std::size_t>> others;
        const std::size_t mine = share < worthAThread ? end : m_next + share;
        for (std::size_t begin = mine; begin < end; begin += share)
            others.append(QtConcurrent::run(&WebsiteSearch::lookAt, this, begin, std::min(begin + share, end)));
        m_count += lookAt(m_next, mine);
        for (const QFuture<std::size_t> &other : others)
            m_count += other.result();
        m_next = end;
        if (deadline.hasExpired())
            break;
    }
    return m_next >= all;
}

/// Looks at the rows to look at from the one at \a begin to that before \a end; how many of them are found.
std::size_t WebsiteSearch::lookAt(std::size_t begin, std::size_t end)
{
    std::size_t count = 0;
    for (std::size_t at = begin; at < end; ++at) {
        const auto row = m_candidates ? (*m_candidates)[at] : static_cast<Library::Row>(at);
        const std::optional<quint16> rank = m_plainWord.isEmpty() ? look(row) : lookForWord(row);
        if (!rank)
            continue;
        m_ranks[row] = *rank;
        ++count;
    }
    return count;
}

std::optional<quint16> WebsiteSearch::look(Library::Row row) const
{
    if (!m_matcher->matches(row))
        return std::nullopt;
    return m_rank ? m_rank->rank(row) : 0;
}

/// The same for one plain word, of which the first keys of nearly every search are: found and ranked by one look.
std::optional<quint16> WebsiteSearch::lookForWord(Library::Row row) const
{
    const WebsiteColumns &websites = m_library.websites();
    if (!websites.isLive(row))
        return std::nullopt;
    const qsizetype place = findBytes(websites.foldedText(row), m_plainWord);
    if (place < 0 && !m_matcher->hasInLinked(row))
        return std::nullopt;
    return m_rank ? m_rank->rank(row, place) : 0;
}

std::vector<quint32> WebsiteSearch::rows(const std::vector<quint32> &order, bool reversed) const
{
    const auto isFound = [this](quint32 row) { return row < m_ranks.size() && m_ranks[row] != notFound; };
    std::vector<quint32> rows = rowsInOrder(order, reversed, m_count, isFound);
    if (m_rank)
        WebsiteRank::sort(rows, m_ranks);
    return rows;
}

} // namespace sitebook
