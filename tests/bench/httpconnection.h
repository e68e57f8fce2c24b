// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/rawanswer.h"

namespace sitebook {

/// A blocking connection to a server of this computer, for threads without an event loop.
class HttpConnection
{
public:
    explicit HttpConnection(quint16 port);
    ~HttpConnection();
    Q_DISABLE_COPY_MOVE(HttpConnection)

    /// Sends \a bytes; false when the other side is gone.
    bool send(const QByteArray &bytes);
    /// The next answer; nothing when the other side is gone, or silent for half a minute.
    std::optional<RawAnswer> receive();
    /// Ends the connection as a client that is killed does.
    void reset();

private:
    int m_descriptor;
    QByteArray m_received;
};

/// The bytes of a request with \a body as JSON, if it has one.
QByteArray requestBytes(const QByteArray &method, const QByteArray &target, const QByteArray &body = {});

} // namespace sitebook
