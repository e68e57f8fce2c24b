// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/json.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// The number of the escape `\uXXXX` at \a at of \a text; -1 when there is none.
int escapedUnit(QByteArrayView text, qsizetype at)
{
    if (at + 6 > text.size() || text.at(at) != '\\' || text.at(at + 1) != 'u')
        return -1;
    bool isNumber = false;
    const int unit = text.sliced(at + 2, 4).toInt(&isNumber, 16);
    return isNumber ? unit : -1;
}

/// Replaces what is no character in the JSON \a text, escaped or not. SQLite would turn it, and what stands beside it,
/// into something else, so that what is kept would not be what was answered.
QByteArray withWholeCharacters(QByteArray text)
{
    for (qsizetype at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
        const int unit = escapedUnit(text, at);
        if (unit < 0) {
            at += 2;
            continue;
        }
        const bool isPair = unit >= 0xD800 && unit < 0xDC00 && (escapedUnit(text, at + 6) & 0xFC00) == 0xDC00;
        if (!isPair && ((unit & 0xF800) == 0xD800 || unit >= 0xFFFE))
            text.replace(at, 6, "\\ufffd");
        at += isPair ? 12 : 6;
    }
    return text.replace("\xEF\xBF\xBE", "\xEF\xBF\xBD").replace("\xEF\xBF\xBF", "\xEF\xBF\xBD");
}

} // namespace

std::optional<QJsonObject> objectFromJson(const QByteArray &text, QString *error)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(withWholeCharacters(text), &parseError);
    if (document.isObject())
        return document.object();
    if (error) {
        *error = parseError.error == QJsonParseError::NoError
            ? u"expected a JSON object"_s
            : u"%1 at byte %2"_s.arg(parseError.errorString()).arg(parseError.offset);
    }
    return std::nullopt;
}

int nestingOfJson(QByteArrayView text)
{
    int depth = 0;
    int deepest = 0;
    bool inText = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text.at(at);
        if (c == '"')
            inText = !inText;
        else if (inText)
            at += c == '\\' ? 1 : 0;
        else if (c == '{' || c == '[')
            deepest = std::max(deepest, ++depth);
        else if (c == '}' || c == ']')
            --depth;
    }
    return deepest;
}

QStringList identifiersFromJson(const QJsonValue &collection)
{
    const QJsonArray iterable = collection.toObject().value("iterable"_L1).toArray();
    QStringList identifiers;
    identifiers.reserve(iterable.size());
    QSet<QString> seen;
    for (const QJsonValue &reference : iterable) {
        const QString id = reference.toObject().value("id"_L1).toString();
        if (!id.isEmpty() && !seen.contains(id)) {
            seen.insert(id);
            identifiers.append(id);
        }
    }
    return identifiers;
}

QJsonObject flattenedFromIdentifiers(const QStringList &identifiers, const QJsonObject &previous)
{
    QHash<QString, QJsonValue> known;
    const QJsonArray before = previous.value("iterable"_L1).toArray();
    for (const QJsonValue &reference : before)
        known.insert(reference.toObject().value("id"_L1).toString(), reference);

    QJsonArray iterable;
    QJsonObject indices;
    for (const QString &id : identifiers) {
        indices.insert(id, iterable.size());
        iterable.append(known.value(id, QJsonObject{{u"id"_s, id}}));
    }
    QJsonObject result = previous;
    result.insert("iterable"_L1, iterable);
    result.insert("indices"_L1, indices);
    return result;
}

void setOrRemove(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (text.isEmpty())
        object.remove(key);
    else
        object.insert(key, text);
}

} // namespace sitebook
