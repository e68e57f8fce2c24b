// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/rawclient.h"

#include "api/types/json.h"
#include "tests/support/scratchfolder.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int patience = 5'000;

} // namespace

bool hasStatus(const RawAnswer &answer, const Statuses &statuses)
{
    if (statuses.contains(answer.status))
        return true;
    qWarning("%d instead of %d\n%s\n%s", answer.status, statuses.first(), answer.header.constData(),
        answer.body.left(300).constData());
    return false;
}

bool HostileFixture::start()
{
    m_server.reset();
    m_folder = std::make_unique<QTemporaryDir>(scratchTemplate());
    LocalServer::Options options;
    options.libraryPath = m_folder->filePath(u"library"_s);
    m_server = std::make_unique<LocalServer>(options);
    QSignalSpy listening(m_server.get(), &LocalServer::listening);
    m_server->start();
    return listening.wait();
}

std::unique_ptr<QTcpSocket> HostileFixture::connected() const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(m_server->url().host(), port());
    socket->waitForConnected(patience);
    return socket;
}

QList<RawAnswer> HostileFixture::answersTo(const QByteArray &bytes, qsizetype count, bool isBodyless) const
{
    const std::unique_ptr<QTcpSocket> socket = connected();
    socket->write(bytes);
    QByteArray received;
    QList<RawAnswer> answers;
    while (answers.size() < count) {
        if (const std::optional<RawAnswer> answer = takeAnswer(received, isBodyless))
            answers.append(*answer);
        else if (socket->bytesAvailable() || socket->waitForReadyRead(patience))
            received += socket->readAll();
        else
            break;
    }
    socket->abort();
    return answers;
}

RawAnswer HostileFixture::answerTo(const QByteArray &bytes) const
{
    return answersTo(bytes).value(0);
}

RawAnswer HostileFixture::get(const QByteArray &target) const
{
    return answerTo("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
}

RawAnswer HostileFixture::post(const QByteArray &target, const QByteArray &body) const
{
    return answerTo(postBytes(target, body));
}

bool HostileFixture::isAlive() const
{
    return get("/.well-known/health").body == "ok" && objectFromJson(get("/websites").body).has_value();
}

QByteArray postBytes(const QByteArray &target, const QByteArray &body, const QByteArray &fields)
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + fields
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace sitebook
