// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The peer of the server's figures: what Boost.Beast does on one thread when there is nothing to do. Answers every
// request with 1 KB, and prints its port.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

class Session : public std::enable_shared_from_this<Session>
{
public:
    explicit Session(tcp::socket socket)
        : m_stream(std::move(socket))
    {
    }

    void read()
    {
        m_parser.emplace();
        http::async_read(m_stream, m_buffer, *m_parser, [self = shared_from_this()](beast::error_code error, auto) {
            if (!error)
                self->write();
        });
    }

private:
    void write()
    {
        m_answer = {http::status::ok, 11};
        m_answer.body() = std::string(1024, 'x');
        m_answer.prepare_payload();
        http::async_write(m_stream, m_answer, [self = shared_from_this()](beast::error_code error, auto) {
            if (!error)
                self->read();
        });
    }

    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    http::response<http::string_body> m_answer;
};

void accept(tcp::acceptor &acceptor)
{
    acceptor.async_accept([&acceptor](beast::error_code error, tcp::socket socket) {
        if (!error)
            std::make_shared<Session>(std::move(socket))->read();
        accept(acceptor);
    });
}

} // namespace

int main()
{
    asio::io_context context{1};
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
    std::printf("%d\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    accept(acceptor);
    context.run();
    return 0;
}
