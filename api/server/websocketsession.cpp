// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/router.h"
#include "api/server/transport.h"

#include <QUrlQuery>

#include <deque>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

constexpr std::size_t queueLimit = 1000;
constexpr std::size_t clientMessageLimit = 64 * 1024;
constexpr auto healthStream = "/.well-known/stream/health";

/// One subscriber of a stream. Its first message, the list of all identifiers, goes out in frames while it is read;
/// what changes meanwhile follows. Who has a list already that still holds is only told that nothing is missing.
class WebSocketSession final : public StreamSubscriber, public std::enable_shared_from_this<WebSocketSession>
{
public:
    WebSocketSession(
        beast::tcp_stream stream, std::shared_ptr<Transport> transport, std::shared_ptr<ConnectionCount> count)
        : m_socket(std::move(stream))
        , m_transport(std::move(transport))
        , m_count(std::move(count))
    {
    }
    ~WebSocketSession() override { m_pipe->close(); }
    Q_DISABLE_COPY_MOVE(WebSocketSession)

    void start(const http::request<http::string_body> &request)
    {
        m_target = viewOf(request.target()).toByteArray();
        beast::get_lowest_layer(m_socket).expires_never(); // the WebSocket keeps its own time
        m_socket.set_option(websocket::stream_base::timeout{30s, m_transport->options.idleTime, true});
        m_socket.set_option(websocket::stream_base::decorator(
            [](websocket::response_type &response) { response.set(http::field::server, serverName); }));
        m_socket.read_message_max(clientMessageLimit);
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
            end();
            return;
        }
        m_queue.push_back({*message, true});
        if (!m_listing)
            writeNext();
    }

private:
    struct Frame
    {
        QByteArray bytes;
        /// Whether the message ends with it.
        bool last;
    };

    void accepted()
    {
        read();
        const auto collection = StreamedCollection::fromTarget(m_target);
        if (!collection) {
            m_listing = false;
            send(std::make_shared<const QByteArray>("ok"_ba));
            return;
        }
        // First the ear, then the list: what changes in between is told twice rather than never.
        m_transport->hub.subscribe(shared_from_this(), *collection);
        if (isKnown())
            addListFrame("{\"iterable\":[],\"complete\":false}"_ba, true);
        else
            requestList();
    }

    /// Whether the client names, in `known`, the entity tag of a list of the library as it is now. What is committed
    /// after that was looked up is told to who listens already.
    bool isKnown() const
    {
        const QByteArray known = queryOf(m_target).queryItemValue(u"known"_s, QUrl::FullyDecoded).toUtf8();
        return known.endsWith(m_transport->tag(true)) || known.endsWith(m_transport->tag(false));
    }

    void requestList()
    {
        m_transport->add(m_pipe);
        Request request;
        request.method = "GET"_ba;
        request.target = m_target;
        asio::io_context &context = m_transport->context;
        const std::weak_ptr<WebSocketSession> weak = weak_from_this();
        const auto sink = [weak, &context, pipe = m_pipe](QByteArray part) {
            if (!pipe->waitForRoom())
                return false;
            asio::post(context, [weak, part = std::move(part)] {
                if (const auto self = weak.lock())
                    self->addListFrame(part, false);
            });
            return true;
        };
        const auto done = [weak, &context](Response response) {
            asio::post(context, [weak, response = std::move(response)] {
                if (const auto self = weak.lock())
                    self->finishList(response);
            });
        };
        m_transport->lists.submit({std::move(request), sink, done});
    }

    void addListFrame(const QByteArray &bytes, bool last)
    {
        m_list.push_back({bytes, last});
        writeNext();
    }

    void finishList(const Response &response)
    {
        if (response.isSuccess())
            addListFrame(response.body, true);
        else
            end();
    }

    /// Breaks the connection; the client comes back when it wants to.
    void end()
    {
        m_closed = true;
        m_pipe->close();
        beast::get_lowest_layer(m_socket).close();
    }

    void writeNext()
    {
        std::deque<Frame> &frames = m_listing ? m_list : m_queue;
        if (m_writing || m_closed || frames.empty())
            return;
        m_writing = true;
        m_frame = std::move(frames.front());
        frames.pop_front();
        m_socket.async_write_some(m_frame.last,
            asio::buffer(m_frame.bytes.constData(), static_cast<std::size_t>(m_frame.bytes.size())),
            [self = shared_from_this()](
                beast::error_code error, std::size_t count) { self->written(error, static_cast<qsizetype>(count)); });
    }

    void written(beast::error_code error, qsizetype count)
    {
        m_writing = false;
        if (error) {
            end();
            return;
        }
        if (count < m_frame.bytes.size()) {
            (m_listing ? m_list : m_queue).push_front({m_frame.bytes.sliced(count), m_frame.last});
        } else if (m_listing) {
            m_pipe->partSent();
            m_listing = !m_frame.last;
        }
        writeNext();
    }

    /// What the client says does not matter, but only reading answers its pings and notices that it leaves.
    void read()
    {
        m_socket.async_read(m_buffer, [self = shared_from_this()](beast::error_code error, std::size_t) {
            self->m_buffer.consume(self->m_buffer.size());
            if (error) {
                self->m_closed = true;
                self->m_pipe->close();
            } else {
                self->read();
            }
        });
    }

    websocket::stream<beast::tcp_stream, false> m_socket;
    std::shared_ptr<Transport> m_transport;
    std::shared_ptr<ConnectionCount> m_count;
    std::shared_ptr<PartPipe> m_pipe = std::make_shared<PartPipe>();
    QByteArray m_target;
    beast::flat_buffer m_buffer;
    /// What is to be sent of the first message, and what follows it.
    std::deque<Frame> m_list;
    std::deque<Frame> m_queue;
    Frame m_frame;
    bool m_listing = true;
    bool m_writing = false;
    bool m_closed = false;
};

} // namespace

bool isStream(QByteArrayView target)
{
    return target == QByteArrayView(healthStream) || StreamedCollection::fromTarget(target);
}

void serveWebSocket(beast::tcp_stream stream, const http::request<http::string_body> &request,
    const std::shared_ptr<Transport> &transport, std::shared_ptr<ConnectionCount> count)
{
    std::make_shared<WebSocketSession>(std::move(stream), transport, std::move(count))->start(request);
}

} // namespace sitebook
