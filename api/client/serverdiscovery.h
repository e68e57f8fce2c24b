// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QUrl>

#include <chrono>

class QNetworkAccessManager;

namespace sitebook {

class ApiClient;

/// Finds the servers of the Website API on this computer, by asking the ports where they are known to listen.
class ServerDiscovery : public QObject
{
    Q_OBJECT

public:
    /// \a network has to outlive this.
    explicit ServerDiscovery(QNetworkAccessManager *network, QObject *parent = nullptr);
    ~ServerDiscovery() override;

    /// 39300 to 39334, 5323 and 1000.
    static QList<quint16> usualPorts();
    /// Asks \a ports instead of the usual ones.
    void setPorts(const QList<quint16> &ports) { m_ports = ports; }

    /// Asks all ports at the same time, each for at most 300 ms; begins anew when it runs already.
    void start();
    /// Ends it, without a signal.
    void stop();
    bool isRunning() const { return !m_probes.isEmpty(); }

signals:
    /// A server answers at \a base; \a version is empty when it does not tell.
    void found(const QUrl &base, const QString &version);
    /// All ports are asked.
    void finished();

private:
    void probe(quint16 port);
    void askVersion(ApiClient *client);
    void ended(ApiClient *client);

    QNetworkAccessManager *m_network;
    QList<quint16> m_ports;
    QList<ApiClient *> m_probes;
};

} // namespace sitebook
