// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeconnection.h"

#include <QTcpSocket>

namespace sitebook {

namespace {

FakeRequest requestFromHead(const QByteArray &head)
{
    FakeRequest request;
    QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    return request;
}

} // namespace

FakeConnection::FakeConnection(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // pieces stay pieces
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &FakeConnection::write);
    connect(m_socket, &QTcpSocket::readyRead, this, &FakeConnection::onReadyRead);
    connect(m_socket, &QTcpSocket::disconnected, this, &FakeConnection::gone);
}

FakeConnection::~FakeConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void FakeConnection::onReadyRead()
{
    if (m_busy)
        return;
    const QByteArray ahead = m_socket->peek(m_socket->bytesAvailable());
    const qsizetype end = ahead.indexOf("\r\n\r\n");
    if (m_received.isEmpty() && end >= 0
        && requestFromHead(ahead.left(end)).header("Upgrade").compare("websocket", Qt::CaseInsensitive) == 0)
    {
        emit upgradeRequested();
        if (!m_socket)
            return;
    }
    m_received += m_socket->readAll();
    if (const std::optional<FakeRequest> request = takeRequest()) {
        m_busy = true;
        emit requested(*request);
    }
}

QTcpSocket *FakeConnection::takeSocket()
{
    m_socket->disconnect(this);
    m_socket->setParent(nullptr);
    return std::exchange(m_socket, nullptr);
}

std::optional<FakeRequest> FakeConnection::takeRequest()
{
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    FakeRequest request = requestFromHead(m_received.left(end));
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (m_received.size() < end + 4 + length)
        return std::nullopt;
    request.body = m_received.mid(end + 4, length);
    m_received.remove(0, end + 4 + length);
    return request;
}

void FakeConnection::send(const FakeAnswer &answer)
{
    m_answer = answer;
    m_hanging = answer.ending == FakeAnswer::Ending::Hang;
    if (m_hanging)
        return;
    m_toSend = answer.toWire();
    if (answer.ending == FakeAnswer::Ending::Close)
        m_toSend.truncate(answer.cutOffAfter);
    m_next.start(answer.delay);
}

void FakeConnection::write()
{
    const qsizetype size = m_answer.pieceSize > 0 ? m_answer.pieceSize : m_toSend.size();
    m_socket->write(m_toSend.left(size));
    m_socket->flush();
    m_toSend.remove(0, size);
    if (!m_toSend.isEmpty()) {
        m_next.start(0);
        return;
    }
    m_busy = false;
    if (m_answer.ending == FakeAnswer::Ending::Close || m_answer.claimedLength == -2)
        m_socket->disconnectFromHost();
    else if (m_socket->bytesAvailable() > 0)
        onReadyRead();
}

} // namespace sitebook
