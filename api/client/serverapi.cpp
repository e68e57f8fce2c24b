// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/serverapi.h"

#include "api/client/readers.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

ValueReply<QString> *ask(ApiClient &client, const QString &path)
{
    ApiRequest request = ApiRequest::get(path);
    request.accept = "text/plain"_ba;
    return client.send<QString>(request, textFromBody);
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

} // namespace sitebook
