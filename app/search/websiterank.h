// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/inparts.h"
#include "app/search/textpattern.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace sitebook {

/// How well websites fit the words of a query: the name begins so, a word of it does, the name has it, the host, the
/// path, only a linked item; then what changed lately, then what is used much. Coarse on purpose: what is alike keeps
/// the order of its column, and numbers this small are sorted by counting.
class WebsiteRank
{
public:
    /// Of \a before, which was made of the library as it is now, it takes over which hosts can have a word at all.
    WebsiteRank(const Library &library, const Query &query, const WebsiteRank *before = nullptr);

    /// Whether the query has no words, so that all rank alike.
    bool isEmpty() const { return m_patterns.empty(); }
    /// The rank of the website at \a row, below `ranks`; the lower the better. What is the same in \a before, its rank
    /// by other words a moment ago, is taken over.
    quint16 rank(Library::Row row, quint16 before = none) const;
    /// The same where the query is one word, which begins at \a place of \a text, the folded text of \a row; -1 for
    /// nowhere.
    quint16 rank(Library::Row row, QByteArrayView text, qsizetype place, quint16 before) const
    {
        return rankOf(row, fit(row, text, 0, place), before);
    }
    /// Sorts \a rows by rank; equal ones keep their order.
    void sort(std::vector<quint32> &rows) const;
    /// Those of \a order, about \a expected, that have a rank by \a rankOf, which several threads ask: the best first,
    /// equal ones in that order, or in the reverse of it. Sorts by counting, each thread a part of the order.
    template<class RankOf>
    static std::vector<quint32> bestFirst(
        const std::vector<quint32> &order, bool reversed, std::size_t expected, const RankOf &rankOf);

    static constexpr std::size_t ranks = 2048;
    /// In place of a rank, for who has none.
    static constexpr quint16 none = 0xFFFF;

private:
    const Library &m_library;
    std::vector<TextPattern> m_patterns;
    /// For each pattern, which hosts have it.
    std::vector<std::vector<bool>> m_hosts;
    /// The moments between one age and the next.
    std::array<qint64, 6> m_ages;

    std::vector<bool> hostsWith(const QByteArray &word, const WebsiteRank *before) const;
    int fit(Library::Row row, QByteArrayView text, std::size_t pattern, qsizetype at) const;
    int ageBucket(Timestamp updated) const;
    int merit(Library::Row row) const;
    quint16 rankOf(Library::Row row, int fits, quint16 before) const;
};

template<class RankOf>
std::vector<quint32> WebsiteRank::bestFirst(
    const std::vector<quint32> &order, bool reversed, std::size_t expected, const RankOf &rankOf)
{
    struct Part
    {
        std::vector<quint32> rows;
        std::vector<quint16> ranksOfRows;
        /// How often it has each rank, and then where the next row of it goes.
        std::vector<quint32> places = std::vector<quint32>(ranks);
    };
    std::vector<Part> parts(searchThreads());
    inParts(0, order.size(), parts.size(), [&](std::size_t number, std::size_t begin, std::size_t end) {
        Part &part = parts[number];
        part.rows.reserve(std::min(expected, end - begin));
        part.ranksOfRows.reserve(std::min(expected, end - begin));
        for (std::size_t i = begin; i < end; ++i) {
            const quint32 row = reversed ? order[order.size() - 1 - i] : order[i];
            const quint16 rank = rankOf(row);
            if (rank == none)
                continue;
            part.rows.push_back(row);
            part.ranksOfRows.push_back(rank);
            ++part.places[rank];
        }
    });
    quint32 place = 0;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
        for (Part &part : parts)
            place += std::exchange(part.places[rank], place);
    }
    std::vector<quint32> sorted(place);
    inParts(0, order.size(), parts.size(), [&](std::size_t number, std::size_t, std::size_t) {
        Part &part = parts[number];
        for (std::size_t i = 0; i < part.rows.size(); ++i)
            sorted[part.places[part.ranksOfRows[i]]++] = part.rows[i];
    });
    return sorted;
}

} // namespace sitebook
