// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/rawclient.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// Clients that come in masses, vanish, stay silent or talk nonsense: the others do not notice.
class TestHostileClients : public QObject
{
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_fixture.start()); }

    void tooManyConnections();
    void vanishesInTheMiddle_data();
    void vanishesInTheMiddle();
    void vanishesFromItsStream();
    void nonsenseInAStream_data();
    void nonsenseInAStream();
    void silentClientsDoNotHoldTheEnd();
    void badRequestsTakeNoMemory();

private:
    HostileFixture m_fixture;
};

namespace {

const QByteArray handshake = "GET /websites/stream/identifiers HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                             "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"_ba;

/// A bare descriptor: a thousand of them cost next to nothing.
class Connection
{
public:
    explicit Connection(quint16 port)
        : m_descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const timeval patience{2, 0};
        setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = qToBigEndian(port);
        address.sin_addr.s_addr = qToBigEndian(INADDR_LOOPBACK);
        m_connected = ::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    Connection(Connection &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
        , m_connected(other.m_connected)
    {
    }
    Q_DISABLE_COPY(Connection)
    Connection &operator=(Connection &&) = delete;
    ~Connection()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    bool isConnected() const { return m_connected; }
    void send(const QByteArray &bytes)
    {
        ::send(m_descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
    }
    /// What has come, up to \a most bytes; waits for the first. Empty when the server closed, or said nothing for two
    /// seconds.
    QByteArray receive(qsizetype most = 65'536)
    {
        QByteArray bytes(most, Qt::Uninitialized);
        const ssize_t count = recv(m_descriptor, bytes.data(), static_cast<std::size_t>(most), 0);
        return bytes.first(std::max<ssize_t>(count, 0));
    }
    /// Ends the connection as a client that is killed does: with a reset.
    void reset()
    {
        const linger now{1, 0};
        setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        ::close(std::exchange(m_descriptor, -1));
    }

private:
    int m_descriptor;
    bool m_connected = false;
};

/// A website to create, with a name of \a length bytes.
QByteArray websiteBytes(const QByteArray &id, qsizetype length = 1)
{
    return R"({"url":"https://a","id":")" + id + R"(","name":")" + QByteArray(length, 'n') + "\"}";
}

/// A frame of a WebSocket client: \a opcode with its flags, \a body masked.
QByteArray frame(char opcode, const QByteArray &body)
{
    QByteArray bytes(1, opcode);
    if (body.size() < 126)
        bytes += static_cast<char>(0x80 | body.size());
    else
        bytes += '\xff' + QByteArray::fromHex(QByteArray::number(body.size(), 16).rightJustified(16, '0'));
    bytes += QByteArray(4, '\0');
    return bytes + body;
}

/// How much memory the process has, in KiB.
qint64 residentMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return at < 0 ? -1 : text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
}

} // namespace

void TestHostileClients::tooManyConnections()
{
    constexpr rlim_t needed = 4'096; // both ends are in this process
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_cur < needed) {
        limit.rlim_cur = std::min(needed, limit.rlim_max);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
    }
    QVERIFY2(limit.rlim_cur >= needed, "this process may not open enough connections to try");

    constexpr int limitOfServer = 1'024;
    constexpr int many = limitOfServer + 100;
    std::vector<Connection> connections;
    for (int i = 0; i < many; ++i)
        QVERIFY(connections.emplace_back(m_fixture.port()).isConnected());
    // The latest come too late; the first are served as ever.
    int refused = 0;
    for (int i = limitOfServer; i < many; ++i) {
        const QByteArray answer = connections[static_cast<std::size_t>(i)].receive();
        refused += answer.isEmpty() || answer.startsWith("HTTP/1.1 503 ") ? 1 : 0;
    }
    QCOMPARE(refused, many - limitOfServer);
    const QByteArray get = "GET /.well-known/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (const std::size_t index : {0, 500, 1'000}) {
        connections[index].send(get);
        QVERIFY(connections[index].receive().startsWith("HTTP/1.1 200 "));
    }
    connections.clear();
    QTRY_VERIFY(m_fixture.isAlive());
    for (int i = 0; i < many; ++i) {
        Connection next(m_fixture.port());
        next.send(get);
        QVERIFY(next.receive().startsWith("HTTP/1.1 200 "));
    }
}

void TestHostileClients::vanishesInTheMiddle_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("waits");
    const QByteArray get = "GET /websites HTTP/1.1\r\nHost: localhost\r\n\r\n";
    QTest::newRow("before a word") << QByteArray() << false;
    QTest::newRow("in the request line") << get.first(9) << false;
    QTest::newRow("in the header") << get.chopped(3) << false;
    QTest::newRow("in the body") << postBytes("/websites/create", websiteBytes("w")).chopped(3) << false;
    QTest::newRow("in a chunk")
        << "POST /websites/exists HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"_ba << false;
    QTest::newRow("after the question") << get << false;
    QTest::newRow("in the answer") << get << true;
    QTest::newRow("in the first of many answers") << get.repeated(20) << true;
    QTest::newRow("in many answers unread") << get.repeated(20) << false;
    QTest::newRow("after a change") << postBytes("/website/big/scores/increment", R"({"website":{"reuse":true}})")
                                    << false;
    QTest::newRow("in the handshake") << handshake.chopped(3) << false;
    QTest::newRow("after the handshake") << handshake << false;
    QTest::newRow("in a stream's first message") << handshake << true;
}

void TestHostileClients::vanishesInTheMiddle()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, waits);
    // Twenty answers with it are more than the system takes for a client that does not read.
    QCOMPARE(m_fixture.post("/websites/create", websiteBytes("big", 1'000'000)).status, 200);
    for (int i = 0; i < 10; ++i) {
        Connection connection(m_fixture.port());
        connection.send(bytes);
        if (waits)
            QVERIFY(!connection.receive(10).isEmpty());
        connection.reset();
    }
    QVERIFY(m_fixture.isAlive());
    QCOMPARE(m_fixture.get("/website/w").status, 410); // half a request makes no website
}

void TestHostileClients::vanishesFromItsStream()
{
    std::vector<Connection> connections;
    for (int i = 0; i < 50; ++i) {
        connections.emplace_back(m_fixture.port()).send(handshake);
        QVERIFY(connections.back().receive().startsWith("HTTP/1.1 101 "));
    }
    // Some are gone when they are told, and some go while they are.
    for (std::size_t i = 0; i < connections.size(); ++i) {
        if (i % 3 > 0)
            connections[i].reset();
        QCOMPARE(m_fixture.post("/websites/create", websiteBytes("w" + QByteArray::number(i))).status, 200);
    }
    QVERIFY(m_fixture.isAlive());
    QVERIFY(!connections.front().receive().isEmpty());
}

void TestHostileClients::nonsenseInAStream_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP") << "GET /websites HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba;
    QTest::newRow("frame without a mask") << QByteArray("\x81\x01x", 3);
    QTest::newRow("unknown opcode") << frame('\x8b', "x");
    QTest::newRow("reserved bits") << frame('\xf1', "x");
    QTest::newRow("message that goes on before it began") << frame('\x80', "x");
    QTest::newRow("long ping") << frame('\x89', QByteArray(200, 'x'));
    QTest::newRow("ping in parts") << frame('\x09', "x");
    QTest::newRow("text that is no UTF-8") << frame('\x81', "\xff\xfe");
    QTest::newRow("close with half a code") << frame('\x88', "x");
    QTest::newRow("close with a code that is none") << frame('\x88', QByteArray("\x00\x01", 2));
    QTest::newRow("longest length") << QByteArray("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14);
    QTest::newRow("2^62 bytes") << QByteArray("\x81\xff\x40\0\0\0\0\0\0\0\0\0\0\0", 14);
    QTest::newRow("message of a mebibyte") << frame('\x81', QByteArray(1024 * 1024, 'x'));
    QTest::newRow("endless message") << (frame('\x01', "x") + frame('\x00', QByteArray(1'000, 'x')).repeated(200));
}

void TestHostileClients::nonsenseInAStream()
{
    QFETCH(QByteArray, bytes);
    Connection connection(m_fixture.port());
    connection.send(handshake);
    QVERIFY(connection.receive().startsWith("HTTP/1.1 101 "));
    connection.send(bytes);
    // It is let go at once, not when it has been silent for long.
    QElapsedTimer timer;
    timer.start();
    while (!connection.receive().isEmpty()) {
    }
    QVERIFY2(timer.elapsed() < 1'500, "the connection stays open");
    QVERIFY(m_fixture.isAlive());
}

void TestHostileClients::silentClientsDoNotHoldTheEnd()
{
    std::vector<Connection> connections;
    for (const QByteArray &bytes : {QByteArray(), "GET /"_ba, postBytes("/websites/create", "{").chopped(1), handshake})
    {
        for (int i = 0; i < 20; ++i)
            connections.emplace_back(m_fixture.port()).send(bytes);
    }
    QVERIFY(m_fixture.isAlive());
    QElapsedTimer timer;
    timer.start();
    m_fixture.server().stop();
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
}

void TestHostileClients::badRequestsTakeNoMemory()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("The address sanitizer keeps freed memory for a while, so that the process grows whatever the server does.");
#endif
    const QList<QByteArray> requests{"GET /" + QByteArray(16'000, 'x') + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /" + QByteArray(20'000, 'x'), "garbage\r\n\r\n", "GET /websites HTTP/1.1\r\nHost: example.org\r\n\r\n",
        "GET /websites HTTP/1.1\r\nHost: localhost\r\nOrigin: https://example.org\r\n\r\n",
        postBytes("/websites/create", "{\"url\":" + QByteArray(100'000, '[')),
        postBytes("/websites/create", "{\"url\":\"" + QByteArray(100'000, 'x') + "\",\"name\":7}"),
        postBytes("/sitebook/batch", R"({"operations":[{"path":"/websites/create","body":{}}]})"),
        postBytes("/websites/exists", {}, "Transfer-Encoding: chunked\r\n"), postBytes("/website/none/delete", {})};
    const auto sendAll = [&](int rounds) {
        for (int i = 0; i < rounds; ++i) {
            for (const QByteArray &request : requests) {
                Connection connection(m_fixture.port());
                connection.send(request);
                if (connection.receive().isEmpty())
                    return false;
            }
        }
        return true;
    };
    QVERIFY(sendAll(50));
    const qint64 before = residentMemory();
    QVERIFY(before > 0);
    QVERIFY(sendAll(250));
    const qint64 grown = residentMemory() - before;
    // A hundred bytes kept of each would be less; a request kept in a hundred is more.
    QVERIFY2(grown < 4'096, qPrintable(u"%1 KiB more"_s.arg(grown)));
}

QTEST_GUILESS_MAIN(TestHostileClients)
#include "tst_hostileclients.moc"
