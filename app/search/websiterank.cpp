// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websiterank.h"

#include <algorithm>
#include <array>

namespace sitebook {

namespace {

constexpr int worstFit = 31;

int fitInName(QByteArrayView name, QByteArrayView word)
{
    qsizetype at = findBytes(name, word);
    if (at < 0)
        return -1;
    if (at == 0)
        return name.size() == word.size() ? 0 : 1;
    for (; at >= 0; at = findBytes(name, word, at + 1)) {
        if (isWordBoundary(name, at))
            return 2;
    }
    return 3;
}

int fit(QByteArrayView text, QByteArrayView word)
{
    const auto [name, url] = nameAndUrl(text);
    if (const int place = fitInName(name, word); place >= 0)
        return place;
    if (findBytes(hostPart(url), word) >= 0)
        return 4;
    return findBytes(url, word) >= 0 ? 5 : 6;
}

int useBucket(int score)
{
    constexpr std::array limits{1, 2, 3, 5, 10, 30, 100};
    return 7 - static_cast<int>(std::ranges::upper_bound(limits, score) - limits.begin());
}

} // namespace

WebsiteRank::WebsiteRank(const Library &library, const Query &query)
    : m_library(library)
{
    constexpr std::array days{1, 7, 30, 90, 365, 3 * 365};
    const qint64 now = Timestamp::now().microseconds();
    std::ranges::transform(days, m_ages.begin(), [now](int count) { return now - count * 24LL * 3600 * 1'000'000; });
    for (const QueryTerm &term : query.positiveTerms()) {
        const bool isWord = term.field == QueryField::Anything || term.field == QueryField::Name
            || term.field == QueryField::Url || term.field == QueryField::Host;
        TextPattern pattern(term.text, term.match);
        if (isWord && term.match != QueryTerm::Match::Regex && !pattern.folded().isEmpty())
            m_patterns.push_back(std::move(pattern));
    }
}

int WebsiteRank::ageBucket(Timestamp updated) const
{
    if (updated.isNull())
        return 7;
    return static_cast<int>(
        std::ranges::count_if(m_ages, [updated](qint64 age) { return updated.microseconds() < age; }));
}

quint16 WebsiteRank::rank(Library::Row row) const
{
    const WebsiteColumns &websites = m_library.websites();
    int worst = 0;
    for (const TextPattern &pattern : m_patterns)
        worst += fit(websites.foldedText(row), pattern.folded());
    const int place =
        std::min(worst, worstFit) * 64 + ageBucket(websites.updated(row)) * 8 + useBucket(websites.score(row).total());
    return static_cast<quint16>(place);
}

void WebsiteRank::sort(std::vector<quint32> &rows) const
{
    std::vector<quint16> rankOf(m_library.websites().size());
    for (const quint32 row : rows)
        rankOf[row] = rank(row);
    sort(rows, rankOf);
}

void WebsiteRank::sort(std::vector<quint32> &rows, const std::vector<quint16> &rankOf)
{
    std::array<std::size_t, ranks + 1> starts{};
    for (const quint32 row : rows)
        ++starts[rankOf[row] + 1U];
    for (std::size_t i = 1; i < starts.size(); ++i)
        starts[i] += starts[i - 1];
    std::vector<quint32> sorted(rows.size());
    for (const quint32 row : rows)
        sorted[starts[rankOf[row]]++] = row;
    rows = std::move(sorted);
}

} // namespace sitebook
