// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/batchapi.h"

#include "api/types/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

std::optional<QList<BatchResult>> resultsFromBody(const QByteArray &body, qsizetype expected)
{
    const std::optional<QJsonObject> json = objectFromJson(body);
    const QJsonArray array = json ? json->value("results"_L1).toArray() : QJsonArray();
    // Results are told apart by their place only, so a missing one would shift the others.
    if (!json || !json->value("results"_L1).isArray() || array.size() != expected)
        return std::nullopt;
    QList<BatchResult> results;
    results.reserve(expected);
    for (const QJsonValue &value : array) {
        const QJsonObject result = value.toObject();
        results.append({result.value("status"_L1).toInt(), result.value("body"_L1).toObject(),
            result.value("message"_L1).toString()});
    }
    return results;
}

QJsonObject toJson(const BatchOperation &operation)
{
    QJsonObject json{{u"method"_s, operation.isGet ? u"GET"_s : u"POST"_s}, {u"path"_s, u'/' + operation.path}};
    if (operation.body)
        json.insert("body"_L1, *operation.body);
    return json;
}

} // namespace

ApiError BatchResult::error() const
{
    return isSuccess() ? ApiError() : ApiError::fromStatus(status, message.toUtf8(), false, {});
}

BatchApi::BatchApi(ApiClient &client)
    : m_client(client)
{
}

ValueReply<QList<BatchResult>> *BatchApi::run(const QList<BatchOperation> &operations, bool light, bool atomic)
{
    QJsonArray array;
    for (const BatchOperation &operation : operations)
        array.append(toJson(operation));
    const QJsonObject body{{u"operations"_s, array}, {u"atomic"_s, atomic}, {u"light"_s, light}};
    const auto reader = [expected = operations.size()](
                            const QByteArray &answer) { return resultsFromBody(answer, expected); };
    return m_client.send<QList<BatchResult>>(ApiRequest::post(u"sitebook/batch"_s, body, false), reader);
}

} // namespace sitebook
