// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websiterank.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace sitebook {

namespace {

/// How well one word fits.
enum Fit : int { wholeName, nameStart, wordStart, inName, inHost, inPath, inLinked };
constexpr int worstFit = 31;
/// How many grades there are of what a website is worth whatever the words are: the last digit of a rank.
constexpr int merits = 64;

int useBucket(int score)
{
    constexpr std::array limits{1, 2, 3, 5, 10, 30, 100};
    return 7 - static_cast<int>(std::ranges::upper_bound(limits, score) - limits.begin());
}

} // namespace

WebsiteRank::WebsiteRank(const Library &library, const Query &query, const WebsiteRank *before)
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
    // A library has far fewer hosts than websites, and finding the host in an address takes longer than all else.
    for (const TextPattern &pattern : m_patterns)
        m_hosts.push_back(hostsWith(pattern.folded(), before));
}

/// Which hosts have \a word: where \a before asked for a part of it, only those are looked at that have that.
std::vector<bool> WebsiteRank::hostsWith(const QByteArray &word, const WebsiteRank *before) const
{
    const HostTable &hosts = m_library.websites().hosts();
    std::vector<bool> has(hosts.size(), true);
    if (before) {
        const auto wider = std::ranges::find_if(
            before->m_patterns, [&word](const TextPattern &pattern) { return word.contains(pattern.folded()); });
        if (wider != before->m_patterns.end())
            has = before->m_hosts[static_cast<std::size_t>(wider - before->m_patterns.begin())];
        has.resize(hosts.size(), true); // those that came since
    }
    for (quint32 host = 0; host < hosts.size(); ++host) {
        if (has[host] && findBytes(hosts.foldedName(host), word) < 0)
            has[host] = false;
    }
    return has;
}

int WebsiteRank::ageBucket(Timestamp updated) const
{
    if (updated.isNull())
        return 7;
    return static_cast<int>(
        std::ranges::count_if(m_ages, [updated](qint64 age) { return updated.microseconds() < age; }));
}

/// How well \a pattern fits the \a text of the website at \a row, which is a name and, after the end of the line, an
/// address; \a at is where the text has it first, or -1. This is asked for every website that a key finds, and looks
/// at no more of the text than it has to.
int WebsiteRank::fit(Library::Row row, QByteArrayView text, std::size_t pattern, qsizetype at) const
{
    const QByteArrayView word = m_patterns[pattern].folded();
    if (at < 0)
        return inLinked;
    // Whether the word there is in the name, as all before \a from is.
    const auto isInName = [&](qsizetype from) {
        return std::memchr(text.data() + from, '\n', static_cast<std::size_t>(at + word.size() - from)) == nullptr;
    };
    if (isInName(0)) {
        if (at == 0)
            return text[word.size()] == '\n' ? wholeName : nameStart;
        for (qsizetype end = at; !isWordBoundary(text, at);) {
            at = findBytes(text, word, at + 1);
            if (at < 0 || !isInName(end))
                return inName;
            end = at;
        }
        return wordStart;
    }
    // A host may have come after this was made.
    const quint32 host = m_library.websites().host(row);
    const bool has = host < m_hosts[pattern].size()
        ? m_hosts[pattern][host]
        : findBytes(m_library.websites().hosts().foldedName(host), word) >= 0;
    return has ? inHost : inPath;
}

quint16 WebsiteRank::rank(Library::Row row, quint16 before) const
{
    const QByteArrayView text = m_library.websites().foldedText(row);
    int worst = 0;
    for (std::size_t pattern = 0; pattern < m_patterns.size(); ++pattern)
        worst += fit(row, text, pattern, findBytes(text, m_patterns[pattern].folded()));
    return rankOf(row, worst, before);
}

/// How long ago the website at \a row changed, and then how much it is used.
int WebsiteRank::merit(Library::Row row) const
{
    const WebsiteColumns &websites = m_library.websites();
    return ageBucket(websites.updated(row)) * 8 + useBucket(websites.use(row));
}

quint16 WebsiteRank::rankOf(Library::Row row, int fits, quint16 before) const
{
    return static_cast<quint16>(std::min(fits, worstFit) * merits + (before != none ? before % merits : merit(row)));
}

void WebsiteRank::sort(std::vector<quint32> &rows) const
{
    rows = bestFirst(rows, false, rows.size(), [this](quint32 row) { return rank(row); });
}

} // namespace sitebook
