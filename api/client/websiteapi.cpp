// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/websiteapi.h"

#include "api/client/readers.h"

using namespace Qt::StringLiterals;

namespace sitebook {

WebsiteApi::WebsiteApi(ApiClient &client)
    : m_client(client)
{
}

ValueReply<Website> *WebsiteApi::snapshot(const QString &id, bool transferables)
{
    ApiRequest request = ApiRequest::get("website/"_L1 + ApiRequest::segment(id));
    if (!transferables)
        request.query.append({u"transferables"_s, u"false"_s});
    return m_client.send<Website>(request, websiteFromBody);
}

ValueReply<Website> *WebsiteApi::update(const Website &website)
{
    ApiRequest request = ApiRequest::post(u"website/update"_s, website.toJson(), true);
    request.ifUpdatedAt = website.updated;
    return m_client.send<Website>(request, websiteFromBody);
}

ApiReply *WebsiteApi::associate(const QString &website, AssociationKind kind, const QString &item)
{
    return link(website, kind, "associate"_L1, item);
}

ApiReply *WebsiteApi::disassociate(const QString &website, AssociationKind kind, const QString &item)
{
    return link(website, kind, "disassociate"_L1, item);
}

ApiReply *WebsiteApi::incrementScore(const QString &website, const ScoreIncrement &increment)
{
    const QString path = "website/"_L1 + ApiRequest::segment(website) + "/scores/increment"_L1;
    ApiRequest request = ApiRequest::post(path, increment.toJson("website"_L1), false);
    request.accept = "text/plain"_ba;
    return m_client.send(request);
}

ApiReply *WebsiteApi::link(const QString &website, AssociationKind kind, QLatin1StringView verb, const QString &item)
{
    const QString path = "website/"_L1 + ApiRequest::segment(website) + u'/' + associationTraits(kind).pathSegment
        + u'/' + verb + u'/' + ApiRequest::segment(item);
    return m_client.send(ApiRequest::post(path, true));
}

} // namespace sitebook
