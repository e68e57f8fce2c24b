// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/recordjson.h"

#include "api/store/assetcontents.h"
#include "api/types/material.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// Reads the object below \a key of \a changes (created, score) and keeps what it holds besides \a columns.
void keepRemainder(
    QJsonObject &rest, const QString &key, QJsonObject value, std::initializer_list<QLatin1StringView> columns)
{
    for (const QLatin1StringView column : columns)
        value.remove(column);
    QJsonObject remainders = rest.value(""_L1).toObject();
    if (value.isEmpty())
        remainders.remove(key);
    else
        remainders.insert(key, value);
    if (remainders.isEmpty())
        rest.remove(""_L1);
    else
        rest.insert(""_L1, remainders);
}

/// Takes the moment \a value; gives what is wrong with it.
QString readCreated(Timestamp &created, QJsonObject &rest, const QJsonValue &value)
{
    const Timestamp moment = Timestamp::fromJson(value);
    if (moment.isNull())
        return u"`created.value` must be a moment in ISO 8601, like 2026-11-23T16:00:00.123456Z"_s;
    created = moment;
    keepRemainder(rest, u"created"_s, value.toObject(), {"value"_L1});
    return {};
}

QString readScore(Score &score, QJsonObject &rest, const QJsonValue &value)
{
    if (!value.isObject())
        return u"`score` must be an object"_s;
    const QJsonObject object = value.toObject();
    constexpr std::array counters{
        "manual"_L1, "automatic"_L1, "priority"_L1, "reuse"_L1, "update"_L1, "reference"_L1, "searched"_L1};
    for (const QLatin1StringView counter : counters) {
        const QJsonValue count = object.value(counter);
        if (!count.isUndefined() && count.toInt(std::numeric_limits<int>::min()) == std::numeric_limits<int>::min())
            return u"`score.%1` must be a whole number"_s.arg(counter);
    }
    score = Score::fromJson(object);
    keepRemainder(rest, u"score"_s, object,
        {"manual"_L1, "automatic"_L1, "priority"_L1, "reuse"_L1, "update"_L1, "reference"_L1, "searched"_L1});
    return {};
}

/// Whether \a value is a `schema` that names no version. Old clients stumble over it, and it says nothing.
bool isUnnamedSchema(const QString &key, const QJsonValue &value)
{
    return key == "schema"_L1 && value.toObject().value("semantic"_L1) == "UNKNOWN"_L1;
}

bool hasUnnamedSchema(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::ranges::any_of(array, [](const QJsonValue &element) { return hasUnnamedSchema(element); });
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (isUnnamedSchema(it.key(), it.value()) || hasUnnamedSchema(it.value()))
            return true;
    }
    return false;
}

QJsonValue withoutUnnamedSchemas(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            array.replace(i, withoutUnnamedSchemas(array.at(i)));
        return array;
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    QJsonObject result;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!isUnnamedSchema(it.key(), it.value()))
            result.insert(it.key(), withoutUnnamedSchemas(it.value()));
    }
    return result;
}

/// What of \a given is to be stored; nearly always all of it, and then nothing is copied.
QJsonObject storable(const QJsonObject &given)
{
    return hasUnnamedSchema(given) ? withoutUnnamedSchemas(given).toObject() : given;
}

void setKey(QJsonObject &rest, const QString &key, const QJsonValue &value)
{
    if (key.isEmpty())
        keepRemainder(rest, key, QJsonObject{{key, value}}, {});
    else if (value.isNull())
        rest.remove(key);
    else
        rest.insert(key, value);
}

/// The keys of \a rest with its remainders joined in where they belong.
QJsonObject joined(QJsonObject rest, Timestamp created)
{
    const QJsonObject remainders = rest.take(""_L1).toObject();
    for (auto it = remainders.begin(); it != remainders.end(); ++it)
        rest.insert(it.key(), it.key().isEmpty() ? it.value().toObject().value(""_L1) : it.value());
    QJsonObject moment = rest.value("created"_L1).toObject();
    moment.insert("value"_L1, created.toIso());
    rest.insert("created"_L1, moment);
    return rest;
}

bool isLinkField(const QString &key)
{
    return std::ranges::any_of(
        allAssociationTraits(), [&](const AssociationTraits &traits) { return traits.websiteField == key; });
}

template<class Record> QString readWholeItem(Record &record, Record next, QJsonObject item)
{
    next.id = item.value("id"_L1).toString();
    if (next.id.isEmpty())
        return u"`id` is missing"_s;
    const Timestamp created = Timestamp::fromJson(item.value("created"_L1));
    const Timestamp updated = Timestamp::fromJson(item.value("updated"_L1));
    // A moment that nobody knows is the other one, or the oldest there is.
    const Timestamp known = !created.isNull() ? created : !updated.isNull() ? updated : Timestamp::fromMicroseconds(0);
    next.created = known;
    next.updated = updated.isNull() ? known : updated;
    if (created.isNull())
        item.remove("created"_L1);
    const QString problem = applyChanges(next, item);
    if (problem.isEmpty())
        record = next;
    return problem;
}

/// What an item is searched by.
QString searchName(const MaterialRecord &material, QJsonObject item)
{
    item.insert("id"_L1, material.id);
    return Material::fromJson(material.kind, item).value_or(Material()).name;
}

} // namespace

QByteArray toJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool hasRemainders(QByteArrayView json)
{
    return json.startsWith("{\"\":");
}

QString applyChanges(WebsiteRecord &website, const QJsonObject &given)
{
    const QJsonObject changes = storable(given);
    WebsiteRecord next = website;
    QJsonObject rest = parsed(website.json);
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const QString key = it.key();
        const QJsonValue value = it.value();
        QString problem;
        if (key == "id"_L1 || key == "updated"_L1 || isLinkField(key))
            continue;
        if (key == "url"_L1 || key == "name"_L1) {
            if (!value.isString() || (key == "url"_L1 && value.toString().isEmpty()))
                problem = u"`%1` must be a text%2"_s.arg(key, key == "url"_L1 ? u" that is not empty"_s : u""_s);
            (key == "url"_L1 ? next.url : next.name) = value.toString();
        } else if (key == "created"_L1) {
            problem = readCreated(next.created, rest, value);
        } else if (key == "score"_L1) {
            problem = readScore(next.score, rest, value);
        } else if (key == "mechanisms"_L1 && !value.isObject() && !value.isNull()) {
            problem = u"`mechanisms` must be an object"_s;
        } else if (key == "interactions"_L1 && !value.isDouble() && !value.isNull()) {
            problem = u"`interactions` must be a number"_s;
        } else {
            setKey(rest, key, value);
        }
        if (!problem.isEmpty())
            return problem;
    }
    next.json = toJson(rest);
    website = next;
    return {};
}

QString applyChanges(MaterialRecord &material, const QJsonObject &given)
{
    const QJsonObject changes = storable(given);
    QJsonObject rest = parsed(material.contents.isEmpty() ? material.json : material.contents);
    Timestamp created = material.created;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const QString key = it.key();
        if (key == "id"_L1 || key == "updated"_L1 || key == "websites"_L1)
            continue;
        if (key == "created"_L1) {
            if (const QString problem = readCreated(created, rest, it.value()); !problem.isEmpty())
                return problem;
        } else if (key == "formats"_L1 && it.value().isObject()) {
            rest.insert(key, withContents(it.value().toObject(), rest.value(key).toObject()));
        } else {
            setKey(rest, key, it.value());
        }
    }
    material.created = created;
    material.name = searchName(material, rest);
    const QJsonObject light = withoutContents(rest);
    material.json = toJson(light);
    material.contents = light == rest ? QByteArray() : toJson(rest);
    return {};
}

QString readWhole(WebsiteRecord &website, const QJsonObject &item)
{
    if (!item.value("url"_L1).isString())
        return u"`url` is missing"_s;
    return readWholeItem(website, WebsiteRecord(), item);
}

QString readWhole(MaterialRecord &material, const QJsonObject &item)
{
    MaterialRecord next;
    next.kind = material.kind;
    return readWholeItem(material, next, item);
}

QJsonObject objectFromRecord(const WebsiteRecord &website)
{
    QJsonObject object = joined(parsed(website.json), website.created);
    object.insert("id"_L1, website.id);
    object.insert("url"_L1, website.url);
    object.insert("name"_L1, website.name);
    object.insert("updated"_L1, website.updated.toJson());
    object.insert("score"_L1, website.score.toJson(object.value("score"_L1).toObject()));
    return object;
}

QJsonObject objectFromRecord(const MaterialRecord &material)
{
    QJsonObject object =
        joined(parsed(material.contents.isEmpty() ? material.json : material.contents), material.created);
    object.insert("id"_L1, material.id);
    object.insert("updated"_L1, material.updated.toJson());
    return object;
}

} // namespace sitebook
