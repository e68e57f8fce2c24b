// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/websitereader.h"

#include "api/client/elementsplitter.h"
#include "api/types/json.h"

#include <QSet>

#include <simdjson.h>

#include <chrono>
#include <limits>
#include <string_view>

namespace sitebook {

static_assert(ElementSplitter::padding >= static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));

struct WebsiteReader::Parser
{
    simdjson::ondemand::parser parser;
};

namespace {

using simdjson::ondemand::json_type;
using simdjson::ondemand::object;
using simdjson::ondemand::value;

/// Whether a value was read. What is unusual is not, and left to Website::fromJson(), which is slower.
using Done = bool;

constexpr qsizetype fewLinks = 16;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template<class Visitor> Done readObject(value json, Visitor visit)
{
    object fields;
    if (json.get_object().get(fields) != simdjson::SUCCESS)
        return false;
    for (auto field : fields) {
        std::string_view key;
        value member;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(member) != simdjson::SUCCESS)
            return false;
        if (!visit(key, member))
            return false;
    }
    return true;
}

bool isNull(value json)
{
    json_type type;
    return json.type().get(type) == simdjson::SUCCESS && type == json_type::null;
}

/// A null says as little as a missing key, also where the key was there before: the last one counts.
template<class Field> Done forget(Field &field)
{
    field = Field();
    return true;
}

Done readText(value json, QString &text)
{
    std::string_view view;
    if (isNull(json) || json.get_string().get(view) != simdjson::SUCCESS)
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

Done readMechanisms(value json, QMap<QString, QString> &mechanisms)
{
    mechanisms.clear();
    return readObject(json, [&mechanisms](std::string_view key, value member) {
        QString mechanism;
        if (!readText(member, mechanism))
            return false;
        mechanisms.insert(toQString(key), mechanism);
        return true;
    });
}

Done readLinks(value json, QStringList &links)
{
    links.clear();
    QSet<QString> seen; // in use from where going through the list would take longer
    const auto isNew = [&](const QString &id) {
        if (links.size() < fewLinks)
            return !links.contains(id);
        if (seen.isEmpty())
            seen = QSet<QString>(links.cbegin(), links.cend());
        const qsizetype before = seen.size();
        seen.insert(id);
        return seen.size() > before;
    };
    QString id;
    const auto readLink = [&id](std::string_view key, value member) { return key != "id" || readText(member, id); };
    return readObject(json, [&](std::string_view key, value member) {
        if (key != "iterable")
            return true;
        links.clear();
        seen.clear();
        simdjson::ondemand::array references;
        if (member.get_array().get(references) != simdjson::SUCCESS)
            return false;
        for (auto reference : references) {
            value one;
            id.clear();
            if (reference.get(one) != simdjson::SUCCESS || !readObject(one, readLink))
                return false;
            if (!id.isEmpty() && isNew(id))
                links.append(id);
        }
        return true;
    });
}

Done readField(std::string_view key, value member, Website &website)
{
    if (key == "id")
        return readText(member, website.id);
    if (key == "name")
        return readText(member, website.name);
    if (key == "url")
        return readText(member, website.url);
    if (key == "created")
        return readMoment(member, website.created);
    if (key == "updated")
        return readMoment(member, website.updated);
    if (key == "score")
        return isNull(member) ? forget(website.score) : readScore(member, website.score);
    if (key == "interactions")
        return isNull(member) ? forget(website.interactions) : readInt(member, website.interactions);
    if (key == "mechanisms")
        return isNull(member) ? forget(website.mechanisms) : readMechanisms(member, website.mechanisms);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const QLatin1StringView field = traits.websiteField;
        if (key == std::string_view(field.data(), static_cast<std::size_t>(field.size())))
            return isNull(member) ? forget(website.links(traits.kind)) : readLinks(member, website.links(traits.kind));
    }
    return true;
}

} // namespace

WebsiteReader::WebsiteReader()
    : m_parser(std::make_unique<Parser>())
{
}

WebsiteReader::~WebsiteReader() = default;

std::optional<Website> WebsiteReader::read(QByteArrayView json)
{
    const auto size = static_cast<std::size_t>(json.size());
    const simdjson::padded_string_view padded(json.data(), size, size + simdjson::SIMDJSON_PADDING);
    Website website;
    simdjson::ondemand::document document;
    value whole;
    const auto visit = [&website](std::string_view key, value member) { return readField(key, member, website); };
    if (m_parser->parser.iterate(padded).get(document) == simdjson::SUCCESS
        && document.get_value().get(whole) == simdjson::SUCCESS && readObject(whole, visit) && !website.id.isEmpty())
        return website;

    // Whatever is unusual about it, Website has the last word on what a website is.
    const std::optional<QJsonObject> object = objectFromJson(json.toByteArray());
    std::optional<Website> result = object ? Website::fromJson(*object) : std::nullopt;
    if (result)
        result->source = {};
    return result;
}

} // namespace sitebook
