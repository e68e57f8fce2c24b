// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "api/client/websiteapi.h"
#include "api/client/websitesapi.h"
#include "tests/support/fakeserver.h"
#include "tests/support/waiting.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

using Kind = ApiError::Kind;

namespace {

const QByteArray websiteText = R"({"id":"w","name":"Wörter","url":"https://example.org/"})";

/// A GET that gives up soon.
ApiRequest quick()
{
    ApiRequest request = ApiRequest::get(u"website/w"_s);
    request.timeout = 150ms;
    return request;
}

} // namespace

/// Everything that can go wrong, and what is said about it.
class TestClientErrors : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void errors_data();
    void errors();
    void notReachable();
    void noSuchHost();
    void tls();
    void cutOffAtEveryByte();
    void captionsNeverShowHtml();
    void captions();
    void slowIsNotSilent();

private:
    ApiReply *sendFor(const FakeAnswer &answer, const ApiRequest &request);

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<ApiClient> m_client;
};

void TestClientErrors::init()
{
    m_client.reset();
    m_network = std::make_unique<QNetworkAccessManager>();
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ApiClient>(m_network.get(), m_server->base());
    m_client->setRetryPauses({});
}

void TestClientErrors::errors_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("text");
    const auto failure = [](int status, Kind kind) {
        QTest::addRow("%d", status) << FakeAnswer::failure(status, "  some words\n") << kind << status
                                    << u"some words"_s;
    };
    failure(400, Kind::Refused);
    failure(401, Kind::SignInNeeded);
    failure(403, Kind::SignInNeeded);
    failure(404, Kind::NotSupported);
    failure(405, Kind::NotSupported);
    failure(409, Kind::Refused);
    failure(410, Kind::NotFound);
    failure(413, Kind::Refused);
    failure(429, Kind::Refused);
    failure(500, Kind::ServerFault);
    failure(501, Kind::NotSupported);
    failure(503, Kind::ServerFault);
    QTest::newRow("unauthenticated") << FakeAnswer::failure(500, "User is Unauthenticated") << Kind::SignInNeeded << 500
                                     << u"User is Unauthenticated"_s;
    QTest::newRow("endless words") << FakeAnswer::failure(500, QByteArray(100'000, 'x')) << Kind::ServerFault << 500
                                   << QString(500, u'x');
    QTest::newRow("an error page") << FakeAnswer::html(502) << Kind::ServerFault << 502 << QString();
    QTest::newRow("an error page as text")
        << FakeAnswer::failure(500, "\n<html>Oops</html>") << Kind::ServerFault << 500 << QString();
    QTest::newRow("a web page") << FakeAnswer::html() << Kind::NotThisApi << 200 << QString();
    const FakeAnswer redirect = FakeAnswer::text("over there", 302).with("Location", "http://127.0.0.1:9/");
    QTest::newRow("a redirect") << redirect << Kind::NotThisApi << 302 << QString();
    QTest::newRow("HTML called JSON") << FakeAnswer::json("<html></html>"_ba) << Kind::NotThisApi << 200 << QString();
    QTest::newRow("no JSON") << FakeAnswer::json("OK"_ba) << Kind::NotThisApi << 200 << QString();
    QTest::newRow("empty") << FakeAnswer::json(""_ba) << Kind::NotThisApi << 200 << QString();
    QTest::newRow("no content") << FakeAnswer::noContent() << Kind::NotThisApi << 204 << QString();
    QTest::newRow("wrong JSON") << FakeAnswer::json(R"({"name":"no id"})"_ba) << Kind::NotThisApi << 200 << QString();
    QTest::newRow("an array") << FakeAnswer::json("[1]"_ba) << Kind::NotThisApi << 200 << QString();
    FakeAnswer notHttp; // which Qt does not tell from an answer that is cut off
    notHttp.raw = "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\r\n";
    QTest::newRow("no HTTP") << notHttp << Kind::Broken << 0 << QString();
    QTest::newRow("hangs") << FakeAnswer::hang() << Kind::TimedOut << 0 << QString();
    FakeAnswer stalls = FakeAnswer::json(websiteText);
    stalls.claimedLength = websiteText.size() + 10;
    QTest::newRow("stalls") << stalls << Kind::TimedOut << 200 << QString();
    FakeAnswer longer = stalls;
    longer.ending = FakeAnswer::Ending::Close;
    longer.cutOffAfter = 100'000;
    QTest::newRow("claims to be longer") << longer << Kind::Broken << 200 << QString();
    FakeAnswer shorter = FakeAnswer::json(websiteText);
    shorter.claimedLength = 20;
    QTest::newRow("claims to be shorter") << shorter << Kind::Broken << 200 << QString();
    QTest::newRow("closes at once") << FakeAnswer::closeAtOnce() << Kind::Broken << 0 << QString();
    QTest::newRow("cut off") << FakeAnswer::cutOff(websiteText, 30) << Kind::Broken << 200 << QString();
}

ApiReply *TestClientErrors::sendFor(const FakeAnswer &answer, const ApiRequest &request)
{
    m_server->setHandler([answer](const FakeRequest &) { return answer; });
    const auto reader = [](const QByteArray &body) -> std::optional<QString> {
        const QJsonObject json = QJsonDocument::fromJson(body).object();
        return json.contains("id"_L1) ? std::optional(json.value("name"_L1).toString()) : std::nullopt;
    };
    return m_client->send<QString>(request, reader);
}

void TestClientErrors::errors()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Kind, kind);
    QFETCH(int, status);
    QFETCH(QString, text);
    ApiReply *reply = sendFor(answer, quick());
    QSignalSpy finished(reply, &ApiReply::finished);
    QVERIFY(waitFor(reply));
    QVERIFY(!reply->isSuccess());
    QCOMPARE(reply->error().kind, kind);
    QCOMPARE(reply->error().httpStatus, status);
    QCOMPARE(reply->error().serverText, text);
    QVERIFY(!reply->error().caption().isEmpty());
    QCOMPARE(reply->tries(), 1);
    QTest::qWait(0);
    QCOMPARE(finished.size(), 1);
}

void TestClientErrors::notReachable()
{
    m_server->stop();
    ApiReply *reply = m_client->send(quick());
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, Kind::NotReachable);
    QCOMPARE(reply->error().caption(),
        u"Nothing answers at 127.0.0.1:%1. Is the program running there?"_s.arg(m_server->port()));
}

void TestClientErrors::noSuchHost()
{
    ApiClient client(m_network.get(), QUrl(u"http://no-such-host.invalid:1000"_s));
    client.setRetryPauses({});
    ApiRequest request = quick();
    request.timeout = 9s;
    ApiReply *reply = client.send(request);
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, Kind::NotReachable);
    QVERIFY(reply->error().caption().contains("no-such-host.invalid:1000"_L1));
}

void TestClientErrors::tls()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("no TLS library");
    QUrl base = m_server->base();
    base.setScheme(u"https"_s);
    QTcpServer clear;
    QVERIFY(clear.listen(QHostAddress::LocalHost));
    connect(&clear, &QTcpServer::newConnection, this,
        [&clear] { clear.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    base.setPort(clear.serverPort());
    ApiClient client(m_network.get(), base);
    client.setRetryPauses({});
    ApiReply *reply = client.send(ApiRequest::get(u"x"_s));
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, Kind::Tls);
}

/// However much of the answer came, with or without a length: never a success, never mistaken for another API.
void TestClientErrors::cutOffAtEveryByte()
{
    for (const qint64 length : {-1, -2}) {
        for (qsizetype bytes = 1; bytes < websiteText.size(); ++bytes) {
            FakeAnswer answer = FakeAnswer::cutOff(websiteText, bytes);
            answer.claimedLength = length;
            answer.cutOffAfter = answer.toWire().size() - websiteText.size() + bytes;
            ApiReply *reply = sendFor(answer, ApiRequest::get(u"website/w"_s));
            QVERIFY(waitFor(reply));
            QVERIFY2(reply->error().kind == Kind::Broken, qPrintable(u"%1 bytes, %2"_s.arg(bytes).arg(length)));
        }
    }
}

void TestClientErrors::captionsNeverShowHtml()
{
    for (const int status : {200, 302, 400, 401, 404, 410, 500}) {
        ApiReply *reply = sendFor(FakeAnswer::html(status), quick());
        QVERIFY(waitFor(reply));
        QVERIFY(!reply->error().caption().contains(u'<'));
        QVERIFY(!reply->error().caption().contains("works"_L1));
    }
}

void TestClientErrors::captions()
{
    QCOMPARE(ApiError().caption(), QString());
    const QString address = u"127.0.0.1:5323"_s;
    const auto caption = [&](int status, const QByteArray &words) {
        return ApiError::fromStatus(status, words, false, address).caption();
    };
    QCOMPARE(caption(500, "disk full"), u"The server has a fault of its own (500): disk full"_s);
    QCOMPARE(caption(500, ""), u"The server has a fault of its own (500)."_s);
    QCOMPARE(caption(507, "disk full"), u"The server has no room for this: disk full"_s);
    QCOMPARE(caption(413, "too large"), u"The server refuses this (413): too large"_s);
    QCOMPARE(caption(401, ""), u"The server wants you to sign in first."_s);
    QCOMPARE(caption(410, "x"), u"This item is no longer there."_s);
    const ApiError foreign{Kind::NotThisApi, 200, {}, address};
    QCOMPARE(foreign.caption(),
        u"The server at 127.0.0.1:5323 does not answer as a website library does. Is the address right?"_s);
    ApiReply *page = sendFor(FakeAnswer::html(), quick());
    QVERIFY(waitFor(page));
    QCOMPARE(page->error().caption().replace(m_client->address(), address),
        u"The server at 127.0.0.1:5323 answered with a web page: this is not the address of a website library."_s);
    for (int kind = int(Kind::Cancelled); kind <= int(Kind::NotThisApi); ++kind)
        QVERIFY2(!ApiError{Kind(kind)}.caption().isEmpty(), qPrintable(QString::number(kind)));
}

void TestClientErrors::slowIsNotSilent()
{
    const ApiRequest request = quick();
    // Half of the time-out passes before each of four signs of life: twice the time-out in all.
    QTcpServer dripping;
    QVERIFY(dripping.listen(QHostAddress::LocalHost));
    QList<QByteArray> pieces{"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "a", "b", "c", "d"};
    QTimer drip;
    connect(&dripping, &QTcpServer::newConnection, &drip, [&] {
        QTcpSocket *socket = dripping.nextPendingConnection();
        connect(&drip, &QTimer::timeout, socket, [&pieces, socket] {
            if (!pieces.isEmpty())
                socket->write(pieces.takeFirst());
        });
        drip.start(request.timeout / 2);
    });
    ApiClient client(m_network.get(), QUrl(u"http://127.0.0.1:%1"_s.arg(dripping.serverPort())));
    client.setRetryPauses({});
    ApiReply *reply = client.send(request);
    QVERIFY(waitFor(reply));
    QVERIFY2(reply->isSuccess(), qPrintable(reply->error().caption()));
    QCOMPARE(reply->body(), "abcd");
}

QTEST_GUILESS_MAIN(TestClientErrors)
#include "tst_clienterrors.moc"
