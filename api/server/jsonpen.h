// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"

#include <QByteArray>

namespace sitebook {

/// Appends JSON to a QByteArray where there is room for it already. A list of websites is thousands of short texts a
/// millisecond; asking before each of them whether it fits, as QByteArray::append() does, takes most of the time.
class JsonPen
{
public:
    /// The most that a moment, or a number, takes.
    static constexpr qsizetype momentRoom = 64;
    static constexpr qsizetype numberRoom = 20;
    /// The most that a text of \a bytes takes, quotes included.
    static constexpr qsizetype stringRoom(qsizetype bytes) { return 6 * bytes + 2; }

    /// Makes room for \a room bytes behind \a json, which must not be touched while the pen is there.
    JsonPen(QByteArray &json, qsizetype room);
    /// Leaves \a json as long as what was written.
    ~JsonPen();
    Q_DISABLE_COPY_MOVE(JsonPen)

    /// \a text as it is.
    void put(QByteArrayView text)
    {
        memcpy(m_position, text.data(), static_cast<std::size_t>(text.size()));
        m_position += text.size();
    }
    void put(char c) { *m_position++ = c; }
    /// \a value in decimal.
    void putNumber(qint64 value) { putPadded(value, 1); }
    /// \a utf8 as a JSON string.
    void putString(QByteArrayView utf8);
    /// \a moment as a GroupedTimestamp.
    void putMoment(Timestamp moment);

private:
    /// At least \a digits digits.
    void putPadded(qint64 value, int digits);

    QByteArray &m_json;
    char *m_position;
};

} // namespace sitebook
