// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websiterank.h"

#include "app/library/fold.h"

#include <algorithm>

namespace sitebook {

namespace {

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
    , m_merit(library)
{
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
