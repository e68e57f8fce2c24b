// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/localserver.h"
#include "api/types/json.h"
#include "tests/support/scratchfolder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

struct Answer
{
    int status = 0;
    QByteArray body;
    QByteArray tag;
    QByteArray encoding;
    bool hasLength = false;

    QStringList identifiers() const
    {
        QStringList ids;
        const QJsonArray items = objectFromJson(body).value_or(QJsonObject()).value("iterable"_L1).toArray();
        for (const QJsonValue &item : items)
            ids.append(item.toObject().value("id"_L1).toString());
        return ids;
    }
};

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// What comes until the server closes.
QByteArray allOf(QTcpSocket &socket)
{
    QByteArray answer;
    while (socket.waitForReadyRead(5000))
        answer += socket.readAll();
    return answer;
}

} // namespace

/// What the server does when lists are long, when many write, and when programs must be approved.
class TestServerLists : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void longListComesInParts();
    void listIsOneState();
    void listOfOneWhoLeaves();
    void slowReaderKeepsNobodyWaiting();
    void tagsAndNotModified();
    void gzipWhenAsked();
    void allowedPages();
    void manyWriters();
    void slowHeaderIsCutOff();
    void otherPort();
    void programsWaitForApproval();
    void streamsWaitForApproval();

private:
    void start(LocalServer::Options options = {});
    void fill(int count);
    QNetworkReply *begin(const QByteArray &method, const QString &path, const QByteArray &body, const Headers &headers);
    Answer send(
        const QByteArray &method, const QString &path, const QByteArray &body = {}, const Headers &headers = {});
    std::unique_ptr<QTcpSocket> connected(const QByteArray &bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalServer> m_server;
    QNetworkAccessManager m_network;
};

void TestServerLists::init()
{
    m_server.reset();
    m_folder = std::make_unique<QTemporaryDir>(scratchTemplate());
}

void TestServerLists::start(LocalServer::Options options)
{
    m_network.clearConnectionCache();
    options.libraryPath = m_folder->filePath(u"library"_s);
    m_server = std::make_unique<LocalServer>(options);
    QSignalSpy listening(m_server.get(), &LocalServer::listening);
    m_server->start();
    QVERIFY(listening.wait());
}

QNetworkReply *TestServerLists::begin(
    const QByteArray &method, const QString &path, const QByteArray &body, const Headers &headers)
{
    QNetworkRequest request(m_server->url().resolved(QUrl(path)));
    request.setRawHeader("Accept-Encoding", "identity");
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    // Of HEAD it does not expect a body.
    return method == "HEAD" ? m_network.head(request) : m_network.sendCustomRequest(request, method, body);
}

Answer TestServerLists::send(
    const QByteArray &method, const QString &path, const QByteArray &body, const Headers &headers)
{
    const std::unique_ptr<QNetworkReply> reply(begin(method, path, body, headers));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(20'000))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
        reply->rawHeader("ETag"), reply->rawHeader("Content-Encoding"), reply->hasRawHeader("Content-Length")};
}

void TestServerLists::fill(int count)
{
    QJsonArray operations;
    for (int i = 0; i < count; ++i) {
        const QJsonObject website{{u"id"_s, u"w%1"_s.arg(i)}, {u"url"_s, u"https://example.org/%1"_s.arg(i)},
            {u"name"_s, u"A website with the number %1"_s.arg(i)}};
        operations.append(QJsonObject{{u"path"_s, u"/websites/create"_s}, {u"body"_s, website}});
    }
    const QJsonObject batch{{u"operations"_s, operations}, {u"light"_s, true}};
    QCOMPARE(send("POST", u"/sitebook/batch"_s, QJsonDocument(batch).toJson()).status, 200);
}

std::unique_ptr<QTcpSocket> TestServerLists::connected(const QByteArray &bytes) const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(m_server->url().host(), static_cast<quint16>(m_server->url().port()));
    if (socket->waitForConnected())
        socket->write(bytes);
    return socket;
}

void TestServerLists::longListComesInParts()
{
    start();
    const Answer empty = send("GET", u"/websites"_s);
    QVERIFY(empty.hasLength);
    fill(3000);
    const Answer list = send("GET", u"/websites"_s);
    QCOMPARE(list.status, 200);
    QVERIFY(!list.hasLength);
    QCOMPARE(list.identifiers().size(), 3000);
    const QJsonObject indices = objectFromJson(list.body)->value("indices"_L1).toObject();
    QCOMPARE(indices.size(), 3000);
    QCOMPARE(indices.value("w2999"_L1).toInt(), 2999);
    // Without a body, and without a length that would take reading it all.
    const Answer head = send("HEAD", u"/websites"_s);
    QCOMPARE(head.status, 200);
    QVERIFY(!head.hasLength && head.body.isEmpty());
    // Clients of the old version know no chunks: the end of the connection ends the list.
    const auto old = connected("GET /websites HTTP/1.0\r\nHost: localhost\r\n\r\n");
    const QByteArray answer = allOf(*old);
    QVERIFY(!answer.contains("chunked"));
    QCOMPARE(answer.sliced(answer.indexOf("\r\n\r\n") + 4), list.body);
    // What a stream would say first, also to those who ask without a WebSocket.
    const Answer stream = send("GET", u"/websites/stream/identifiers"_s);
    QCOMPARE(objectFromJson(stream.body)->value("iterable"_L1).toArray().size(), 3000);
}

void TestServerLists::listIsOneState()
{
    start();
    fill(12'000);
    const std::unique_ptr<QNetworkReply> list(begin("GET", u"/websites"_s, {}, {}));
    list->setReadBufferSize(64 * 1024);
    QSignalSpy begun(list.get(), &QIODevice::readyRead);
    QVERIFY(begun.wait());
    // While it is being sent, the last of the list goes, another comes, and the first gets another name.
    QCOMPARE(send("POST", u"/websites/w11999/delete"_s).status, 204);
    QCOMPARE(send("POST", u"/websites/create"_s, R"({"id":"new","url":"u","name":"new"})").status, 200);
    list->setReadBufferSize(0);
    QByteArray body = list->readAll();
    while (!list->isFinished()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        body += list->readAll();
    }
    const QStringList ids = Answer{200, body, {}, {}}.identifiers();
    QCOMPARE(ids.size(), 12'000);
    QCOMPARE(ids.last(), u"w11999"_s);
    QVERIFY(!ids.contains(u"new"_s));
}

void TestServerLists::listOfOneWhoLeaves()
{
    start();
    fill(6000);
    for (int i = 0; i < 12; ++i) {
        const auto socket = connected("GET /websites HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(socket->waitForReadyRead());
        socket->abort();
    }
    QCOMPARE(send("GET", u"/websites"_s).identifiers().size(), 6000);
    // Nor is the server kept from ending by one who does not read on.
    const auto idle = connected("GET /websites HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(idle->waitForReadyRead());
    m_server.reset();
}

void TestServerLists::slowReaderKeepsNobodyWaiting()
{
    start();
    fill(6000);
    std::vector<std::unique_ptr<QTcpSocket>> slow;
    for (int i = 0; i < 8; ++i) {
        slow.push_back(connected({}));
        slow.back()->setReadBufferSize(1024);
        slow.back()->write("GET /websites HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    QVERIFY(slow.front()->waitForReadyRead());
    QCOMPARE(send("GET", u"/website/w1"_s).status, 200);
    QCOMPARE(send("POST", u"/website/w1/scores/increment"_s, R"({"website":{"reuse":true}})").status, 204);
}

void TestServerLists::tagsAndNotModified()
{
    start();
    fill(3);
    const Answer first = send("GET", u"/websites"_s);
    QVERIFY(first.tag.startsWith("W/\""));
    const Answer same = send("GET", u"/websites"_s, {}, {{"If-None-Match", first.tag}});
    QCOMPARE(same.status, 304);
    QCOMPARE(same.tag, first.tag);
    QVERIFY(same.body.isEmpty());
    QCOMPARE(send("GET", u"/websites"_s, {}, {{"If-None-Match", "\"other\", " + first.tag}}).status, 304);
    QCOMPARE(send("GET", u"/websites"_s, {}, {{"If-None-Match", "\"other\""}}).status, 200);
    QCOMPARE(send("HEAD", u"/websites"_s, {}, {{"If-None-Match", first.tag}}).status, 304);
    // The two forms of a list are never taken for each other.
    const Answer light = send("GET", u"/websites?light=true"_s, {}, {{"If-None-Match", first.tag}});
    QCOMPARE(light.status, 200);
    QVERIFY(light.tag.startsWith("W/\"") && light.tag != first.tag && light.body.size() < first.body.size());
    QCOMPARE(send("GET", u"/websites"_s, {}, {{"If-None-Match", light.tag}}).status, 200);
    QCOMPARE(send("GET", u"/websites?light=true"_s, {}, {{"If-None-Match", light.tag}}).status, 304);
    // What is refused changes nothing, whatever is changed changes the tag.
    QCOMPARE(send("POST", u"/websites/none/delete"_s).status, 410);
    QCOMPARE(send("GET", u"/websites"_s, {}, {{"If-None-Match", first.tag}}).status, 304);
    QCOMPARE(send("POST", u"/website/w1/scores/increment"_s, R"({"website":{"reuse":true}})").status, 204);
    const Answer second = send("GET", u"/websites"_s, {}, {{"If-None-Match", first.tag}});
    QCOMPARE(second.status, 200);
    QVERIFY(second.tag != first.tag);
    // Only successes to reading have one, and another run has others.
    QVERIFY(send("GET", u"/website/none"_s).tag.isEmpty());
    QVERIFY(send("GET", u"/.well-known/health"_s).tag.isEmpty());
    QVERIFY(send("POST", u"/websites/exists"_s, R"({"value":"x"})").tag.isEmpty());
    start();
    QCOMPARE(send("GET", u"/websites"_s, {}, {{"If-None-Match", second.tag}}).status, 200);
}

void TestServerLists::gzipWhenAsked()
{
    start();
    fill(2000);
    const Answer plain = send("GET", u"/websites"_s);
    QVERIFY(plain.encoding.isEmpty());
    // Long lists in parts, shorter answers in one piece, the shortest as they are.
    const Headers gzip{{"Accept-Encoding", "gzip"}};
    const auto raw = [this](const QByteArray &target) {
        const auto socket = connected(
            "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
        return allOf(*socket);
    };
    const QByteArray packed = raw("/websites");
    QVERIFY(packed.contains("Content-Encoding: gzip\r\n"));
    QVERIFY(packed.size() < plain.body.size() / 4);
    QCOMPARE(raw("/websites/stream/identifiers").contains("Content-Encoding: gzip\r\n"), true);
    QCOMPARE(raw("/website/w1").contains("Content-Encoding"), false);
    // Qt unpacks it when it asks for it by itself.
    QNetworkRequest request(m_server->url().resolved(QUrl(u"/websites"_s)));
    const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(reply->readAll(), plain.body);
}

void TestServerLists::allowedPages()
{
    start({.allowedOrigins = {u"https://notes.example.org"_s}});
    const auto answerTo = [this](const QByteArray &lines) {
        const auto socket = connected(lines + "Host: localhost\r\nConnection: close\r\n\r\n");
        return allOf(*socket);
    };
    const QByteArray origin = "Origin: https://notes.example.org\r\n";
    const QByteArray got = answerTo("GET /websites HTTP/1.1\r\n" + origin);
    QVERIFY2(got.startsWith("HTTP/1.1 200 "), got.constData());
    QVERIFY(got.contains("Access-Control-Allow-Origin: https://notes.example.org\r\n"));
    const QByteArray asked = answerTo("OPTIONS /websites/create HTTP/1.1\r\nAccess-Control-Request-Method: POST\r\n"
                                      "Access-Control-Request-Headers: content-type\r\n"
        + origin);
    QVERIFY2(asked.startsWith("HTTP/1.1 204 "), asked.constData());
    QVERIFY(asked.contains("Access-Control-Allow-Headers: application, content-type"));
    const QByteArray refused = answerTo("GET /websites HTTP/1.1\r\nOrigin: https://example.org\r\n");
    QVERIFY2(refused.startsWith("HTTP/1.1 403 "), refused.constData());
    QVERIFY(!refused.contains("Access-Control"));
}

void TestServerLists::manyWriters()
{
    start();
    fill(8);
    // Eight at a time, some of which are refused: each answer is about its own change.
    std::vector<std::unique_ptr<QTcpSocket>> writers;
    const QByteArray body = R"({"website":{"reuse":true}})";
    constexpr int rounds = 50;
    for (int i = 0; i < 8; ++i) {
        QByteArray requests;
        for (int round = 0; round < rounds; ++round) {
            const QByteArray id = round % 5 == 4 ? "none"_ba : "w" + QByteArray::number(i);
            requests += "POST /website/" + id + "/scores/increment HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
                + (round == rounds - 1 ? "\r\nConnection: close" : "") + "\r\n\r\n" + body;
        }
        writers.push_back(connected(requests));
    }
    for (const auto &writer : writers) {
        const QByteArray answer = allOf(*writer);
        QCOMPARE(answer.count("HTTP/1.1 204 "), 40);
        QCOMPARE(answer.count("HTTP/1.1 410 "), 10);
    }
    const QJsonArray items = objectFromJson(send("GET", u"/websites"_s).body)->value("iterable"_L1).toArray();
    for (const QJsonValue &item : items)
        QCOMPARE(item.toObject().value("score"_L1).toObject().value("reuse"_L1).toInt(), 40);
}

void TestServerLists::slowHeaderIsCutOff()
{
    LocalServer::Options options;
    options.headerTime = std::chrono::milliseconds(100);
    start(options);
    const auto slow = connected("GET /websites HTTP/1.1\r\nHost: loc");
    QVERIFY(slow->waitForDisconnected(5000));
    // Who says nothing at all is given more time.
    const auto calm = connected({});
    QTest::qWait(250);
    calm->write("GET /.well-known/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(calm->waitForReadyRead());
    QVERIFY(calm->readAll().endsWith("ok"));
}

void TestServerLists::otherPort()
{
    start();
    // A port that is free now.
    LocalServer probe({m_folder->filePath(u"probe"_s)});
    QSignalSpy listening(&probe, &LocalServer::listening);
    probe.start();
    QVERIFY(listening.wait());
    const auto port = static_cast<quint16>(probe.url().port());
    QSignalSpy changed(m_server.get(), &LocalServer::otherPortChanged);
    m_server->setOtherPort(port);
    QVERIFY(changed.wait());
    QVERIFY(!changed.takeFirst().first().toString().isEmpty()); // taken
    QCOMPARE(m_server->otherPort(), 0);
    probe.stop();
    m_server->setOtherPort(port);
    QVERIFY(changed.wait());
    QCOMPARE(changed.takeFirst().first().toString(), QString());
    QCOMPARE(m_server->otherPort(), port);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    QVERIFY(socket.waitForConnected());
    m_server->setOtherPort(0);
    QVERIFY(changed.wait());
    QCOMPARE(m_server->otherPort(), 0);
    QTcpSocket late;
    late.connectToHost(u"127.0.0.1"_s, port);
    QVERIFY(!late.waitForConnected(1000));
    QCOMPARE(send("GET", u"/.well-known/health"_s).status, 200);
}

namespace {

constexpr auto seed = R"({"application":{"name":"VS_CODE","version":"1.2","platform":"LINUX"}})";

} // namespace

void TestServerLists::programsWaitForApproval()
{
    start({.requireApproval = true, .secret = u"of this run"_s});
    QCOMPARE(send("GET", u"/websites"_s).status, 401);
    QCOMPARE(send("GET", u"/websites"_s, {}, {{"application", "of this run"}}).status, 200);
    QSignalSpy changed(m_server.get(), &LocalServer::programsChanged);
    const QJsonObject context = objectFromJson(send("POST", u"/connect"_s, seed).body).value_or(QJsonObject());
    const QString id = context.value("application"_L1).toObject().value("id"_L1).toString();
    const Headers named{{"application", id.toLatin1()}};
    QVERIFY(!changed.isEmpty() || changed.wait());
    QCOMPARE(m_server->programs().size(), 1);
    const Program program = m_server->programs().first();
    QCOMPARE(program.id, id);
    QCOMPARE(program.name, u"VS_CODE"_s);
    QCOMPARE(program.version, u"1.2"_s);
    QCOMPARE(program.permission, Program::Permission::Undecided);
    const Answer waiting = send("GET", u"/websites"_s, {}, named);
    QCOMPARE(waiting.status, 401);
    QVERIFY(waiting.body.contains("VS_CODE"));

    const QByteArray website = R"({"url":"u","name":"a"})";
    const auto decide = [&](Program::Permission permission) {
        m_server->setPermission(id, permission);
        return changed.wait();
    };
    QVERIFY(decide(Program::Permission::Read));
    QCOMPARE(send("GET", u"/websites"_s, {}, named).status, 200);
    QCOMPARE(send("POST", u"/websites/create"_s, website, named).status, 403);
    QVERIFY(decide(Program::Permission::Change));
    QCOMPARE(send("POST", u"/websites/create"_s, website, named).status, 200);
    QVERIFY(decide(Program::Permission::Refused));
    QCOMPARE(send("GET", u"/websites"_s, {}, named).status, 403);
    // It is remembered, also by the next run, and the same program is known again.
    start({.requireApproval = true});
    QTRY_COMPARE(m_server->programs().size(), 1);
    QCOMPARE(m_server->programs().first().permission, Program::Permission::Refused);
    QVERIFY(send("POST", u"/connect"_s, seed).body.contains(id.toLatin1()));
    QCOMPARE(send("GET", u"/websites"_s, {}, named).status, 403);
    QSignalSpy forgotten(m_server.get(), &LocalServer::programsChanged);
    m_server->forgetProgram(id);
    QTRY_VERIFY(m_server->programs().isEmpty());
    QCOMPARE(send("GET", u"/websites"_s, {}, named).status, 401);
    // A server that is open to all asks nobody.
    start();
    QCOMPARE(send("GET", u"/websites"_s).status, 200);
}

void TestServerLists::streamsWaitForApproval()
{
    start({.requireApproval = true, .secret = u"secret"_s});
    const QByteArray upgrade = "GET /websites/stream/identifiers HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                               "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    const auto refused = connected(upgrade + "\r\n");
    QVERIFY(refused->waitForReadyRead());
    QVERIFY(refused->readAll().startsWith("HTTP/1.1 401 "));
    const auto known = connected(upgrade + "application: secret\r\n\r\n");
    QVERIFY(known->waitForReadyRead());
    QVERIFY(known->readAll().startsWith("HTTP/1.1 101 "));
}

QTEST_GUILESS_MAIN(TestServerLists)
#include "tst_serverlists.moc"
