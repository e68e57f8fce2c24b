// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/websitereader.h"

#include "api/client/elementsplitter.h"
#include "api/client/fieldreader.h"
#include "api/types/json.h"

#include <QSet>

namespace sitebook {

static_assert(ElementSplitter::padding >= static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));

struct WebsiteReader::Parser
{
    simdjson::ondemand::parser parser;
};

namespace {

using simdjson::ondemand::value;
using namespace fieldreader;

constexpr qsizetype fewLinks = 16;

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
