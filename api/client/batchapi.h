// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"

#include <QJsonObject>

#include <optional>

namespace sitebook {

/// One POST of a batch.
struct BatchOperation
{
    /// As ApiRequest::path.
    QString path;
    std::optional<QJsonObject> body{};
    /// Reads instead of changing something.
    bool isGet = false;
};

/// What became of one operation of a batch.
struct BatchResult
{
    int status = 0;
    /// The JSON that it answered with; empty when it has none.
    QJsonObject body{};
    /// The server's words when it failed.
    QString message{};

    bool isSuccess() const { return status >= 200 && status < 300; }
    /// The same as an ApiError; None when it is a success.
    ApiError error() const;
};

/// Many changes in one request, which only Sitebook's own server knows; others end with NotSupported.
class BatchApi
{
public:
    /// \a client has to outlive this.
    explicit BatchApi(ApiClient &client);

    /// Runs \a operations in their order; the answer has one result for each. With \a light, websites that are answered
    /// with come without what is not needed to show them; with \a atomic, one that fails undoes all. Never sent twice.
    ValueReply<QList<BatchResult>> *run(const QList<BatchOperation> &operations, bool light, bool atomic = false);

private:
    ApiClient &m_client;
};

} // namespace sitebook
