// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apirequest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace sitebook {

ApiRequest ApiRequest::get(const QString &path)
{
    return {.method = Method::Get, .path = path, .idempotent = true};
}

ApiRequest ApiRequest::post(const QString &path, bool idempotent)
{
    return {.method = Method::Post, .path = path, .idempotent = idempotent, .accept = QByteArrayLiteral("text/plain")};
}

ApiRequest ApiRequest::post(const QString &path, const QJsonObject &body, bool idempotent)
{
    return {.method = Method::Post,
        .path = path,
        .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
        .hasBody = true,
        .idempotent = idempotent};
}

QString ApiRequest::segment(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

} // namespace sitebook
