// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/localserver.h"
#include "tests/support/rawanswer.h"

#include <QTcpSocket>
#include <QTemporaryDir>

#include <memory>

namespace sitebook {

using Statuses = QList<int>;

/// Whether \a answer has one of \a statuses; says which it has when not.
bool hasStatus(const RawAnswer &answer, const Statuses &statuses);

/// A server over a new library, to which tests say what no well-behaved client would.
class HostileFixture
{
public:
    /// Whether it listens; must be called first.
    bool start();

    LocalServer &server() { return *m_server; }
    quint16 port() const { return static_cast<quint16>(m_server->url().port()); }
    /// A connection to the server.
    std::unique_ptr<QTcpSocket> connected() const;

    /// The answers to \a bytes, sent on a connection of their own, until there are \a count of them, the server closes
    /// or says nothing for five seconds. \a isBodyless: they answer HEAD.
    QList<RawAnswer> answersTo(const QByteArray &bytes, qsizetype count = 1, bool isBodyless = false) const;
    /// The first answer to \a bytes; its status is 0 when none came.
    RawAnswer answerTo(const QByteArray &bytes) const;
    /// A GET of \a target on a connection of its own.
    RawAnswer get(const QByteArray &target) const;
    /// A POST of \a body as JSON to \a target.
    RawAnswer post(const QByteArray &target, const QByteArray &body) const;
    /// Whether a new client is served, and what is in the library can be listed.
    bool isAlive() const;

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalServer> m_server;
};

/// A POST of \a body as JSON, as bytes; \a fields are more lines of the header.
QByteArray postBytes(const QByteArray &target, const QByteArray &body, const QByteArray &fields = {});

} // namespace sitebook
