// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/materialapi.h"

#include "api/types/json.h"

using namespace Qt::StringLiterals;

namespace sitebook {

MaterialApi::MaterialApi(ApiClient &client, AssociationKind kind)
    : m_client(client)
    , m_kind(kind)
{
}

MaterialListReply *MaterialApi::list(ListForm form, const QByteArray &entityTag)
{
    ApiRequest request = ApiRequest::get(path(associationTraits(m_kind).collection, {}));
    request.ifNoneMatch = entityTag;
    if (m_kind != AssociationKind::Annotation) // the one collection whose operation does not know it
        request.query.append({u"transferables"_s, u"false"_s});
    if (form == ListForm::Light)
        request.query.append({lightParameter, u"true"_s});
    return m_client.sendList<MaterialListReply>(request, m_kind, form);
}

ValueReply<Material> *MaterialApi::get(const QString &id)
{
    return send(ApiRequest::get(path(associationTraits(m_kind).item, u'/' + ApiRequest::segment(id))));
}

ValueReply<Material> *MaterialApi::create(const QJsonObject &seed)
{
    return send(ApiRequest::post(path(associationTraits(m_kind).collection, u"/create"_s), seed, false));
}

ValueReply<Material> *MaterialApi::update(const Material &material)
{
    ApiRequest request = ApiRequest::post(path(associationTraits(m_kind).item, u"/update"_s), material.toJson(), true);
    request.ifUpdatedAt = material.updated;
    return send(request);
}

ApiReply *MaterialApi::remove(const QString &id)
{
    const QString rest = u'/' + ApiRequest::segment(id) + "/delete"_L1;
    return m_client.send(ApiRequest::post(path(associationTraits(m_kind).collection, rest), true));
}

ValueReply<Material> *MaterialApi::send(const ApiRequest &request)
{
    const auto reader = [kind = m_kind](const QByteArray &body) -> std::optional<Material> {
        const std::optional<QJsonObject> json = objectFromJson(body);
        return json ? Material::fromJson(kind, *json) : std::nullopt;
    };
    return m_client.send<Material>(request, reader);
}

QString MaterialApi::path(QLatin1StringView first, const QString &rest)
{
    return first.isEmpty() ? QString() : first + rest;
}

} // namespace sitebook
