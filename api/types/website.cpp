// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/website.h"

#include "api/types/json.h"

using namespace Qt::StringLiterals;

namespace sitebook {

std::optional<Website> Website::fromJson(const QJsonObject &json, QString *error)
{
    const auto refuse = [error](const QString &reason) {
        if (error)
            *error = reason;
        return std::nullopt;
    };
    Website website;
    website.id = json.value("id"_L1).toString();
    if (website.id.isEmpty())
        return refuse(u"a website without an id"_s);
    for (const QLatin1StringView key : {"name"_L1, "url"_L1}) {
        const QJsonValue value = json.value(key);
        if (!value.isUndefined() && !value.isNull() && !value.isString())
            return refuse(u"website %1: %2 is not a text"_s.arg(website.id, key));
    }
    website.name = json.value("name"_L1).toString();
    website.url = json.value("url"_L1).toString();
    website.created = Timestamp::fromJson(json.value("created"_L1));
    website.updated = Timestamp::fromJson(json.value("updated"_L1));
    website.score = Score::fromJson(json.value("score"_L1).toObject());
    website.interactions = json.value("interactions"_L1).toInt();
    const QJsonObject mechanisms = json.value("mechanisms"_L1).toObject();
    for (auto it = mechanisms.begin(); it != mechanisms.end(); ++it)
        website.mechanisms.insert(it.key(), it.value().toString());
    for (const AssociationTraits &traits : allAssociationTraits())
        website.links(traits.kind) = identifiersFromJson(json.value(traits.websiteField));
    website.source = json;
    return website;
}

QJsonObject Website::toJson() const
{
    QJsonObject json = source;
    json.insert("id"_L1, id);
    json.insert("name"_L1, name);
    json.insert("url"_L1, url);
    for (const auto &[key, moment] : {std::pair("created"_L1, created), std::pair("updated"_L1, updated)}) {
        // An unchanged moment keeps its object, with the spelling and the readable text of whoever wrote it.
        if (!moment.isNull() && Timestamp::fromJson(json.value(key)) != moment)
            json.insert(key, moment.toJson());
    }
    if (json.contains("score"_L1) || score != Score())
        json.insert("score"_L1, score.toJson(json.value("score"_L1).toObject()));
    if (json.contains("interactions"_L1) || interactions != 0)
        json.insert("interactions"_L1, interactions);
    if (json.contains("mechanisms"_L1) || !mechanisms.isEmpty()) {
        QJsonObject object;
        for (auto it = mechanisms.begin(); it != mechanisms.end(); ++it)
            object.insert(it.key(), it.value());
        json.insert("mechanisms"_L1, object);
    }
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const QJsonValue before = json.value(traits.websiteField);
        const QStringList &now = links(traits.kind);
        if (identifiersFromJson(before) != now)
            json.insert(traits.websiteField, flattenedFromIdentifiers(now, before.toObject()));
    }
    return json;
}

} // namespace sitebook
