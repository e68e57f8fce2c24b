// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/textpattern.h"

#include <array>
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
    /// The rank of the website at \a row, below `ranks`; the lower the better.
    quint16 rank(Library::Row row) const;
    /// The same where the query is one word, which begins at \a place of \a text, the folded text of \a row; -1 for
    /// nowhere.
    quint16 rank(Library::Row row, QByteArrayView text, qsizetype place) const
    {
        return rankOf(row, fit(row, text, 0, place));
    }
    /// Sorts \a rows by rank; equal ones keep their order.
    void sort(std::vector<quint32> &rows) const;

    static constexpr std::size_t ranks = 2048;

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
    quint16 rankOf(Library::Row row, int fits) const;
};

} // namespace sitebook
