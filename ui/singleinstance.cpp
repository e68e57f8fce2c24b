// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/singleinstance.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QLocalServer>
#include <QLocalSocket>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int patience = 1000; // milliseconds
constexpr qint64 longestMessage = 1024 * 1024;

} // namespace

SingleInstance::SingleInstance(const QString &library, QObject *parent)
    : QObject(parent)
    , m_name(u"sitebook-"_s
          + QString::fromLatin1(QCryptographicHash::hash(
              (qEnvironmentVariable("USER") + u'|' + library).toUtf8(), QCryptographicHash::Sha1)
                                    .toHex()
                                    .left(20)))
{
}

bool SingleInstance::handOver(const QStringList &arguments) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patience))
        return false;
    QDataStream stream(&socket);
    stream << arguments;
    if (!socket.waitForBytesWritten(patience))
        return false;
    // Only a window that answers is one; its process may be hanging.
    return socket.waitForReadyRead(patience * 5);
}

void SingleInstance::listen()
{
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(m_name); // left by a crash; handOver() found nobody behind it
    m_server->listen(m_name);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        QLocalSocket *socket = m_server->nextPendingConnection();
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > longestMessage) {
                socket->abort();
                return;
            }
            QDataStream stream(socket);
            stream.startTransaction();
            QStringList arguments;
            stream >> arguments;
            if (!stream.commitTransaction())
                return;
            socket->write("1");
            socket->flush();
            emit raised(arguments);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        if (socket->bytesAvailable() > 0)
            read();
    });
}

} // namespace sitebook
