// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/handlers.h"
#include "api/server/jsonwriter.h"
#include "api/server/service.h"
#include "api/store/recordjson.h"
#include "api/types/json.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// An item that a website that is being created is to be linked to.
struct WantedLink
{
    AssociationKind kind;
    QString id;
};

Response websiteResponse(const Call &call, Service &service, const WebsiteRecord &website)
{
    Response response;
    if (call.request.wantsBody) {
        const Result<std::vector<Link>> links = service.links.ofWebsite(website.key);
        if (!links.ok())
            return Response::failure(links.error());
        QByteArray json;
        appendWebsite(json, website, links.value());
        response = Response::json(json);
    }
    response.item = website.id;
    return response;
}

Response getWebsite(const Call &call, Service &service, const QString &id)
{
    const Result<WebsiteRecord> website = service.websites.get(id);
    return website.ok() ? websiteResponse(call, service, website.value()) : Response::failure(website.error());
}

Response listWebsites(const Call &call, Service &service)
{
    const ListForm form = listFormFor(call);
    const auto append =
        form == ListForm::Light ? &appendLightWebsite : qOverload<QByteArray &, const WebsiteRow &>(&appendWebsite);
    const auto fill = [&service, append](CollectionWriter &list) {
        return service.websites.list([&list, append](const WebsiteRow &website) {
            append(list.add(website.id), website);
            return list.goesOn();
        });
    };
    return collectionResponse(fill, form);
}

/// Takes what a SeededWebsite says about links out of \a body.
std::vector<WantedLink> takeSeededLinks(QJsonObject &body)
{
    std::vector<WantedLink> wanted;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems() && body.value(traits.item).isString())
            wanted.push_back({traits.kind, body.take(traits.item).toString()});
        const QStringList identifiers = identifiersFromJson(body.value(traits.websiteField));
        for (const QString &id : identifiers)
            wanted.push_back({traits.kind, id});
    }
    return wanted;
}

StoreError linkNew(Service &service, qint64 website, const std::vector<WantedLink> &wanted, bool skipUnknown)
{
    for (const WantedLink &link : wanted) {
        const Result<bool> linked = service.links.associateNew(website, link.kind, link.id);
        if (linked.ok() || (skipUnknown && linked.error().kind == StoreError::Kind::NoSuchItem))
            continue;
        return linked.error();
    }
    return {};
}

Response createWebsite(const Call &call, Service &service)
{
    QJsonObject body = call.body;
    const bool whole = body.contains("id"_L1);
    WebsiteRecord website;
    website.id = whole ? body.value("id"_L1).toString() : newIdentifier();
    website.created = website.updated = Timestamp::now();
    if (whole) {
        if (const QString problem = problemOfIdentifier(body); !problem.isEmpty())
            return Response::text(400, problem);
        const Result<WebsiteRecord> existing = service.websites.get(website.id);
        if (existing.ok())
            return websiteResponse(call, service, existing.value());
        if (const Timestamp updated = Timestamp::fromJson(body.value("updated"_L1)); !updated.isNull())
            website.updated = updated;
    }
    for (const QLatin1StringView key : {"url"_L1, "name"_L1}) {
        if (!body.contains(key))
            return Response::text(400, u"The website's `%1` is missing."_s.arg(key));
    }
    const QString asset = body.value("asset"_L1).toString();
    const std::vector<WantedLink> wanted = takeSeededLinks(body);
    if (!asset.isEmpty() && body.value("mechanism"_L1).isString() && !body.contains("mechanisms"_L1))
        body.insert("mechanisms"_L1, QJsonObject{{asset, body.take("mechanism"_L1)}});
    if (const QString problem = applyChanges(website, body); !problem.isEmpty())
        return Response::text(400, u"The website's %1."_s.arg(problem));
    const Result<qint64> key = service.websites.create(website);
    if (!key.ok())
        return Response::failure(key.error());
    website.key = key.value();
    if (const StoreError error = linkNew(service, website.key, wanted, whole))
        return Response::failure(error);
    return websiteResponse(call, service, website);
}

Response updateWebsite(const Call &call, Service &service)
{
    if (const QString problem = problemOfIdentifier(call.body); !problem.isEmpty())
        return Response::text(400, problem);
    const Result<WebsiteRecord> before = service.websites.get(call.body.value("id"_L1).toString());
    if (!before.ok())
        return Response::failure(before.error());
    if (const auto stale = Response::stale(call.request, before.value().updated))
        return *stale;
    WebsiteRecord website = before.value();
    if (const QString problem = applyChanges(website, call.body); !problem.isEmpty())
        return Response::text(400, u"The website's %1."_s.arg(problem));
    if (website == before.value())
        return websiteResponse(call, service, website);
    if (const StoreError error = service.websites.update(website))
        return Response::failure(error);
    return getWebsite(call, service, website.id);
}

Response deleteWebsite(const Call &call, Service &service)
{
    const StoreError error = service.websites.remove(call.arguments.first());
    return error ? Response::failure(error) : Response::noContent();
}

Response incrementScore(const Call &call, Service &service)
{
    const StoreError error =
        service.websites.incrementScore(call.arguments.first(), ScoreIncrement::fromJson(call.body, "website"_L1));
    return error ? Response::failure(error) : Response::noContent();
}

Response websiteExists(const Call &call, Service &service)
{
    if (!call.body.value("value"_L1).isString())
        return Response::text(400, u"`value` must be the address to look for."_s);
    const Result<std::optional<QString>> id = service.websites.find(call.body.value("value"_L1).toString());
    if (!id.ok())
        return Response::failure(id.error());
    if (!id.value())
        return Response::json("{}"_ba);
    return Response::json(toJson({{u"website"_s, QJsonObject{{u"id"_s, *id.value()}}}}));
}

} // namespace

ListForm listFormFor(const Call &call)
{
    return call.flag(lightParameter, false) ? ListForm::Light : ListForm::Whole;
}

Response collectionResponse(std::function<StoreError(CollectionWriter &)> fill, ListForm form)
{
    return Response::list([fill = std::move(fill), form](const BodySink &sink) {
        CollectionWriter list(sink, form);
        const StoreError error = fill(list);
        if (!error)
            list.finish();
        return error;
    });
}

QString problemOfIdentifier(const QJsonObject &body)
{
    constexpr qsizetype longest = 256;
    const QJsonValue id = body.value("id"_L1);
    if (!id.isString() || id.toString().isEmpty())
        return u"`id` must be a text that is not empty."_s;
    return id.toString().size() > longest ? u"`id` is longer than %1 characters."_s.arg(longest) : QString();
}

void addWebsiteRoutes(Router &router, Service &service)
{
    const auto with = [&service](auto handler) {
        return [&service, handler](const Call &call) { return handler(call, service); };
    };
    const auto get = [](const Call &call, Service &own) { return getWebsite(call, own, call.arguments.first()); };
    router.add("GET", "/websites", Router::Body::Ignored, with(&listWebsites));
    router.add("GET", "/websites/{}", Router::Body::Ignored, with(get));
    router.add("GET", "/website/{}", Router::Body::Ignored, with(get));
    router.add("POST", "/websites/create", Router::Body::Required, with(&createWebsite));
    router.add("POST", "/website/update", Router::Body::Required, with(&updateWebsite));
    router.add("POST", "/websites/{}/delete", Router::Body::Ignored, with(&deleteWebsite));
    router.add("POST", "/website/{}/scores/increment", Router::Body::Optional, with(&incrementScore));
    router.add("POST", "/websites/exists", Router::Body::Required, with(&websiteExists));
}

} // namespace sitebook
