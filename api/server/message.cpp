// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/message.h"

using namespace Qt::StringLiterals;

namespace sitebook {

Response Response::json(QByteArray json)
{
    Response response;
    response.contentType = "application/json; charset=utf-8"_ba;
    response.body = std::move(json);
    return response;
}

Response Response::list(std::function<StoreError(const BodySink &)> writeBody)
{
    Response response = json({});
    response.writeBody = std::move(writeBody);
    return response;
}

Response Response::text(int status, const QString &words)
{
    Response response;
    response.status = status;
    response.contentType = "text/plain; charset=utf-8"_ba;
    response.body = words.toUtf8();
    return response;
}

Response Response::noContent()
{
    Response response;
    response.status = 204;
    return response;
}

std::optional<Response> Response::stale(const Request &request, Timestamp updated)
{
    if (request.ifUpdatedAt.isNull() || request.ifUpdatedAt == updated)
        return std::nullopt;
    return text(412, u"The item was changed meanwhile. Read it again."_s);
}

Response Response::failure(const StoreError &error)
{
    switch (error.kind) {
    case StoreError::Kind::NoSuchItem:
        return text(410, error.message);
    // Both may pass, and nothing was done.
    case StoreError::Kind::Locked:
        return text(503, error.message);
    case StoreError::Kind::NoSpace:
        return text(507, error.message);
    case StoreError::Kind::None:
    case StoreError::Kind::CannotOpen:
    case StoreError::Kind::ReadOnly:
    case StoreError::Kind::InUse:
    case StoreError::Kind::NotALibrary:
    case StoreError::Kind::NewerVersion:
    case StoreError::Kind::Damaged:
    case StoreError::Kind::MigrationFailed:
    case StoreError::Kind::Failed:
        break;
    }
    return text(500, error.message);
}

} // namespace sitebook
