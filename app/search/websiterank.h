// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/headplaces.h"
#include "app/search/inparts.h"
#include "app/search/query.h"
#include "app/search/textpattern.h"
#include "app/search/websitemerit.h"
#include "app/search/wordfinder.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace sitebook {

/// How well websites fit the words of a query: the name begins so, a word of it does, the name has it, the host, the
/// path, only a linked item; then what changed lately, then what is used much. Coarse on purpose: what is alike keeps
/// the order of its column, and numbers this small are sorted by counting.
class WebsiteRank
{
    static constexpr int worstFits = 31;
    /// The last digit of a rank is what the website is worth whatever the words are.
    static constexpr int merits = WebsiteMerit::grades;

public:
    /// Of \a before, which was made of the library as it is now, it takes over which heads of addresses can have a word
    /// at all.
    WebsiteRank(const Library &library, const Query &query, const WebsiteRank *before = nullptr);

    /// How well one word fits: the better, the lower.
    enum Fit : quint8 { WholeName, NameStart, WordStart, InName, InHost, InPath, InLinked };

    /// Whether \a query has words to rank by.
    static bool canRank(const Query &query);
    /// Whether the query has no words, so that all rank alike.
    bool isEmpty() const { return m_words.empty(); }
    /// The words of the query, in its order, each ready to be looked for.
    const std::vector<WordFinder> &words() const { return m_words; }
    /// How well the word of the number \a word fits the website at \a row, which has it in its folded text at \a place;
    /// InLinked, if it does, where it is neither there nor in the head of the address.
    Fit fit(Library::Row row, std::size_t word, WordPlace::Fit place) const
    {
        if (place < WordPlace::Fit::BehindName)
            return static_cast<Fit>(place); // those are the same
        const quint32 head = m_library.websites().head(row);
        const HeadPlaces &heads = m_heads[word];
        if (heads.isInHead(head))
            return heads.isInHost(head) ? InHost : InPath;
        return place == WordPlace::Fit::BehindName || isOverHead(row, word) ? InPath : InLinked;
    }
    /// The heads of addresses that have the word of the number \a word.
    const HeadPlaces &heads(std::size_t word) const { return m_heads[word]; }
    /// The rank of the website at \a row, below `ranks`; the lower the better.
    quint16 rank(Library::Row row) const;
    /// The same where the fits of its words come to \a fits. What is the same in \a before, its rank by other words a
    /// moment ago, is taken over.
    quint16 rankOf(Library::Row row, int fits, quint16 before) const
    {
        return static_cast<quint16>(
            std::min(fits, worstFits) * merits + (before != none ? before % merits : m_merit.of(row)));
    }
    /// What the fits of all words come to in \a rank, of at most `mostWords`.
    static int fitsOf(quint16 rank) { return rank / merits; }
    /// Sorts \a rows by rank; equal ones keep their order.
    void sort(std::vector<quint32> &rows) const;
    /// Those of \a order that have a rank by \a rankOf, which two threads ask: the best first, equal ones in that
    /// order, or in the reverse of it. \a counts tells how many have each rank, or had before some of them were taken
    /// out of the order.
    template<class RankOf>
    static std::vector<quint32> bestFirst(
        const std::vector<quint32> &order, bool reversed, const std::vector<quint32> &counts, const RankOf &rankOf);

    /// How many ranks there are.
    static constexpr std::size_t ranks = 2048;
    /// In place of a rank, for who has none.
    static constexpr quint16 none = 0xFFFF;
    /// How many words a query can have whose fits a rank still tells.
    static constexpr std::size_t mostWords = worstFits / InLinked;

private:
    const Library &m_library;
    std::vector<WordFinder> m_words;
    /// For each word.
    std::vector<HeadPlaces> m_heads;
    WebsiteMerit m_merit;

    static const HeadPlaces *wider(const WebsiteRank *before, const WordFinder &word);
    bool isOverHead(Library::Row row, std::size_t word) const
    {
        const quint32 head = m_library.websites().head(row);
        return m_heads[word].concerns(head)
            && m_heads[word].isOverEnd(head, nameAndUrl(m_library.websites().foldedText(row)).second);
    }
};

template<class RankOf>
std::vector<quint32> WebsiteRank::bestFirst(
    const std::vector<quint32> &order, bool reversed, const std::vector<quint32> &counts, const RankOf &rankOf)
{
    // Where the first and the last row of each rank go; between the two is what is not sorted yet.
    std::vector<quint32> begins(counts.size());
    std::exclusive_scan(counts.begin(), counts.end(), begins.begin(), 0U);
    std::vector<quint32> ends(counts.size());
    std::inclusive_scan(counts.begin(), counts.end(), ends.begin());
    std::vector<quint32> sorted(ends.empty() ? 0 : ends.back());
    // One thread from the beginning, the other from the end: so neither has to know how many the other has.
    inParts(0, order.size(), 2, [&](std::size_t part, std::size_t begin, std::size_t end) {
        const auto rowAt = [&](std::size_t i) { return reversed ? order[order.size() - 1 - i] : order[i]; };
        if (part == 0) {
            for (std::size_t i = begin; i < end; ++i) {
                const quint32 row = rowAt(i);
                if (const quint16 rank = rankOf(row); rank != none)
                    sorted[begins[rank]++] = row;
            }
            return;
        }
        for (std::size_t i = end; i-- > begin;) {
            const quint32 row = rowAt(i);
            if (const quint16 rank = rankOf(row); rank != none)
                sorted[--ends[rank]] = row;
        }
    });
    if (begins == ends)
        return sorted;
    std::vector<quint32> whole;
    whole.reserve(sorted.size());
    auto begin = sorted.cbegin();
    for (std::size_t rank = 0; rank < counts.size(); ++rank) {
        const auto end = begin + counts[rank];
        whole.insert(whole.end(), begin, sorted.cbegin() + begins[rank]);
        whole.insert(whole.end(), sorted.cbegin() + ends[rank], end);
        begin = end;
    }
    return whole;
}

} // namespace sitebook
