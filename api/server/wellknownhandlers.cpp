// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/handlers.h"
#include "api/server/service.h"
#include "api/store/database.h"
#include "api/store/recordjson.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// What is longer is no name for a person to read.
constexpr qsizetype longestName = 200;

/// The Context that a program gets when it introduces itself. The same program gets the same identifier each time.
Response connectProgram(const Call &call, Service &service)
{
    QJsonObject application = call.body.value("application"_L1).toObject();
    for (const QLatin1StringView key : {"name"_L1, "version"_L1, "platform"_L1}) {
        if (!application.value(key).isString())
            return Response::text(400, u"`application.%1` must be a text."_s.arg(key));
    }
    const auto text = [&](QLatin1StringView key) { return application.value(key).toString().left(longestName); };
    const Result<QString> id = service.programs.introduce(text("name"_L1), text("version"_L1), text("platform"_L1));
    if (!id.ok())
        return Response::failure(id.error());
    const QString library = service.database.identifier();
    application.insert("id"_L1, id.value());
    application.insert("onboarded"_L1, true);
    if (!application.value("privacy"_L1).isString())
        application.insert("privacy"_L1, u"CLOSED"_s);
    const QJsonObject os{{u"id"_s, library}, {u"version"_s, QStringLiteral(SITEBOOK_VERSION)}};
    return Response::json(
        toJson({{u"os"_s, library}, {u"application"_s, application}, {u"health"_s, QJsonObject{{u"os"_s, os}}}}));
}

} // namespace

void addWellKnownRoutes(Router &router, Service &service)
{
    const auto words = [&router](QByteArrayView path, const QString &text) {
        router.add("GET", path, Router::Body::Ignored, [text](const Call &) { return Response::text(200, text); });
    };
    words("/.well-known/health", u"ok"_s);
    words("/.well-known/stream/health", u"ok"_s);
    words("/.well-known/version", QStringLiteral(SITEBOOK_VERSION));
    router.add("GET", "/.well-known/installation/path", Router::Body::Ignored,
        [](const Call &) { return Response::text(200, QCoreApplication::applicationDirPath()); });
    router.add("POST", "/connect", Router::Body::Required,
        [&service](const Call &call) { return connectProgram(call, service); });
    // Nobody signs in to a library of one's own.
    router.add("GET", "/user", Router::Body::Ignored, [](const Call &) { return Response::json("{}"_ba); });
}

} // namespace sitebook
