// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websiterank.h"

#include <algorithm>
#include <array>

namespace sitebook {

namespace {

constexpr int worstFit = 31;

/// How well \a word fits \a text, which is \a name and, after the end of the line, an address. One search through both
/// tells most: this is asked for every website that a key finds.
int fit(QByteArrayView text, QByteArrayView name, QByteArrayView word)
{
    qsizetype at = findBytes(text, word);
    if (at < 0)
        return 6;
    if (at == 0 && word.size() <= name.size())
        return name.size() == word.size() ? 0 : 1;
    if (at + word.size() <= name.size()) {
        for (; at >= 0 && at + word.size() <= name.size(); at = findBytes(text, word, at + 1)) {
            if (isWordBoundary(name, at))
                return 2;
        }
        return 3;
    }
    const QByteArrayView host = hostPart(text.sliced(name.size() + 1));
    return findBytes(host, word) >= 0 ? 4 : 5;
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
    const QByteArrayView text = websites.foldedText(row);
    const QByteArrayView name = nameAndUrl(text).first;
    int worst = 0;
    for (const TextPattern &pattern : m_patterns)
        worst += fit(text, name, pattern.folded());
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
