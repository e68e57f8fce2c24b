// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/serverdiscovery.h"

#include "api/client/serverapi.h"

#include <QNetworkAccessManager>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

constexpr std::chrono::milliseconds longestProbe = 300ms;

QUrl loopback(quint16 port)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port);
    return url;
}

} // namespace

ServerDiscovery::ServerDiscovery(QNetworkAccessManager *network, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_ports(usualPorts())
{
}

ServerDiscovery::~ServerDiscovery() = default;

QList<quint16> ServerDiscovery::usualPorts()
{
    QList<quint16> ports;
    for (quint16 port = 39300; port <= 39334; ++port)
        ports.append(port);
    return ports << 5323 << 1000;
}

void ServerDiscovery::start()
{
    stop();
    for (const quint16 port : std::as_const(m_ports))
        probe(port);
    if (m_ports.isEmpty())
        QMetaObject::invokeMethod(this, &ServerDiscovery::finished, Qt::QueuedConnection);
}

void ServerDiscovery::stop()
{
    qDeleteAll(std::exchange(m_probes, {}));
}

void ServerDiscovery::probe(quint16 port)
{
    auto *client = new ApiClient(m_network, loopback(port), this);
    client->setRetryPauses({});
    m_probes.append(client);
    ValueReply<QString> *reply = ServerApi(*client).health();
    QTimer::singleShot(longestProbe, reply, &ApiReply::cancel);
    reply->then(this, [this, client](const ValueReply<QString> &health) {
        if (health.isSuccess())
            askVersion(client);
        else
            ended(client);
    });
}

void ServerDiscovery::askVersion(ApiClient *client)
{
    ValueReply<QString> *reply = ServerApi(*client).version();
    QTimer::singleShot(longestProbe, reply, &ApiReply::cancel);
    reply->then(this, [this, client](const ValueReply<QString> &version) {
        const QPointer<ApiClient> guard(client);
        emit found(client->base(), version.value());
        if (guard) // stop() and the end of the discovery delete it
            ended(client);
    });
}

void ServerDiscovery::ended(ApiClient *client)
{
    m_probes.removeOne(client);
    client->deleteLater();
    if (m_probes.isEmpty())
        emit finished();
}

} // namespace sitebook
