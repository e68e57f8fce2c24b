// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <compare>
#include <limits>
#include <optional>

class QDateTime;

namespace sitebook {

/// A moment in UTC, to the microsecond: the `value` of the wire's GroupedTimestamp. Default constructed it is null.
class Timestamp
{
public:
    constexpr Timestamp() = default;

    /// The current moment of the system's clock.
    static Timestamp now();
    /// A moment given in microseconds since 1970-01-01T00:00Z.
    static constexpr Timestamp fromMicroseconds(qint64 microseconds) { return Timestamp(microseconds); }
    /// Reads ISO 8601 (`2026-11-23T16:00:00.123456Z`, also with an offset, any number of decimals); nothing when
    /// malformed.
    static std::optional<Timestamp> fromIso(QStringView text);
    /// Reads a GroupedTimestamp object, or a bare ISO text; null when there is none or it is malformed.
    static Timestamp fromJson(const QJsonValue &json);

    /// Whether no moment is known.
    constexpr bool isNull() const { return m_microseconds == none; }
    /// Microseconds since 1970-01-01T00:00Z; meaningless when null.
    constexpr qint64 microseconds() const { return m_microseconds; }
    /// ISO 8601 in UTC with six decimals and `Z`; empty when null.
    QString toIso() const;
    /// The moment in UTC, cut to milliseconds; invalid when null.
    QDateTime toDateTime() const;
    /// A GroupedTimestamp with just its `value`.
    QJsonObject toJson() const;

    constexpr auto operator<=>(const Timestamp &) const = default;

private:
    static constexpr qint64 none = std::numeric_limits<qint64>::min();

    explicit constexpr Timestamp(qint64 microseconds)
        : m_microseconds(microseconds)
    {
    }

    qint64 m_microseconds = none;
};

} // namespace sitebook
