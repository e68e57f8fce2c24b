// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace sitebook {

struct StoreError;

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
    /// The identifier of the item that the answer is about, if it is about one.
    QString item;

    /// Whether the request was granted.
    bool isSuccess() const { return status < 400; }

    /// A 200 with \a json.
    static Response json(QByteArray json);
    /// \a words for a person as text/plain.
    static Response text(int status, const QString &words);
    /// A 204.
    static Response noContent();
    /// 410 for an item that is not there, 500 with the words for everything else.
    static Response failure(const StoreError &error);
};

} // namespace sitebook
