// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/handlers.h"
#include "api/server/jsonwriter.h"
#include "api/server/searchquery.h"
#include "api/server/service.h"
#include "api/store/recordjson.h"
#include "api/types/material.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Found
{
    QString id;
    SearchMatch match;
    /// The item as JSON.
    QByteArray item;
};

/// Puts the best first; those that match alike stay in the order of the list.
void sortByMatch(std::vector<Found> &found)
{
    std::ranges::stable_sort(found, std::ranges::greater(), [](const Found &one) { return one.match.similarity; });
}

StoreError findWebsites(Service &service, const SearchQuery &query, std::vector<Found> &found)
{
    return service.websites.list([&](const WebsiteRow &website) {
        const auto match = query.match(
            {{QString::fromUtf8(website.name), QString::fromUtf8(website.url)}, website.created, website.updated});
        if (match)
            appendWebsite(found.emplace_back(Found{QString::fromUtf8(website.id), *match, {}}).item, website);
        return true;
    });
}

Searchable searchable(const MaterialRecord &record)
{
    const Material material = Material::fromJson(record.kind, objectFromRecord(record)).value_or(Material());
    return {{material.name, material.text, material.email, material.address}, record.created, record.updated};
}

StoreError findMaterials(
    Service &service, AssociationKind kind, const SearchQuery &query, bool withContents, std::vector<Found> &found)
{
    return service.materials.list(kind, MaterialStore::Contents::Read,
        [&](const MaterialRecord &material, std::span<const WebsiteRecord> websites) {
            const auto match = query.match(searchable(material));
            if (!match)
                return true;
            QByteArray &item = found.emplace_back(Found{material.id, *match, {}}).item;
            if (withContents) {
                appendMaterial(item, material, websites);
                return true;
            }
            MaterialRecord light = material;
            light.contents.clear();
            appendMaterial(item, light, websites);
            return true;
        });
}

QByteArray searchedJson(const std::vector<Found> &found, QByteArrayView key)
{
    QByteArray json = "{\"iterable\":["_ba;
    for (const Found &one : found) {
        json.append(json.endsWith('[') ? "{\"" : ",{\"").append(key).append("\":").append(one.item);
        json.append(",\"exact\":").append(one.match.exact ? "true" : "false");
        json.append(",\"similarity\":").append(QByteArray::number(one.match.similarity));
        json.append(",\"identifier\":");
        appendString(json, one.id);
        json.append('}');
    }
    return json.append("]}");
}

/// Answers a search by SearchInput of the websites, or of the items of \a kind.
Response search(const Call &call, Service &service, std::optional<AssociationKind> kind)
{
    std::vector<Found> found;
    if (!call.body.isEmpty()) {
        QString problem;
        const std::optional<SearchQuery> query = SearchQuery::fromJson(call.body, &problem);
        if (!query)
            return Response::text(400, problem);
        const StoreError error = kind
            ? findMaterials(service, *kind, *query, call.flag(u"transferables"_s, true), found)
            : findWebsites(service, *query, found);
        if (error)
            return Response::failure(error);
    }
    sortByMatch(found);
    if (!kind)
        return Response::json(searchedJson(found, "website"));
    const bool isSummary = *kind == AssociationKind::WorkstreamSummary;
    return Response::json(searchedJson(found, isSummary ? "summary" : associationTraits(*kind).item.data()));
}

/// Assets are searched by a text in the query.
Response searchAssets(const Call &call, Service &service)
{
    std::vector<Found> found;
    const SearchQuery query(call.query.queryItemValue(u"query"_s, QUrl::FullyDecoded));
    if (const StoreError error =
            findMaterials(service, AssociationKind::Asset, query, call.flag(u"transferables"_s, true), found))
        return Response::failure(error);
    sortByMatch(found);
    QByteArray json = "{\"iterable\":["_ba;
    for (const Found &one : found) {
        json.append(json.endsWith('[') ? "{\"asset\":" : ",{\"asset\":").append(one.item);
        json.append(",\"exact\":").append(one.match.exact ? "true" : "false");
        json.append(",\"score\":").append(QByteArray::number(one.match.similarity));
        json.append(",\"match\":\"UNKNOWN\",\"identifier\":");
        appendString(json, one.id);
        json.append('}');
    }
    const auto exact = std::ranges::count_if(found, [](const Found &one) { return one.match.exact; });
    json.append("],\"suggested\":").append(QByteArray::number(qint64(found.size()) - qint64(exact)));
    json.append(",\"exact\":").append(QByteArray::number(qint64(exact)));
    return Response::json(json.append('}'));
}

} // namespace

void addSearchRoutes(Router &router, Service &service)
{
    router.add("POST", "/websites/search", Router::Body::Optional,
        [&service](const Call &call) { return search(call, service, std::nullopt); });
    router.add("GET", "/assets/search", Router::Body::Ignored,
        [&service](const Call &call) { return searchAssets(call, service); });
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems() || traits.kind == AssociationKind::Asset)
            continue;
        router.add("POST", "/"_ba + traits.collection.data() + "/search", Router::Body::Optional,
            [&service, kind = traits.kind](const Call &call) { return search(call, service, kind); });
    }
}

} // namespace sitebook
