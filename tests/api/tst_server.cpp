// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/localserver.h"
#include "api/types/json.h"
#include "api/types/timestamp.h"
#include "tests/support/scratchfolder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

struct Answer
{
    int status = 0;
    QByteArray body;
    QByteArray server;
    QByteArray length;
    QByteArray tag;
};

} // namespace

class TestServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void answersOverHttp();
    void headHasNoBody();
    void refusesRaw_data();
    void refusesRaw();
    void pipeliningKeepsOrder();
    void oldClientsKeepTheirConnection();
    void continueIsSaid();
    void largeBodies();
    void clientLeavesMidRequest();
    void identifiersStream();
    void streamKnowsWhatIsKnown();
    void linkTellsBothStreams();
    void healthStream();
    void streamRefusesForeignPages();
    void slowSubscriberIsLetGo();
    void portTaken();
    void refusesOtherAddresses();
    void libraryThatCannotBeOpened();
    void stopAndStartAgain();
    void stopIsSilent();

private:
    Answer send(const QByteArray &method, const QString &path, const QByteArray &body = {});
    QJsonObject post(const QString &path, const QJsonObject &body = {});
    /// What comes back for \a bytes until the server closes or \a expected bytes have come.
    QByteArray raw(const QByteArray &bytes, qsizetype expected = -1);
    QUrl streamUrl(const QString &path) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalServer> m_server;
    QNetworkAccessManager m_network;
};

void TestServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>(scratchTemplate());
    m_server = std::make_unique<LocalServer>(LocalServer::Options{m_folder->filePath(u"library"_s)});
    QSignalSpy listening(m_server.get(), &LocalServer::listening);
    m_server->start();
    QVERIFY(listening.wait());
    QCOMPARE(listening.first().first().toUrl(), m_server->url());
}

void TestServer::cleanup()
{
    m_network.clearConnectionCache();
    m_server.reset();
}

Answer TestServer::send(const QByteArray &method, const QString &path, const QByteArray &body)
{
    QNetworkRequest request(m_server->url().resolved(QUrl(path)));
    request.setRawHeader("Accept-Encoding", "identity");
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const std::unique_ptr<QNetworkReply> reply(
        method == "HEAD" ? m_network.head(request) : m_network.sendCustomRequest(request, method, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(20'000))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
        reply->rawHeader("Server"), reply->rawHeader("Content-Length"), reply->rawHeader("ETag")};
}

QJsonObject TestServer::post(const QString &path, const QJsonObject &body)
{
    const QByteArray json = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson();
    return objectFromJson(send("POST", path, json).body).value_or(QJsonObject());
}

QByteArray TestServer::raw(const QByteArray &bytes, qsizetype expected)
{
    QTcpSocket socket;
    socket.connectToHost(m_server->url().host(), static_cast<quint16>(m_server->url().port()));
    if (!socket.waitForConnected())
        return "not connected";
    socket.write(bytes);
    QByteArray answer;
    while (expected < 0 || answer.size() < expected) {
        if (!socket.bytesAvailable() && !socket.waitForReadyRead(3000))
            break;
        answer += socket.readAll();
    }
    return answer;
}

QUrl TestServer::streamUrl(const QString &path) const
{
    QUrl url = m_server->url().resolved(QUrl(path));
    url.setScheme(u"ws"_s);
    return url;
}

void TestServer::answersOverHttp()
{
    QCOMPARE(m_server->url().host(), u"127.0.0.1"_s);
    const QJsonObject website =
        post(u"/websites/create"_s, {{u"url"_s, u"https://example.org"_s}, {u"name"_s, u"Ü"_s}});
    const Answer got = send("GET", u"/website/"_s + website.value("id"_L1).toString());
    QCOMPARE(got.status, 200);
    QCOMPARE(objectFromJson(got.body), std::optional(website));
    QCOMPARE(got.server, QByteArray("Sitebook/" SITEBOOK_VERSION));
    const Answer gone = send("GET", u"/website/none"_s);
    QCOMPARE(gone.status, 410);
    QCOMPARE(gone.server, QByteArray("Sitebook/" SITEBOOK_VERSION));
    QVERIFY(gone.body.contains("none"));
    QCOMPARE(send("POST", u"/websites/%1/delete"_s.arg(website.value("id"_L1).toString())).status, 204);
}

void TestServer::headHasNoBody()
{
    const QByteArray whole = send("GET", u"/websites"_s).body;
    const Answer head = send("HEAD", u"/websites"_s);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.length, QByteArray::number(whole.size()));
    // Not a byte follows the header on the wire: the next answer begins there.
    const QByteArray answer = raw("HEAD /websites HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                  "GET /.well-known/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY2(answer.contains("\r\n\r\nHTTP/1.1 200 OK\r\n"), answer.constData());
    QVERIFY(!answer.contains("iterable"));
}

void TestServer::refusesRaw_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const auto get = [](const QByteArray &headers) {
        return "GET /websites HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
    };
    QTest::newRow("fine") << get("Host: localhost\r\n") << "200"_ba;
    QTest::newRow("fine with an address") << get("Host: 127.0.0.1:80\r\n") << "200"_ba;
    QTest::newRow("other host") << get("Host: example.org\r\n") << "403"_ba;
    QTest::newRow("rebound host") << get("Host: 127.0.0.1.nip.io\r\n") << "403"_ba;
    QTest::newRow("no host") << get({}) << "400"_ba;
    QTest::newRow("two hosts") << get("Host: localhost\r\nHost: example.org\r\n") << "400"_ba;
    QTest::newRow("foreign page") << get("Host: localhost\r\nOrigin: https://example.org\r\n") << "403"_ba;
    QTest::newRow("sandboxed page") << get("Host: localhost\r\nOrigin: null\r\n") << "403"_ba;
    QTest::newRow("page of this computer") << get("Host: localhost\r\nOrigin: http://localhost:8080\r\n") << "403"_ba;
    QTest::newRow("its own origin") << get("Host: localhost:1\r\nOrigin: http://localhost:1\r\n") << "200"_ba;
    QTest::newRow("long header") << get("Host: localhost\r\nX: " + QByteArray(20'000, 'x') + "\r\n") << "431"_ba;
    QTest::newRow("long request line") << "GET /" + QByteArray(20'000, 'x') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                       << "431"_ba;
    QTest::newRow("garbage") << "\x16\x03\x01 this is no HTTP\r\n\r\n"_ba
                             << "400"_ba;
    QTest::newRow("no version") << "GET /websites\r\nHost: localhost\r\n\r\n"_ba
                                << "400"_ba;
    const QByteArray post = "POST /websites/create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    QTest::newRow("body too large") << post + "Content-Length: 40000000\r\n\r\n"
                                    << "413"_ba;
    QTest::newRow("negative length") << post + "Content-Length: -1\r\n\r\n"
                                     << "400"_ba;
    QTest::newRow("two lengths") << post + "Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}"
                                 << "400"_ba;
    QTest::newRow("length and chunks") << post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                       << "400"_ba;
    QTest::newRow("bad chunk") << post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"
                               << "400"_ba;
    QTest::newRow("chunks") << post
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
              "1e\r\n{\"url\":\"https://x\",\"name\":\"y\"}\r\n0\r\n\r\n"
                            << "200"_ba;
}

void TestServer::refusesRaw()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    const QByteArray answer = raw(request);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status + ' '), answer.constData());
    QVERIFY2(answer.contains("Server: Sitebook/"), answer.constData());
    // Whatever came, the server goes on.
    QCOMPARE(send("GET", u"/.well-known/health"_s).body, "ok"_ba);
}

void TestServer::pipeliningKeepsOrder()
{
    QByteArray requests;
    for (int i = 0; i < 20; ++i)
        requests += "GET /website/number" + QByteArray::number(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    requests += "GET /.well-known/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const QByteArray answer = raw(requests);
    qsizetype position = 0;
    for (int i = 0; i < 20; ++i) {
        position = answer.indexOf("number" + QByteArray::number(i) + '.', position);
        QVERIFY2(position > 0, answer.constData());
    }
    QCOMPARE(answer.count("HTTP/1.1 410 "), 20);
    QVERIFY(answer.endsWith("ok"));
}

void TestServer::oldClientsKeepTheirConnection()
{
    const QByteArray get = "GET /.well-known/health HTTP/1.0\r\nHost: localhost\r\n";
    const QByteArray answer = raw(get + "Connection: keep-alive\r\n\r\n" + get + "\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.0 200 OK\r\n"), answer.constData());
    QVERIFY2(answer.contains("Connection: keep-alive\r\n"), answer.constData());
    QCOMPARE(answer.count("200 OK"), 2);
}

void TestServer::continueIsSaid()
{
    const QByteArray head = "POST /websites/exists HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            "Expect: 100-continue\r\nContent-Length: 13\r\nConnection: close\r\n\r\n";
    const QByteArray expected = "HTTP/1.1 100 Continue\r\n\r\n";
    QCOMPARE(raw(head, expected.size()), expected);
    QVERIFY(raw(head + "{\"value\":\"x\"}").contains("\r\n\r\nHTTP/1.1 200 OK"));
}

void TestServer::largeBodies()
{
    // 24 MiB of a file, in base64.
    const QJsonObject string{{u"base64"_s, QString(32 * 1024 * 1024, u'A')}};
    const QJsonObject format{{u"file"_s, QJsonObject{{u"string"_s, string}}}};
    const QJsonObject seed{{u"application"_s, QJsonObject{{u"id"_s, u"x"_s}}}, {u"format"_s, format}};
    const QJsonObject asset = post(u"/assets/create?transferables=false"_s, {{u"asset"_s, seed}});
    const QJsonObject made = asset.value("formats"_L1).toObject().value("iterable"_L1).toArray().first().toObject();
    QCOMPARE(made.value("bytes"_L1).toObject().value("value"_L1).toInteger(), 24 * 1024 * 1024);
    QVERIFY(send("GET", u"/asset/"_s + asset.value("id"_L1).toString()).body.size() > 32 * 1024 * 1024);
    QVERIFY(send("GET", u"/assets?transferables=false"_s).body.size() < 10'000);
    // One that is sent although it is too large is answered, not cut off.
    const QByteArray answer = raw("POST /assets/create HTTP/1.1\r\nHost: localhost\r\nContent-Length: 35000000\r\n\r\n"
        + QByteArray(35'000'000, ' '));
    QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.left(200).constData());
}

void TestServer::clientLeavesMidRequest()
{
    for (const QByteArray &part : {"GET /webs"_ba, "GET /websites HTTP/1.1\r\nHost: localhost\r\n"_ba,
             "POST /websites/create HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"url\""_ba,
             "GET /websites HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba})
    {
        QTcpSocket socket;
        socket.connectToHost(m_server->url().host(), static_cast<quint16>(m_server->url().port()));
        QVERIFY(socket.waitForConnected());
        socket.write(part);
        QVERIFY(socket.waitForBytesWritten());
        socket.abort();
        QCOMPARE(send("GET", u"/.well-known/health"_s).body, "ok"_ba);
    }
    QCOMPARE(send("GET", u"/websites"_s).body, R"({"iterable":[],"indices":{}})"_ba);
}

namespace {

/// What a stream said, one object a message.
class Stream
{
public:
    explicit Stream(const QUrl &url)
        : messages(&m_socket, &QWebSocket::textMessageReceived)
    {
        m_socket.open(url);
    }

    bool waitFor(int count)
    {
        return QTest::qWaitFor([&] { return messages.count() >= count; });
    }
    QJsonObject message(int index) const { return *objectFromJson(messages.at(index).first().toString().toUtf8()); }
    QJsonArray items(int index) const { return message(index).value("iterable"_L1).toArray(); }

private:
    QWebSocket m_socket;

public:
    QSignalSpy messages;
};

} // namespace

void TestServer::identifiersStream()
{
    const QString first =
        post(u"/websites/create"_s, {{u"url"_s, u"https://a"_s}, {u"name"_s, u"a"_s}}).value("id"_L1).toString();
    Stream stream(streamUrl(u"/websites/stream/identifiers"_s));
    QVERIFY(stream.waitFor(1));
    QCOMPARE(stream.items(0).size(), 1);
    const QJsonObject known = stream.items(0).first().toObject();
    QCOMPARE(known.value("website"_L1).toObject().value("id"_L1).toString(), first);
    QVERIFY(!Timestamp::fromJson(known.value("updated"_L1)).isNull());

    const QString second =
        post(u"/websites/create"_s, {{u"url"_s, u"https://b"_s}, {u"name"_s, u"b"_s}}).value("id"_L1).toString();
    QVERIFY(stream.waitFor(2));
    QCOMPARE(stream.items(1).first().toObject().value("website"_L1).toObject().value("id"_L1).toString(), second);
    QVERIFY(!stream.items(1).first().toObject().contains("deleted"_L1));
    post(u"/websites/%1/delete"_s.arg(second));
    QVERIFY(stream.waitFor(3));
    const QJsonObject gone = stream.items(2).first().toObject();
    QCOMPARE(gone.value("website"_L1).toObject().value("id"_L1).toString(), second);
    QCOMPARE(gone.value("deleted"_L1).toBool(), true);
    // What is refused changes nothing, and nobody is told.
    QCOMPARE(send("POST", u"/websites/none/delete"_s).status, 410);
    post(u"/website/update"_s, {{u"id"_s, first}, {u"name"_s, u"c"_s}});
    QVERIFY(stream.waitFor(4));
    QCOMPARE(stream.messages.count(), 4);
    QVERIFY(Timestamp::fromJson(stream.items(3).first().toObject().value("updated"_L1))
        > Timestamp::fromJson(known.value("updated"_L1)));
}

void TestServer::streamKnowsWhatIsKnown()
{
    const auto known = [this](const QByteArray &tag) {
        return streamUrl(u"/websites/stream/identifiers?known=%1"_s.arg(QString::fromLatin1(tag.toPercentEncoding())));
    };
    const QByteArray first = m_server->firstTag();
    QCOMPARE(send("GET", u"/websites?light=true"_s).tag, first);
    Stream early(known(first));
    QVERIFY(early.waitFor(1));
    QVERIFY(early.items(0).isEmpty());
    QCOMPARE(early.message(0).value("complete"_L1), QJsonValue(false));
    post(u"/websites/create"_s, {{u"url"_s, u"https://a"_s}, {u"name"_s, u"a"_s}});
    QVERIFY(early.waitFor(2)); // what changes is told as ever
    QCOMPARE(early.items(1).size(), 1);
    // A list that is out of date, or of another run, is no help.
    for (const QByteArray &tag : {first, "W/\"elsewhere-1\""_ba, QByteArray()}) {
        Stream late(known(tag));
        QVERIFY(late.waitFor(1));
        QCOMPARE(late.items(0).size(), 1);
    }
    Stream now(known(send("GET", u"/websites"_s).tag));
    QVERIFY(now.waitFor(1));
    QVERIFY(now.items(0).isEmpty());
}

void TestServer::linkTellsBothStreams()
{
    const QString website =
        post(u"/websites/create"_s, {{u"url"_s, u"https://a"_s}, {u"name"_s, u"a"_s}}).value("id"_L1).toString();
    const QString tag = post(u"/tags/create"_s, {{u"text"_s, u"t"_s}}).value("id"_L1).toString();
    Stream websites(streamUrl(u"/websites/stream/identifiers"_s));
    Stream tags(streamUrl(u"/tags/stream/identifiers"_s));
    QVERIFY(websites.waitFor(1) && tags.waitFor(1));
    QCOMPARE(send("POST", u"/website/%1/tags/associate/%2"_s.arg(website, tag)).status, 204);
    QVERIFY(websites.waitFor(2) && tags.waitFor(2));
    QCOMPARE(websites.items(1).first().toObject().value("website"_L1).toObject().value("id"_L1).toString(), website);
    QCOMPARE(tags.items(1).first().toObject().value("tag"_L1).toObject().value("id"_L1).toString(), tag);
}

void TestServer::healthStream()
{
    Stream stream(streamUrl(u"/.well-known/stream/health"_s));
    QVERIFY(stream.waitFor(1));
    QCOMPARE(stream.messages.first().first().toString(), u"ok"_s);
}

void TestServer::streamRefusesForeignPages()
{
    QWebSocket socket(u"https://example.org"_s); // its Origin
    QSignalSpy connected(&socket, &QWebSocket::connected);
    QSignalSpy disconnected(&socket, &QWebSocket::disconnected);
    socket.open(streamUrl(u"/websites/stream/identifiers"_s));
    QTRY_VERIFY(disconnected.count() > 0 || socket.error() != QAbstractSocket::UnknownSocketError);
    QCOMPARE(connected.count(), 0);
}

void TestServer::slowSubscriberIsLetGo()
{
    // The first message is larger than what the system takes for somebody who does not read, so that all that follow
    // wait in the server. Long identifiers make it large with few websites.
    const auto change = [this](const QJsonArray &operations) {
        return post(u"/sitebook/batch"_s, {{u"operations"_s, operations}, {u"light"_s, true}});
    };
    for (int chunk = 0; chunk < 16; ++chunk) {
        QJsonArray operations;
        for (int i = 0; i < 1000; ++i) {
            const QString id = u"%1-%2"_s.arg(chunk).arg(i).rightJustified(250, u'x');
            operations.append(QJsonObject{{u"path"_s, u"/websites/create"_s},
                {u"body"_s, QJsonObject{{u"id"_s, id}, {u"url"_s, u"u"_s}, {u"name"_s, u"n"_s}}}});
        }
        QVERIFY(!change(operations).isEmpty());
    }
    QTcpSocket slow;
    slow.setReadBufferSize(1024);
    slow.connectToHost(m_server->url().host(), static_cast<quint16>(m_server->url().port()));
    QVERIFY(slow.waitForConnected());
    slow.write(
        "GET /websites/stream/identifiers HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QVERIFY(slow.waitForReadyRead());
    QVERIFY(slow.peek(100).startsWith("HTTP/1.1 101 "));
    Stream brisk(streamUrl(u"/tags/stream/identifiers"_s));
    QVERIFY(brisk.waitFor(1));

    const QString path = u"/website/%1/scores/increment"_s.arg(u"0-0"_s.rightJustified(250, u'x'));
    const QByteArray body = R"({"website":{"reuse":true}})";
    QByteArray increment = "POST " + path.toLatin1()
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    QByteArray requests = (increment + "\r\n" + body).repeated(1010);
    const QByteArray answers = raw(requests + increment + "Connection: close\r\n\r\n" + body);
    QCOMPARE(answers.count("HTTP/1.1 204 "), 1011);

    slow.setReadBufferSize(0);
    qint64 received = 0;
    QTRY_VERIFY2((received += slow.readAll().size(), slow.state() == QAbstractSocket::UnconnectedState),
        qPrintable(QString::number(received)));
    // The others are told as ever.
    post(u"/tags/create"_s, {{u"text"_s, u"t"_s}});
    QVERIFY(brisk.waitFor(2));
}

void TestServer::portTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    LocalServer server({m_folder->filePath(u"other"_s), u"127.0.0.1"_s, other.serverPort()});
    QSignalSpy failed(&server, &LocalServer::failed);
    QSignalSpy listening(&server, &LocalServer::listening);
    server.start();
    QVERIFY(failed.wait());
    QVERIFY(failed.first().first().toString().contains(QString::number(other.serverPort())));
    QVERIFY(server.url().isEmpty());
    other.close();
    server.start();
    QVERIFY(listening.wait());
}

void TestServer::refusesOtherAddresses()
{
    for (const QString &host : {u"0.0.0.0"_s, u"192.0.2.1"_s, u"example.org"_s, QString()}) {
        LocalServer server({m_folder->filePath(u"other"_s), host});
        QSignalSpy failed(&server, &LocalServer::failed);
        server.start();
        QVERIFY(failed.wait());
        QVERIFY(failed.first().first().toString().contains(host));
    }
}

void TestServer::libraryThatCannotBeOpened()
{
    LocalServer missing({m_folder->filePath(u"no/such/library"_s)});
    QSignalSpy failed(&missing, &LocalServer::failed);
    missing.start();
    QVERIFY(failed.wait());
    QVERIFY(failed.first().first().toString().contains("no/such"_L1));
    LocalServer second({m_folder->filePath(u"library"_s)});
    QSignalSpy refused(&second, &LocalServer::failed);
    second.start();
    QVERIFY(refused.wait());
    QVERIFY(refused.first().first().toString().contains("in use"_L1));
}

void TestServer::stopAndStartAgain()
{
    const QJsonObject website = post(u"/websites/create"_s, {{u"url"_s, u"https://a"_s}, {u"name"_s, u"a"_s}});
    Stream stream(streamUrl(u"/websites/stream/identifiers"_s));
    QVERIFY(stream.waitFor(1));
    m_server->stop();
    QVERIFY(m_server->url().isEmpty());
    m_server->stop();
    QSignalSpy listening(m_server.get(), &LocalServer::listening);
    m_server->start();
    QVERIFY(listening.wait());
    const Answer got = send("GET", u"/website/"_s + website.value("id"_L1).toString());
    QCOMPARE(objectFromJson(got.body), std::optional(website));
}

void TestServer::stopIsSilent()
{
    LocalServer server({m_folder->filePath(u"other"_s)});
    QSignalSpy listening(&server, &LocalServer::listening);
    QSignalSpy failed(&server, &LocalServer::failed);
    server.start();
    server.stop();
    server.start();
    QVERIFY(listening.wait());
    QCoreApplication::processEvents();
    QCOMPARE(listening.count(), 1);
    QCOMPARE(failed.count(), 0);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
