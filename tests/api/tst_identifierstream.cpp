// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/identifierstream.h"
#include "api/types/association.h"
#include "tests/support/fakeserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

const QByteArray path = "/websites/stream/identifiers";

} // namespace

class TestIdentifierStream : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void firstAndLaterMessages();
    void knownListIsNotToldAnew();
    void materialsHaveTheirOwnField();
    void garbageIsNoList();
    void unreadableOrDeletedIsNotComplete_data();
    void unreadableOrDeletedIsNotComplete();
    void notSupported_data();
    void notSupported();
    void nothingListens();
    void serverGoesAwayAndComesBack();
    void triesAgainWithGrowingPauses();
    void closeIsSilent();
    void openTwiceIsOnce();
    void bigFirstMessage();

private:
    void open(IdentifierStream &stream);
    void send(const QString &text) { m_server->sendToStreams(path, text); }

    std::unique_ptr<FakeServer> m_server;
};

void TestIdentifierStream::init()
{
    m_server = std::make_unique<FakeServer>();
    m_server->setStreams(true);
}

void TestIdentifierStream::open(IdentifierStream &stream)
{
    QSignalSpy opened(&stream, &IdentifierStream::opened);
    stream.setPauses(5ms, 20ms);
    stream.open();
    QVERIFY(opened.size() == 1 || opened.wait());
    QVERIFY(stream.isOpen());
}

void TestIdentifierStream::firstAndLaterMessages()
{
    IdentifierStream stream(m_server->base(), u"websites"_s);
    QSignalSpy received(&stream, &IdentifierStream::identifiersReceived);
    open(stream);
    send(
        uR"({"iterable":[{"website":{"id":"a"},"updated":{"value":"2026-11-23T16:00:00.5Z"}},{"website":{"id":"b"}}]})"_s);
    QTRY_COMPARE(received.size(), 1);
    const auto first = received.at(0).at(0).value<QList<IdentifierChange>>();
    const QList<IdentifierChange> expected{{u"a"_s, *Timestamp::fromIso(u"2026-11-23T16:00:00.5Z")}, {u"b"_s}};
    QCOMPARE(first, expected);
    QCOMPARE(received.at(0).at(1).toBool(), true);

    send(uR"({"iterable":[{"website":{"id":"a"},"deleted":true},{"website":{"id":"c"},"deleted":false}]})"_s);
    QTRY_COMPARE(received.size(), 2);
    const QList<IdentifierChange> later{{u"a"_s, {}, true}, {u"c"_s}};
    QCOMPARE(received.at(1).at(0).value<QList<IdentifierChange>>(), later);
    QCOMPARE(received.at(1).at(1).toBool(), false);
}

void TestIdentifierStream::knownListIsNotToldAnew()
{
    IdentifierStream stream(m_server->base(), u"websites"_s);
    const QByteArray tag = "W/\"1 & 2\"";
    stream.setKnown([&tag] { return tag; });
    QSignalSpy received(&stream, &IdentifierStream::identifiersReceived);
    open(stream);
    QTRY_COMPARE(m_server->streams(path).size(), 1);
    const QUrlQuery query(m_server->streams(path).first()->requestUrl());
    QCOMPARE(query.queryItemValue(u"known"_s, QUrl::FullyDecoded), u"W/\"1 & 2\""_s);
    send(uR"({"iterable":[],"complete":false})"_s);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.at(0).at(1).toBool(), false); // not the news that everything is gone
}

void TestIdentifierStream::materialsHaveTheirOwnField()
{
    const AssociationTraits &traits = associationTraits(AssociationKind::WorkstreamSummary);
    IdentifierStream stream(m_server->base(), traits.collection, traits.streamField);
    QSignalSpy received(&stream, &IdentifierStream::identifiersReceived);
    open(stream);
    m_server->sendToStreams("/workstream_summaries/stream/identifiers",
        uR"({"iterable":[{"workstream_summary":{"id":"s"}},{"website":{"id":"other"}}]})"_s);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.at(0).at(0).value<QList<IdentifierChange>>(), QList<IdentifierChange>({{u"s"_s}}));
}

/// Were a change taken for the whole list, everything else would seem to be deleted.
void TestIdentifierStream::garbageIsNoList()
{
    IdentifierStream stream(m_server->base(), u"websites"_s);
    QSignalSpy received(&stream, &IdentifierStream::identifiersReceived);
    open(stream);
    for (const QString &text : {u"hello"_s, u""_s, u"[]"_s, u"{}"_s, uR"({"iterable":7})"_s, uR"({"iterable":[)"_s})
        send(text);
    send(uR"({"iterable":[{"website":{"id":"a"}}]})"_s);
    QTRY_VERIFY(!received.isEmpty() && !received.last().at(0).value<QList<IdentifierChange>>().isEmpty());
    QCOMPARE(received.last().at(0).value<QList<IdentifierChange>>(), QList<IdentifierChange>({{u"a"_s}}));
    for (const QVariantList &arguments : std::as_const(received))
        QCOMPARE(arguments.at(1).toBool(), false);
    QVERIFY(stream.isOpen());
}

void TestIdentifierStream::unreadableOrDeletedIsNotComplete_data()
{
    QTest::addColumn<QString>("element");
    QTest::newRow("deleted") << uR"({"website":{"id":"b"},"deleted":true})"_s;
    QTest::newRow("no id") << uR"({"website":{}})"_s;
    QTest::newRow("of something else") << uR"({"asset":{"id":"b"}})"_s;
    QTest::newRow("null") << u"null"_s;
    QTest::newRow("cut off") << uR"({"website":)"_s;
}

void TestIdentifierStream::unreadableOrDeletedIsNotComplete()
{
    QFETCH(QString, element);
    IdentifierStream stream(m_server->base(), u"websites"_s);
    QSignalSpy received(&stream, &IdentifierStream::identifiersReceived);
    open(stream);
    send(uR"({"iterable":[{"website":{"id":"a"}},)"_s + element + u"]}"_s);
    send(uR"({"iterable":[{"website":{"id":"end"}}]})"_s);
    QTRY_VERIFY(!received.isEmpty());
    QTRY_COMPARE(received.last().at(0).value<QList<IdentifierChange>>().value(0).id, u"end"_s);
    for (const QVariantList &arguments : std::as_const(received))
        QCOMPARE(arguments.at(1).toBool(), false);
}

void TestIdentifierStream::notSupported_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    for (const int status : {200, 400, 401, 404, 405, 500})
        QTest::addRow("%d", status) << FakeAnswer::failure(status);
    QTest::newRow("a web page") << FakeAnswer::html();
    QTest::newRow("closed") << FakeAnswer::closeAtOnce();
}

void TestIdentifierStream::notSupported()
{
    QFETCH(FakeAnswer, answer);
    m_server->setStreams(false);
    m_server->answer(path, answer);
    IdentifierStream stream(m_server->base(), u"websites"_s);
    stream.setPauses(5ms, 20ms);
    QSignalSpy unavailable(&stream, &IdentifierStream::unavailable);
    QSignalSpy opened(&stream, &IdentifierStream::opened);
    QSignalSpy closed(&stream, &IdentifierStream::closed);
    stream.open();
    QVERIFY(unavailable.isEmpty()); // never before open() returns
    QTRY_VERIFY(unavailable.size() >= 3);
    QCOMPARE(opened.size(), 0);
    QCOMPARE(closed.size(), 0);

    m_server->setStreams(true); // a newer server takes its place
    QTRY_COMPARE(opened.size(), 1);
}

void TestIdentifierStream::nothingListens()
{
    m_server->stop();
    IdentifierStream stream(m_server->base(), u"websites"_s);
    stream.setPauses(5ms, 20ms);
    QSignalSpy unavailable(&stream, &IdentifierStream::unavailable);
    QSignalSpy opened(&stream, &IdentifierStream::opened);
    stream.open();
    QTRY_VERIFY(unavailable.size() >= 2);
    QVERIFY(m_server->restart());
    QTRY_COMPARE(opened.size(), 1);
}

void TestIdentifierStream::serverGoesAwayAndComesBack()
{
    IdentifierStream stream(m_server->base(), u"websites"_s);
    QSignalSpy received(&stream, &IdentifierStream::identifiersReceived);
    QSignalSpy closed(&stream, &IdentifierStream::closed);
    QSignalSpy opened(&stream, &IdentifierStream::opened);
    open(stream);
    const QString message = uR"({"iterable":[{"website":{"id":"a"}}]})"_s;
    send(message);
    QTRY_COMPARE(received.size(), 1);

    m_server->stop();
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(!stream.isOpen());
    QVERIFY(m_server->restart());
    QTRY_COMPARE(opened.size(), 2);
    QTRY_COMPARE(m_server->streams(path).size(), 1);
    send(message);
    QTRY_COMPARE(received.size(), 2);
    QCOMPARE(received.at(1).at(1).toBool(), true); // the first of its connection
}

void TestIdentifierStream::triesAgainWithGrowingPauses()
{
    m_server->setStreams(false);
    IdentifierStream stream(m_server->base(), u"websites"_s);
    stream.setPauses(40ms, 160ms);
    QElapsedTimer clock;
    QList<qint64> moments;
    connect(m_server.get(), &FakeServer::requested, this, [&] { moments.append(clock.elapsed()); });
    clock.start();
    stream.open();
    QTRY_VERIFY(moments.size() >= 4);
    // Timers may be a little early; that they may be late is why there is no upper bound.
    QVERIFY(moments.at(1) - moments.at(0) >= 36);
    QVERIFY(moments.at(2) - moments.at(1) >= 72);
    QVERIFY(moments.at(3) - moments.at(2) >= 144);
}

void TestIdentifierStream::closeIsSilent()
{
    IdentifierStream stream(m_server->base(), u"websites"_s);
    QSignalSpy closed(&stream, &IdentifierStream::closed);
    QSignalSpy opened(&stream, &IdentifierStream::opened);
    open(stream);
    QTRY_COMPARE(m_server->streams(path).size(), 1);
    stream.close();
    QTRY_COMPARE(m_server->streams(path).size(), 0);
    QTest::qWait(50);
    QCOMPARE(closed.size(), 0);
    QCOMPARE(opened.size(), 1);
    QVERIFY(!stream.isOpen());
    open(stream);
}

void TestIdentifierStream::openTwiceIsOnce()
{
    IdentifierStream stream(m_server->base(), u"websites"_s);
    stream.open();
    open(stream);
    stream.open();
    QTRY_COMPARE(m_server->streams(path).size(), 1);
    QTest::qWait(20);
    QCOMPARE(m_server->streams(path).size(), 1);
}

void TestIdentifierStream::bigFirstMessage()
{
    constexpr int count = 20'000;
    QString text = uR"({"iterable":[)"_s;
    for (int i = 0; i < count; ++i)
        text += (i > 0 ? u","_s : QString()) + uR"({"website":{"id":"%1"}})"_s.arg(i);
    IdentifierStream stream(m_server->base(), u"websites"_s);
    QSignalSpy received(&stream, &IdentifierStream::identifiersReceived);
    open(stream);
    send(text + u"]}"_s);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.at(0).at(0).value<QList<IdentifierChange>>().size(), count);
    QCOMPARE(received.at(0).at(1).toBool(), true);
}

QTEST_GUILESS_MAIN(TestIdentifierStream)
#include "tst_identifierstream.moc"
