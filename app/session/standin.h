// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/serverdiscovery.h"

#include <QTimer>

class QNetworkAccessManager;

namespace sitebook {

class LocalServer;

/// Lets our own server answer at the port where programs look for Pieces OS, as long as no other server is there, so
/// that its plug-ins and scripts find Sitebook instead.
class StandIn : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Off,
        /// Looking whether another server is there.
        Looking,
        /// Another server is there, most likely Pieces OS; looking again now and then.
        NotNeeded,
        /// Our server answers at port().
        Listening,
        /// Another program has the port; looking again now and then.
        PortTaken,
    };

    /// Both have to outlive this.
    StandIn(LocalServer *server, QNetworkAccessManager *network, QObject *parent = nullptr);

    /// Begins or ends it.
    void setWanted(bool wanted);
    State state() const { return m_state; }
    quint16 port() const { return m_port; }
    /// Listens on \a port instead of Pieces OS's first one, looks for others on \a others only, and looks again after
    /// \a pause; for tests.
    void configure(quint16 port, const QList<quint16> &others, std::chrono::milliseconds pause);

signals:
    void stateChanged();

private:
    LocalServer *m_server;
    ServerDiscovery m_discovery;
    QTimer m_again;
    State m_state = State::Off;
    quint16 m_port;
    bool m_foundOther = false;

    void setState(State state);
    void look();
    void lookedAround();
    void portChanged(const QString &error);
};

} // namespace sitebook
