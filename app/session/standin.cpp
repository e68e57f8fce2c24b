// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/standin.h"

#include "api/server/localserver.h"

using namespace std::chrono_literals;

namespace sitebook {

StandIn::StandIn(LocalServer *server, QNetworkAccessManager *network, QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_discovery(network)
    , m_port(ServerDiscovery::usualPorts().first())
{
    m_again.setSingleShot(true);
    m_again.setInterval(1min);
    connect(&m_again, &QTimer::timeout, this, &StandIn::look);
    connect(&m_discovery, &ServerDiscovery::found, this, [this] { m_foundOther = true; });
    connect(&m_discovery, &ServerDiscovery::finished, this, &StandIn::lookedAround);
    connect(m_server, &LocalServer::otherPortChanged, this, &StandIn::portChanged);
}

void StandIn::configure(quint16 port, const QList<quint16> &others, std::chrono::milliseconds pause)
{
    m_port = port;
    m_discovery.setPorts(others);
    m_again.setInterval(pause);
}

void StandIn::setWanted(bool wanted)
{
    if (wanted == (m_state != State::Off))
        return;
    if (wanted) {
        look();
        return;
    }
    m_again.stop();
    m_discovery.stop();
    setState(State::Off);
    m_server->setOtherPort(0);
}

void StandIn::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged();
}

void StandIn::look()
{
    if (m_state == State::Off)
        setState(State::Looking);
    m_foundOther = false;
    m_discovery.start();
}

void StandIn::lookedAround()
{
    if (m_state == State::Off)
        return;
    if (!m_foundOther) {
        m_server->setOtherPort(m_port);
        return;
    }
    setState(State::NotNeeded);
    m_again.start();
}

void StandIn::portChanged(const QString &error)
{
    if (m_state == State::Off)
        return;
    setState(error.isEmpty() ? State::Listening : State::PortTaken);
    if (!error.isEmpty())
        m_again.start();
}

} // namespace sitebook
