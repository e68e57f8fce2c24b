// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeserver.h"

#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

FakeServer::FakeServer(QObject *parent)
    : QObject(parent)
    , m_webSockets(u"fake"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeServer::onNewConnection);
    connect(&m_webSockets, &QWebSocketServer::newConnection, this, &FakeServer::onNewStream);
    if (!restart())
        qFatal("no free port: %s", qPrintable(m_server.errorString()));
}

FakeServer::~FakeServer()
{
    stop();
}

QUrl FakeServer::base() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

bool FakeServer::restart()
{
    const bool ok = m_server.listen(QHostAddress::LocalHost, m_port);
    m_port = ok ? m_server.serverPort() : m_port;
    return ok;
}

void FakeServer::stop()
{
    m_server.close();
    qDeleteAll(std::exchange(m_connections, {}));
    const QList<QWebSocket *> streams = std::exchange(m_streams, {});
    for (QWebSocket *stream : streams) {
        stream->disconnect(this);
        stream->abort();
        delete stream;
    }
}

void FakeServer::onNewConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        auto *connection = new FakeConnection(socket, this);
        m_connections.append(connection);
        connect(connection, &FakeConnection::requested, this, [this, connection](const FakeRequest &request) {
            m_requests.append(request);
            connection->send(answerTo(request));
            emit requested(request);
        });
        connect(connection, &FakeConnection::upgradeRequested, this, [this, connection] { onUpgrade(connection); });
        connect(connection, &FakeConnection::gone, this, [this, connection] {
            m_connections.removeOne(connection);
            connection->deleteLater();
        });
    }
}

void FakeServer::onUpgrade(FakeConnection *connection)
{
    if (!m_streamsOn)
        return;
    QTcpSocket *socket = connection->takeSocket();
    m_connections.removeOne(connection);
    connection->deleteLater();
    m_webSockets.handleConnection(socket);
    // What came already is announced once more, to its new owner.
    QMetaObject::invokeMethod(socket, "readyRead");
}

void FakeServer::onNewStream()
{
    while (QWebSocket *stream = m_webSockets.nextPendingConnection()) {
        m_streams.append(stream);
        connect(stream, &QWebSocket::disconnected, this, [this, stream] {
            m_streams.removeOne(stream);
            stream->deleteLater();
        });
        emit streamOpened(stream->requestUrl().path().toUtf8());
    }
}

FakeAnswer FakeServer::answerTo(const FakeRequest &request)
{
    if (!m_queue.isEmpty())
        return m_queue.takeFirst();
    if (const auto found = m_answers.constFind(request.path()); found != m_answers.cend())
        return *found;
    return m_handler ? m_handler(request) : FakeAnswer::failure(404, "no such route");
}

void FakeServer::release(const FakeAnswer &answer)
{
    for (FakeConnection *connection : std::as_const(m_connections)) {
        if (connection->isHanging())
            connection->send(answer);
    }
}

qsizetype FakeServer::count(const QByteArray &path) const
{
    return std::ranges::count_if(
        m_requests, [&path](const FakeRequest &request) { return path.isEmpty() || request.path() == path; });
}

QList<QWebSocket *> FakeServer::streams(const QByteArray &path) const
{
    QList<QWebSocket *> result;
    std::ranges::copy_if(m_streams, std::back_inserter(result),
        [&path](QWebSocket *stream) { return stream->requestUrl().path().toUtf8() == path; });
    return result;
}

void FakeServer::sendToStreams(const QByteArray &path, const QString &text)
{
    const QList<QWebSocket *> open = streams(path);
    for (QWebSocket *stream : open)
        stream->sendTextMessage(text);
}

} // namespace sitebook
