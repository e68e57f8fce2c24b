// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/libraryjson.h"

#include "api/types/json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr QLatin1StringView formatName = "sitebook-library"_L1;
constexpr QLatin1StringView websitesKey = "websites"_L1;

QString words(const char *text)
{
    return QCoreApplication::translate("LibraryJson", text);
}

/// Hands every object of the collection \a key to \a read, which returns why it is none, or nothing.
template<typename Read> void readCollection(LibraryContent &content, QLatin1StringView key, Read read)
{
    const QJsonArray items = content.source.value(key).toObject().value("iterable"_L1).toArray();
    QSet<QString> seen;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QJsonObject item = items.at(i).toObject();
        const QString id = item.value("id"_L1).toString();
        QString why;
        if (!id.isEmpty() && seen.contains(id))
            why = words(QT_TRANSLATE_NOOP("LibraryJson", "its id is used twice"));
        else
            why = read(item);
        seen.insert(id);
        if (!why.isEmpty())
            content.unreadable.append({0, u"%1, %2"_s.arg(key).arg(i + 1), why});
    }
    content.source.remove(key);
}

template<typename Item> QJsonObject toCollection(const QList<Item> &items)
{
    QJsonArray iterable;
    for (const Item &item : items)
        iterable.append(item.toJson());
    return {{u"iterable"_s, iterable}};
}

/// Why the file with the keys of \a json is none that this version reads; empty when it is.
QString whyNotReadable(const QJsonObject &json)
{
    if (json.value("format"_L1).toString() != formatName)
        return words(QT_TRANSLATE_NOOP("LibraryJson", "This is JSON, but no library of Sitebook."));
    const int version = json.value("version"_L1).toInt();
    if (version > libraryJsonVersion) {
        return words(QT_TRANSLATE_NOOP("LibraryJson",
                         "A newer Sitebook wrote this library (version %1). Update this one to read it."))
            .arg(version);
    }
    return version < 1 ? words(QT_TRANSLATE_NOOP("LibraryJson", "The library does not say its version.")) : QString();
}

} // namespace

std::optional<LibraryContent> libraryFromJson(const QByteArray &text, QString *error)
{
    const auto refuse = [error](const QString &reason) {
        if (error)
            *error = reason;
        return std::nullopt;
    };
    QString why;
    const auto json = objectFromJson(text, &why);
    if (!json)
        return refuse(words(QT_TRANSLATE_NOOP("LibraryJson", "This is no library of Sitebook: %1.")).arg(why));
    why = whyNotReadable(*json);
    if (!why.isEmpty())
        return refuse(why);

    LibraryContent content;
    content.source = *json;
    content.source.remove("format"_L1);
    content.source.remove("version"_L1);
    readCollection(content, websitesKey, [&content](const QJsonObject &item) {
        QString reason;
        if (const auto website = Website::fromJson(item, &reason))
            content.websites.append(*website);
        return reason;
    });
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            continue;
        QList<Material> &materials = content.materials[traits.kind];
        readCollection(content, traits.collection, [&](const QJsonObject &item) {
            QString reason;
            if (const auto material = Material::fromJson(traits.kind, item, &reason))
                materials.append(*material);
            return reason;
        });
    }
    return content;
}

QByteArray libraryToJson(const LibraryContent &content)
{
    QJsonObject json = content.source;
    json.insert("format"_L1, formatName);
    json.insert("version"_L1, libraryJsonVersion);
    json.insert(websitesKey, toCollection(content.websites));
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            json.insert(traits.collection, toCollection(content.materials.value(traits.kind)));
    }
    return QJsonDocument(json).toJson();
}

} // namespace sitebook
