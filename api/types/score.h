// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace sitebook {

/// The counters of how an item was used.
struct Score
{
    int manual = 0;
    int automatic = 0;
    int priority = 0;
    int reuse = 0;
    int update = 0;
    int reference = 0;
    int searched = 0;

    /// Reads a Score object; counters that are not there are 0.
    static Score fromJson(const QJsonObject &json);
    /// A Score object over \a previous, whose other keys are kept.
    QJsonObject toJson(const QJsonObject &previous = {}) const;
    /// All counters added up, what the list sorts by; as much as an int holds, at most.
    int total() const;

    bool operator==(const Score &) const = default;
};

/// Which counters of a material a scores/increment adds 1 to (the wire's SeededScore).
struct ScoreIncrement
{
    bool reuse = false;
    bool update = false;
    bool reference = false;
    bool priority = false;
    bool searched = false;

    /// Reads the SeededScore under \a material (`website`) in a SeededScoreIncrement object.
    static ScoreIncrement fromJson(const QJsonObject &seededScoreIncrement, QLatin1StringView material);
    /// A SeededScoreIncrement object with the flags under \a material.
    QJsonObject toJson(QLatin1StringView material) const;
    /// Adds 1 to each counter of \a score whose flag is set, and that can still count.
    void applyTo(Score &score) const;

    bool operator==(const ScoreIncrement &) const = default;
};

} // namespace sitebook
