// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websiterank.h"

#include "app/library/fold.h"

#include <algorithm>
#include <array>

namespace sitebook {

namespace {

/// How much each use of a website, from 0 to 255, is worth: the more, the lower.
constexpr std::array<quint8, 256> useBuckets = [] {
    constexpr std::array limits{1, 2, 3, 5, 10, 30, 100};
    std::array<quint8, 256> buckets{};
    for (int use = 0; use < 256; ++use)
        buckets[use] = static_cast<quint8>(limits.end() - std::ranges::upper_bound(limits, use));
    return buckets;
}();

/// What a website is ranked by because of \a term, folded; empty when it is not.
QByteArray rankedWord(const QueryTerm &term)
{
    const bool isWord = term.field == QueryField::Anything || term.field == QueryField::Name
        || term.field == QueryField::Url || term.field == QueryField::Host;
    return isWord && term.match != QueryTerm::Match::Regex ? folded(term.text) : QByteArray();
}

} // namespace

bool WebsiteRank::canRank(const Query &query)
{
    return std::ranges::any_of(
        query.positiveTerms(), [](const QueryTerm &term) { return !rankedWord(term).isEmpty(); });
}

WebsiteRank::WebsiteRank(const Library &library, const Query &query, const WebsiteRank *before)
    : m_library(library)
{
    constexpr std::array days{1, 7, 30, 90, 365, 3 * 365};
    const qint64 now = Timestamp::now().microseconds();
    std::ranges::transform(days, m_ages.begin(), [now](int count) { return now - count * 24LL * 3600 * 1'000'000; });
    for (const QueryTerm &term : query.positiveTerms()) {
        if (const QByteArray word = rankedWord(term); !word.isEmpty())
            m_words.emplace_back(word);
    }
    m_heads.reserve(m_words.size());
    for (const WordFinder &word : m_words)
        m_heads.emplace_back(library.websites().heads(), library.websites().hosts(), word.word(), wider(before, word));
}

/// What \a before, if that is there, knows of the heads that have a part of \a word.
const HeadPlaces *WebsiteRank::wider(const WebsiteRank *before, const WordFinder &word)
{
    if (!before)
        return nullptr;
    const auto found = std::ranges::find_if(
        before->m_heads, [&word](const HeadPlaces &other) { return word.word().contains(other.word()); });
    return found == before->m_heads.end() ? nullptr : &*found;
}

quint16 WebsiteRank::rank(Library::Row row) const
{
    const QByteArrayView text = m_library.websites().foldedText(row);
    int fits = 0;
    for (std::size_t word = 0; word < m_words.size(); ++word)
        fits += fit(row, word, m_words[word].find(text).fit);
    return rankOf(row, fits, none);
}

/// How long ago the website at \a row changed, and then how much it is used.
int WebsiteRank::merit(Library::Row row) const
{
    const WebsiteColumns &websites = m_library.websites();
    const qint64 updated = websites.updated(row).microseconds();
    int age = 0;
    for (const qint64 begin : m_ages) // Timestamp() is before all of them
        age += updated < begin ? 1 : 0;
    age += websites.updated(row).isNull() ? 1 : 0;
    return age * 8 + useBuckets[static_cast<std::size_t>(websites.use(row))];
}

void WebsiteRank::sort(std::vector<quint32> &rows) const
{
    std::vector<quint16> ranksOfRows(rows.size());
    inParts(0, rows.size(), searchThreads(), [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            ranksOfRows[i] = rank(rows[i]);
    });
    std::vector<quint32> places(ranks + 1);
    for (const quint16 rank : ranksOfRows)
        ++places[rank + 1U];
    std::partial_sum(places.begin(), places.end(), places.begin());
    std::vector<quint32> sorted(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        sorted[places[ranksOfRows[i]]++] = rows[i];
    rows = std::move(sorted);
}

} // namespace sitebook
