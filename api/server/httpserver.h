// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <thread>

namespace sitebook {

/// The transport of the server: HTTP/1.1 and WebSocket on one port of the loopback, on one thread that also does the
/// work on the library. Only its source knows Boost.Beast, which takes long to compile.
class HttpServer
{
public:
    struct Options
    {
        QString libraryPath;
        QString host;
        quint16 port = 0;
    };
    /// Told once, in the server's thread: where it listens, or else why it does not, in words for a person.
    using Started = std::function<void(const QUrl &url, const QString &error)>;

    /// Starts the thread, which opens the library, listens, and tells \a started.
    HttpServer(const Options &options, Started started);
    /// Closes every connection and the library, and waits for the thread.
    ~HttpServer();
    Q_DISABLE_COPY_MOVE(HttpServer)

private:
    struct Loop;

    void run();

    Options m_options;
    Started m_started;
    std::unique_ptr<Loop> m_loop;
    std::thread m_thread;
};

} // namespace sitebook
