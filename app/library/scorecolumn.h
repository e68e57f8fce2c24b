// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/score.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace sitebook {

/// The score of each row in eight bytes: nearly all counters are small.
class ScoreColumn
{
public:
    using Row = quint32;

    void reserve(std::size_t count) { m_rows.reserve(count); }
    /// One row more.
    void append() { m_rows.emplace_back(); }
    void set(Row row, const Score &score);
    Score at(Row row) const;
    /// The sum of the counters of \a row, as Score::total(), but from 0 to 255.
    int use(Row row) const { return m_rows[row][counters]; }
    void clear();

private:
    static constexpr std::size_t counters = 7;
    /// In place of the counters where one of them is not small.
    static constexpr quint8 elsewhere = 255;

    /// The counters, in the order of their declaration, and what use() tells.
    std::vector<std::array<quint8, counters + 1>> m_rows;
    std::unordered_map<Row, Score> m_large;
};

} // namespace sitebook
