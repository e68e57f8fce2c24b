// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/assetbuilder.h"

#include "api/types/association.h"
#include "api/types/classification.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

void insertMissing(QJsonObject &object, const QJsonObject &defaults)
{
    for (auto it = defaults.begin(); it != defaults.end(); ++it) {
        if (!object.contains(it.key()) || object.value(it.key()).isNull())
            object.insert(it.key(), it.value());
    }
}

QJsonObject unknownApplication()
{
    return {{u"id"_s, u"unknown"_s}, {u"name"_s, u"UNKNOWN"_s}, {u"version"_s, u"0"_s}, {u"platform"_s, u"UNKNOWN"_s},
        {u"onboarded"_s, false}, {u"privacy"_s, u"UNKNOWN"_s}};
}

qint64 decodedSize(const QString &base64)
{
    qsizetype digits = base64.size();
    while (digits > 0 && base64.at(digits - 1) == u'=')
        --digits;
    return digits * 3 / 4;
}

/// How many bytes the contents of a FragmentFormat or FileFormat have; -1 when they are not there.
qint64 contentsSize(const QJsonObject &holder)
{
    const QJsonObject string = holder.value("string"_L1).toObject();
    if (string.contains("raw"_L1))
        return string.value("raw"_L1).toString().toUtf8().size();
    for (const QLatin1StringView key : {"base64"_L1, "base64_url"_L1}) {
        if (string.contains(key))
            return decodedSize(string.value(key).toString());
    }
    if (string.contains("data_url"_L1))
        return decodedSize(string.value("data_url"_L1).toString().section(u',', 1));
    const QJsonObject bytes = holder.value("bytes"_L1).toObject();
    return bytes.contains("raw"_L1) ? bytes.value("raw"_L1).toArray().size() : -1;
}

QJsonObject byteDescriptor(const QJsonObject &format)
{
    qint64 size = -1;
    for (const QLatin1StringView holder : {"fragment"_L1, "file"_L1}) {
        if (size < 0)
            size = contentsSize(format.value(holder).toObject());
    }
    if (size < 0 && format.contains("bytes"_L1))
        return format.value("bytes"_L1).toObject();
    if (size < 0)
        size = format.value("file"_L1).toObject().value("metadata"_L1).toObject().value("size"_L1).toInteger();
    return {{u"value"_s, size}, {u"readable"_s, QLocale::c().formattedDataSize(size)}};
}

/// The word of the contract for \a specific, or UNKNOWN.
QString knownSpecific(const QString &specific)
{
    if (specific.startsWith("hljs-"_L1))
        return specific;
    return classificationOfFile("x."_L1 + specific).specific;
}

/// What the seed says about the kind of the contents, completed from the ending and the name of the file.
QJsonObject classification(const QJsonObject &format, const QString &name)
{
    QJsonObject result = format.value("classification"_L1).toObject();
    const bool isFile = format.contains("file"_L1);
    const QJsonObject metadata =
        format.value(isFile ? "file"_L1 : "fragment"_L1).toObject().value("metadata"_L1).toObject();
    QString specific = result.value("specific"_L1).toString(metadata.value("ext"_L1).toString());
    if (specific.isEmpty() && isFile)
        specific = classificationOfFile(metadata.value("name"_L1).toString(name)).specific;
    specific = knownSpecific(specific);
    const QString generic = specific == "UNKNOWN"_L1 ? (isFile ? u"FILE"_s : u"TEXT"_s)
        : specific.startsWith("hljs-"_L1)            ? u"CODE"_s
                                                     : classificationOfFile("x."_L1 + specific).generic;
    result.insert("specific"_L1, specific);
    insertMissing(result, {{u"generic"_s, generic}});
    return result;
}

/// The Flattened Asset that every Format carries.
QJsonObject flattened(const QJsonObject &asset, const QJsonArray &formats)
{
    QJsonArray references;
    for (const QJsonValue &format : formats)
        references.append(QJsonObject{{u"id"_s, format.toObject().value("id"_L1)}});
    const QJsonObject preview = asset.value("preview"_L1).toObject();
    QJsonObject result{{u"formats"_s, QJsonObject{{u"iterable"_s, references}}},
        {u"preview"_s, QJsonObject{{u"base"_s, preview.value("base"_L1).toObject().value("id"_L1)}}},
        {u"original"_s, asset.value("original"_L1).toObject().value("id"_L1)}};
    for (const QLatin1StringView key :
        {"id"_L1, "name"_L1, "creator"_L1, "created"_L1, "updated"_L1, "mechanism"_L1, "pseudo"_L1, "discovered"_L1})
    {
        if (asset.contains(key))
            result.insert(key, asset.value(key));
    }
    return result;
}

} // namespace

QJsonObject assetFromSeed(const QJsonObject &seed)
{
    QJsonObject metadata = seed.value("metadata"_L1).toObject();
    QJsonObject format = seed.value("format"_L1).toObject();
    format.insert("application"_L1, seed.value("application"_L1));
    QJsonObject asset{{u"formats"_s, QJsonObject{{u"iterable"_s, QJsonArray{format}}}}};
    const QJsonObject file = format.value("file"_L1).toObject().value("metadata"_L1).toObject();
    const QString name = metadata.take("name"_L1).toString(file.value("name"_L1).toString());
    if (!name.isEmpty())
        asset.insert("name"_L1, name);
    asset.insert("mechanism"_L1, metadata.take("mechanism"_L1).toString(u"MANUAL"_s));
    // What the seed says in other words than an asset must not pass for the asset's own.
    constexpr std::array own{"metadata"_L1, "format"_L1, "application"_L1, "available"_L1, "enrichment"_L1, "schema"_L1,
        "id"_L1, "creator"_L1, "created"_L1, "updated"_L1, "formats"_L1, "preview"_L1, "original"_L1, "websites"_L1};
    for (auto it = seed.begin(); it != seed.end(); ++it) {
        if (!asset.contains(it.key()) && std::ranges::find(own, it.key()) == own.end())
            asset.insert(it.key(), it.value());
    }
    // These become items of their own; the rest (hints, anchors, …) has no place in this server but is kept.
    for (const QLatin1StringView key : {"tags"_L1, "websites"_L1, "persons"_L1, "annotations"_L1, "schema"_L1})
        metadata.remove(key);
    if (!metadata.isEmpty())
        asset.insert("metadata"_L1, metadata);
    return asset;
}

QJsonObject completeAsset(QJsonObject asset, const QString &id, const QString &creator, Timestamp created)
{
    const QJsonObject moment = created.toJson();
    asset.insert("id"_L1, id);
    insertMissing(asset,
        {{u"creator"_s, creator}, {u"created"_s, moment}, {u"updated"_s, moment}, {u"mechanism"_s, u"MANUAL"_s}});
    QJsonObject formats = asset.value("formats"_L1).toObject();
    QJsonArray iterable = formats.value("iterable"_L1).toArray();
    for (qsizetype i = 0; i < iterable.size(); ++i) {
        QJsonObject format = iterable.at(i).toObject();
        QJsonObject application = format.value("application"_L1).toObject();
        insertMissing(application, unknownApplication());
        format.insert("application"_L1, application);
        insertMissing(format,
            {{u"id"_s, newIdentifier()}, {u"creator"_s, asset.value("creator"_L1)}, {u"role"_s, u"BOTH"_s},
                {u"created"_s, moment}, {u"updated"_s, moment}});
        format.insert("classification"_L1, classification(format, asset.value("name"_L1).toString()));
        format.insert("bytes"_L1, byteDescriptor(format));
        iterable.replace(i, format);
    }
    const QJsonObject first{{u"id"_s, iterable.first().toObject().value("id"_L1).toString()}};
    insertMissing(asset, {{u"preview"_s, QJsonObject{{u"base"_s, first}}}, {u"original"_s, first}});
    const QJsonObject current = flattened(asset, iterable);
    for (qsizetype i = 0; i < iterable.size(); ++i) {
        QJsonObject format = iterable.at(i).toObject();
        QJsonObject known = format.value("asset"_L1).toObject();
        const QJsonValue seen = known.value("updated"_L1); // of no use there, and another one each time
        for (auto it = current.begin(); it != current.end(); ++it)
            known.insert(it.key(), it.value());
        if (!seen.isUndefined())
            known.insert("updated"_L1, seen);
        format.insert("asset"_L1, known);
        iterable.replace(i, format);
    }
    formats.insert("iterable"_L1, iterable);
    asset.insert("formats"_L1, formats);
    return asset;
}

} // namespace sitebook
