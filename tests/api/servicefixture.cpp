// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/servicefixture.h"

#include "api/types/json.h"
#include "api/types/material.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace sitebook {

ServiceFixture::ServiceFixture()
{
    auto opened = Database::open(m_folder.filePath(u"library"_s));
    if (!opened.ok())
        qFatal("%s", qPrintable(opened.error().message));
    m_database = std::move(opened.value());
    m_service = std::make_unique<Service>(*m_database);
}

Response ServiceFixture::send(
    const QByteArray &method, const QString &target, const QByteArray &body, const QByteArray &contentType)
{
    Request request;
    request.method = method;
    request.target = target.toUtf8();
    request.contentType = body.isEmpty() ? QByteArray() : contentType;
    request.body = body;
    return answer(request);
}

Response ServiceFixture::post(const QString &target, const QJsonObject &body)
{
    return send("POST", target, QJsonDocument(body).toJson());
}

QJsonObject ServiceFixture::getObject(const QString &target)
{
    const Response response = get(target);
    return response.isSuccess() ? objectFromJson(response.body).value_or(QJsonObject()) : QJsonObject();
}

QJsonObject ServiceFixture::postObject(const QString &target, const QJsonObject &body)
{
    const Response response = post(target, body);
    return response.isSuccess() ? objectFromJson(response.body).value_or(QJsonObject()) : QJsonObject();
}

QString ServiceFixture::addWebsite(const QString &url, const QString &name)
{
    return postObject(u"/websites/create"_s, {{u"url"_s, url}, {u"name"_s, name}}).value("id"_L1).toString();
}

QString ServiceFixture::addItem(AssociationKind kind)
{
    const QString path = u'/' + associationTraits(kind).collection + "/create"_L1;
    return postObject(path, smallestSeed(kind)).value("id"_L1).toString();
}

QJsonObject smallestSeed(AssociationKind kind)
{
    Material material;
    material.kind = kind;
    material.name = u"Item"_s;
    material.text = u"Some text"_s;
    return material.toSeed();
}

} // namespace sitebook
