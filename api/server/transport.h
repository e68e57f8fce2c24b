// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For the sources of the transport only: Boost.Beast takes long to compile.
#include "api/server/gatekeeper.h"
#include "api/server/httpserver.h"
#include "api/server/identifierhub.h"
#include "api/server/libraryreader.h"
#include "api/server/librarywriter.h"
#include "api/server/partpipe.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include <set>

namespace sitebook {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;

inline constexpr auto serverName = "Sitebook/" SITEBOOK_VERSION;

inline QByteArrayView viewOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// What all connections share; it belongs to the transport's thread and outlives them.
struct Transport
{
    asio::io_context &context;
    const HttpServer::Options &options;
    Gatekeeper gatekeeper;
    IdentifierHub &hub;
    LibraryWriter &writer;
    LibraryReader reader;
    LibraryReader lists;
    /// Changes with each start, so that a revision of another run is not taken for one of this.
    QByteArray run{};
    int connections = 0;
    /// Those through which lists are being sent.
    std::vector<std::weak_ptr<PartPipe>> pipes{};
    /// The connections that wait for an answer from another thread, which must not be the one to destroy them.
    std::set<std::shared_ptr<void>> waiting{};

    /// The entity tag, without `W/`, of what the library says now. The forms of a list have different ones, so that
    /// nobody who looks at the path alone takes one for the other.
    QByteArray tag(bool isLight) const
    {
        return '"' + run + '-' + QByteArray::number(writer.revision(), 36) + (isLight ? "-light\"" : "\"");
    }
    /// Lets \a pipe end with the server.
    void add(const std::shared_ptr<PartPipe> &pipe)
    {
        std::erase_if(pipes, [](const std::weak_ptr<PartPipe> &one) { return one.expired(); });
        pipes.push_back(pipe);
    }
    /// Ends the threads that read, and what waits for them.
    void end()
    {
        for (const std::weak_ptr<PartPipe> &one : pipes) {
            if (const auto pipe = one.lock())
                pipe->close();
        }
        reader.stop();
        lists.stop();
        waiting.clear();
    }
};

/// Counts a connection for as long as it lives.
class ConnectionCount
{
public:
    explicit ConnectionCount(std::shared_ptr<Transport> transport)
        : m_transport(std::move(transport))
    {
        ++m_transport->connections;
    }
    ~ConnectionCount() { --m_transport->connections; }
    Q_DISABLE_COPY_MOVE(ConnectionCount)

private:
    std::shared_ptr<Transport> m_transport;
};

/// Serves HTTP on \a socket for as long as it is open.
void serveHttp(tcp::socket socket, const std::shared_ptr<Transport> &transport);
/// Whether \a target is that of a stream.
bool isStream(QByteArrayView target);
/// Answers \a request, an upgrade at a stream, and serves WebSocket on \a stream from then on.
void serveWebSocket(beast::tcp_stream stream, const http::request<http::string_body> &request,
    const std::shared_ptr<Transport> &transport, std::shared_ptr<ConnectionCount> count);

} // namespace sitebook
