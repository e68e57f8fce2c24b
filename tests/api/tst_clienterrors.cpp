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

/// Everything that can go wrong, and when a request is sent again.
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
    void finishesOnceAndQueued();
    void deletingCancels();
    void deletingTheClientCancels();
    void deletingTheManagerFinishes();
    void cancelFinishes();
    void thenDeletesTheReply();
    void thenAfterTheEnd();
    void thenWithoutContext();
    void slowIsNotSilent();
    void retries_data();
    void retries();
    void retrySucceeds();
    void pausesGrow();
    void closedUnansweredIsPostedOnce();
    void staleConnectionIsPostedOnce();

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

void TestClientErrors::finishesOnceAndQueued()
{
    ApiReply *good = sendFor(FakeAnswer::json(websiteText), quick());
    QSignalSpy finished(good, &ApiReply::finished);
    QVERIFY(!good->isFinished());
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(good->isSuccess());

    // Without a manager there is nothing to wait for, and still it is not finished before somebody can connect.
    ApiClient dead(nullptr, m_server->base());
    ApiReply *bad = dead.send(quick());
    QVERIFY(!bad->isFinished());
    QSignalSpy failed(bad, &ApiReply::finished);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(bad->error().kind, Kind::Cancelled);
    bad->cancel();
    QTest::qWait(0);
    QCOMPARE(failed.size(), 1);
}

void TestClientErrors::deletingCancels()
{
    ApiReply *reply = sendFor(FakeAnswer::hang(), ApiRequest::get(u"x"_s));
    QSignalSpy finished(reply, &ApiReply::finished);
    QTRY_COMPARE(m_server->count(), 1);
    delete reply;
    QTRY_COMPARE(m_server->connections(), 0);
    QCOMPARE(finished.size(), 0);
}

void TestClientErrors::deletingTheClientCancels()
{
    ApiReply *reply = sendFor(FakeAnswer::hang(), ApiRequest::get(u"x"_s));
    QSignalSpy finished(reply, &ApiReply::finished);
    QTRY_COMPARE(m_server->count(), 1);
    m_client.reset();
    QTRY_COMPARE(m_server->connections(), 0);
    QCOMPARE(finished.size(), 0);
}

void TestClientErrors::deletingTheManagerFinishes()
{
    ApiReply *reply = sendFor(FakeAnswer::hang(), ApiRequest::get(u"x"_s));
    QTRY_COMPARE(m_server->count(), 1);
    m_network.reset();
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, Kind::Cancelled);
}

void TestClientErrors::cancelFinishes()
{
    ApiReply *reply = sendFor(FakeAnswer::hang(), ApiRequest::get(u"x"_s));
    QSignalSpy finished(reply, &ApiReply::finished);
    QTRY_COMPARE(m_server->count(), 1);
    reply->cancel();
    reply->cancel();
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(m_server->connections(), 0);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(reply->error().kind, Kind::Cancelled);
}

void TestClientErrors::thenDeletesTheReply()
{
    m_server->setHandler([](const FakeRequest &) { return FakeAnswer::json(websiteText); });
    QPointer<ValueReply<Website>> reply = WebsiteApi(*m_client).snapshot(u"w"_s);
    QString name;
    int calls = 0;
    reply->then(this, [&](const ValueReply<Website> &done) {
        name = done.value().name;
        ++calls;
    });
    QTRY_VERIFY(!reply);
    QCOMPARE(name, u"Wörter"_s);
    QCOMPARE(calls, 1);

    m_server->setHandler([](const FakeRequest &) { return FakeAnswer::failure(410); });
    ApiError error;
    WebsitesApi(*m_client).remove(u"w"_s)->then(this, [&error](const ApiError &what) { error = what; });
    QTRY_COMPARE(error.kind, Kind::NotFound);
}

void TestClientErrors::thenAfterTheEnd()
{
    ApiReply *reply = sendFor(FakeAnswer::json(websiteText), quick());
    QVERIFY(waitFor(reply));
    QPointer<ApiReply> guard(reply);
    int calls = 0;
    reply->then(this, [&calls](ApiReply &done) { calls += done.isSuccess() ? 1 : 100; });
    QCOMPARE(calls, 0);
    QTRY_VERIFY(!guard);
    QCOMPARE(calls, 1);
}

void TestClientErrors::thenWithoutContext()
{
    QPointer<ApiReply> reply = sendFor(FakeAnswer::hang(), ApiRequest::get(u"x"_s));
    auto context = std::make_unique<QObject>();
    bool called = false;
    reply->then(context.get(), [&called](ApiReply &) { called = true; });
    QTRY_COMPARE(m_server->count(), 1);
    context.reset();
    QTRY_VERIFY(!reply);
    QTRY_COMPARE(m_server->connections(), 0);
    QVERIFY(!called);
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

void TestClientErrors::retries_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<bool>("retried");
    for (const int status : {429, 502, 503, 504})
        QTest::addRow("%d", status) << FakeAnswer::failure(status) << true;
    for (const int status : {302, 400, 401, 404, 410, 500, 501})
        QTest::addRow("%d", status) << FakeAnswer::failure(status) << false;
    QTest::newRow("cut off") << FakeAnswer::cutOff(websiteText, 10) << true;
    QTest::newRow("hangs") << FakeAnswer::hang() << true;
    QTest::newRow("a web page") << FakeAnswer::html() << false;
}

void TestClientErrors::retries()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(bool, retried);
    m_client->setRetryPauses({1ms, 1ms});
    for (const ApiRequest::Method method : {ApiRequest::Method::Get, ApiRequest::Method::Post}) {
        for (const bool idempotent : {true, false}) {
            m_server->clear();
            ApiRequest request = ApiRequest::post(u"website/update"_s, QJsonObject{{u"id"_s, u"w"_s}}, idempotent);
            if (method == ApiRequest::Method::Get)
                request = ApiRequest::get(u"website/w"_s);
            request.idempotent = idempotent;
            request.timeout = 100ms;
            ApiReply *reply = sendFor(answer, request);
            QVERIFY(waitFor(reply));
            QVERIFY(!reply->isSuccess());
            QCOMPARE(reply->tries(), retried && idempotent ? 3 : 1);
            QCOMPARE(m_server->count(), reply->tries());
        }
    }
}

void TestClientErrors::retrySucceeds()
{
    m_client->setRetryPauses({1ms, 1ms});
    m_server->enqueue(FakeAnswer::cutOff(websiteText, 20));
    m_server->enqueue(FakeAnswer::failure(503, "not yet"));
    m_server->enqueue(FakeAnswer::json(websiteText));
    ValueReply<Website> *reply = WebsiteApi(*m_client).snapshot(u"w"_s);
    QSignalSpy finished(reply, &ApiReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(reply->isSuccess());
    QCOMPARE(reply->value().name, u"Wörter"_s);
    QCOMPARE(reply->tries(), 3);
}

void TestClientErrors::pausesGrow()
{
    m_client->setRetryPauses({100ms, 400ms});
    QElapsedTimer clock;
    QList<qint64> moments;
    connect(m_server.get(), &FakeServer::requested, this, [&] { moments.append(clock.elapsed()); });
    clock.start();
    ApiReply *reply = sendFor(FakeAnswer::failure(503), quick());
    QVERIFY(waitFor(reply));
    QCOMPARE(moments.size(), 3);
    // A timer of Qt may be a little early, and the pause a quarter shorter.
    QVERIFY(moments.at(1) - moments.at(0) >= 70);
    QVERIFY(moments.at(2) - moments.at(1) >= 280);
    QCOMPARE(ApiClient(nullptr, {}).retryPauses(), ApiClient::Pauses({200ms, 800ms}));
}

/// QNetworkAccessManager sends again what was not answered; what must not be sent twice has to be safe from that, too.
void TestClientErrors::closedUnansweredIsPostedOnce()
{
    m_client->setRetryPauses({1ms, 1ms});
    m_server->setHandler([](const FakeRequest &) { return FakeAnswer::closeAtOnce(); });
    ValueReply<Website> *create = WebsitesApi(*m_client).create({{u"name"_s, u"x"_s}});
    ApiReply *increment = WebsiteApi(*m_client).incrementScore(u"w"_s, {});
    QVERIFY(waitFor(create) && waitFor(increment));
    QCOMPARE(create->error().kind, Kind::Broken);
    QCOMPARE(m_server->count("/websites/create"), 1);
    QCOMPARE(m_server->count("/website/w/scores/increment"), 1);
}

/// The same on a connection that served a request before, where servers are most likely to hang up.
void TestClientErrors::staleConnectionIsPostedOnce()
{
    ApiReply *first = sendFor(FakeAnswer::json(websiteText), quick());
    QTRY_VERIFY(first->isSuccess());
    m_server->setHandler([](const FakeRequest &) { return FakeAnswer::closeAtOnce(); });
    ValueReply<Website> *create = WebsitesApi(*m_client).create({{u"name"_s, u"x"_s}});
    QVERIFY(waitFor(create));
    QCOMPARE(create->error().kind, Kind::Broken);
    QCOMPARE(m_server->count("/websites/create"), 1);
}

Q_DECLARE_METATYPE(FakeAnswer)
Q_DECLARE_METATYPE(Kind)

QTEST_GUILESS_MAIN(TestClientErrors)
#include "tst_clienterrors.moc"
