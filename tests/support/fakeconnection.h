// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakeanswer.h"

#include <QObject>
#include <QTimer>

#include <optional>

class QTcpSocket;

namespace sitebook {

/// One connection to a FakeServer: cuts requests out of what arrives, and sends answers the way they ask for.
class FakeConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes over \a socket.
    FakeConnection(QTcpSocket *socket, QObject *parent);
    ~FakeConnection() override;

    /// Sends \a answer to the request that waits for one.
    void send(const FakeAnswer &answer);
    /// Whether its answer hangs.
    bool isHanging() const { return m_hanging; }
    /// Gives the socket away, with all that it received unread. For upgradeRequested() only.
    QTcpSocket *takeSocket();

signals:
    void requested(const sitebook::FakeRequest &request);
    /// A WebSocket is asked for; it becomes a usual request unless takeSocket() is called now.
    void upgradeRequested();
    void gone();

private:
    void onReadyRead();
    std::optional<FakeRequest> takeRequest();
    void write();

    QTcpSocket *m_socket;
    QByteArray m_received;
    QByteArray m_toSend;
    FakeAnswer m_answer;
    QTimer m_next;
    bool m_hanging = false;
    bool m_busy = false;
};

} // namespace sitebook
