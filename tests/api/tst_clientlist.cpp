// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
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

// Written with ' for ", which the tool that reads this file for signals does not follow in raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

const QByteArray smallList = json("{'schema':{'a':']'},'iterable':[{'id':'1','name':'Zürich \\']}','url':'https://a/',"
                                  "'assets':{'iterable':[{'id':'x'}]}}, {'id':'2','tags':{'iterable':[]}} ],"
                                  "'indices':{'1':0,'2':1}}");

QByteArray websiteText(int number)
{
    static const QByteArray pattern =
        json("{'id':'website-@','name':'Seite @ – Zürich','url':'https://example.org/@',"
             "'created':{'value':'2026-11-23T16:00:00.123456Z'},'updated':{'value':'2026-11-23T16:00:00.123456Z'},"
             "'assets':{'iterable':[{'id':'11111111-1111-4111-8111-111111111111'},"
             "{'id':'22222222-2222-4222-8222-222222222222'}]},"
             "'persons':{'iterable':[{'id':'33333333-3333-4333-8333-333333333333'}]},'interactions':3}");
    return QByteArray(pattern).replace('@', QByteArray::number(number));
}

QByteArray bigList(int count)
{
    QByteArray text = json("{'iterable':[");
    for (int i = 0; i < count; ++i)
        text += (i > 0 ? "," : "") + websiteText(i);
    return text + "]}";
}

/// What a list handed on.
struct Received
{
    QStringList ids;
    qsizetype largest = 0;

    void follow(WebsiteListReply *reply)
    {
        QObject::connect(reply, &WebsiteListReply::received, reply, [this](const QList<Website> &websites) {
            largest = std::max(largest, websites.size());
            for (const Website &website : websites)
                ids.append(website.id);
        });
    }
};

} // namespace

class TestClientList : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cutAtEveryByte();
    void byteByByte();
    void firstElementsDoNotWaitForTheLast();
    void brokenElementsAreSkipped();
    void brokenOff_data();
    void brokenOff();
    void notAList_data();
    void notAList();
    void emptyList();
    void bigListKeepsTheEventLoopAlive();
    void bigListThatIsCutOff();
    void slowReaderLosesNothing();
    void retriesBeforeTheFirstElementOnly();
    void deletingInTheMiddle();
    void cancellingInTheMiddle();
    void endlessPageIsLeft();
    void notModified();
    void notModifiedThatNobodyAskedFor();
    void firstRowsComeAtOnce();

private:
    WebsiteListReply *list() { return WebsitesApi(*m_client).list(ListForm::Light); }

    std::unique_ptr<FakeServer> m_server;
    QNetworkAccessManager m_network;
    std::unique_ptr<ApiClient> m_client;
};

void TestClientList::init()
{
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ApiClient>(&m_network, m_server->base());
    m_client->setRetryPauses({});
}

void TestClientList::cutAtEveryByte()
{
    for (qsizetype cut = 1; cut < smallList.size(); ++cut) {
        FakeAnswer answer = FakeAnswer::json(smallList);
        const qsizetype head = answer.toWire().size() - smallList.size();
        answer.pieceSize = head + cut;
        m_server->enqueue(answer);
        WebsiteListReply *reply = list();
        Received received;
        received.follow(reply);
        QVERIFY(waitFor(reply));
        QVERIFY(reply->isSuccess());
        QCOMPARE(received.ids, QStringList({u"1"_s, u"2"_s}));
    }
}

void TestClientList::byteByByte()
{
    m_server->enqueue(FakeAnswer::byteByByte(smallList));
    WebsiteListReply *reply = list();
    Received received;
    received.follow(reply);
    QVERIFY(waitFor(reply));
    QVERIFY(reply->isSuccess());
    QCOMPARE(received.ids, QStringList({u"1"_s, u"2"_s}));
    QCOMPARE(reply->count(), 2);
    QCOMPARE(reply->skipped(), 0);
}

void TestClientList::firstElementsDoNotWaitForTheLast()
{
    FakeAnswer answer = FakeAnswer::json(smallList.first(smallList.indexOf("tags")));
    answer.claimedLength = smallList.size();
    m_server->enqueue(answer);
    WebsiteListReply *reply = list();
    QSignalSpy batches(reply, &WebsiteListReply::received);
    QVERIFY(batches.wait());
    QVERIFY(!reply->isFinished());
    const auto websites = batches.first().first().value<QList<Website>>();
    QCOMPARE(websites.size(), 1);
    QCOMPARE(websites.first().name, u"Zürich \"]}"_s);
    QCOMPARE(websites.first().links(AssociationKind::Asset), QStringList(u"x"_s));
    QVERIFY(websites.first().source.isEmpty());
}

void TestClientList::brokenElementsAreSkipped()
{
    m_server->enqueue(
        FakeAnswer::json(json("{'iterable':[{'name':'no id'},7,{'id':'1'},null,{'id':'x' 'name':'no comma'},"
                              "{'id':'y','name':8},{'id':'2'},[]]}")));
    WebsiteListReply *reply = list();
    Received received;
    received.follow(reply);
    QVERIFY(waitFor(reply));
    QVERIFY(reply->isSuccess());
    QCOMPARE(received.ids, QStringList({u"1"_s, u"2"_s}));
    QCOMPARE(reply->skipped(), 6);
}

void TestClientList::brokenOff_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Kind>("kind");
    const qsizetype inSecond = smallList.indexOf("tags");
    QTest::newRow("with a length") << FakeAnswer::cutOff(smallList, inSecond) << Kind::Broken;
    FakeAnswer unframed = FakeAnswer::json(smallList.first(inSecond));
    unframed.claimedLength = -2;
    QTest::newRow("without a length") << unframed << Kind::Broken;
    QTest::newRow("a length that fits") << FakeAnswer::json(smallList.first(inSecond)) << Kind::Broken;
    FakeAnswer stalls = FakeAnswer::json(smallList.first(inSecond));
    stalls.claimedLength = smallList.size();
    QTest::newRow("stalls") << stalls << Kind::TimedOut;
}

void TestClientList::brokenOff()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Kind, kind);
    m_client->setRetryPauses({1ms, 1ms});
    m_server->setHandler([answer](const FakeRequest &) { return answer; });
    ApiRequest request = ApiRequest::get(u"websites"_s);
    request.timeout = 150ms;
    auto *reply = m_client->sendList<WebsiteListReply>(request);
    Received received;
    received.follow(reply);
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, kind);
    QCOMPARE(received.ids, QStringList(u"1"_s));
    QCOMPARE(reply->tries(), 1);
}

void TestClientList::notAList_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("a web page") << FakeAnswer::html() << Kind::NotThisApi;
    QTest::newRow("a page called JSON") << FakeAnswer::json(json("<html>{'iterable':[]}")) << Kind::NotThisApi;
    QTest::newRow("an array") << FakeAnswer::json("[]"_ba) << Kind::NotThisApi;
    QTest::newRow("no iterable") << FakeAnswer::json(json("{'id':'w'}")) << Kind::NotThisApi;
    QTest::newRow("empty") << FakeAnswer::json(""_ba) << Kind::NotThisApi;
    QTest::newRow("no content") << FakeAnswer::noContent() << Kind::NotThisApi;
    QTest::newRow("refused") << FakeAnswer::failure(401, json("{'iterable':[{'id':'1'}]}")) << Kind::SignInNeeded;
    QTest::newRow("unknown") << FakeAnswer::failure(404) << Kind::NotSupported;
}

void TestClientList::notAList()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Kind, kind);
    m_server->enqueue(answer);
    WebsiteListReply *reply = list();
    Received received;
    received.follow(reply);
    QSignalSpy finished(reply, &ApiReply::finished);
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, kind);
    QVERIFY(received.ids.isEmpty());
    QTest::qWait(0);
    QCOMPARE(finished.size(), 1);
}

void TestClientList::emptyList()
{
    m_server->enqueue(FakeAnswer::json(json("{'iterable':[]}")));
    WebsiteListReply *reply = list();
    QSignalSpy batches(reply, &WebsiteListReply::received);
    QVERIFY(waitFor(reply));
    QVERIFY(reply->isSuccess());
    QCOMPARE(batches.size(), 0);
    QCOMPARE(reply->count(), 0);
}

void TestClientList::bigListKeepsTheEventLoopAlive()
{
    constexpr int count = 20'000;
    m_server->answer("/websites", FakeAnswer::json(bigList(count)));
    WebsiteListReply *reply = list();
    Received received;
    received.follow(reply);
    QTimer tick;
    int ticks = 0;
    connect(&tick, &QTimer::timeout, this, [&ticks] { ++ticks; });
    tick.start(0);
    int batches = 0;
    int turnsWithTwoBatches = 0;
    int ticksAtLast = -1;
    connect(reply, &WebsiteListReply::received, this, [&] {
        ++batches;
        turnsWithTwoBatches += ticks == ticksAtLast ? 1 : 0;
        ticksAtLast = ticks;
    });
    QVERIFY(waitFor(reply));
    QVERIFY2(reply->isSuccess(), qPrintable(reply->error().caption()));
    QCOMPARE(received.ids.size(), count);
    QCOMPARE(received.ids.first(), u"website-0"_s);
    QCOMPARE(received.ids.last(), u"website-19999"_s);
    QCOMPARE(QSet<QString>(received.ids.begin(), received.ids.end()).size(), count);
    QVERIFY(received.largest <= ListReply::batchSize);
    QVERIFY(batches >= count / ListReply::batchSize);
    // Others have their turn between nearly all batches; only news from the network may come between.
    QVERIFY2(turnsWithTwoBatches <= batches / 2, qPrintable(u"%1 of %2"_s.arg(turnsWithTwoBatches).arg(batches)));
}

void TestClientList::bigListThatIsCutOff()
{
    constexpr int count = 5'000;
    const QByteArray text = bigList(count);
    m_server->enqueue(FakeAnswer::cutOff(text, text.size() - 10));
    WebsiteListReply *reply = list();
    Received received;
    received.follow(reply);
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, Kind::Broken);
    // What was still on its way when the connection ended may be lost; what came is whole and in order.
    QCOMPARE_GE(received.ids.size(), 1);
    QCOMPARE_LT(received.ids.size(), count);
    QCOMPARE(reply->count(), received.ids.size());
    for (qsizetype i = 0; i < received.ids.size(); ++i)
        QCOMPARE(received.ids[i], u"website-%1"_s.arg(i));
}

/// The buffer is small, so a slow reader makes the server wait; that is not the silence that ends a request.
void TestClientList::slowReaderLosesNothing()
{
    constexpr int count = 6'000;
    m_server->answer("/websites", FakeAnswer::json(bigList(count)));
    ApiRequest request = ApiRequest::get(u"websites"_s);
    request.timeout = 60ms;
    auto *reply = m_client->sendList<WebsiteListReply>(request);
    Received received;
    received.follow(reply);
    int slowed = 0;
    connect(reply, &WebsiteListReply::received, this, [&slowed] {
        if (++slowed <= 5)
            QThread::msleep(80);
    });
    QVERIFY(waitFor(reply));
    QVERIFY2(reply->isSuccess(), qPrintable(reply->error().caption()));
    QCOMPARE(received.ids.size(), count);
}

void TestClientList::retriesBeforeTheFirstElementOnly()
{
    m_client->setRetryPauses({1ms, 1ms});
    m_server->enqueue(FakeAnswer::failure(503));
    m_server->enqueue(FakeAnswer::cutOff(smallList, 30));
    m_server->enqueue(FakeAnswer::json(smallList));
    WebsiteListReply *reply = list();
    Received received;
    received.follow(reply);
    QVERIFY(waitFor(reply));
    QVERIFY(reply->isSuccess());
    QCOMPARE(reply->tries(), 3);
    QCOMPARE(received.ids, QStringList({u"1"_s, u"2"_s}));
}

void TestClientList::deletingInTheMiddle()
{
    m_server->answer("/websites", FakeAnswer::json(bigList(20'000)));
    QPointer<WebsiteListReply> reply = list();
    int calls = 0;
    connect(reply, &WebsiteListReply::received, this, [&] {
        ++calls;
        delete reply;
    });
    QTRY_VERIFY(!reply);
    QTRY_COMPARE(m_server->connections(), 0);
    QCOMPARE(calls, 1);
}

void TestClientList::cancellingInTheMiddle()
{
    m_server->answer("/websites", FakeAnswer::json(bigList(20'000)));
    WebsiteListReply *reply = list();
    int calls = 0;
    connect(reply, &WebsiteListReply::received, this, [&] {
        ++calls;
        reply->cancel();
    });
    QSignalSpy finished(reply, &ApiReply::finished);
    QVERIFY(waitFor(reply));
    QTRY_COMPARE(m_server->connections(), 0);
    QCOMPARE(reply->error().kind, Kind::Cancelled);
    QCOMPARE(calls, 1);
    QCOMPARE(finished.size(), 1);
}

/// Once it is clear that this is no list, its rest is not waited for.
void TestClientList::endlessPageIsLeft()
{
    FakeAnswer answer = FakeAnswer::json("<html>"_ba);
    answer.claimedLength = 1'000'000;
    m_server->enqueue(answer);
    WebsiteListReply *reply = list();
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, Kind::NotThisApi);
    QTRY_COMPARE(m_server->connections(), 0);
}

void TestClientList::notModified()
{
    m_server->enqueue(FakeAnswer::json(smallList).with("ETag", "W/\"7\""));
    const auto first = list();
    QVERIFY(waitFor(first));
    QCOMPARE(first->entityTag(), QByteArray("W/\"7\""));
    QVERIFY(!first->isNotModified());
    QVERIFY(m_server->requests().constLast().header("If-None-Match").isNull());

    m_server->enqueue(FakeAnswer::notModified().with("ETag", "W/\"7\""));
    const auto second = WebsitesApi(*m_client).list(ListForm::Light, first->entityTag());
    QSignalSpy received(second, &WebsiteListReply::received);
    QVERIFY(waitFor(second));
    QVERIFY(second->isSuccess());
    QVERIFY(second->isNotModified());
    QCOMPARE(second->count(), 0);
    QCOMPARE(received.size(), 0);
    QCOMPARE(second->tries(), 1);
    QCOMPARE(m_server->requests().constLast().header("If-None-Match"), QByteArray("W/\"7\""));

    // Another state is a list like any other.
    m_server->enqueue(FakeAnswer::json(smallList).with("ETag", "W/\"8\""));
    const auto third = WebsitesApi(*m_client).list(ListForm::Light, first->entityTag());
    QVERIFY(waitFor(third));
    QVERIFY(third->isSuccess());
    QVERIFY(!third->isNotModified());
    QCOMPARE(third->count(), 2);
    QCOMPARE(third->entityTag(), QByteArray("W/\"8\""));
}

void TestClientList::notModifiedThatNobodyAskedFor()
{
    m_server->enqueue(FakeAnswer::notModified());
    const auto reply = list();
    QVERIFY(waitFor(reply));
    QVERIFY(!reply->isNotModified());
    QCOMPARE(reply->error().kind, Kind::NotThisApi);
}

void TestClientList::firstRowsComeAtOnce()
{
    // A list that never goes on: its first piece holds whole elements, which show without waiting for more.
    FakeAnswer answer = FakeAnswer::json(bigList(40));
    answer.claimedLength = answer.body.size();
    answer.ending = FakeAnswer::Ending::Whole;
    answer.body.truncate(answer.body.size() / 2);
    m_server->enqueue(answer);
    const auto reply = list();
    QElapsedTimer clock;
    connect(m_server.get(), &FakeServer::requested, this, [&clock] { clock.start(); });
    QSignalSpy received(reply, &WebsiteListReply::received);
    QVERIFY(received.wait(5000));
    QVERIFY2(clock.elapsed() < 60, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(reply->count() >= 15);
    QVERIFY(!reply->isFinished());
    delete reply;
}

QTEST_GUILESS_MAIN(TestClientList)
#include "tst_clientlist.moc"
