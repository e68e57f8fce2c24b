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

/// How a reply lives and ends, and when its request is sent again.
class TestClientReply : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void finishesOnceAndQueued();
    void deletingCancels();
    void deletingWhenFinished();
    void deletingTheClientCancels();
    void deletingTheManagerFinishes();
    void cancelFinishes();
    void thenDeletesTheReply();
    void thenAfterTheEnd();
    void thenWithoutContext();
    void retries_data();
    void retries();
    void retrySucceeds();
    void notReachableIsTriedAgain();
    void pausesGrow();
    void closedUnansweredIsPostedOnce();
    void staleConnectionIsPostedOnce();

private:
    ApiReply *sendFor(const FakeAnswer &answer, const ApiRequest &request);

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<ApiClient> m_client;
};

void TestClientReply::init()
{
    m_client.reset();
    m_network = std::make_unique<QNetworkAccessManager>();
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ApiClient>(m_network.get(), m_server->base());
    m_client->setRetryPauses({});
}

ApiReply *TestClientReply::sendFor(const FakeAnswer &answer, const ApiRequest &request)
{
    m_server->setHandler([answer](const FakeRequest &) { return answer; });
    const auto reader = [](const QByteArray &body) -> std::optional<QString> {
        const QJsonObject json = QJsonDocument::fromJson(body).object();
        return json.contains("id"_L1) ? std::optional(json.value("name"_L1).toString()) : std::nullopt;
    };
    return m_client->send<QString>(request, reader);
}

void TestClientReply::finishesOnceAndQueued()
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

void TestClientReply::deletingCancels()
{
    ApiReply *reply = sendFor(FakeAnswer::hang(), ApiRequest::get(u"x"_s));
    QSignalSpy finished(reply, &ApiReply::finished);
    QTRY_COMPARE(m_server->count(), 1);
    delete reply;
    QTRY_COMPARE(m_server->connections(), 0);
    QCOMPARE(finished.size(), 0);
}

void TestClientReply::deletingWhenFinished()
{
    QPointer<ApiReply> reply = sendFor(FakeAnswer::json(websiteText), quick());
    int calls = 0;
    connect(reply, &ApiReply::finished, this, [&] {
        ++calls;
        delete reply;
    });
    QTRY_VERIFY(!reply);
    QCOMPARE(calls, 1);

    QPointer<ApiReply> other = sendFor(FakeAnswer::json(websiteText), quick());
    other->then(this, [this, &calls](ApiReply &) {
        ++calls;
        m_client.reset();
    });
    QTRY_VERIFY(!other);
    QCOMPARE(calls, 2);
}

void TestClientReply::deletingTheClientCancels()
{
    ApiReply *reply = sendFor(FakeAnswer::hang(), ApiRequest::get(u"x"_s));
    QSignalSpy finished(reply, &ApiReply::finished);
    QTRY_COMPARE(m_server->count(), 1);
    m_client.reset();
    QTRY_COMPARE(m_server->connections(), 0);
    QCOMPARE(finished.size(), 0);
}

void TestClientReply::deletingTheManagerFinishes()
{
    ApiReply *reply = sendFor(FakeAnswer::hang(), ApiRequest::get(u"x"_s));
    QTRY_COMPARE(m_server->count(), 1);
    m_network.reset();
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, Kind::Cancelled);
}

void TestClientReply::cancelFinishes()
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

void TestClientReply::thenDeletesTheReply()
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

void TestClientReply::thenAfterTheEnd()
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

void TestClientReply::thenWithoutContext()
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

void TestClientReply::retries_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<bool>("retried");
    for (const int status : {429, 502, 503, 504, 507})
        QTest::addRow("%d", status) << FakeAnswer::failure(status) << true;
    for (const int status : {302, 400, 401, 404, 410, 500, 501})
        QTest::addRow("%d", status) << FakeAnswer::failure(status) << false;
    QTest::newRow("cut off") << FakeAnswer::cutOff(websiteText, 10) << true;
    QTest::newRow("hangs") << FakeAnswer::hang() << true;
    QTest::newRow("a web page") << FakeAnswer::html() << false;
}

void TestClientReply::retries()
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

void TestClientReply::retrySucceeds()
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

void TestClientReply::notReachableIsTriedAgain()
{
    m_client->setRetryPauses({1ms, 1ms});
    m_server->stop();
    ValueReply<Website> *snapshot = WebsiteApi(*m_client).snapshot(u"w"_s);
    ValueReply<Website> *create = WebsitesApi(*m_client).create({});
    QVERIFY(waitFor(snapshot) && waitFor(create));
    QCOMPARE(snapshot->error().kind, Kind::NotReachable);
    QCOMPARE(snapshot->tries(), 3);
    QCOMPARE(create->tries(), 1);
}

void TestClientReply::pausesGrow()
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
void TestClientReply::closedUnansweredIsPostedOnce()
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
void TestClientReply::staleConnectionIsPostedOnce()
{
    ApiReply *first = sendFor(FakeAnswer::json(websiteText), quick());
    QTRY_VERIFY(first->isSuccess());
    m_server->setHandler([](const FakeRequest &) { return FakeAnswer::closeAtOnce(); });
    ValueReply<Website> *create = WebsitesApi(*m_client).create({{u"name"_s, u"x"_s}});
    QVERIFY(waitFor(create));
    QCOMPARE(create->error().kind, Kind::Broken);
    QCOMPARE(m_server->count("/websites/create"), 1);
}

QTEST_GUILESS_MAIN(TestClientReply)
#include "tst_clientreply.moc"
