// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

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
        QString libraryPath;
        /// A loopback address (`127.0.0.1`, `::1`) or `localhost`; others are refused.
        QString host = QStringLiteral("127.0.0.1");
        /// 0 takes a free port, see url().
        quint16 port = 0;
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

signals:
    /// Requests are answered from now on at \a url.
    void listening(const QUrl &url);
    /// The server does not run; \a message tells a person why (library or port).
    void failed(const QString &message);

private:
    void finishStart(quint64 attempt, const QUrl &url, const QString &error);

    Options m_options;
    QUrl m_url;
    std::unique_ptr<HttpServer> m_server;
    /// Tells the outcome of an earlier start from that of the current one.
    quint64 m_attempt = 0;
};

} // namespace sitebook
