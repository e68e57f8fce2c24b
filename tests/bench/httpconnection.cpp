// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/httpconnection.h"

#include <QtEndian>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace sitebook {

HttpConnection::HttpConnection(quint16 port)
    : m_descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval patience{30, 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const int yes = 1;
    setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = qToBigEndian(port);
    address.sin_addr.s_addr = qToBigEndian(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        reset();
}

HttpConnection::~HttpConnection()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool HttpConnection::send(const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t count =
            ::send(m_descriptor, bytes.constData() + sent, static_cast<std::size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += count;
    }
    return true;
}

std::optional<RawAnswer> HttpConnection::receive()
{
    std::array<char, 64 * 1024> buffer;
    for (;;) {
        if (std::optional<RawAnswer> answer = takeAnswer(m_received))
            return answer;
        const ssize_t count = recv(m_descriptor, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return std::nullopt;
        m_received.append(buffer.data(), count);
    }
}

void HttpConnection::reset()
{
    if (m_descriptor < 0)
        return;
    const linger now{1, 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(std::exchange(m_descriptor, -1));
}

QByteArray requestBytes(const QByteArray &method, const QByteArray &target, const QByteArray &body)
{
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!body.isEmpty())
        bytes += "Content-Type: application/json\r\n";
    if (method == "POST")
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

} // namespace sitebook
