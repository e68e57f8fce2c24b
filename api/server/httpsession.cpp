// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/gzipstream.h"
#include "api/server/partfilter.h"
#include "api/server/router.h"
#include "api/server/transport.h"
#include "api/types/listform.h"

#include <deque>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

constexpr std::uint32_t headerLimit = 16 * 1024;
constexpr std::size_t readSize = 4096;
constexpr std::uint64_t mebibyte = 1024 * 1024;
constexpr std::uint64_t bodyLimit = 32 * mebibyte;
/// A file of 24 MiB takes 32 in base64, and what surrounds it comes on top.
constexpr std::uint64_t assetBodyLimit = 33 * mebibyte;

std::uint64_t bodyLimitOf(QByteArrayView target)
{
    const bool carriesAssets = target.startsWith("/assets/create") || target.startsWith("/asset/update")
        || target.startsWith("/sitebook/batch");
    return carriesAssets ? assetBodyLimit : bodyLimit;
}

/// One connection: reads a request, answers it, reads the next.
class HttpSession : public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(tcp::socket socket, std::shared_ptr<Transport> transport)
        : m_stream(std::move(socket))
        , m_transport(std::move(transport))
        , m_count(std::make_shared<ConnectionCount>(m_transport))
    {
    }
    ~HttpSession() { closePipe(); }
    Q_DISABLE_COPY_MOVE(HttpSession)

    /// Waits for the next request.
    void readRequest()
    {
        m_parser.emplace();
        m_parser->header_limit(headerLimit);
        m_parser->body_limit(assetBodyLimit);
        m_headerSize = 0;
        if (m_buffer.size() > 0)
            beginHeader();
        else
            readMore(m_transport->options.idleTime, &HttpSession::beginHeader);
    }

private:
    using Message = http::request<http::string_body>;

    const Message &message() const { return m_parser->get(); }
    QByteArray header(http::field field) const { return viewOf(message()[field]).toByteArray(); }

    // --- reading -----------------------------------------------------------------------------------------------------

    /// Waits for bytes, for at most \a patience where there is one, and does \a next.
    void readMore(std::optional<std::chrono::milliseconds> patience, void (HttpSession::*next)())
    {
        if (patience)
            m_stream.expires_after(*patience);
        m_stream.async_read_some(
            m_buffer.prepare(readSize), [self = shared_from_this(), next](beast::error_code error, std::size_t count) {
                self->m_buffer.commit(count);
                if (error)
                    self->close();
                else
                    (self.get()->*next)();
            });
    }

    void beginHeader()
    {
        m_stream.expires_after(m_transport->options.headerTime);
        readHeader();
    }

    /// Reads the header piece by piece, because the parser's own limit is for each piece.
    void readHeader()
    {
        beast::error_code error;
        const std::size_t used = m_parser->put(m_buffer.data(), error);
        m_buffer.consume(used);
        m_headerSize += used;
        const bool isTooLong = m_headerSize + (m_parser->is_header_done() ? 0 : m_buffer.size()) > headerLimit;
        if (isTooLong && (!error || error == http::error::need_more))
            error = http::error::header_limit;
        if (error == http::error::need_more)
            readMore(std::nullopt, &HttpSession::readHeader);
        else
            headerRead(error);
    }

    Visitor visitor() const
    {
        Visitor visitor;
        visitor.method = viewOf(message().method_string()).toByteArray();
        visitor.target = viewOf(message().target()).toByteArray();
        const auto hosts = message().equal_range(http::field::host);
        for (auto host = hosts.first; host != hosts.second; ++host)
            visitor.hosts.append(viewOf(host->value()).toByteArray());
        if (message().count(http::field::origin) > 0)
            visitor.origin = header(http::field::origin);
        visitor.application = viewOf(message()["application"]).toByteArray();
        return visitor;
    }

    void headerRead(beast::error_code error)
    {
        if (error) {
            refuseUnreadable(error);
            return;
        }
        const Visitor visitor = this->visitor();
        m_origin = visitor.origin.value_or(QByteArray());
        if (const std::optional<Response> refusal = m_transport->gatekeeper.refusal(visitor)) {
            m_origin.clear();
            respond(*refusal, false, false);
            return;
        }
        const std::uint64_t limit = bodyLimitOf(visitor.target);
        if (m_parser->content_length().value_or(0) > limit)
            refuseLargeBody(limit);
        else if (websocket::is_upgrade(message()) && isStream(visitor.target))
            serveWebSocket(std::move(m_stream), message(), m_transport, m_count);
        else if (beast::iequals(message()[http::field::expect], "100-continue"))
            sendContinue();
        else
            readBody();
    }

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
        m_parser->body_limit(bodyLimitOf(viewOf(message().target())));
        m_stream.expires_after(m_transport->options.idleTime);
        http::async_read(
            m_stream, m_buffer, *m_parser, [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (error)
                    self->refuseUnreadable(error);
                else
                    self->answer();
            });
    }

    // --- asking the library ------------------------------------------------------------------------------------------

    void answer()
    {
        Request request;
        request.method = viewOf(message().method_string()).toByteArray();
        request.target = viewOf(message().target()).toByteArray();
        if (message().method() == http::verb::options && !m_origin.isEmpty()) {
            respond(Response::noContent(), message().keep_alive(), false);
            return;
        }
        request.contentType = header(http::field::content_type);
        if (const qint64 moment = viewOf(message()["If-Updated-At"]).toByteArray().toLongLong(); moment > 0)
            request.ifUpdatedAt = Timestamp::fromMicroseconds(moment);
        // A copy: the connection may end with the server while the library is at work.
        request.body = QByteArray(message().body().data(), static_cast<qsizetype>(message().body().size()));
        m_isHead = request.method == "HEAD"_ba;
        const bool isGet = m_isHead || request.method == "GET"_ba;
        // Read before the library is: a version that is told too old costs a transfer, one too new a change.
        m_etag = isGet && !isOpenToAll(request.target) ? currentTag(request.target) : QByteArray();
        if (!m_etag.isEmpty() && header(http::field::if_none_match).contains(m_etag)) {
            Response response;
            response.status = 304;
            respond(response, message().keep_alive(), true);
            return;
        }
        ask(std::move(request));
    }

    /// The tag of what \a target says now.
    QByteArray currentTag(const QByteArray &target) const
    {
        return m_transport->tag(queryFlag(queryOf(target), lightParameter, false));
    }

    void ask(Request request)
    {
        m_stream.expires_never();
        m_transport->waiting.insert(shared_from_this());
        const Access access = accessOf(request.method, request.target);
        const auto filter = std::make_shared<PartFilter>(acceptsGzip(header(http::field::accept_encoding)));
        const auto done = [filter, &context = m_transport->context, weak = weak_from_this()](Response response) {
            const bool compressed = filter->finish(response);
            asio::post(context, [weak, compressed, response = std::move(response)] {
                if (const auto self = weak.lock())
                    self->answered(response, compressed);
            });
        };
        if (access == Access::Change) {
            m_transport->writer.submit(std::move(request), done);
            return;
        }
        LibraryReader &reader = access == Access::ReadAll ? m_transport->lists : m_transport->reader;
        reader.submit({std::move(request), partSink(filter), done});
    }

    /// What hands the parts of a list over from the thread that reads it.
    BodySink partSink(const std::shared_ptr<PartFilter> &filter)
    {
        if (m_isHead)
            return [](const QByteArray &) { return false; };
        m_pipe = std::make_shared<PartPipe>();
        m_transport->add(m_pipe);
        return
            [filter, pipe = m_pipe, &context = m_transport->context, weak = weak_from_this()](const QByteArray &whole) {
                const QByteArray part = filter->add(whole);
                if (!pipe->waitForRoom())
                    return false;
                asio::post(context, [weak, part, compressed = filter->compresses()] {
                    if (const auto self = weak.lock())
                        self->partRead(part, compressed);
                });
                return true;
            };
    }

    void answered(const Response &response, bool compressed)
    {
        const auto self = shared_from_this();
        m_transport->waiting.erase(self);
        if (!m_stream.socket().is_open())
            return; // given up while the list was read
        if (!response.isPartial) {
            m_compressed = compressed;
            respond(response, message().keep_alive(), m_isHead);
        } else if (m_isHead) {
            sendListHeader();
        } else if (response.isSuccess()) {
            m_parts.push_back(response.body);
            m_listRead = true;
            writePart();
        } else {
            qWarning("A list broke off: %s", response.body.constData());
            close(); // without the last chunk the client knows that something is missing
        }
    }

    // --- a list, in parts --------------------------------------------------------------------------------------------

    void partRead(const QByteArray &part, bool compressed)
    {
        if (!m_stream.socket().is_open())
            return;
        m_parts.push_back(part);
        if (m_serializer) {
            writePart();
            return;
        }
        m_compressed = compressed;
        sendListHeader();
    }

    bool isChunked() const { return message().version() >= 11; }

    void sendListHeader()
    {
        m_listHeader.emplace(http::status::ok, message().version());
        m_listHeader->set(http::field::content_type, "application/json; charset=utf-8");
        setCommonFields(*m_listHeader);
        m_listHeader->chunked(isChunked());
        m_listHeader->keep_alive(isChunked() && message().keep_alive());
        m_serializer.emplace(*m_listHeader);
        m_writing = true;
        m_stream.expires_after(m_transport->options.idleTime);
        http::async_write_header(
            m_stream, *m_serializer, [self = shared_from_this()](beast::error_code error, std::size_t) {
                self->m_writing = false;
                if (error)
                    self->close();
                else if (self->m_isHead)
                    self->listSent();
                else
                    self->writePart();
            });
    }

    void writePart()
    {
        if (m_writing)
            return;
        if (m_parts.empty()) {
            if (m_listRead)
                endList();
            return;
        }
        m_writing = true;
        m_response = std::move(m_parts.front());
        m_parts.pop_front();
        const asio::const_buffer bytes(m_response.constData(), static_cast<std::size_t>(m_response.size()));
        const auto written = [self = shared_from_this()](
                                 beast::error_code error, std::size_t) { self->partWritten(error); };
        m_stream.expires_after(m_transport->options.idleTime);
        if (bytes.size() == 0) // as a chunk it would be the last
            partWritten({});
        else if (isChunked())
            asio::async_write(m_stream, http::make_chunk(bytes), written);
        else
            asio::async_write(m_stream, bytes, written);
    }

    void partWritten(beast::error_code error)
    {
        m_writing = false;
        if (error) {
            close();
            return;
        }
        m_pipe->partSent();
        writePart();
    }

    void endList()
    {
        m_listRead = false;
        if (!isChunked()) {
            closeGently();
            return;
        }
        asio::async_write(
            m_stream, http::make_chunk_last(), [self = shared_from_this()](beast::error_code error, auto) {
                if (error)
                    self->close();
                else
                    self->listSent();
            });
    }

    void listSent()
    {
        const bool keepAlive = m_listHeader->keep_alive();
        m_serializer.reset();
        m_listHeader.reset();
        closePipe();
        if (keepAlive)
            nextRequest();
        else
            closeGently();
    }

    void closePipe()
    {
        if (m_pipe)
            std::exchange(m_pipe, nullptr)->close();
    }

    // --- an answer in one piece --------------------------------------------------------------------------------------

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
            refuseLargeBody(m_parser->is_header_done() ? bodyLimitOf(viewOf(message().target())) : assetBodyLimit);
        else
            refuse(400, u"This is no HTTP request: %1."_s.arg(QString::fromStdString(error.message())));
    }

    void refuseLargeBody(std::uint64_t limit)
    {
        refuse(413, u"The body of the request is longer than %1 MiB."_s.arg(limit / mebibyte));
    }

    /// Answers before the request was read to its end, so that the connection cannot go on.
    void refuse(int status, const QString &words) { respond(Response::text(status, words), false, false); }

    template<typename Header> void setCommonFields(Header &fields) const
    {
        fields.set(http::field::server, serverName);
        if (!m_etag.isEmpty()) {
            // Weak, because a compressed body differs in its bytes.
            fields.set(http::field::etag, ("W/" + m_etag).constData());
            fields.set(http::field::vary, "Accept-Encoding");
            // Whoever keeps an answer asks before using it again.
            fields.set(http::field::cache_control, "no-cache");
        }
        if (m_compressed)
            fields.set(http::field::content_encoding, "gzip");
        if (m_origin.isEmpty())
            return;
        fields.set(http::field::access_control_allow_origin, m_origin.constData());
        fields.set(http::field::vary, "Accept-Encoding, Origin");
        fields.set(http::field::access_control_allow_methods, "GET, HEAD, POST");
        fields.set(http::field::access_control_allow_headers, "application, content-type, if-none-match");
    }

    void respond(const Response &response, bool keepAlive, bool headOnly)
    {
        m_response = response.body;
        if (response.status != 200 && response.status != 304)
            m_etag.clear();
        m_message.emplace();
        m_message->version(m_parser->is_header_done() ? message().version() : 11);
        m_message->result(static_cast<unsigned>(response.status));
        if (!response.contentType.isEmpty())
            m_message->set(http::field::content_type, response.contentType.constData());
        if (!response.allow.isEmpty())
            m_message->set(http::field::allow, response.allow.constData());
        if (!response.challenge.isEmpty())
            m_message->set(http::field::www_authenticate, response.challenge.constData());
        setCommonFields(*m_message);
        const auto size = static_cast<std::size_t>(m_response.size());
        if (response.status != 204 && response.status != 304)
            m_message->content_length(size);
        if (!headOnly)
            m_message->body() = {m_response.constData(), size};
        m_message->keep_alive(keepAlive);
        // A second for each MiB besides, for those who read a large item slowly.
        m_stream.expires_after(m_transport->options.idleTime + std::chrono::seconds(m_response.size() >> 20));
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
        m_etag.clear();
        m_compressed = false;
        m_isHead = false;
        closePipe();
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
        closePipe();
        beast::error_code ignored;
        m_stream.socket().close(ignored);
    }

    beast::tcp_stream m_stream;
    std::shared_ptr<Transport> m_transport;
    std::shared_ptr<ConnectionCount> m_count;
    beast::flat_buffer m_buffer{128 * 1024};
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::size_t m_headerSize = 0;
    /// The page that asks, when it may.
    QByteArray m_origin;
    QByteArray m_etag;
    QByteArray m_response;
    std::optional<http::response<http::span_body<const char>>> m_message;
    bool m_isHead = false;
    bool m_compressed = false;

    std::shared_ptr<PartPipe> m_pipe;
    std::deque<QByteArray> m_parts;
    std::optional<http::response<http::empty_body>> m_listHeader;
    std::optional<http::response_serializer<http::empty_body>> m_serializer;
    bool m_writing = false;
    bool m_listRead = false;
};

} // namespace

void serveHttp(tcp::socket socket, const std::shared_ptr<Transport> &transport)
{
    std::make_shared<HttpSession>(std::move(socket), transport)->readRequest();
}

} // namespace sitebook
