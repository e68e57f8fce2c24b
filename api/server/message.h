// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/timestamp.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>

namespace sitebook {

/// Takes the next part of a body; false when nobody wants more.
using BodySink = std::function<bool(QByteArray)>;

/// What a client asks for, without the transport.
struct Request
{
    /// In capitals.
    QByteArray method;
    /// Path and query as they stand in the request line.
    QByteArray target;
    /// The Content-Type header; empty when there was none.
    QByteArray contentType;
    QByteArray body;
    /// The body, where it was read already; then `body` and `contentType` do not matter.
    std::optional<QJsonObject> object;
    /// An update is to be refused unless the item changed last at this moment; null: it always goes.
    Timestamp ifUpdatedAt{};
    /// Whether the answer's body is of use; when not, handlers need not build it.
    bool wantsBody = true;
};

/// What a client gets, without the transport.
struct Response
{
    int status = 200;
    /// Empty when there is no body.
    QByteArray contentType;
    QByteArray body;
    /// The methods that the path takes, for a 405.
    QByteArray allow;
    /// What a 401 asks for, as a WWW-Authenticate header.
    QByteArray challenge{};
    /// The identifier of the item that the answer is about, if it is about one.
    QString item;
    /// Writes a body of any length in parts, instead of `body`, in the transaction of the request.
    std::function<StoreError(const BodySink &)> writeBody{};
    /// Whether parts of the body went out already, so that `body` is only the last one.
    bool isPartial = false;

    /// Whether the request was granted.
    bool isSuccess() const { return status < 400; }

    /// A 200 with \a json.
    static Response json(QByteArray json);
    /// A 200 with the JSON that \a writeBody writes.
    static Response list(std::function<StoreError(const BodySink &)> writeBody);
    /// \a words for a person as text/plain.
    static Response text(int status, const QString &words);
    /// A 204.
    static Response noContent();
    /// 412 when \a request is an update of what was changed after the client saw it, at \a updated; nothing when it may
    /// go on. Without that a client that reads, merges and writes could undo what another did in between.
    static std::optional<Response> stale(const Request &request, Timestamp updated);
    /// 410 for an item that is not there, 500 with the words for everything else.
    static Response failure(const StoreError &error);
};

} // namespace sitebook
