// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/score.h"
#include "api/types/timestamp.h"

#include <QString>

#include <simdjson.h>

#include <string_view>

/// What the readers of list elements have in common.
namespace sitebook::fieldreader {

/// Whether a value was read. What is unusual is not, and left to the types' own fromJson(), which is slower.
using Done = bool;

/// \a text, which is UTF-8, as a QString.
inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Calls \a visit with the key and the value of each member of the object \a json, until it gives false.
template<class Visitor> Done readObject(simdjson::ondemand::value json, Visitor visit)
{
    simdjson::ondemand::object fields;
    if (json.get_object().get(fields) != simdjson::SUCCESS)
        return false;
    for (auto field : fields) {
        std::string_view key;
        simdjson::ondemand::value member;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(member) != simdjson::SUCCESS)
            return false;
        if (!visit(key, member))
            return false;
    }
    return true;
}

/// Whether \a json is null.
bool isNull(simdjson::ondemand::value json);
/// Reads a text, without the characters that objectFromJson() and QString each have their own opinion of.
Done readText(simdjson::ondemand::value json, QString &text);
/// Reads a whole number that fits.
Done readInt(simdjson::ondemand::value json, int &number);
/// Reads a GroupedTimestamp.
Done readMoment(simdjson::ondemand::value json, Timestamp &moment);
/// Reads a Score.
Done readScore(simdjson::ondemand::value json, Score &score);

/// A null says as little as a missing key, also where the key was there before: the last one counts.
template<class Field> Done forget(Field &field)
{
    field = Field();
    return true;
}

} // namespace sitebook::fieldreader
