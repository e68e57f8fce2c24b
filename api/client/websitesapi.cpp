// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/websitesapi.h"

#include "api/client/readers.h"
#include "api/types/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Reads ExistingMetadata: the identifier of the website in it, or an empty one.
std::optional<QString> existingFromBody(const QByteArray &body)
{
    const std::optional<QJsonObject> json = objectFromJson(body);
    if (!json)
        return std::nullopt;
    return json->value("website"_L1).toObject().value("id"_L1).toString();
}

/// Reads SearchedWebsites: the identifiers in their order.
std::optional<QStringList> searchedFromBody(const QByteArray &body)
{
    const std::optional<QJsonObject> json = objectFromJson(body);
    if (!json || !json->value("iterable"_L1).isArray())
        return std::nullopt;
    QStringList identifiers;
    const QJsonArray iterable = json->value("iterable"_L1).toArray();
    for (const QJsonValue &element : iterable) {
        const QJsonObject searched = element.toObject();
        const QString embedded = searched.value("website"_L1).toObject().value("id"_L1).toString();
        const QString id = searched.value("identifier"_L1).toString(embedded);
        if (!id.isEmpty() && !identifiers.contains(id))
            identifiers.append(id);
    }
    return identifiers;
}

} // namespace

WebsitesApi::WebsitesApi(ApiClient &client)
    : m_client(client)
{
}

WebsiteListReply *WebsitesApi::list(ListForm form, const QByteArray &entityTag)
{
    ApiRequest request = ApiRequest::get(u"websites"_s);
    request.ifNoneMatch = entityTag;
    request.query.append({u"transferables"_s, u"false"_s});
    if (form == ListForm::Light)
        request.query.append({lightParameter, u"true"_s});
    return m_client.sendList<WebsiteListReply>(request);
}

ValueReply<Website> *WebsitesApi::create(const QJsonObject &seed)
{
    return m_client.send<Website>(ApiRequest::post(u"websites/create"_s, seed, false), websiteFromBody);
}

ApiReply *WebsitesApi::remove(const QString &id)
{
    return m_client.send(ApiRequest::post("websites/"_L1 + ApiRequest::segment(id) + "/delete"_L1, true));
}

ValueReply<QString> *WebsitesApi::exists(const QString &url)
{
    const QJsonObject body{{u"value"_s, url}};
    return m_client.send<QString>(ApiRequest::post(u"websites/exists"_s, body, true), existingFromBody);
}

ValueReply<QStringList> *WebsitesApi::search(const QString &text)
{
    const QJsonObject engine{{u"query"_s, text}, {u"full_text"_s, QJsonObject()}};
    const QJsonObject engines{{u"iterable"_s, QJsonArray{engine}}};
    ApiRequest request = ApiRequest::post(u"websites/search"_s, QJsonObject{{u"engines"_s, engines}}, true);
    request.query.append({u"transferables"_s, u"false"_s});
    return m_client.send<QStringList>(request, searchedFromBody);
}

} // namespace sitebook
