// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/itembuilder.h"

#include "api/server/assetbuilder.h"
#include "api/types/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QJsonObject reference(const QJsonValue &id)
{
    return {{u"id"_s, id}};
}

/// A Flattened… collection of \a references.
QJsonObject collectionOf(const QJsonArray &references)
{
    return flattenedFromIdentifiers(
        identifiersFromJson(QJsonObject{{u"iterable"_s, references}}), QJsonObject{{u"iterable"_s, references}});
}

/// Turns the text under \a from, which names an item, into a collection under \a to, with how it came about.
void textToCollection(QJsonObject &item, QLatin1StringView from, QLatin1StringView to)
{
    if (!item.value(from).isString())
        return;
    const QString id = item.take(from).toString();
    item.insert(to, collectionOf({reference(id)}));
    if (item.contains("mechanism"_L1)) {
        QJsonObject mechanisms = item.value("mechanisms"_L1).toObject();
        mechanisms.insert(id, item.value("mechanism"_L1));
        item.insert("mechanisms"_L1, mechanisms);
    }
}

/// Turns the seeds in the array under \a key into items of \a kind that name this one under \a owner.
void arrayToItems(
    BuiltItem &built, QLatin1StringView key, AssociationKind kind, QLatin1StringView owner, const QString &id)
{
    if (!built.item.value(key).isArray())
        return;
    QJsonArray references;
    const QJsonArray seeds = built.item.value(key).toArray();
    for (const QJsonValue &seed : seeds) {
        QJsonObject body = seed.toObject();
        if (!body.contains("id"_L1))
            body.insert("id"_L1, newIdentifier());
        body.insert(owner, id);
        references.append(reference(body.value("id"_L1)));
        built.nested.push_back({kind, body});
    }
    built.item.insert(key, collectionOf(references));
}

/// Turns seeds of something that has no items here into references that carry them.
void arrayToReferences(QJsonObject &item, QLatin1StringView key, const QJsonObject &additions)
{
    if (!item.value(key).isArray())
        return;
    QJsonArray references;
    const QJsonArray seeds = item.value(key).toArray();
    for (const QJsonValue &seed : seeds) {
        QJsonObject whole = additions;
        const QJsonObject given = seed.toObject();
        for (auto it = given.begin(); it != given.end(); ++it)
            whole.insert(it.key(), it.value());
        if (!whole.contains("id"_L1))
            whole.insert("id"_L1, newIdentifier());
        references.append(QJsonObject{{u"id"_s, whole.value("id"_L1)}, {u"reference"_s, whole}});
    }
    item.insert(key, collectionOf(references));
}

void buildAsset(BuiltItem &built, const QJsonObject &body, const QString &id, const QString &creator, Timestamp created)
{
    if (body.contains("formats"_L1)) {
        built.item = completeAsset(body, id, creator, created);
        return;
    }
    const QJsonObject seed = body.value("asset"_L1).toObject();
    built.item = completeAsset(assetFromSeed(seed), id, creator, created);
    const QJsonObject metadata = seed.value("metadata"_L1).toObject();
    const std::pair<QLatin1StringView, AssociationKind> lists[]{{"tags"_L1, AssociationKind::Tag},
        {"persons"_L1, AssociationKind::Person}, {"annotations"_L1, AssociationKind::Annotation}};
    for (const auto &[key, kind] : lists) {
        const QJsonArray seeds = metadata.value(key).toArray();
        for (const QJsonValue &nested : seeds) {
            QJsonObject item = nested.toObject();
            item.insert("id"_L1, newIdentifier());
            item.insert("asset"_L1, id);
            built.nested.push_back({kind, item});
        }
    }
    const QJsonArray websites = metadata.value("websites"_L1).toArray();
    for (const QJsonValue &website : websites)
        built.websites.push_back(website.toObject());
}

void buildPerson(BuiltItem &built, const QString &id, const QString &creator)
{
    QJsonObject &item = built.item;
    textToCollection(item, "asset"_L1, "assets"_L1);
    if (const QJsonObject access = item.value("access"_L1).toObject(); access.value("scoped"_L1).isString())
        item.insert("access"_L1, QJsonObject{{creator, access}});
    if (item.value("model"_L1).isObject()) {
        const QJsonObject model = item.take("model"_L1).toObject();
        item.insert("models"_L1, QJsonObject{{model.value("model"_L1).toObject().value("id"_L1).toString(), model}});
    }
    arrayToItems(built, "annotations"_L1, AssociationKind::Annotation, "person"_L1, id);
}

void buildAnnotation(QJsonObject &item)
{
    for (const QLatin1StringView key : {"asset"_L1, "person"_L1, "model"_L1, "anchor"_L1, "conversation"_L1}) {
        if (item.value(key).isString())
            item.insert(key, reference(item.value(key)));
    }
    if (item.value("workstream_summary"_L1).isString())
        item.insert("summary"_L1, reference(item.take("workstream_summary"_L1)));
}

/// Whether \a value, unless it is not there, is one of the words in \a words, which a space surrounds.
bool isOneOf(const QJsonValue &value, QLatin1StringView words)
{
    return value.isUndefined() || (value.isString() && words.contains(u' ' + value.toString() + u' '));
}

struct Field
{
    AssociationKind kind;
    QLatin1StringView key;
    bool required;
    /// The words that it may be, a space around each; empty for any text, `{` for an object.
    QLatin1StringView words;
};

constexpr auto mechanisms = " UNKNOWN MANUAL RECOMMENDED AUTOMATIC INTERNAL DELETED EXTERNAL_AGENT "_L1;
constexpr Field fields[]{
    {AssociationKind::Asset, "name"_L1, false, {}},
    {AssociationKind::Asset, "mechanism"_L1, false, mechanisms},
    {AssociationKind::Asset, "formats"_L1, false, "{"_L1},
    {AssociationKind::Asset, "preview"_L1, false, "{"_L1},
    {AssociationKind::Asset, "original"_L1, false, "{"_L1},
    {AssociationKind::Person, "type"_L1, true, "{"_L1},
    {AssociationKind::Conversation, "name"_L1, false, {}},
    {AssociationKind::Conversation, "type"_L1, true, " UNKNOWN COPILOT "_L1},
    {AssociationKind::WorkstreamSummary, "name"_L1, true, {}},
    {AssociationKind::WorkstreamSummary, "model"_L1, true, "{"_L1},
    {AssociationKind::WorkstreamSummary, "mechanism"_L1, false, mechanisms},
    {AssociationKind::Tag, "text"_L1, true, {}},
    {AssociationKind::Tag, "category"_L1, false, " UNKNOWN HANDLE EMAIL "_L1},
    {AssociationKind::Annotation, "text"_L1, true, {}},
    {AssociationKind::Annotation, "type"_L1, true,
        " UNKNOWN DESCRIPTION COMMENT DOCUMENTATION SUMMARY EXPLANATION GIT_COMMIT "_L1},
    {AssociationKind::Annotation, "mechanism"_L1, false, mechanisms},
};

/// Fields of which the contract demands a value, even where a seed may leave them out.
constexpr std::pair<AssociationKind, QLatin1StringView> neverNull[]{
    {AssociationKind::Asset, "formats"_L1},
    {AssociationKind::Asset, "preview"_L1},
    {AssociationKind::Asset, "original"_L1},
    {AssociationKind::Asset, "mechanism"_L1},
    {AssociationKind::Tag, "category"_L1},
};

QString problemOf(const Field &field, const QJsonValue &value)
{
    if (field.words == "{"_L1)
        return value.isObject() ? QString() : u"`%1` must be an object"_s.arg(field.key);
    if (!value.isString())
        return u"`%1` must be a text"_s.arg(field.key);
    if (!field.words.isEmpty() && !isOneOf(value, field.words))
        return u"`%1` must be one of%2"_s.arg(field.key, field.words).trimmed();
    return {};
}

QString problemOfFormats(const QJsonObject &body)
{
    const QJsonArray formats = body.value("formats"_L1).toObject().value("iterable"_L1).toArray();
    if (formats.isEmpty())
        return u"`formats.iterable` must be a list with at least one format"_s;
    for (qsizetype i = 0; i < formats.size(); ++i) {
        if (!formats.at(i).isObject())
            return u"`formats.iterable[%1]` must be an object"_s.arg(i);
    }
    return {};
}

QString problemOfAssetSeed(const QJsonObject &body)
{
    const QJsonObject seed = body.value("asset"_L1).toObject();
    if (seed.isEmpty())
        return u"`asset` must be an object, with `application` and `format` in it"_s;
    const QJsonObject format = seed.value("format"_L1).toObject();
    if (!format.value("fragment"_L1).isObject() && !format.value("file"_L1).isObject())
        return u"`asset.format` must have a `fragment` or a `file`"_s;
    if (!seed.value("application"_L1).isObject())
        return u"`asset.application` must be an object"_s;
    if (!isOneOf(seed.value("metadata"_L1).toObject().value("mechanism"_L1), mechanisms))
        return u"`asset.metadata.mechanism` must be one of%1"_s.arg(mechanisms).trimmed();
    return {};
}

} // namespace

BuiltItem buildItem(
    AssociationKind kind, const QJsonObject &body, const QString &id, const QString &creator, Timestamp created)
{
    BuiltItem built{body, {}, {}};
    QJsonObject &item = built.item;
    const QJsonObject nothing = collectionOf({});
    switch (kind) {
    case AssociationKind::Asset:
        buildAsset(built, body, id, creator, created);
        break;
    case AssociationKind::Person:
        buildPerson(built, id, creator);
        break;
    case AssociationKind::Conversation: {
        const QJsonObject message{
            {u"created"_s, created.toJson()}, {u"updated"_s, created.toJson()}, {u"conversation"_s, reference(id)}};
        arrayToReferences(item, "messages"_L1, message);
        arrayToReferences(item, "anchors"_L1, {});
        arrayToItems(built, "annotations"_L1, AssociationKind::Annotation, "conversation"_L1, id);
        if (!item.value("messages"_L1).isObject())
            item.insert("messages"_L1, nothing);
        break;
    }
    case AssociationKind::WorkstreamSummary:
        arrayToItems(built, "annotations"_L1, AssociationKind::Annotation, "workstream_summary"_L1, id);
        break;
    case AssociationKind::Tag:
        textToCollection(item, "asset"_L1, "assets"_L1);
        textToCollection(item, "person"_L1, "persons"_L1);
        if (!item.contains("category"_L1))
            item.insert("category"_L1, u"UNKNOWN"_s);
        break;
    case AssociationKind::Annotation:
        buildAnnotation(item);
        break;
    case AssociationKind::Message:
    case AssociationKind::WorkstreamEvent:
    case AssociationKind::Source:
    case AssociationKind::SourceWindow:
        break;
    }
    return built;
}

QString problemOfSeed(AssociationKind kind, const QJsonObject &body)
{
    if (kind == AssociationKind::Asset && !body.contains("formats"_L1))
        return problemOfAssetSeed(body);
    for (const Field &field : fields) {
        if (field.kind == kind && field.required && !body.contains(field.key))
            return u"`%1` is missing"_s.arg(field.key);
    }
    return problemOfChanges(kind, body);
}

QString problemOfChanges(AssociationKind kind, const QJsonObject &changes)
{
    if (kind == AssociationKind::Asset && changes.contains("formats"_L1)) {
        if (const QString problem = problemOfFormats(changes); !problem.isEmpty())
            return problem;
    }
    for (const Field &field : fields) {
        const QJsonValue value = changes.value(field.key);
        if (field.kind != kind || value.isUndefined())
            continue;
        const bool removable =
            !field.required && std::ranges::find(neverNull, std::pair(kind, field.key)) == std::ranges::end(neverNull);
        if (value.isNull() && removable)
            continue;
        if (const QString problem = problemOf(field, value); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace sitebook
