// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/synchronizer.h"
#include "tests/app/foreignserver.h"
#include "tests/app/remotelibrary.h"
#include "tests/app/servedfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

/// A library that follows its server.
class Following : public RemoteLibrary
{
public:
    using RemoteLibrary::RemoteLibrary;
    Synchronizer synchronizer{&library};

    bool start()
    {
        if (!load())
            return false;
        synchronizer.start();
        return true;
    }
};

QString streamed(const std::map<QString, Website> &websites)
{
    QJsonArray items;
    for (const auto &[id, website] : websites)
        items.append(QJsonObject{{u"website"_s, QJsonObject{{u"id"_s, id}}}, {u"updated"_s, website.updated.toJson()}});
    return QString::fromUtf8(QJsonDocument(QJsonObject{{u"iterable"_s, items}}).toJson());
}

const auto websiteStream = "/websites/stream/identifiers"_ba;

} // namespace

class TestSynchronizer : public QObject
{
    Q_OBJECT

private slots:
    void eachSeesTheOther();
    void manyAtOnce();
    void bothAtTheSameTime();
    void undoIsSeenToo();
    void serverWithoutStreamsIsAsked();
    void streamThatTellsOfDeletions();
    void deletionsWhileNobodyListened();
    void serverThatGoesAndComesBack();
    void ownChangesAreNoNews();
    void pausesGrowWhileNothingChanges();
    void unchangedListsAreNotRead();
    void changesArriveInSpiteOfEntityTags();
    void aSlowListIsNotAskedForAgain();
    void kindsThatAreNotThereAreLeftAlone();
};

void TestSynchronizer::eachSeesTheOther()
{
    ServedFile file;
    QVERIFY(file.start());
    Following a(file.server.url());
    Following b(file.server.url());
    QVERIFY(a.start());
    QVERIFY(b.start());
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    const Website website = websiteNamed(u"one"_s, u"https://1.example/"_s);
    QVERIFY(a.perform({u"Add"_s, {Operation::create(tag), Operation::create(website)}}));
    QTRY_COMPARE(b.text(), u"one https://1.example/ []"_s);
    QTRY_VERIFY(b.library.findTag(u"tag"_s));

    QVERIFY(b.perform(Operation::link(website.id, tag.kind, tag.id)));
    QTRY_COMPARE(a.text(), u"one https://1.example/ [tag]"_s);

    Website renamed = website;
    renamed.name = u"two"_s;
    QVERIFY(a.perform(Operation::update(website, renamed)));
    QTRY_COMPARE(b.text(), u"two https://1.example/ [tag]"_s);
    Material label = tag;
    label.name = u"label"_s;
    QVERIFY(b.perform(Operation::update(tag, label)));
    QTRY_COMPARE(a.text(), u"two https://1.example/ [label]"_s);

    a.library.removeItems({}, {{tag.kind, tag.id}}, u"Delete"_s);
    QTRY_COMPARE(b.text(), u"two https://1.example/ []"_s);
    QTRY_COMPARE(b.library.materials(AssociationKind::Tag).count(), 0);
    b.library.removeItems({website.id}, {}, u"Delete"_s);
    QTRY_COMPARE(a.text(), QString());
}

void TestSynchronizer::manyAtOnce()
{
    ServedFile file;
    QVERIFY(file.start());
    Following a(file.server.url());
    Following b(file.server.url());
    QVERIFY(a.start());
    QVERIFY(b.start());
    OperationGroup group{u"Add"_s, {}};
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    group.operations.append(Operation::create(tag));
    for (int i = 0; i < 300; ++i)
        group.operations.append(
            Operation::create(websiteNamed(u"w%1"_s.arg(i), u"https://w.example/"_s, {{tag.kind, tag.id}})));
    QVERIFY(a.perform(group));
    QTRY_COMPARE(b.text().count(u"[tag]"_s), 300);
    QCOMPARE(a.text(), b.text());
    a.library.history()->undo();
    QTRY_COMPARE(b.text(), QString());
    QTRY_COMPARE(b.library.materials(AssociationKind::Tag).count(), 0);
}

void TestSynchronizer::bothAtTheSameTime()
{
    ServedFile file;
    QVERIFY(file.start());
    Following a(file.server.url());
    Following b(file.server.url());
    QVERIFY(a.start());
    QVERIFY(b.start());
    for (int i = 0; i < 20; ++i) {
        a.library.perform({u"Add"_s, {Operation::create(websiteNamed(u"a%1"_s.arg(i), u"https://w.example/"_s))}});
        b.library.perform({u"Add"_s, {Operation::create(websiteNamed(u"b%1"_s.arg(i), u"https://w.example/"_s))}});
        QTest::qWait(3);
    }
    QVERIFY(a.settled());
    QVERIFY(b.settled());
    QTRY_COMPARE(a.library.websites().count(), 40);
    QTRY_COMPARE(b.library.websites().count(), 40);
    QCOMPARE(a.text(), b.text());
}

void TestSynchronizer::undoIsSeenToo()
{
    ServedFile file;
    QVERIFY(file.start());
    Following a(file.server.url());
    Following b(file.server.url());
    QVERIFY(a.start());
    const Material ada = materialNamed(AssociationKind::Person, u"Ada"_s);
    const Website website = websiteNamed(u"a"_s, u"https://a.example/"_s, {{ada.kind, ada.id}});
    QVERIFY(a.perform({u"Add"_s, {Operation::create(ada), Operation::create(website)}}));
    QVERIFY(b.start());
    QCOMPARE(b.text(), u"a https://a.example/ [Ada]"_s);
    a.library.removeItems({website.id}, {{ada.kind, ada.id}}, u"Delete"_s);
    QTRY_COMPARE(b.text(), QString());
    QVERIFY(a.settled());
    a.library.history()->undo();
    QTRY_COMPARE(b.text(), u"a https://a.example/ [Ada]"_s);
    QCOMPARE(a.text(), b.text());
}

void TestSynchronizer::serverWithoutStreamsIsAsked()
{
    ForeignServer server;
    Following a(server.http.base());
    a.client.setRetryPauses({});
    const Website website = server.addWebsite(u"a"_s, {});
    a.synchronizer.setPollPauses(30ms, 30ms);
    QVERIFY(a.start());
    server.websites[website.id].name = u"b"_s;
    QTRY_COMPARE(a.text(), u"b  []"_s);
    server.addWebsite(u"c"_s, {});
    const Material tag = server.addMaterial(AssociationKind::Tag, u"tag"_s);
    server.link(website.id, tag.kind, tag.id);
    QTRY_COMPARE(a.text(), u"b  [tag]\nc  []"_s);
    server.websites.erase(website.id);
    QTRY_COMPARE(a.text(), u"c  []"_s);
    // A change of ours is not undone by the many lists that go by.
    QStringList seen;
    connect(&a.library, &Library::websitesChanged, this, [&] { seen.append(a.text()); });
    const Website before = a.website(u"c"_s);
    Website after = before;
    after.name = u"mine"_s;
    QVERIFY(a.perform(Operation::update(before, after)));
    QTest::qWait(150);
    seen.removeAll(u"mine  []"_s);
    QCOMPARE(seen, QStringList());
    QCOMPARE(server.text(), u"mine  []"_s);
}

void TestSynchronizer::streamThatTellsOfDeletions()
{
    ForeignServer server;
    server.http.setStreams(true);
    const Website gone = server.addWebsite(u"gone"_s, {});
    const Website stays = server.addWebsite(u"stays"_s, {});
    Following a(server.http.base());
    QVERIFY(a.start());
    QTRY_COMPARE(server.http.streams(websiteStream).size(), 1);
    server.http.sendToStreams(websiteStream, streamed(server.websites));
    server.websites.erase(gone.id);
    server.http.clear();
    server.http.sendToStreams(websiteStream,
        u"{\"iterable\":[{\"website\":{\"id\":\"%1\"},\"deleted\":true},{\"website\":{\"id\":\"unknown\"},\"deleted\":true}]}"_s
            .arg(gone.id));
    QTRY_COMPARE(a.text(), u"stays  []"_s);
    server.websites[stays.id].name = u"renamed"_s;
    server.http.sendToStreams(websiteStream, u"{\"iterable\":[{\"website\":{\"id\":\"%1\"}}]}"_s.arg(stays.id));
    QTRY_COMPARE(a.text(), u"renamed  []"_s);
    QCOMPARE(server.http.count("/websites"), 0); // single items, no lists
}

void TestSynchronizer::deletionsWhileNobodyListened()
{
    ForeignServer server;
    server.http.setStreams(true);
    const Website gone = server.addWebsite(u"gone"_s, {});
    Following a(server.http.base());
    QVERIFY(a.load());
    // One went and one came, so that their number is the same.
    server.websites.erase(gone.id);
    server.addWebsite(u"came"_s, {});
    a.synchronizer.start();
    QTRY_COMPARE(server.http.streams(websiteStream).size(), 1);
    server.http.sendToStreams(websiteStream, streamed(server.websites));
    QTRY_COMPARE(a.text(), u"came  []"_s);
}

void TestSynchronizer::serverThatGoesAndComesBack()
{
    ForeignServer server;
    server.http.setStreams(true);
    server.addWebsite(u"a"_s, {});
    Following a(server.http.base());
    a.client.setRetryPauses({});
    a.synchronizer.setPollPauses(30ms, 60ms);
    QVERIFY(a.start());
    QTRY_COMPARE(server.http.streams(websiteStream).size(), 1);
    server.http.stop();
    QTRY_COMPARE(a.library.state(), Library::State::Failed);
    QCOMPARE(a.text(), u"a  []"_s);
    server.addWebsite(u"b"_s, {});
    QVERIFY(server.http.restart());
    QTRY_COMPARE(a.library.state(), Library::State::Ready);
    QTRY_COMPARE(a.text(), u"a  []\nb  []"_s);
}

void TestSynchronizer::ownChangesAreNoNews()
{
    ServedFile file;
    QVERIFY(file.start());
    Following a(file.server.url());
    QVERIFY(a.start());
    const Website website = websiteNamed(u"a"_s, u"https://a.example/"_s);
    QVERIFY(a.perform(Operation::create(website)));
    QTest::qWait(200);
    // What the stream tells of it afterwards, the answer told before.
    QStringList seen;
    connect(&a.library, &Library::websitesChanged, this, [&] { seen.append(a.text()); });
    QTest::qWait(200);
    QCOMPARE(seen, QStringList());
}

void TestSynchronizer::pausesGrowWhileNothingChanges()
{
    ForeignServer server;
    const Website website = server.addWebsite(u"a"_s, {});
    Following a(server.http.base());
    a.client.setRetryPauses({});
    a.synchronizer.setPollPauses(10ms, 100ms);
    QVERIFY(a.start());
    QCOMPARE(a.synchronizer.pollPause(), 10ms);
    // 10, 20, 40, 80, and never more than 100.
    QTRY_COMPARE(a.synchronizer.pollPause(), 100ms);
    const qsizetype looks = server.http.count("/websites");
    QTRY_VERIFY(server.http.count("/websites") >= looks + 2);
    QCOMPARE(a.synchronizer.pollPause(), 100ms);

    QList<std::chrono::milliseconds> pauses;
    connect(
        &a.library, &Library::websitesChanged, this, [&] { pauses.append(a.synchronizer.pollPause()); },
        Qt::QueuedConnection);
    server.websites[website.id].name = u"b"_s;
    QTRY_COMPARE(pauses.size(), 1);
    QVERIFY(pauses.constFirst() < 100ms);
    QTRY_COMPARE(a.synchronizer.pollPause(), 100ms);
    a.synchronizer.wake();
    QCOMPARE(a.synchronizer.pollPause(), 10ms);
    // Nobody has to wait for the long pause to end.
    a.synchronizer.setPollPauses(10ms, 1h);
    const qsizetype before = server.http.count("/websites");
    a.synchronizer.wake();
    QTRY_VERIFY(server.http.count("/websites") > before);
}

void TestSynchronizer::unchangedListsAreNotRead()
{
    ForeignServer server;
    server.knowsEntityTags = true;
    server.addWebsite(u"a"_s, {});
    Following a(server.http.base());
    a.client.setRetryPauses({});
    a.synchronizer.setPollPauses(10ms, 10ms);
    QVERIFY(a.start());
    QCOMPARE(server.notModified, 0);
    QSignalSpy removed(&a.library, &Library::websitesRemoved);
    QSignalSpy changed(&a.library, &Library::materialsChanged);
    QTRY_VERIFY(server.notModified >= 14);
    QCOMPARE(a.text(), u"a  []"_s);
    QCOMPARE(removed.size(), 0);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(a.library.state(), Library::State::Ready);
    // Who loads again wants to see for himself.
    server.notModified = 0;
    a.synchronizer.setPollPauses(1h, 1h);
    QTRY_VERIFY(!a.library.isReading());
    server.http.clear();
    QVERIFY(a.load());
    QVERIFY(server.http.requests().constFirst().header("If-None-Match").isNull());
}

void TestSynchronizer::changesArriveInSpiteOfEntityTags()
{
    ForeignServer server;
    server.knowsEntityTags = true;
    const Website website = server.addWebsite(u"a"_s, {});
    Following a(server.http.base());
    a.client.setRetryPauses({});
    a.synchronizer.setPollPauses(10ms, 20ms);
    QVERIFY(a.start());
    QTRY_VERIFY(server.notModified > 0);
    server.websites[website.id].name = u"b"_s;
    QTRY_COMPARE(a.text(), u"b  []"_s);
    const Material tag = server.addMaterial(AssociationKind::Tag, u"tag"_s);
    server.link(website.id, tag.kind, tag.id);
    QTRY_COMPARE(a.text(), u"b  [tag]"_s);
    // A change of ours, and one of theirs behind it.
    const Website before = a.website(u"b"_s);
    Website after = before;
    after.name = u"mine"_s;
    QVERIFY(a.perform(Operation::update(before, after)));
    server.websites.erase(website.id);
    QTRY_COMPARE(a.text(), QString());
}

void TestSynchronizer::aSlowListIsNotAskedForAgain()
{
    ForeignServer server;
    server.addWebsite(u"a"_s, {});
    Following a(server.http.base());
    a.client.setRetryPauses({});
    a.synchronizer.setPollPauses(10ms, 10ms);
    QVERIFY(a.start());
    server.http.clear();
    FakeAnswer slow = FakeAnswer::json("{\"iterable\":[{\"id\":\"late\",\"name\":\"late\"}]}");
    slow.delay = 200ms;
    server.fail("/websites", slow);
    QList<qsizetype> asked;
    connect(&a.library, &Library::websitesAdded, this, [&] { asked.append(server.http.count("/websites")); });
    // The list after it, which is as before, may be added while this waits.
    QTRY_VERIFY(!asked.isEmpty());
    // One may have been on its way; in the time that the answer takes, there would be twenty.
    QVERIFY2(asked.constFirst() <= 2, qPrintable(QString::number(asked.constFirst())));
}

void TestSynchronizer::kindsThatAreNotThereAreLeftAlone()
{
    ForeignServer server;
    server.beAsOldAsTheSeed();
    Following a(server.http.base());
    a.client.setRetryPauses({});
    a.synchronizer.setPollPauses(10ms, 10ms);
    QVERIFY(a.start());
    server.http.clear();
    QTRY_VERIFY(server.http.count("/persons") >= 3);
    QCOMPARE(server.http.count("/tags"), 0);
    QCOMPARE(server.http.count("/tags/stream/identifiers"), 0);
}

QTEST_GUILESS_MAIN(TestSynchronizer)
#include "tst_synchronizer.moc"
