// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/gatekeeper.h"
#include "api/server/librarywriter.h"
#include "api/store/storeerror.h"

#include <QUrl>

#include <chrono>
#include <memory>
#include <thread>

namespace sitebook {

/// The transport of the server: HTTP/1.1 and WebSocket on one port of the loopback, on one thread. The work on the
/// library happens in others (LibraryReader, LibraryWriter).
class HttpServer
{
public:
    struct Options
    {
        QString libraryPath;
        QString host;
        quint16 port = 0;
        Gatekeeper::Options gate{};
        /// How long a client may take for the header of a request, once it began.
        std::chrono::milliseconds headerTime = std::chrono::seconds(10);
        /// How long a connection may say nothing, or an answer be left unread.
        std::chrono::milliseconds idleTime = std::chrono::seconds(60);
    };
    /// Called in a thread of the server.
    struct Events
    {
        /// Told once: where it listens, and the entity tag of every light list then; or else why it does not.
        std::function<void(const QUrl &url, const QByteArray &tag, const StoreError &error)> started;
        /// The programs that introduced themselves, at the start and whenever that changes.
        std::function<void(const QList<Program> &programs)> programsChanged;
        /// Whether it listens on the other port, see setOtherPort(); \a error tells why not.
        std::function<void(quint16 port, const QString &error)> otherPortChanged;
    };

    /// Starts the thread, which opens the library, listens, and tells \a events.
    HttpServer(const Options &options, Events events);
    /// Closes every connection and the library, and waits for the threads.
    ~HttpServer();
    Q_DISABLE_COPY_MOVE(HttpServer)

    /// Listens on \a port of 127.0.0.1 as well; 0 ends that.
    void setOtherPort(quint16 port);
    /// Does \a work in the thread that changes the library.
    void change(LibraryWriter::Work work);

private:
    struct Loop;

    void run();

    Options m_options;
    Events m_events;
    std::unique_ptr<Loop> m_loop;
    std::thread m_thread;
};

} // namespace sitebook
