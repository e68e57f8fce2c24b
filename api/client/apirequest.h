// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <utility>

class QJsonObject;

namespace sitebook {

/// One request to a server of the Website API: a value that can be kept, and sent more than once.
struct ApiRequest
{
    enum class Method { Get, Post };

    Method method = Method::Get;
    /// Below the base of the client, without a slash in front: `website/<segment>/assets/associate/<segment>`. Already
    /// percent-encoded, see segment().
    QString path{};
    /// Names and values, not encoded.
    QList<std::pair<QString, QString>> query{};
    QByteArray body{};
    bool hasBody = false;
    /// Whether it may be sent again when it is not known what became of it.
    bool idempotent = false;
    /// How long the server may be silent.
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
    /// The ETag of the answer that is known already; empty for none. See ApiReply::isNotModified().
    QByteArray ifNoneMatch{};
    /// An update goes only if the item changed last at this moment, at a server that knows the header If-Updated-At, as
    /// a Sitebook does; null: it always goes.
    Timestamp ifUpdatedAt{};
    /// What the operation answers with.
    QByteArray accept = QByteArrayLiteral("application/json, text/plain");

    /// A GET of \a path; idempotent.
    static ApiRequest get(const QString &path);
    /// A POST to \a path without a body, of an operation that answers with no content.
    static ApiRequest post(const QString &path, bool idempotent);
    /// A POST of \a body to \a path.
    static ApiRequest post(const QString &path, const QJsonObject &body, bool idempotent);

    /// \a id as one segment of a path: everything but letters, digits and `-._~` percent-encoded.
    static QString segment(const QString &id);
};

} // namespace sitebook
