// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/fieldreader.h"

#include <chrono>
#include <limits>
#include <optional>

namespace sitebook::fieldreader {

namespace {

using simdjson::ondemand::json_type;
using simdjson::ondemand::value;

/// Whether \a text has a mark of the byte order, which QString takes away at the beginning, or what is no character.
bool hasOddCharacter(std::string_view text)
{
    for (auto at = text.find('\xEF'); at != text.npos; at = text.find('\xEF', at + 1)) {
        const std::string_view character = text.substr(at, 3);
        if (character == "\xEF\xBB\xBF" || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF")
            return true;
    }
    return false;
}

/// The number of \a count digits from \a at on; -1 when there is anything else.
int digits(std::string_view text, std::size_t at, std::size_t count)
{
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/// Reads `2026-11-23T16:00:00.123456Z`, the way nearly all are written; anything else is left to Timestamp.
std::optional<Timestamp> quickMoment(std::string_view text)
{
    using namespace std::chrono;
    if (text.size() < 20 || text.size() > 27 || text.back() != 'Z' || text[4] != '-' || text[7] != '-'
        || text[10] != 'T' || text[13] != ':' || text[16] != ':' || (text.size() > 20 && text[19] != '.'))
        return std::nullopt;
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    const std::size_t decimals = text.size() > 20 ? text.size() - 21 : 0;
    int micros = decimals > 0 ? digits(text, 20, decimals) : 0;
    if (year < 1 || month < 1 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0
        || second > 59 || micros < 0 || (text.size() > 20 && decimals == 0))
        return std::nullopt;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
        std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok())
        return std::nullopt;
    for (std::size_t i = decimals; i < 6; ++i)
        micros *= 10;
    const qint64 days = sys_days(date).time_since_epoch().count();
    const qint64 seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    return Timestamp::fromMicroseconds(seconds * 1'000'000 + micros);
}

} // namespace

bool isNull(value json)
{
    json_type type;
    return json.type().get(type) == simdjson::SUCCESS && type == json_type::null;
}

Done readText(value json, QString &text)
{
    std::string_view view;
    if (isNull(json) || json.get_string().get(view) != simdjson::SUCCESS || hasOddCharacter(view))
        return false;
    text = toQString(view);
    return true;
}

Done readInt(value json, int &number)
{
    std::int64_t wide = 0;
    if (json.get_int64().get(wide) != simdjson::SUCCESS || wide < std::numeric_limits<int>::min()
        || wide > std::numeric_limits<int>::max())
        return false;
    number = static_cast<int>(wide);
    return true;
}

Done readMoment(value json, Timestamp &moment)
{
    moment = Timestamp();
    return readObject(json, [&moment](std::string_view key, value member) {
        if (key != "value")
            return true;
        std::string_view text;
        if (isNull(member) || member.get_string().get(text) != simdjson::SUCCESS)
            return false;
        const std::optional<Timestamp> quick = quickMoment(text);
        moment = quick ? *quick : Timestamp::fromIso(toQString(text)).value_or(Timestamp());
        return true;
    });
}

Done readScore(value json, Score &score)
{
    score = Score();
    return readObject(json, [&score](std::string_view key, value member) {
        if (key == "manual")
            return readInt(member, score.manual);
        if (key == "automatic")
            return readInt(member, score.automatic);
        if (key == "priority")
            return readInt(member, score.priority);
        if (key == "reuse")
            return readInt(member, score.reuse);
        if (key == "update")
            return readInt(member, score.update);
        if (key == "reference")
            return readInt(member, score.reference);
        if (key == "searched")
            return readInt(member, score.searched);
        return true;
    });
}

} // namespace sitebook::fieldreader
