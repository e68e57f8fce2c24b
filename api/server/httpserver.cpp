// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/httpserver.h"

#include "api/server/identifierhub.h"
#include "api/server/loopback.h"
#include "api/server/service.h"
#include "api/store/database.h"

#include <QCoreApplication>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include <chrono>
#include <deque>
#include <optional>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

struct HttpServer::Loop
{
    asio::io_context context{1};
};

namespace {

constexpr std::uint32_t headerLimit = 16 * 1024;
constexpr std::uint64_t bodyLimit = 33 * 1024 * 1024;
constexpr int connectionLimit = 1024;
constexpr std::size_t queueLimit = 1000;
constexpr auto idleTime = 60s;
constexpr auto checkpointDelay = 2s;
constexpr auto serverName = "Sitebook/" SITEBOOK_VERSION;
constexpr auto healthStream = "/.well-known/stream/health";

QByteArrayView viewOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// What all connections share. It outlives them, as they are destroyed with the context at the latest.
struct Shared
{
    Service &service;
    IdentifierHub &hub;
    asio::steady_timer checkpointTimer;
    int connections = 0;

    /// Answers and tells the streams.
    Response answer(const Request &request)
    {
        Response response = service.answer(request);
        const std::vector<Change> changes = service.database.takeChanges();
        if (changes.empty())
            return response;
        if (const StoreError error = hub.publish(changes))
            qWarning("A stream was not told of a change: %ls", qUtf16Printable(error.message));
        checkpointWhenIdle();
        return response;
    }

    /// A checkpoint inside a commit would make its client wait, so it happens once nobody has changed anything for a
    /// while.
    void checkpointWhenIdle()
    {
        checkpointTimer.expires_after(checkpointDelay);
        checkpointTimer.async_wait([this](beast::error_code cancelled) {
            if (cancelled)
                return;
            if (const StoreError error = service.database.checkpoint())
                qWarning("The library could not be tidied up: %ls", qUtf16Printable(error.message));
        });
    }
};

/// Counts a connection for as long as it lives.
class ConnectionCount
{
public:
    explicit ConnectionCount(std::shared_ptr<Shared> shared)
        : m_shared(std::move(shared))
    {
        ++m_shared->connections;
    }
    ~ConnectionCount() { --m_shared->connections; }
    Q_DISABLE_COPY_MOVE(ConnectionCount)

private:
    std::shared_ptr<Shared> m_shared;
};

/// One subscriber of a stream.
class WebSocketSession final : public StreamSubscriber, public std::enable_shared_from_this<WebSocketSession>
{
public:
    WebSocketSession(beast::tcp_stream stream, std::shared_ptr<Shared> shared, std::shared_ptr<ConnectionCount> count)
        : m_socket(std::move(stream))
        , m_shared(std::move(shared))
        , m_count(std::move(count))
    {
    }

    void start(const http::request<http::string_body> &request)
    {
        m_target = viewOf(request.target()).toByteArray();
        beast::get_lowest_layer(m_socket).expires_never(); // the WebSocket keeps its own time
        m_socket.set_option(websocket::stream_base::timeout{30s, idleTime, true});
        m_socket.set_option(websocket::stream_base::decorator(
            [](websocket::response_type &response) { response.set(http::field::server, serverName); }));
        m_socket.read_message_max(64 * 1024);
        m_socket.text(true);
        m_socket.async_accept(request, [self = shared_from_this()](beast::error_code error) {
            if (!error)
                self->accepted();
        });
    }

    void send(const std::shared_ptr<const QByteArray> &message) override
    {
        if (m_closed)
            return;
        if (m_queue.size() >= queueLimit) {
            // It does not read; when it comes back, its first message tells it everything anew.
            m_closed = true;
            beast::get_lowest_layer(m_socket).close();
            return;
        }
        m_queue.push_back(message);
        if (m_queue.size() == 1)
            write();
    }

private:
    void accepted()
    {
        read();
        if (const auto collection = IdentifierHub::collectionOf(m_target)) {
            if (const StoreError error = m_shared->hub.subscribe(shared_from_this(), *collection))
                close(error.message);
        } else {
            send(std::make_shared<const QByteArray>("ok"_ba));
        }
    }

    void close(const QString &words)
    {
        m_closed = true;
        const QByteArray reason = words.left(30).toUtf8();
        m_socket.async_close({websocket::close_code::internal_error, reason.constData()},
            [self = shared_from_this()](beast::error_code) {});
    }

    void write()
    {
        const QByteArray &message = *m_queue.front();
        m_socket.async_write(asio::buffer(message.constData(), static_cast<std::size_t>(message.size())),
            [self = shared_from_this()](beast::error_code error, std::size_t) {
                self->m_queue.pop_front();
                if (error)
                    self->m_closed = true;
                else if (!self->m_queue.empty() && !self->m_closed)
                    self->write();
            });
    }

    /// What the client says does not matter, but only reading answers its pings and notices that it leaves.
    void read()
    {
        m_socket.async_read(m_buffer, [self = shared_from_this()](beast::error_code error, std::size_t) {
            self->m_buffer.consume(self->m_buffer.size());
            if (error)
                self->m_closed = true;
            else
                self->read();
        });
    }

    websocket::stream<beast::tcp_stream, false> m_socket;
    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<ConnectionCount> m_count;
    QByteArray m_target;
    beast::flat_buffer m_buffer;
    std::deque<std::shared_ptr<const QByteArray>> m_queue;
    bool m_closed = false;
};

/// One connection: reads a request, answers it, reads the next.
class HttpSession : public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(tcp::socket socket, std::shared_ptr<Shared> shared)
        : m_stream(std::move(socket))
        , m_shared(std::move(shared))
        , m_count(std::make_shared<ConnectionCount>(m_shared))
    {
    }

    void readRequest()
    {
        m_parser.emplace();
        m_parser->header_limit(headerLimit);
        m_parser->body_limit(bodyLimit);
        m_stream.expires_after(idleTime);
        http::async_read_header(m_stream, m_buffer, *m_parser,
            [self = shared_from_this()](beast::error_code error, std::size_t) { self->headerRead(error); });
    }

private:
    const http::request<http::string_body> &message() const { return m_parser->get(); }

    void headerRead(beast::error_code error)
    {
        if (error) {
            refuseUnreadable(error);
            return;
        }
        const auto host = message().find(http::field::host);
        if (host == message().end() || message().count(http::field::host) != 1)
            refuse(400, u"A request must name its host once."_s);
        else if (!isLoopbackAuthority(viewOf(host->value())))
            refuse(403, u"This server answers to the names of this computer only, such as localhost."_s);
        else if (const auto origin = message().find(http::field::origin);
                 origin != message().end() && !isLoopbackOrigin(viewOf(origin->value())))
            refuse(403, u"Pages of other computers may not use this server."_s);
        else if (websocket::is_upgrade(message()) && isStream(viewOf(message().target())))
            upgrade();
        else if (beast::iequals(message()[http::field::expect], "100-continue"))
            sendContinue();
        else
            readBody();
    }

    static bool isStream(QByteArrayView target)
    {
        return target == QByteArrayView(healthStream) || IdentifierHub::collectionOf(target);
    }

    void upgrade() { std::make_shared<WebSocketSession>(std::move(m_stream), m_shared, m_count)->start(message()); }

    void sendContinue()
    {
        static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(m_stream, asio::buffer(line.data(), line.size()),
            [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (!error)
                    self->readBody();
            });
    }

    void readBody()
    {
        m_stream.expires_after(idleTime);
        http::async_read(
            m_stream, m_buffer, *m_parser, [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (error)
                    self->refuseUnreadable(error);
                else
                    self->answer();
            });
    }

    void answer()
    {
        const http::request<http::string_body> &received = message();
        Request request;
        request.method = viewOf(received.method_string()).toByteArray();
        request.target = viewOf(received.target()).toByteArray();
        request.contentType = viewOf(received[http::field::content_type]).toByteArray();
        request.body = QByteArray::fromRawData(received.body().data(), static_cast<qsizetype>(received.body().size()));
        const Response response = m_shared->answer(request);
        respond(response, received.keep_alive(), request.method == "HEAD"_ba);
    }

    /// Answers a request that could not be read, if its client is still there to be told.
    void refuseUnreadable(beast::error_code error)
    {
        if (error == http::error::end_of_stream || error == http::error::partial_message
            || error.category() != make_error_code(http::error::bad_method).category())
        {
            close();
            return;
        }
        if (error == http::error::header_limit)
            refuse(431, u"The header of the request is longer than 16 KiB."_s);
        else if (error == http::error::body_limit)
            refuse(413, u"The body of the request is longer than 33 MiB."_s);
        else
            refuse(400, u"This is no HTTP request: %1."_s.arg(QString::fromStdString(error.message())));
    }

    /// Answers before the request was read to its end, so that the connection cannot go on.
    void refuse(int status, const QString &words) { respond(Response::text(status, words), false, false); }

    void respond(const Response &response, bool keepAlive, bool headOnly)
    {
        m_response = response.body;
        m_message.emplace();
        m_message->version(m_parser->is_header_done() ? message().version() : 11);
        m_message->result(static_cast<unsigned>(response.status));
        m_message->set(http::field::server, serverName);
        if (!response.contentType.isEmpty())
            m_message->set(http::field::content_type, response.contentType.constData());
        if (!response.allow.isEmpty())
            m_message->set(http::field::allow, response.allow.constData());
        const auto size = static_cast<std::size_t>(m_response.size());
        if (response.status != 204)
            m_message->content_length(size);
        if (!headOnly)
            m_message->body() = {m_response.constData(), size};
        m_message->keep_alive(keepAlive);
        // A second for each MiB besides, for those who read a whole library slowly.
        m_stream.expires_after(idleTime + std::chrono::seconds(m_response.size() >> 20));
        http::async_write(
            m_stream, *m_message, [self = shared_from_this(), keepAlive](beast::error_code error, std::size_t) {
                if (error)
                    self->close();
                else if (keepAlive)
                    self->nextRequest();
                else
                    self->closeGently();
            });
    }

    void nextRequest()
    {
        m_message.reset();
        m_response = QByteArray();
        readRequest();
    }

    /// Closing with unread bytes of the client would reset the connection, and the answer might be lost on the way.
    void closeGently()
    {
        beast::error_code ignored;
        m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        m_stream.expires_after(5s);
        m_buffer.clear();
        drain();
    }

    void drain()
    {
        m_stream.async_read_some(
            m_buffer.prepare(16 * 1024), [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (error)
                    self->close();
                else
                    self->drain();
            });
    }

    void close()
    {
        beast::error_code ignored;
        m_stream.socket().close(ignored);
    }

    beast::tcp_stream m_stream;
    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<ConnectionCount> m_count;
    beast::flat_buffer m_buffer{128 * 1024};
    std::optional<http::request_parser<http::string_body>> m_parser;
    QByteArray m_response;
    std::optional<http::response<http::span_body<const char>>> m_message;
};

/// Accepts connections.
class Listener
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::HttpServer)

public:
    Listener(asio::io_context &context, std::shared_ptr<Shared> shared)
        : m_acceptor(context)
        , m_pause(context)
        , m_shared(std::move(shared))
    {
    }

    /// Listens; gives in words why it cannot.
    QString listen(const QString &host, quint16 port)
    {
        beast::error_code error;
        const std::string numeric = host == "localhost"_L1 ? "127.0.0.1" : host.toStdString();
        const asio::ip::address address = asio::ip::make_address(numeric, error);
        if (error)
            return tr("%1 is not an address that the server can listen on.").arg(host);
        if (!address.is_loopback())
            return tr("The server listens on this computer's loopback only, and %1 is not an address of it.").arg(host);
        const tcp::endpoint endpoint(address, port);
        m_acceptor.open(endpoint.protocol(), error);
        if (!error)
            m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error)
            m_acceptor.bind(endpoint, error);
        if (!error)
            m_acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error == asio::error::address_in_use)
            return tr("Port %1 of %2 is taken by another program.").arg(port).arg(host);
        if (error)
            return tr("The server cannot listen on port %1 of %2: %3")
                .arg(port)
                .arg(host, QString::fromLocal8Bit(error.message().c_str()));
        accept();
        return {};
    }

    QUrl url() const
    {
        beast::error_code ignored;
        const tcp::endpoint endpoint = m_acceptor.local_endpoint(ignored);
        QUrl url;
        url.setScheme(u"http"_s);
        url.setHost(QString::fromStdString(endpoint.address().to_string()));
        url.setPort(endpoint.port());
        return url;
    }

private:
    void accept()
    {
        m_acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (error) {
                // No descriptors are left, most likely: some will be given back in a moment.
                m_pause.expires_after(100ms);
                m_pause.async_wait([this](beast::error_code) { accept(); });
                return;
            }
            take(std::move(socket));
            accept();
        });
    }

    void take(tcp::socket socket)
    {
        beast::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        if (m_shared->connections < connectionLimit) {
            std::make_shared<HttpSession>(std::move(socket), m_shared)->readRequest();
            return;
        }
        static constexpr std::string_view busy =
            "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(busy.data(), busy.size()), ignored);
    }

    tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
    std::shared_ptr<Shared> m_shared;
};

} // namespace

HttpServer::HttpServer(const Options &options, Started started)
    : m_options(options)
    , m_started(std::move(started))
    , m_loop(std::make_unique<Loop>())
    , m_thread([this] { run(); })
{
}

HttpServer::~HttpServer()
{
    m_loop->context.stop();
    m_thread.join();
}

void HttpServer::run()
{
    const auto opened = Database::open(m_options.libraryPath);
    if (!opened.ok()) {
        m_started({}, opened.error().message);
        return;
    }
    Service service(*opened.value());
    IdentifierHub hub(service);
    const auto shared = std::make_shared<Shared>(Shared{service, hub, asio::steady_timer(m_loop->context)});
    Listener listener(m_loop->context, shared);
    if (const QString error = listener.listen(m_options.host, m_options.port); !error.isEmpty()) {
        m_started({}, error);
        return;
    }
    m_started(listener.url(), {});
    m_loop->context.run();
}

} // namespace sitebook
