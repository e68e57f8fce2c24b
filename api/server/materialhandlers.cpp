// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/assetbuilder.h"
#include "api/server/handlers.h"
#include "api/server/itembuilder.h"
#include "api/server/jsonwriter.h"
#include "api/server/service.h"
#include "api/store/database.h"
#include "api/store/recordjson.h"
#include "api/types/json.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

using Contents = MaterialStore::Contents;

/// The operations of one kind.
class MaterialHandlers
{
public:
    MaterialHandlers(Service &service, AssociationKind kind)
        : m_service(service)
        , m_kind(kind)
    {
    }

    Response list(const Call &call) const;
    Response listLight(const Call &call) const;
    Response identifiers(const Call &call) const;
    Response get(const Call &call) const { return itemResponse(call, call.arguments.first()); }
    Response create(const Call &call) const;
    Response update(const Call &call) const;
    Response remove(const Call &call) const;
    Response exists(const Call &call) const;

private:
    /// The one type of annotations that \a call asks for; empty for all, and for the kinds that have none.
    QString typeFilter(const Call &call) const;
    Response itemResponse(const Call &call, const QString &id) const;
    Response refusal(const QString &problem) const;
    /// Makes the item \a id that \a body asks for, without looking whether it is there. \a whole: the body is not a
    /// seed.
    StoreError make(const QJsonObject &body, const QString &id, bool whole, QString &problem) const;
    StoreError linkNew(const QString &id, const QStringList &websites, bool skipUnknown) const;
    StoreError makeNested(const NestedItem &nested, QString &problem) const;
    StoreError linkSeededWebsite(const QString &asset, const QJsonObject &seed) const;

    Service &m_service;
    AssociationKind m_kind;
};

/// Tags and annotations have no contents to leave out, but asking costs nothing.
Contents contentsFor(const Call &call)
{
    return call.flag(u"transferables"_s, true) ? Contents::Read : Contents::Leave;
}

QString typeOf(const MaterialRecord &annotation)
{
    return objectFromRecord(annotation).value("type"_L1).toString();
}

QString MaterialHandlers::typeFilter(const Call &call) const
{
    return m_kind == AssociationKind::Annotation ? call.query.queryItemValue(u"annotation_type_filter"_s) : QString();
}

Response MaterialHandlers::refusal(const QString &problem) const
{
    return Response::text(400, u"The %1's %2."_s.arg(associationTraits(m_kind).item, problem));
}

Response MaterialHandlers::itemResponse(const Call &call, const QString &id) const
{
    Response response;
    if (call.request.wantsBody) {
        const Result<MaterialRecord> material = m_service.materials.get(m_kind, id, contentsFor(call));
        if (!material.ok())
            return Response::failure(material.error());
        const Result<std::vector<WebsiteRecord>> websites = m_service.links.ofMaterial(m_kind, id);
        if (!websites.ok())
            return Response::failure(websites.error());
        QByteArray json;
        appendMaterial(json, material.value(), websites.value());
        response = Response::json(json);
    }
    response.item = id;
    return response;
}

Response MaterialHandlers::listLight(const Call &call) const
{
    const auto fill = [own = *this, type = typeFilter(call), contents = contentsFor(call)](CollectionWriter &list) {
        return own.m_service.materials.listBare(own.m_kind, contents, [&](const MaterialRow &material) {
            if (type.isEmpty() || typeOf(material.toRecord()) == type)
                appendLightMaterial(list.add(material.id), material);
            return list.goesOn();
        });
    };
    return collectionResponse(fill, ListForm::Light);
}

Response MaterialHandlers::list(const Call &call) const
{
    if (listFormFor(call) == ListForm::Light)
        return listLight(call);
    return collectionResponse(
        [own = *this, type = typeFilter(call), contents = contentsFor(call)](CollectionWriter &list) {
            return own.m_service.materials.list(
                own.m_kind, contents, [&](const MaterialRecord &material, std::span<const WebsiteRecord> websites) {
                    if (type.isEmpty() || typeOf(material) == type)
                        appendMaterial(list.add(material.id), material, websites);
                    return list.goesOn();
                });
        });
}

Response MaterialHandlers::identifiers(const Call &) const
{
    return collectionResponse([own = *this](CollectionWriter &list) {
        return own.m_service.materials.identifiers(own.m_kind, [&list](const QString &id, Timestamp) {
            QByteArray &json = list.add(id);
            json.append("{\"id\":");
            appendString(json, id);
            json.append('}');
            return list.goesOn();
        });
    });
}

Response MaterialHandlers::create(const Call &call) const
{
    const bool whole = call.body.contains("id"_L1);
    const QString id = whole ? call.body.value("id"_L1).toString() : newIdentifier();
    if (whole) {
        if (const QString problem = problemOfIdentifier(call.body); !problem.isEmpty())
            return Response::text(400, problem);
        const Result<std::optional<Timestamp>> existing = m_service.materials.updated(m_kind, id);
        if (!existing.ok())
            return Response::failure(existing.error());
        if (existing.value())
            return itemResponse(call, id);
    }
    QString problem;
    const StoreError error = make(call.body, id, whole, problem);
    if (!problem.isEmpty())
        return refusal(problem);
    return error ? Response::failure(error) : itemResponse(call, id);
}

StoreError MaterialHandlers::make(const QJsonObject &body, const QString &id, bool whole, QString &problem) const
{
    problem = problemOfSeed(m_kind, body);
    if (!problem.isEmpty())
        return {};
    MaterialRecord material;
    material.kind = m_kind;
    material.id = id;
    material.created = material.updated = Timestamp::now();
    if (const Timestamp given = Timestamp::fromJson(body.value("created"_L1)); !given.isNull())
        material.created = given;
    if (const Timestamp given = Timestamp::fromJson(body.value("updated"_L1)); whole && !given.isNull())
        material.updated = given;
    const BuiltItem built = buildItem(m_kind, body, id, m_service.database.identifier(), material.created);
    problem = applyChanges(material, built.item);
    if (!problem.isEmpty())
        return {};
    const Result<qint64> key = m_service.materials.create(material);
    if (!key.ok())
        return key.error();
    if (StoreError error = linkNew(id, identifiersFromJson(body.value("websites"_L1)), whole))
        return error;
    for (const QJsonObject &seed : built.websites) {
        if (StoreError error = linkSeededWebsite(id, seed))
            return error;
    }
    for (const NestedItem &nested : built.nested) {
        if (StoreError error = makeNested(nested, problem); error || !problem.isEmpty())
            return error;
    }
    return {};
}

StoreError MaterialHandlers::linkNew(const QString &id, const QStringList &websites, bool skipUnknown) const
{
    for (const QString &website : websites) {
        const Result<bool> linked = m_service.links.associateNew(website, m_kind, id);
        if (linked.ok() || (skipUnknown && linked.error().kind == StoreError::Kind::NoSuchItem))
            continue;
        return linked.error();
    }
    return {};
}

StoreError MaterialHandlers::makeNested(const NestedItem &nested, QString &problem) const
{
    // There is one tag for one text.
    if (nested.kind == AssociationKind::Tag) {
        const Result<std::optional<QString>> known =
            m_service.materials.find(nested.kind, nested.body.value("text"_L1).toString());
        if (!known.ok())
            return known.error();
        if (known.value())
            return {};
    }
    problem = problemOfIdentifier(nested.body);
    StoreError error;
    if (problem.isEmpty()) {
        // As for those that are created on their own: what is there already stays as it is.
        const QString id = nested.body.value("id"_L1).toString();
        const Result<std::optional<Timestamp>> existing = m_service.materials.updated(nested.kind, id);
        if (!existing.ok() || existing.value())
            return existing.ok() ? StoreError() : existing.error();
        error = MaterialHandlers(m_service, nested.kind).make(nested.body, id, true, problem);
    }
    if (!problem.isEmpty())
        problem = u"%1: %2"_s.arg(associationTraits(nested.kind).collection, problem);
    return error;
}

StoreError MaterialHandlers::linkSeededWebsite(const QString &asset, const QJsonObject &seed) const
{
    const Result<std::optional<QString>> known = m_service.websites.find(seed.value("url"_L1).toString());
    if (!known.ok())
        return known.error();
    WebsiteRecord website;
    website.id = known.value().value_or(newIdentifier());
    if (!known.value()) {
        website.created = website.updated = Timestamp::now();
        const QJsonObject mechanisms{{asset, seed.value("mechanism"_L1).toString(u"AUTOMATIC"_s)}};
        const QJsonObject body{
            {u"url"_s, seed.value("url"_L1)}, {u"name"_s, seed.value("name"_L1)}, {u"mechanisms"_s, mechanisms}};
        if (!applyChanges(website, body).isEmpty())
            return {};
        if (const Result<qint64> key = m_service.websites.create(website); !key.ok())
            return key.error();
    }
    const Result<bool> linked = m_service.links.associateNew(website.id, m_kind, asset);
    return linked.ok() ? StoreError() : linked.error();
}

Response MaterialHandlers::update(const Call &call) const
{
    QJsonObject changes = call.body;
    if (const QString problem = problemOfIdentifier(changes); !problem.isEmpty())
        return Response::text(400, problem);
    if (const QString problem = problemOfChanges(m_kind, changes); !problem.isEmpty())
        return refusal(problem);
    const Result<MaterialRecord> before = m_service.materials.get(m_kind, changes.value("id"_L1).toString());
    if (!before.ok())
        return Response::failure(before.error());
    if (const auto stale = Response::stale(call.request, before.value().updated))
        return *stale;
    MaterialRecord material = before.value();
    if (const QString problem = applyChanges(material, changes); !problem.isEmpty())
        return refusal(problem);
    if (m_kind == AssociationKind::Asset && material != before.value()) {
        const QJsonObject complete =
            completeAsset(objectFromRecord(material), material.id, m_service.database.identifier(), material.created);
        if (const QString problem = applyChanges(material, complete); !problem.isEmpty())
            return refusal(problem);
    }
    if (material != before.value()) {
        if (const StoreError error = m_service.materials.update(material))
            return Response::failure(error);
    }
    return itemResponse(call, material.id);
}

Response MaterialHandlers::remove(const Call &call) const
{
    const QString id = call.arguments.first();
    if (const StoreError error = m_service.materials.remove(m_kind, id))
        return Response::failure(error);
    // The contract lets this one kind answer with its identifier.
    return m_kind == AssociationKind::Asset ? Response::text(200, id) : Response::noContent();
}

Response MaterialHandlers::exists(const Call &call) const
{
    if (!call.body.value("value"_L1).isString())
        return Response::text(400, u"`value` must be the text to look for."_s);
    const Result<std::optional<QString>> id = m_service.materials.find(m_kind, call.body.value("value"_L1).toString());
    if (!id.ok())
        return Response::failure(id.error());
    if (!id.value())
        return Response::json("{}"_ba);
    return Response::json(toJson({{associationTraits(m_kind).item, QJsonObject{{u"id"_s, *id.value()}}}}));
}

void addRoutes(Router &router, Service &service, const AssociationTraits &traits)
{
    const MaterialHandlers handlers(service, traits.kind);
    const auto with = [handlers](Response (MaterialHandlers::*handler)(const Call &) const) {
        return [handlers, handler](const Call &call) { return (handlers.*handler)(call); };
    };
    const QByteArray collection = "/"_ba + traits.collection.data();
    const QByteArray item = "/"_ba + traits.item.data();
    router.add("GET", collection, Router::Body::Ignored, with(&MaterialHandlers::list));
    router.add("GET", collection + "/{}", Router::Body::Ignored, with(&MaterialHandlers::get));
    router.add("GET", item + "/{}", Router::Body::Ignored, with(&MaterialHandlers::get));
    router.add("GET", collection + "/identifiers", Router::Body::Ignored, with(&MaterialHandlers::identifiers));
    router.add("POST", collection + "/create", Router::Body::Required, with(&MaterialHandlers::create));
    router.add("POST", item + "/update", Router::Body::Required, with(&MaterialHandlers::update));
    router.add("POST", collection + "/{}/delete", Router::Body::Ignored, with(&MaterialHandlers::remove));
    if (traits.kind == AssociationKind::Tag)
        router.add("POST", collection + "/exists", Router::Body::Required, with(&MaterialHandlers::exists));
}

} // namespace

void addMaterialRoutes(Router &router, Service &service)
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            addRoutes(router, service, traits);
    }
}

} // namespace sitebook
