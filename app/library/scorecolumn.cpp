// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/scorecolumn.h"

#include <algorithm>

namespace sitebook {

void ScoreColumn::set(Row row, const Score &score)
{
    const std::array<int, counters> values{
        score.manual, score.automatic, score.priority, score.reuse, score.update, score.reference, score.searched};
    const bool isSmall = std::ranges::all_of(values, [](int value) { return value >= 0 && value < elsewhere; });
    std::array<quint8, counters + 1> &bytes = m_rows[row];
    std::ranges::transform(
        values, bytes.begin(), [isSmall](int value) { return isSmall ? static_cast<quint8>(value) : elsewhere; });
    bytes[counters] = static_cast<quint8>(std::clamp(score.total(), 0, 255));
    if (!isSmall)
        m_large.insert_or_assign(row, score);
    else if (!m_large.empty())
        m_large.erase(row);
}

Score ScoreColumn::at(Row row) const
{
    const std::array<quint8, counters + 1> &bytes = m_rows[row];
    if (bytes[0] == elsewhere)
        return m_large.at(row);
    return {.manual = bytes[0],
        .automatic = bytes[1],
        .priority = bytes[2],
        .reuse = bytes[3],
        .update = bytes[4],
        .reference = bytes[5],
        .searched = bytes[6]};
}

void ScoreColumn::clear()
{
    m_rows.clear();
    m_large.clear();
}

} // namespace sitebook
