// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/httpconnection.h"
#include "tests/support/fakeserver.h"
#include "tests/support/networkfaults.h"

namespace sitebook {

/// A bad network before a real server of this computer: a client that talks to base() reaches the server through it.
class ServerRelay
{
public:
    ServerRelay(const QUrl &server, quint32 seed)
        : faults(seed)
        , m_port(static_cast<quint16>(server.port()))
    {
        http.setHandler([this](const FakeRequest &request) {
            return faults.around(request, [this, &request] { return carryOut(request); });
        });
    }

    FakeServer http;
    NetworkFaults faults;

    QUrl base() const { return http.base(); }

private:
    quint16 m_port;

    /// The server has a thread of its own, so that this may wait for it.
    FakeAnswer carryOut(const FakeRequest &request) const
    {
        HttpConnection connection(m_port);
        QByteArray bytes = requestBytes(request.method, request.target, request.body);
        if (const QByteArray moment = request.header("If-Updated-At"); !moment.isEmpty())
            bytes.insert(bytes.indexOf("\r\n") + 2, "If-Updated-At: " + moment + "\r\n");
        connection.send(bytes);
        const auto answer = connection.receive();
        if (!answer)
            return FakeAnswer::closeAtOnce();
        FakeAnswer result;
        result.status = answer->status;
        result.body = answer->body;
        if (const QByteArray type = answer->field("Content-Type"); !type.isEmpty())
            result.contentType = type;
        return result.with("Server", answer->field("Server"));
    }
};

} // namespace sitebook
