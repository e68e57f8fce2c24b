// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/handlers.h"
#include "api/server/jsonwriter.h"
#include "api/server/service.h"
#include "api/store/transaction.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Twice what a request may be. Reading the largest items over and over would fill the memory with the answer.
constexpr qsizetype longestAnswer = 64 * 1024 * 1024;
constexpr auto batchPath = "/sitebook/batch"_L1;

/// What is wrong with one of the operations, in words; empty when nothing is.
QString problemOfOperation(const QJsonObject &operation)
{
    const QString path = operation.value("path"_L1).toString();
    if (!path.startsWith(u'/'))
        return u"`path` must be a path that begins with a slash"_s;
    if (path.section(u'?', 0, 0) == batchPath)
        return u"a batch cannot carry another"_s;
    const QString method = operation.value("method"_L1).toString(u"POST"_s);
    if (method != "GET"_L1 && method != "POST"_L1)
        return u"`method` must be GET or POST"_s;
    const QJsonValue body = operation.value("body"_L1);
    return body.isUndefined() || body.isNull() || body.isObject() ? QString() : u"`body` must be an object"_s;
}

Response runOperation(Service &service, const QJsonObject &operation, bool light)
{
    if (const QString problem = problemOfOperation(operation); !problem.isEmpty())
        return Response::text(400, problem);
    Request request;
    request.method = operation.value("method"_L1).toString(u"POST"_s).toLatin1();
    request.target = operation.value("path"_L1).toString().toUtf8();
    if (operation.value("body"_L1).isObject())
        request.object = operation.value("body"_L1).toObject();
    request.wantsBody = !light;
    // Its own savepoint, so that it is undone alone when it fails.
    Transaction transaction(service.database);
    if (transaction.error())
        return Response::failure(transaction.error());
    const Response response = service.dispatch(request);
    if (response.isSuccess()) {
        if (const StoreError error = transaction.commit())
            return Response::failure(error);
    }
    return response;
}

void appendResult(QByteArray &json, const Response &response, bool light)
{
    json.append("{\"status\":").append(QByteArray::number(response.status));
    if (!response.isSuccess()) {
        json.append(",\"message\":");
        appendString(json, QString::fromUtf8(response.body));
    } else if (light && !response.item.isEmpty()) {
        json.append(",\"body\":{\"id\":");
        appendString(json, response.item);
        json.append('}');
    } else if (!light && response.contentType.startsWith("application/json")) {
        json.append(",\"body\":").append(response.body);
    }
    json.append('}');
}

Response runBatch(const Call &call, Service &service)
{
    if (!call.body.value("operations"_L1).isArray())
        return Response::text(400, u"`operations` must be a list."_s);
    const bool atomic = call.body.value("atomic"_L1).toBool();
    const bool light = call.body.value("light"_L1).toBool();
    const QJsonArray operations = call.body.value("operations"_L1).toArray();
    bool failed = false;
    QByteArray json = "{\"results\":["_ba;
    for (const QJsonValue &operation : operations) {
        const Response response = json.size() < longestAnswer
            ? runOperation(service, operation.toObject(), light)
            : Response::text(413, u"The answer to the operations before is too long already; ask in another batch."_s);
        failed = failed || !response.isSuccess();
        if (!json.endsWith('['))
            json.append(',');
        appendResult(json, response, light);
    }
    json.append("]}");
    Response response = Response::json(json);
    if (failed && atomic)
        response.status = 409; // which also undoes those that went well
    return response;
}

} // namespace

void addBatchRoute(Router &router, Service &service)
{
    router.add("POST", QByteArray(batchPath.data()), Router::Body::Required,
        [&service](const Call &call) { return runBatch(call, service); });
}

} // namespace sitebook
