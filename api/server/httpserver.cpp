// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/httpserver.h"

#include "api/server/transport.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

struct HttpServer::Loop
{
    asio::io_context context{1};
    /// Only while the server runs, and only for the transport's thread.
    std::function<void(quint16)> setOtherPort;
    LibraryWriter *writer = nullptr;
};

namespace {

constexpr int connectionLimit = 1024;
constexpr int quickReaders = 2;
/// More than a few, so that those who read slowly keep nobody waiting.
constexpr int listReaders = 16;

/// Accepts connections on one port.
class Listener : public std::enable_shared_from_this<Listener>
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::HttpServer)

public:
    explicit Listener(std::shared_ptr<Transport> transport)
        : m_acceptor(transport->context)
        , m_pause(transport->context)
        , m_transport(std::move(transport))
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

    /// Accepts no more.
    void stop()
    {
        beast::error_code ignored;
        m_acceptor.close(ignored);
        m_pause.cancel();
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
        m_acceptor.async_accept([self = shared_from_this()](beast::error_code error, tcp::socket socket) {
            if (error && !self->m_acceptor.is_open())
                return;
            if (error) {
                // No descriptors are left, most likely: some will be given back in a moment.
                self->m_pause.expires_after(100ms);
                self->m_pause.async_wait([self](beast::error_code) {
                    if (self->m_acceptor.is_open())
                        self->accept();
                });
                return;
            }
            self->take(std::move(socket));
            self->accept();
        });
    }

    void take(tcp::socket socket)
    {
        beast::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        if (m_transport->connections < connectionLimit) {
            serveHttp(std::move(socket), m_transport);
            return;
        }
        static constexpr std::string_view busy =
            "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(busy.data(), busy.size()), ignored);
    }

    tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
    std::shared_ptr<Transport> m_transport;
};

/// The second port, which can be opened and closed at any time.
class OtherPort
{
public:
    OtherPort(std::shared_ptr<Transport> transport, const HttpServer::Events &events)
        : m_transport(std::move(transport))
        , m_events(events)
    {
    }
    ~OtherPort()
    {
        if (m_listener)
            m_listener->stop();
    }
    Q_DISABLE_COPY_MOVE(OtherPort)

    void set(quint16 port)
    {
        if (m_listener)
            std::exchange(m_listener, nullptr)->stop();
        if (port == 0) {
            m_events.otherPortChanged(0, {});
            return;
        }
        m_listener = std::make_shared<Listener>(m_transport);
        const QString error = m_listener->listen(u"127.0.0.1"_s, port);
        if (!error.isEmpty())
            m_listener = nullptr;
        m_events.otherPortChanged(port, error);
    }

private:
    std::shared_ptr<Transport> m_transport;
    const HttpServer::Events &m_events;
    std::shared_ptr<Listener> m_listener;
};

} // namespace

HttpServer::HttpServer(const Options &options, Events events)
    : m_options(options)
    , m_events(std::move(events))
    , m_loop(std::make_unique<Loop>())
    , m_thread([this] { run(); })
{
}

HttpServer::~HttpServer()
{
    m_loop->context.stop();
    m_thread.join();
}

void HttpServer::setOtherPort(quint16 port)
{
    asio::post(m_loop->context, [this, port] { m_loop->setOtherPort(port); });
}

void HttpServer::change(LibraryWriter::Work work)
{
    asio::post(m_loop->context, [this, work = std::move(work)] {
        m_loop->writer->submit({work, [](const Response &response) {
                                    if (!response.isSuccess())
                                        qWarning("%s", response.body.constData());
                                }});
    });
}

void HttpServer::run()
{
    asio::io_context &context = m_loop->context;
    IdentifierHub hub;
    std::shared_ptr<Transport> transport;
    LibraryWriter::Events events;
    events.changed = [&](std::vector<Announcement> announcements) {
        asio::post(context, [&hub, announcements = std::move(announcements)] { hub.publish(announcements); });
    };
    events.programsChanged = [&](const QList<Program> &programs) {
        asio::post(context, [this, &transport, programs] {
            transport->gatekeeper.setPrograms(programs);
            m_events.programsChanged(programs);
        });
    };
    LibraryWriter writer(m_options.libraryPath, hub, std::move(events));
    const Result<QString> path = writer.open();
    if (!path.ok()) {
        m_events.started({}, {}, path.error());
        return;
    }
    transport.reset(
        new Transport{context, m_options, Gatekeeper(m_options.gate), hub, writer, {path.value(), quickReaders},
            {path.value(), listReaders}, QByteArray::number(QRandomGenerator::system()->generate64(), 36)});
    const auto listener = std::make_shared<Listener>(transport);
    if (const QString error = listener->listen(m_options.host, m_options.port); !error.isEmpty()) {
        m_events.started({}, {}, {StoreError::Kind::Failed, error});
        return;
    }
    OtherPort otherPort(transport, m_events);
    m_loop->setOtherPort = [&otherPort](quint16 port) { otherPort.set(port); };
    m_loop->writer = &writer;
    m_events.started(listener->url(), "W/" + transport->tag(true), {});
    context.run();
    transport->end();
}

} // namespace sitebook
