// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/material.h"

#include "api/types/classification.h"
#include "api/types/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// The index in `formats.iterable` of the format that holds the asset's contents; -1 when there is none.
qsizetype originalFormat(const QJsonObject &asset)
{
    const QJsonArray formats = asset.value("formats"_L1).toObject().value("iterable"_L1).toArray();
    const QString original = asset.value("original"_L1).toObject().value("id"_L1).toString();
    for (qsizetype i = 0; i < formats.size(); ++i) {
        if (formats.at(i).toObject().value("id"_L1).toString() == original)
            return i;
    }
    return formats.isEmpty() ? -1 : 0;
}

void readAsset(Material &asset, const QJsonObject &json)
{
    asset.name = json.value("name"_L1).toString();
    const qsizetype index = originalFormat(json);
    if (index < 0)
        return;
    const QJsonObject format = json.value("formats"_L1).toObject().value("iterable"_L1).toArray().at(index).toObject();
    for (const QLatin1StringView holder : {"fragment"_L1, "file"_L1}) {
        const QString raw = format.value(holder).toObject().value("string"_L1).toObject().value("raw"_L1).toString();
        if (!raw.isEmpty())
            asset.text = raw;
    }
    const QString specific = format.value("classification"_L1).toObject().value("specific"_L1).toString();
    if (specific != "UNKNOWN"_L1)
        asset.type = specific;
}

/// Gives an asset that has no contents yet the one format \a format, as the original.
void setOnlyFormat(QJsonObject &asset, QJsonObject format)
{
    const QString id = newIdentifier();
    format.insert("id"_L1, id);
    asset.insert("formats"_L1, QJsonObject{{u"iterable"_s, QJsonArray{format}}});
    asset.insert("original"_L1, QJsonObject{{u"id"_s, id}});
}

/// \a format with the contents \a text, where it had them before.
void setText(QJsonObject &format, const QString &text)
{
    const QLatin1StringView holder = format.contains("file"_L1) ? "file"_L1 : "fragment"_L1;
    QJsonObject contents = format.value(holder).toObject();
    QJsonObject string = contents.value("string"_L1).toObject();
    string.insert("raw"_L1, text);
    contents.insert("string"_L1, string);
    format.insert(holder, contents);
}

void setType(QJsonObject &format, const QString &type)
{
    QJsonObject classification = format.value("classification"_L1).toObject();
    if (!classification.contains("generic"_L1))
        classification.insert("generic"_L1, u"CODE"_s);
    classification.insert("specific"_L1, type.isEmpty() ? u"UNKNOWN"_s : type);
    format.insert("classification"_L1, classification);
}

void writeAsset(const Material &asset, QJsonObject &json)
{
    setOrRemove(json, "name"_L1, asset.name);
    Material before;
    readAsset(before, asset.source);
    const bool hasOtherText = before.text != asset.text;
    const bool hasOtherType = before.type != asset.type;
    if (!hasOtherText && !hasOtherType)
        return;
    const qsizetype index = originalFormat(json);
    QJsonObject formats = json.value("formats"_L1).toObject();
    QJsonArray iterable = formats.value("iterable"_L1).toArray();
    QJsonObject format = index < 0 ? QJsonObject() : iterable.at(index).toObject();
    if (hasOtherText || index < 0)
        setText(format, asset.text);
    if (hasOtherType)
        setType(format, asset.type);
    if (index < 0) {
        setOnlyFormat(json, format);
        return;
    }
    iterable.replace(index, format);
    formats.insert("iterable"_L1, iterable);
    json.insert("formats"_L1, formats);
}

QString firstText(const QJsonObject &object, std::initializer_list<QLatin1StringView> keys)
{
    for (const QLatin1StringView key : keys) {
        if (QString text = object.value(key).toString(); !text.isEmpty())
            return text;
    }
    return {};
}

/// A person is described by hand (`basic`) or by the account of a user (`platform`).
QLatin1StringView personHolder(const QJsonObject &type)
{
    return type.contains("platform"_L1) && !type.contains("basic"_L1) ? "platform"_L1 : "basic"_L1;
}

void readPerson(Material &person, const QJsonObject &json)
{
    const QJsonObject type = json.value("type"_L1).toObject();
    const QJsonObject holder = type.value(personHolder(type)).toObject();
    person.name = firstText(holder, {"name"_L1, "username"_L1, "vanityname"_L1});
    person.email = holder.value("email"_L1).toString();
    person.picture = holder.value("picture"_L1).toString();
    person.address = holder.value("url"_L1).toString();
}

void writePerson(const Material &person, QJsonObject &json)
{
    Material before;
    readPerson(before, json);
    QJsonObject type = json.value("type"_L1).toObject();
    const QLatin1StringView key = personHolder(type);
    QJsonObject holder = type.value(key).toObject();
    if (before.name != person.name)
        setOrRemove(holder, "name"_L1, person.name);
    if (before.email != person.email)
        setOrRemove(holder, "email"_L1, person.email);
    if (before.picture != person.picture)
        setOrRemove(holder, "picture"_L1, person.picture);
    if (before.address != person.address)
        setOrRemove(holder, "url"_L1, person.address);
    type.insert(key, holder);
    json.insert("type"_L1, type);
}

/// What the wire wants to know about the program that an asset comes from.
QJsonObject thisApplication()
{
    return {{u"id"_s, u"sitebook"_s}, {u"name"_s, u"OPEN_SOURCE"_s}, {u"version"_s, QStringLiteral(SITEBOOK_VERSION)},
        {u"platform"_s, u"LINUX"_s}, {u"onboarded"_s, true}, {u"privacy"_s, u"CLOSED"_s}};
}

QJsonObject assetSeed(const Material &asset)
{
    const QJsonObject json = asset.toJson();
    const qsizetype index = originalFormat(json);
    const QJsonObject original = index < 0
        ? QJsonObject{{u"fragment"_s, QJsonObject{{u"string"_s, QJsonObject{{u"raw"_s, QString()}}}}}}
        : json.value("formats"_L1).toObject().value("iterable"_L1).toArray().at(index).toObject();
    QJsonObject format;
    for (const QLatin1StringView key : {"fragment"_L1, "file"_L1, "classification"_L1}) {
        if (original.contains(key))
            format.insert(key, original.value(key));
    }
    QJsonObject metadata{{u"mechanism"_s, u"MANUAL"_s}};
    setOrRemove(metadata, "name"_L1, asset.name);
    const QJsonObject seeded{{u"application"_s, thisApplication()}, {u"format"_s, format}, {u"metadata"_s, metadata}};
    return {{u"type"_s, u"SEEDED_ASSET"_s}, {u"asset"_s, seeded}};
}

QJsonObject summaryModel()
{
    return {{u"id"_s, u"sitebook"_s}, {u"version"_s, u"1"_s}, {u"created"_s, Timestamp::fromMicroseconds(0).toJson()},
        {u"name"_s, u"Written by hand"_s}, {u"cloud"_s, false}, {u"type"_s, u"UNKNOWN"_s}, {u"usage"_s, u"UNKNOWN"_s}};
}

QJsonObject seedOf(const Material &material)
{
    switch (material.kind) {
    case AssociationKind::Asset:
        return assetSeed(material);
    case AssociationKind::Person: {
        QJsonObject seed{{u"mechanism"_s, u"MANUAL"_s}};
        writePerson(material, seed);
        return seed;
    }
    case AssociationKind::Conversation:
        return {{u"name"_s, material.name}, {u"type"_s, u"COPILOT"_s}};
    case AssociationKind::WorkstreamSummary:
        return {{u"name"_s, material.name}, {u"model"_s, summaryModel()}};
    case AssociationKind::Tag:
        return {{u"text"_s, material.name}, {u"mechanism"_s, u"MANUAL"_s}};
    case AssociationKind::Annotation:
        return {{u"text"_s, material.text}, {u"mechanism"_s, u"MANUAL"_s},
            {u"type"_s, material.type.isEmpty() ? u"COMMENT"_s : material.type}};
    case AssociationKind::Message:
    case AssociationKind::WorkstreamEvent:
    case AssociationKind::Source:
    case AssociationKind::SourceWindow:
        break;
    }
    return {};
}

} // namespace

std::optional<Material> Material::fromJson(AssociationKind kind, const QJsonObject &json, QString *error)
{
    Material material;
    material.kind = kind;
    material.id = json.value("id"_L1).toString();
    if (material.id.isEmpty()) {
        if (error)
            *error = u"a %1 without an id"_s.arg(associationTraits(kind).pathSegment);
        return std::nullopt;
    }
    material.created = Timestamp::fromJson(json.value("created"_L1));
    material.updated = Timestamp::fromJson(json.value("updated"_L1));
    material.score = Score::fromJson(json.value("score"_L1).toObject());
    material.websites = identifiersFromJson(json.value("websites"_L1));
    material.source = json;
    switch (kind) {
    case AssociationKind::Asset:
        readAsset(material, json);
        break;
    case AssociationKind::Person:
        readPerson(material, json);
        break;
    case AssociationKind::Tag:
        material.name = json.value("text"_L1).toString();
        break;
    case AssociationKind::Annotation:
        material.text = json.value("text"_L1).toString();
        material.type = json.value("type"_L1).toString();
        break;
    case AssociationKind::Conversation:
    case AssociationKind::WorkstreamSummary:
    case AssociationKind::Message:
    case AssociationKind::WorkstreamEvent:
    case AssociationKind::Source:
    case AssociationKind::SourceWindow:
        material.name = json.value("name"_L1).toString();
        break;
    }
    return material;
}

Material Material::assetFromFile(const QString &fileName, const QByteArray &content)
{
    Material asset;
    asset.kind = AssociationKind::Asset;
    asset.id = newIdentifier();
    asset.name = fileName;
    const Classification classification = classificationOfFile(fileName);
    if (classification.specific != "UNKNOWN"_L1)
        asset.type = classification.specific;
    const QJsonObject string{{u"base64"_s, QString::fromLatin1(content.toBase64())}};
    const QJsonObject metadata{{u"name"_s, fileName}, {u"ext"_s, classification.specific}, {u"size"_s, content.size()}};
    const QJsonObject words{{u"generic"_s, classification.generic}, {u"specific"_s, classification.specific}};
    setOnlyFormat(asset.source,
        {{u"file"_s, QJsonObject{{u"string"_s, string}, {u"metadata"_s, metadata}}}, {u"classification"_s, words}});
    return asset;
}

QJsonObject Material::toJson() const
{
    QJsonObject json = source;
    json.insert("id"_L1, id);
    for (const auto &[key, moment] : {std::pair("created"_L1, created), std::pair("updated"_L1, updated)}) {
        if (!moment.isNull() && Timestamp::fromJson(json.value(key)) != moment)
            json.insert(key, moment.toJson());
    }
    if (json.contains("score"_L1) || score != Score())
        json.insert("score"_L1, score.toJson(json.value("score"_L1).toObject()));
    if (identifiersFromJson(json.value("websites"_L1)) != websites)
        json.insert("websites"_L1, flattenedFromIdentifiers(websites, json.value("websites"_L1).toObject()));
    switch (kind) {
    case AssociationKind::Asset:
        writeAsset(*this, json);
        break;
    case AssociationKind::Person:
        writePerson(*this, json);
        break;
    case AssociationKind::Tag:
        json.insert("text"_L1, name);
        break;
    case AssociationKind::Annotation:
        json.insert("text"_L1, text);
        json.insert("type"_L1, type);
        break;
    case AssociationKind::Conversation:
        setOrRemove(json, "name"_L1, name);
        break;
    case AssociationKind::WorkstreamSummary:
    case AssociationKind::Message:
    case AssociationKind::WorkstreamEvent:
    case AssociationKind::Source:
    case AssociationKind::SourceWindow:
        json.insert("name"_L1, name);
        break;
    }
    return json;
}

QJsonObject Material::toSeed() const
{
    QJsonObject seed = seedOf(*this);
    if (!id.isEmpty())
        seed.insert("id"_L1, id);
    if (!created.isNull())
        seed.insert("created"_L1, created.toJson());
    if (!websites.isEmpty())
        seed.insert("websites"_L1, flattenedFromIdentifiers(websites));
    return seed;
}

QString Material::caption() const
{
    if (!name.isEmpty())
        return name;
    if (!email.isEmpty())
        return email;
    const QString trimmed = text.trimmed();
    return trimmed.left(trimmed.indexOf(u'\n')).left(80);
}

} // namespace sitebook
