// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/assetcontents.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

bool isHolder(const QString &key)
{
    return key == "fragment"_L1 || key == "file"_L1;
}

bool hasContents(const QJsonObject &format)
{
    return std::ranges::any_of(std::array{"fragment"_L1, "file"_L1}, [&](QLatin1StringView holder) {
        const QJsonObject contents = format.value(holder).toObject();
        return contents.contains("string"_L1) || contents.contains("bytes"_L1);
    });
}

QJsonValue stripped(const QString &key, const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            array.replace(i, stripped({}, array.at(i)));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = withoutContents(value.toObject());
    if (isHolder(key)) {
        object.remove("string"_L1);
        object.remove("bytes"_L1);
    }
    return object;
}

} // namespace

QJsonObject withoutContents(const QJsonObject &item)
{
    QJsonObject light = item;
    for (auto it = light.begin(); it != light.end(); ++it) {
        if (it.value().isObject() || it.value().isArray())
            it.value() = stripped(it.key(), it.value());
    }
    return light;
}

QJsonObject withContents(const QJsonObject &formats, const QJsonObject &before)
{
    const QJsonArray known = before.value("iterable"_L1).toArray();
    QJsonArray iterable = formats.value("iterable"_L1).toArray();
    for (qsizetype i = 0; i < iterable.size(); ++i) {
        QJsonObject format = iterable.at(i).toObject();
        const auto same = std::find_if(known.begin(), known.end(),
            [&](const QJsonValue &candidate) { return candidate.toObject().value("id"_L1) == format.value("id"_L1); });
        if (same == known.end() || hasContents(format))
            continue;
        for (const QLatin1StringView holder : {"fragment"_L1, "file"_L1}) {
            QJsonObject contents = format.value(holder).toObject();
            const QJsonObject stored = (*same).toObject().value(holder).toObject();
            for (const QLatin1StringView key : {"string"_L1, "bytes"_L1}) {
                if (stored.contains(key)) {
                    contents.insert(key, stored.value(key));
                    format.insert(holder, contents);
                }
            }
        }
        iterable.replace(i, format);
    }
    QJsonObject result = formats;
    result.insert("iterable"_L1, iterable);
    return result;
}

} // namespace sitebook
