// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/programstore.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace sitebook {

class HttpServer;

/// Sitebook's own server of the Website API over one library file. It works on a thread of its own; the owner sees only
/// signals, which arrive in the owner's thread.
class LocalServer : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        /// The library file; it is created when it does not exist (its folder must).
        QString libraryPath{};
        /// A loopback address (`127.0.0.1`, `::1`) or `localhost`; others are refused.
        QString host = QStringLiteral("127.0.0.1");
        /// 0 takes a free port, see url().
        quint16 port = 0;
        /// The pages (`https://example.org`) whose scripts may use the server; no others may.
        QStringList allowedOrigins{};
        /// Whether other programs are let in only when they were allowed to, see programs().
        bool requireApproval = false;
        /// Who names itself by this in the header `application` needs no approval; nobody when empty.
        QString secret{};
        /// How long a client may take for the header of a request, once it began.
        std::chrono::milliseconds headerTime = std::chrono::seconds(10);
        /// How long a connection may say nothing, or an answer be left unread.
        std::chrono::milliseconds idleTime = std::chrono::seconds(60);
    };

    explicit LocalServer(const Options &options, QObject *parent = nullptr);
    /// Stops the server and waits until its thread has ended.
    ~LocalServer() override;

    /// Opens the library and listens, in the server's thread; returns at once. Ends in listening() or failed(). Does
    /// nothing while the server runs.
    void start();
    /// Stops listening, closes every connection, closes the library and waits until all that is done. No signal of this
    /// start arrives afterwards. The server may be started again.
    void stop();

    /// Where the server listens (`http://127.0.0.1:40123`); empty before listening() and after stop().
    QUrl url() const { return m_url; }

    /// The entity tag (`ETag`) that every light list had when the server began to listen.
    const QByteArray &firstTag() const { return m_firstTag; }

    /// Why the last start ended in failed(): what is wrong with the library, or Failed when it is the port.
    StoreError::Kind problem() const { return m_problem; }

    /// The programs that introduced themselves to the server of this library, in the order in which they first did;
    /// those that wait for a decision among them. Known after listening().
    const QList<Program> &programs() const { return m_programs; }
    /// Decides what the program \a id may do, from now on; ends in programsChanged().
    void setPermission(const QString &id, Program::Permission permission);
    /// Forgets the program \a id; when it comes again, it waits for a decision again.
    void forgetProgram(const QString &id);

    /// Listens on \a port as well, until it stops; 0 ends that. Ends in otherPortChanged().
    void setOtherPort(quint16 port);
    /// The other port that it listens on; 0 for none.
    quint16 otherPort() const { return m_otherPort; }

signals:
    /// Requests are answered from now on at \a url.
    void listening(const QUrl &url);
    /// The server does not run; \a message tells a person why (library or port).
    void failed(const QString &message);
    /// programs() changed.
    void programsChanged();
    /// otherPort() changed, or could not; then \a error tells a person why.
    void otherPortChanged(const QString &error);

private:
    void changePrograms(const std::function<StoreError(ProgramStore &)> &change);
    void finishStart(const QUrl &url, const StoreError &error);

    Options m_options;
    QUrl m_url;
    QByteArray m_firstTag;
    StoreError::Kind m_problem = StoreError::Kind::None;
    QList<Program> m_programs;
    quint16 m_otherPort = 0;
    std::unique_ptr<HttpServer> m_server;
    /// Tells the outcome of an earlier start from that of the current one.
    quint64 m_attempt = 0;
};

} // namespace sitebook
