// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <limits>
#include <optional>

class QDateTime;

namespace sitebook {

/// A span of time in microseconds since 1970, both ends included.
struct TimeSpan
{
    qint64 first = std::numeric_limits<qint64>::min();
    qint64 last = std::numeric_limits<qint64>::max();

    bool operator==(const TimeSpan &) const = default;
};

/// The span that \a text means at the moment \a now, in the time zone of \a now: `2024`, `2024-03`, `2024-03-05`,
/// `today`, `yesterday`, `this week`, `last month` (also with a hyphen), `30d` (the last 30 days; `h`, `d`, `w`, `m`,
/// `y`), `2024-03..2024-06`, `..2024`, `2024..`; with `<`, `<=`, `>` or `>=` before it what is earlier or later, where
/// of an age `<30d` is what is younger. Nothing when it is none of these.
std::optional<TimeSpan> timeSpan(QStringView text, const QDateTime &now);

/// Whether `last` and `this` can stand before \a word: `week`, `month`, `year`.
bool isCalendarUnit(QStringView word);

} // namespace sitebook
