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

/// Whether \a text, which means no span, is the beginning of one that does: `202`, `last we`, `2024-03..`.
bool beginsTimeSpan(QStringView text, const QDateTime &now);

/// Whether a date that ends with \a text goes on with another word: whether its last word is `last` or `this`.
bool awaitsCalendarUnit(QStringView text);

/// Whether `last` and `this` can stand before \a word: `week`, `month`, `year`; or it is the beginning of such a word,
/// where that is enough, or has the second half of a range behind it.
bool isCalendarUnit(QStringView word, bool beginningIsEnough);

} // namespace sitebook
