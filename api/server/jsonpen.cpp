// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/jsonpen.h"

#include <array>
#include <charconv>
#include <chrono>

namespace sitebook {

namespace {

/// Whether one of the eight bytes of \a word is a control character, a quote or a backslash; it may take a byte beyond
/// ASCII for one. After "Determine if a word has a byte less than n",
/// https://graphics.stanford.edu/~seander/bithacks.html
constexpr bool mayNeedEscape(quint64 word)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 tops = 0x8080808080808080;
    const quint64 quote = word ^ (ones * '"');
    const quint64 backslash = word ^ (ones * '\\');
    return (((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & tops;
}

} // namespace

JsonPen::JsonPen(QByteArray &json, qsizetype room)
    : m_json(json)
{
    const qsizetype size = json.size();
    json.resize(size + room);
    m_position = json.data() + size;
}

JsonPen::~JsonPen()
{
    m_json.resize(m_position - m_json.constData());
}

void JsonPen::putPadded(qint64 value, int digits)
{
    std::array<char, numberRoom> buffer;
    const char *end = std::to_chars(buffer.begin(), buffer.end(), value).ptr;
    for (auto length = end - buffer.begin(); length < digits; ++length)
        put('0');
    put(QByteArrayView(buffer.begin(), end));
}

void JsonPen::putString(QByteArrayView utf8)
{
    constexpr char digits[] = "0123456789abcdef";
    put('"');
    const char *from = utf8.begin();
    const char *const end = utf8.end();
    while (from < end) {
        quint64 word = 0;
        const std::ptrdiff_t length = std::min(end - from, std::ptrdiff_t(sizeof word));
        if (length == sizeof word) {
            memcpy(&word, from, sizeof word);
            if (!mayNeedEscape(word)) {
                memcpy(m_position, &word, sizeof word);
                m_position += sizeof word;
                from += sizeof word;
                continue;
            }
        }
        for (const char *const stop = from + length; from < stop; ++from) {
            const char c = *from;
            if (const auto code = static_cast<unsigned char>(c); code < 0x20) {
                put("\\u00");
                put(digits[code >> 4]);
                put(digits[code & 15]);
                continue;
            }
            if (c == '"' || c == '\\')
                put('\\');
            put(c);
        }
    }
    put('"');
}

void JsonPen::putMoment(Timestamp moment)
{
    // QDateTime::toString() would take most of the time of a list.
    using namespace std::chrono;
    const sys_time<microseconds> time{microseconds(moment.microseconds())};
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    put("{\"value\":\"");
    if (int(date.year()) < 0) {
        put(moment.toIso().toLatin1());
        put("\"}");
        return;
    }
    putPadded(int(date.year()), 4);
    put('-');
    putPadded(unsigned(date.month()), 2);
    put('-');
    putPadded(unsigned(date.day()), 2);
    put('T');
    putPadded(clock.hours().count(), 2);
    put(':');
    putPadded(clock.minutes().count(), 2);
    put(':');
    putPadded(clock.seconds().count(), 2);
    put('.');
    putPadded(clock.subseconds().count(), 6);
    put("Z\"}");
}

} // namespace sitebook
