// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/serverapi.h"

#include "api/client/readers.h"
#include "api/types/json.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

ValueReply<QString> *ask(ApiClient &client, const QString &path)
{
    ApiRequest request = ApiRequest::get(path);
    request.accept = "text/plain"_ba;
    return client.send<QString>(request, textFromBody);
}

QString platformName()
{
#if defined(Q_OS_WIN)
    return u"WINDOWS"_s;
#elif defined(Q_OS_MACOS)
    return u"MACOS"_s;
#elif defined(Q_OS_LINUX)
    return u"LINUX"_s;
#else
    return u"UNKNOWN"_s;
#endif
}

/// Reads the identifier of the application from a Context.
std::optional<QString> applicationFromBody(const QByteArray &body)
{
    const std::optional<QJsonObject> json = objectFromJson(body);
    if (!json || !json->value("application"_L1).isObject())
        return std::nullopt;
    return json->value("application"_L1).toObject().value("id"_L1).toString();
}

} // namespace

ServerApi::ServerApi(ApiClient &client)
    : m_client(client)
{
}

ValueReply<QString> *ServerApi::health()
{
    return ask(m_client, u".well-known/health"_s);
}

ValueReply<QString> *ServerApi::version()
{
    return ask(m_client, u".well-known/version"_s);
}

ValueReply<QString> *ServerApi::introduce()
{
    // Servers know a closed list of programs; this is the name on it for all that are not on it.
    const QJsonObject application{{u"name"_s, u"OPEN_SOURCE"_s}, {u"version"_s, QStringLiteral(SITEBOOK_VERSION)},
        {u"platform"_s, platformName()}};
    const QJsonObject body{{u"application"_s, application}};
    return m_client.send<QString>(ApiRequest::post(u"connect"_s, body, false), applicationFromBody);
}

} // namespace sitebook
