// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/backups.h"
#include "app/mirror/kindreader.h"
#include "tests/app/mirrorfixture.h"

#include <QJsonArray>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

const QJsonObject future{{u"depth"_s, QJsonObject{{u"list"_s, QJsonArray{1, 2.5, QJsonValue::Null, u"ä\u0000b"_s}}}},
    {u"big"_s, qint64(9'007'199'254'740'993)}, {u"empty"_s, QJsonObject()}};

/// What the copy has of an item, as an object.
QJsonObject websiteIn(const QString &path, const QString &id)
{
    const auto database = Database::open(path);
    const auto website = WebsiteStore(*database.value()).get(id);
    return website.ok() ? objectFromRecord(website.value()) : QJsonObject();
}

QJsonObject materialIn(const QString &path, AssociationKind kind, const QString &id)
{
    const auto database = Database::open(path);
    const auto material = MaterialStore(*database.value()).get(kind, id);
    return material.ok() ? objectFromRecord(material.value()) : QJsonObject();
}

/// `kind name: fields [+link at the server, -link in the copy]`, a line each.
QString textOf(const QList<MirrorDifference> &differences)
{
    QStringList lines;
    for (const MirrorDifference &difference : differences) {
        const QString where = difference.where == MirrorDifference::Where::OnlyInCopy ? u"copy"_s
            : difference.where == MirrorDifference::Where::OnlyAtServer               ? u"server"_s
                                                                                      : u"both"_s;
        QStringList parts = difference.fields;
        parts.removeAll(u"updated"_s); // our servers note when something changed, others may not
        for (const MirrorDifference::LinkEnd &link : difference.links)
            parts.append((link.onlyInCopy ? u'-' : u'+') + link.name);
        parts.sort();
        lines.append(u"%1 %2: %3"_s.arg(where, difference.name, parts.join(u' ')));
    }
    lines.sort();
    return lines.join(u'\n');
}

} // namespace

class TestMirror : public QObject
{
    Q_OBJECT

private slots:
    void unknownFieldsAreKept();
    void contentsOfAssets();
    void followsChangesAndRemovals();
    void byItself();
    void linksThatOnlyItemsTell();
    void waitsWhileChangesAreSent();
    void goesOnWhileChangesOnlyWait();
    void guard_data();
    void guard();
    void guardOfLinks();
    void guardOfOneList();
    void failedListTakesNoLinks();
    void keptIsNotAskedAgainAtOnce();
    void serverThatFailsInBetween();
    void goesOnWhereItWas();
    void whatCannotBeRead();
    void unchangedListsAreNotRead();
    void changedInTheCopy();
    void verifyFindsEachDifference();
    void verifyWithoutAServer();
    void copyIsALibrary();
};

void TestMirror::unknownFieldsAreKept()
{
    MirrorFixture fixture;
    const QString website = fixture.server.addWebsite(u"Qt"_s, u"https://qt.io/"_s).id;
    fixture.server.websites[website].source.insert("future"_L1, future);
    QMap<AssociationKind, QString> items;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            continue;
        const QString id = fixture.server.addMaterial(traits.kind, u"item"_s).id;
        fixture.server.materials[{traits.kind, id}].source.insert("future"_L1, future);
        fixture.server.link(website, traits.kind, id);
        items.insert(traits.kind, id);
    }
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->problem(), QString());
    QVERIFY(!fixture.mirror->note().complete.isNull());
    QCOMPARE(fixture.mirror->counts().websites, 1);
    QCOMPARE(fixture.mirror->counts().materials, 6);
    QCOMPARE(fixture.mirror->counts().links, 6);
    const QByteArray wanted = toJson(future);
    QCOMPARE(toJson(websiteIn(fixture.path(), website).value("future"_L1).toObject()), wanted);
    for (auto it = items.begin(); it != items.end(); ++it) {
        const QJsonObject item = materialIn(fixture.path(), it.key(), it.value());
        QCOMPARE(toJson(item.value("future"_L1).toObject()), wanted);
        QCOMPARE(
            Timestamp::fromJson(item.value("updated"_L1)), fixture.server.materials.at({it.key(), it.value()}).updated);
    }
    QCOMPARE(Timestamp::fromJson(websiteIn(fixture.path(), website).value("updated"_L1)),
        fixture.server.websites.at(website).updated);
    QCOMPARE(textOf(fixture.verify().differences), QString());
}

void TestMirror::contentsOfAssets()
{
    MirrorFixture fixture;
    Material asset = Material::assetFromFile(u"a.bin"_s, QByteArray(100'000, '\xff'));
    asset.updated = asset.created = Timestamp::now();
    fixture.server.materials[{asset.kind, asset.id}] = asset;
    QVERIFY(fixture.update());
    QCOMPARE(fixture.server.http.count("/asset/" + asset.id.toUtf8()), 1);
    QCOMPARE(materialIn(fixture.path(), asset.kind, asset.id).value("formats"_L1), asset.toJson().value("formats"_L1));
    // Its list says that it did not change, so that it is not read again.
    QVERIFY(fixture.update());
    QCOMPARE(fixture.server.http.count("/asset/" + asset.id.toUtf8()), 1);
    QVERIFY(fixture.update(true));
    QCOMPARE(fixture.server.http.count("/asset/" + asset.id.toUtf8()), 2);
}

void TestMirror::followsChangesAndRemovals()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    const QString tag = server.addMaterial(AssociationKind::Tag, u"tag"_s).id;
    const QString person = server.addMaterial(AssociationKind::Person, u"Ada"_s).id;
    const QString one = server.addWebsite(u"one"_s, u"https://one.example/"_s).id;
    const QString two = server.addWebsite(u"two"_s, u"https://two.example/"_s).id;
    server.link(one, AssociationKind::Tag, tag);
    server.link(two, AssociationKind::Person, person);
    QVERIFY(fixture.update());
    QCOMPARE(fixture.text(), server.text());
    server.websites[one].name = u"One"_s;
    server.websites[one].links(AssociationKind::Tag).clear();
    server.link(one, AssociationKind::Person, person);
    server.websites.erase(two);
    server.materials[{AssociationKind::Person, person}].name = u"Ada Lovelace"_s;
    server.materials.erase({AssociationKind::Tag, tag});
    server.addWebsite(u"three"_s, u"https://three.example/"_s);
    QVERIFY(fixture.update());
    QCOMPARE(fixture.text(), server.text());
    QCOMPARE(fixture.mirror->counts().materials, 1);
    QCOMPARE(fixture.mirror->counts().links, 1);
    QVERIFY(fixture.mirror->kept().isEmpty());
}

void TestMirror::byItself()
{
    MirrorFixture fixture;
    // Messages have no list of their own; the website's link to one is kept all the same.
    const QString one = fixture.server.addWebsite(u"one"_s, u"https://one.example/"_s).id;
    fixture.server.websites[one].links(AssociationKind::Message).append(u"message"_s);
    fixture.mirror->setPauses(0ms, 0ms);
    QSignalSpy updated(fixture.mirror.get(), &Mirror::updated);
    QVERIFY(fixture.remote->load());
    QVERIFY(!updated.isEmpty() || updated.wait(10'000));
    QTRY_COMPARE(fixture.mirror->activity(), Mirror::Activity::None);
    QVERIFY(!fixture.mirror->note().complete.isNull());
    QCOMPARE(fixture.text(), u"one https://one.example/ [? message]"_s);
    // What is added here is in the copy when it is at the server.
    QVERIFY(fixture.remote->perform(Operation::create(websiteNamed(u"two"_s, u"https://two.example/"_s))));
    QTRY_COMPARE(fixture.mirror->counts().websites, 2);
    QTRY_COMPARE(fixture.mirror->activity(), Mirror::Activity::None);
    QCOMPARE(fixture.text(), fixture.server.text());
}

void TestMirror::linksThatOnlyItemsTell()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    const QString website = server.addWebsite(u"one"_s, u"https://one.example/"_s).id;
    const QString tag = server.addMaterial(AssociationKind::Tag, u"tag"_s).id;
    server.materials[{AssociationKind::Tag, tag}].websites = {website};
    QVERIFY(fixture.update());
    QCOMPARE(fixture.text(), u"one https://one.example/ [tag]"_s);
    QCOMPARE(textOf(fixture.verify().differences), QString());
    Material &item = server.materials[{AssociationKind::Tag, tag}];
    item.websites.clear();
    item.source.insert("websites"_L1, QJsonObject{{u"iterable"_s, QJsonArray()}});
    QCOMPARE(textOf(fixture.verify().differences), u"both tag: -one"_s);
    QVERIFY(fixture.update());
    QCOMPARE(fixture.text(), u"one https://one.example/ []"_s);
}

void TestMirror::waitsWhileChangesAreSent()
{
    MirrorFixture fixture;
    fixture.server.addWebsite(u"one"_s, u"https://one.example/"_s);
    QVERIFY(fixture.remote->load());
    fixture.server.fail("/websites/create", FakeAnswer::hang());
    fixture.remote->library.perform({u"Add"_s, {Operation::create(websiteNamed(u"two"_s, u"https://two.example/"_s))}});
    QTRY_COMPARE(fixture.server.http.count("/websites/create"), 1);
    fixture.server.http.clear();
    QSignalSpy updated(fixture.mirror.get(), &Mirror::updated);
    QSignalSpy changed(fixture.mirror.get(), &Mirror::changed);
    fixture.mirror->update();
    QVERIFY(changed.wait(10'000));
    QCOMPARE(fixture.mirror->activity(), Mirror::Activity::Updating);
    QCOMPARE(fixture.server.http.count(), 0);
    QVERIFY(fixture.mirror->progressText().contains(u"waits"_s));
    fixture.server.http.release(FakeAnswer::failure(400));
    QVERIFY(updated.wait(10'000));
    QCOMPARE(fixture.text(), fixture.server.text());
}

void TestMirror::goesOnWhileChangesOnlyWait()
{
    MirrorFixture fixture;
    fixture.server.addWebsite(u"one"_s, u"https://one.example/"_s);
    QVERIFY(fixture.remote->load());
    fixture.remote->library.setPaused(true);
    fixture.remote->library.perform({u"Add"_s, {Operation::create(websiteNamed(u"two"_s, u"https://two.example/"_s))}});
    QVERIFY(fixture.remote->library.isSaving());
    QVERIFY(fixture.update());
    QCOMPARE(fixture.text(), u"one https://one.example/ []"_s);
}

void TestMirror::guard_data()
{
    QTest::addColumn<int>("there");
    QTest::addColumn<int>("gone");
    QTest::addColumn<bool>("asks");
    QTest::newRow("20 of 100: many, but few in number") << 100 << 20 << false;
    QTest::newRow("21 of 100") << 100 << 21 << true;
    QTest::newRow("21 of 209: just above a tenth") << 209 << 21 << true;
    QTest::newRow("21 of 210: a tenth") << 210 << 21 << false;
    QTest::newRow("21 of 211: below a tenth") << 211 << 21 << false;
    QTest::newRow("all") << 30 << 30 << true;
}

void TestMirror::guard()
{
    QFETCH(int, there);
    QFETCH(int, gone);
    QFETCH(bool, asks);
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    // Half of those that go are websites, and half are items.
    for (int i = 0; i < there; ++i) {
        if (i % 2 == 0)
            server.addWebsite(u"site %1"_s.arg(i), u"https://%1.example/"_s.arg(i));
        else
            server.addMaterial(AssociationKind::Person, u"person %1"_s.arg(i));
    }
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->counts().items(), there);
    for (int i = 0; i < gone; ++i) {
        if (i % 2 == 0)
            server.websites.erase(server.websites.begin());
        else
            server.materials.erase(server.materials.begin());
    }
    QSignalSpy asked(fixture.mirror.get(), &Mirror::asked);
    QVERIFY(fixture.update());
    QCOMPARE(asked.size(), asks ? 1 : 0);
    QCOMPARE(fixture.mirror->counts().items(), asks ? there : there - gone);
    if (!asks)
        return;
    const auto removals = asked.first().first().value<MirrorRemovals>();
    QCOMPARE(removals.websites + removals.materials, gone);
    QCOMPARE(removals.of.items(), there);
    // What is new comes all the same, and does not make it little in proportion.
    server.addWebsite(u"new"_s, u"https://new.example/"_s);
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->counts().items(), there + 1);
    QCOMPARE(backupsOf(fixture.path()).size(), 0);
    QSignalSpy updated(fixture.mirror.get(), &Mirror::updated);
    fixture.mirror->letGo();
    QVERIFY(updated.wait(10'000));
    QCOMPARE(fixture.mirror->counts().items(), there + 1 - gone);
    QCOMPARE(fixture.text(), server.text());
    // As it was before it is still to be had.
    const QList<BackupFile> backups = backupsOf(fixture.path());
    QCOMPARE(backups.size(), 1);
    QCOMPARE(backups.first().reason, BackupReason::MassChange);
    QVERIFY(textOfFile(backups.first().path).contains(u"site"_s));
}

void TestMirror::guardOfLinks()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    const QString person = server.addMaterial(AssociationKind::Person, u"Ada"_s).id;
    for (int i = 0; i < 30; ++i)
        server.link(server.addWebsite(u"site %1"_s.arg(i), u"https://%1.example/"_s.arg(i)).id, AssociationKind::Person,
            person);
    QVERIFY(fixture.update());
    const QString before = fixture.text();
    for (auto &[id, website] : server.websites)
        website.links(AssociationKind::Person).clear();
    QSignalSpy asked(fixture.mirror.get(), &Mirror::asked);
    QVERIFY(fixture.update());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(fixture.mirror->kept().links, 30);
    QCOMPARE(fixture.text(), before);
    QSignalSpy updated(fixture.mirror.get(), &Mirror::updated);
    fixture.mirror->letGo();
    QVERIFY(updated.wait(10'000));
    QCOMPARE(fixture.text(), server.text());
}

void TestMirror::guardOfOneList()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    for (int i = 0; i < 400; ++i)
        server.addWebsite(u"site %1"_s.arg(i), u"https://%1.example/"_s.arg(i));
    for (int i = 0; i < 30; ++i)
        server.addMaterial(AssociationKind::Tag, u"tag %1"_s.arg(i));
    for (int i = 0; i < 6; ++i)
        server.addMaterial(AssociationKind::Person, u"person %1"_s.arg(i));
    QVERIFY(fixture.update());
    const auto all = server.materials;
    QSignalSpy asked(fixture.mirror.get(), &Mirror::asked);
    // Not much of the whole, but of the tags.
    for (int i = 0; i < 25; ++i)
        server.materials.erase(std::ranges::find_if(
            server.materials, [](const auto &each) { return each.first.first == AssociationKind::Tag; }));
    QVERIFY(fixture.update());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(fixture.mirror->counts().materials, 36);
    // All of a few.
    server.materials = all;
    QVERIFY(fixture.update());
    std::erase_if(server.materials, [](const auto &each) { return each.first.first == AssociationKind::Person; });
    QVERIFY(fixture.update());
    QCOMPARE(asked.size(), 2);
    QCOMPARE(fixture.mirror->counts().materials, 36);
    QSignalSpy updated(fixture.mirror.get(), &Mirror::updated);
    fixture.mirror->letGo();
    QVERIFY(updated.wait(10'000));
    QCOMPARE(fixture.mirror->counts().materials, 30);
}

void TestMirror::failedListTakesNoLinks()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    const Website site = server.addWebsite(u"site"_s, u"https://site.example/"_s);
    server.link(site.id, AssociationKind::Person, server.addMaterial(AssociationKind::Person, u"Ada"_s).id);
    QVERIFY(fixture.update());
    const QString before = fixture.text();
    QVERIFY(before.contains(u"Ada"_s));
    // What it says of the website comes whole, and then it breaks off.
    const QByteArray list = R"({"iterable":[{"id":")" + site.id.toUtf8()
        + R"(","name":"site","url":"https://site.example/","persons":{"iterable":[]}},{"id":)";
    server.fail("/websites", FakeAnswer::cutOff(list + QByteArray(1000, ' '), list.size() + 200));
    QVERIFY(fixture.update());
    QVERIFY(!fixture.mirror->problem().isEmpty());
    QCOMPARE(fixture.text(), before);
}

void TestMirror::keptIsNotAskedAgainAtOnce()
{
    MirrorFixture fixture;
    for (int i = 0; i < 30; ++i)
        fixture.server.addWebsite(u"site %1"_s.arg(i), u"https://%1.example/"_s.arg(i));
    QVERIFY(fixture.update());
    fixture.server.websites.clear();
    QSignalSpy asked(fixture.mirror.get(), &Mirror::asked);
    QVERIFY(fixture.update());
    QVERIFY(fixture.update());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(fixture.mirror->kept().websites, 30);
    // The next start asks again.
    fixture.start();
    QSignalSpy askedAgain(fixture.mirror.get(), &Mirror::asked);
    QVERIFY(fixture.update());
    QCOMPARE(askedAgain.size(), 1);
    QCOMPARE(fixture.mirror->counts().websites, 30);
}

void TestMirror::serverThatFailsInBetween()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    for (int i = 0; i < 5; ++i) {
        server.addWebsite(u"site %1"_s.arg(i), u"https://%1.example/"_s.arg(i));
        server.addMaterial(AssociationKind::Person, u"person %1"_s.arg(i));
    }
    QVERIFY(fixture.update());
    const QString before = fixture.text();
    const Timestamp complete = fixture.mirror->note().complete;
    // The list of the websites breaks off, that of the persons fails: nothing of either counts as gone.
    const QByteArray list = R"({"iterable":[{"id":"new","name":"new","url":"https://new.example/"},{"id":)";
    server.websites.clear();
    server.materials.clear();
    server.fail("/websites", FakeAnswer::cutOff(list + QByteArray(1000, ' '), list.size() + 200));
    server.fail("/persons", FakeAnswer::failure(400, "not today"));
    QVERIFY(fixture.update());
    QVERIFY(!fixture.mirror->problem().isEmpty());
    QCOMPARE(fixture.mirror->note().complete, complete);
    QCOMPARE(fixture.mirror->note().unread.size(), 2);
    QCOMPARE(fixture.mirror->counts().materials, 5);
    QVERIFY(fixture.text().contains(before));
    const auto database = Database::open(fixture.path());
    QVERIFY(database.ok());
    QVERIFY(!database.value()->check());
}

void TestMirror::goesOnWhereItWas()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    for (int i = 0; i < 10; ++i) {
        Material asset = Material::assetFromFile(u"%1.txt"_s.arg(i), QByteArray::number(i));
        asset.created = asset.updated = Timestamp::fromMicroseconds(1'000'000'000 + i);
        server.materials[{asset.kind, asset.id}] = asset;
    }
    // The sixth asset never comes, and the program ends.
    int answered = 0;
    server.network = [&](const FakeRequest &request, const std::function<FakeAnswer()> &carryOut) {
        if (request.path().startsWith("/asset/") && ++answered > 5)
            return FakeAnswer::hang();
        return carryOut();
    };
    fixture.mirror->update();
    QTRY_VERIFY(answered > 5);
    QVERIFY(answered <= 5 + KindReader::parallelRequests);
    QTRY_VERIFY(fixture.mirror->progressText().contains(u"5"_s));
    fixture.mirror.reset();
    const auto state = readMirrorState(fixture.path());
    QVERIFY(state.ok());
    QCOMPARE(state.value().counts.materials, 5);
    QVERIFY(state.value().note.complete.isNull());
    server.network = {};
    server.http.clear();
    fixture.start();
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->counts().materials, 10);
    QVERIFY(!fixture.mirror->note().complete.isNull());
    qsizetype single = 0;
    for (const FakeRequest &request : server.http.requests())
        single += request.path().startsWith("/asset/") ? 1 : 0;
    QCOMPARE(single, 5);
}

void TestMirror::whatCannotBeRead()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    const QString bad = server.addWebsite(u"bad"_s, u"https://bad.example/"_s).id;
    const QString good = server.addWebsite(u"good"_s, u"https://good.example/"_s).id;
    QVERIFY(fixture.update());
    server.websites[bad].url.clear();
    server.websites[good].name = u"better"_s;
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->note().unread.size(), 1);
    QCOMPARE(fixture.mirror->note().unread.first().id, bad);
    QVERIFY(fixture.mirror->note().unread.first().words.contains(u"url"_s));
    // The copy keeps what it had of it.
    QCOMPARE(fixture.text(), u"bad https://bad.example/ []\nbetter https://good.example/ []"_s);
    // It is said at the next start, too.
    fixture.start();
    QTRY_COMPARE(fixture.mirror->note().unread.size(), 1);
    server.websites[bad].url = u"https://bad.example/"_s;
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->note().unread.size(), 0);
}

void TestMirror::unchangedListsAreNotRead()
{
    MirrorFixture fixture;
    fixture.server.knowsEntityTags = true;
    for (int i = 0; i < 30; ++i)
        fixture.server.addWebsite(u"site %1"_s.arg(i), u"https://%1.example/"_s.arg(i));
    QVERIFY(fixture.update());
    fixture.start();
    QVERIFY(fixture.update());
    QCOMPARE(fixture.server.notModified, 7);
    QCOMPARE(fixture.text(), fixture.server.text());
    QVERIFY(!fixture.mirror->note().complete.isNull());
    // What was kept is asked about again, though the list is as it was.
    fixture.server.websites.clear();
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->kept().websites, 30);
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->kept().websites, 30);
    QVERIFY(fixture.update(true));
    QCOMPARE(fixture.mirror->kept().websites, 30);
}

void TestMirror::changedInTheCopy()
{
    MirrorFixture fixture;
    fixture.server.knowsEntityTags = true;
    const QString id = fixture.server.addWebsite(u"one"_s, u"https://one.example/"_s).id;
    QVERIFY(fixture.update());
    {
        const auto database = Database::open(fixture.path());
        WebsiteStore websites(*database.value());
        WebsiteRecord website = websites.get(id).value();
        website.name = u"changed here"_s;
        QVERIFY(!websites.update(website));
        QFile journal(journalOf(fixture.path()));
        QVERIFY(journal.open(QIODevice::WriteOnly));
    }
    QVERIFY(fixture.update());
    QCOMPARE(fixture.mirror->problem(), QString());
    QCOMPARE(fixture.text(), fixture.server.text());
    QCOMPARE(backupsOf(fixture.path()).size(), 1);
    QCOMPARE(textOfFile(backupsOf(fixture.path()).first().path), u"changed here https://one.example/ []"_s);
    QVERIFY(fixture.update());
    QCOMPARE(backupsOf(fixture.path()).size(), 1);
}

void TestMirror::verifyFindsEachDifference()
{
    MirrorFixture fixture;
    ForeignServer &server = fixture.server;
    const QString tag = server.addMaterial(AssociationKind::Tag, u"tag"_s).id;
    const QString person = server.addMaterial(AssociationKind::Person, u"Ada"_s).id;
    const QString one = server.addWebsite(u"one"_s, u"https://one.example/"_s).id;
    const QString two = server.addWebsite(u"two"_s, u"https://two.example/"_s).id;
    const QString three = server.addWebsite(u"three"_s, u"https://three.example/"_s).id;
    server.link(one, AssociationKind::Tag, tag);
    server.link(two, AssociationKind::Person, person);
    QVERIFY(fixture.update());
    const CheckOutcome same = fixture.verify();
    QCOMPARE(same.problem, QString());
    QCOMPARE(textOf(same.differences), QString());
    QCOMPARE(same.inCopy.items(), 5);
    QCOMPARE(same.atServer.items(), 5);
    QCOMPARE(same.atServer.links, 2);
    QCOMPARE(same.inCopy.links, 2);
    server.websites.erase(three);
    server.addWebsite(u"four"_s, u"https://four.example/"_s);
    server.addMaterial(AssociationKind::Conversation, u"talk"_s);
    server.websites[one].url = u"https://uno.example/"_s;
    server.websites[one].source.insert("future"_L1, future);
    server.websites[one].links(AssociationKind::Tag).clear();
    server.websites[one].links(AssociationKind::Person).append(person);
    server.materials[{AssociationKind::Tag, tag}].name = u"label"_s;
    const CheckOutcome found = fixture.verify();
    QCOMPARE(textOf(found.differences),
        u"both label: text\nboth one: +Ada -tag future url\ncopy three: \nserver four: \nserver talk: "_s);
    QCOMPARE(found.differing, 5);
    QCOMPARE(found.atServer.items(), 6);
    QVERIFY(fixture.update(true));
    QCOMPARE(textOf(fixture.verify().differences), QString());
}

void TestMirror::verifyWithoutAServer()
{
    MirrorFixture fixture;
    QVERIFY(!fixture.verify().problem.isEmpty()); // no copy yet
    fixture.server.addWebsite(u"one"_s, u"https://one.example/"_s);
    QVERIFY(fixture.update());
    fixture.server.http.stop();
    QVERIFY(!fixture.verify().problem.isEmpty());
    QVERIFY(fixture.update());
    QVERIFY(!fixture.mirror->problem().isEmpty());
    QCOMPARE(fixture.text(), u"one https://one.example/ []"_s);
    // A comparison can be given up, and another one follows.
    QVERIFY(fixture.server.http.restart());
    fixture.server.fail("/websites", FakeAnswer::hang());
    fixture.mirror->verify();
    QTRY_VERIFY(fixture.server.http.count("/websites") > 1);
    fixture.mirror->cancel();
    QCOMPARE(fixture.mirror->activity(), Mirror::Activity::None);
    QCOMPARE(fixture.verify().problem, QString());
}

void TestMirror::copyIsALibrary()
{
    MirrorFixture fixture;
    const QString tag = fixture.server.addMaterial(AssociationKind::Tag, u"tag"_s).id;
    fixture.server.link(fixture.server.addWebsite(u"one"_s, u"https://one.example/"_s).id, AssociationKind::Tag, tag);
    QVERIFY(fixture.update());
    const QString exported = fixture.folder.filePath(u"export.json"_s);
    QProcess sitebookd;
    sitebookd.start(
        QStringLiteral(SITEBOOK_BIN_DIR "/sitebookd"), {u"export"_s, exported, u"--library"_s, fixture.path()});
    QVERIFY(sitebookd.waitForFinished(20'000));
    QCOMPARE(sitebookd.readAllStandardError(), QByteArray());
    QCOMPARE(sitebookd.exitCode(), 0);
    QFile file(exported);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    QVERIFY(json.contains("https://one.example/"));
    QVERIFY(json.contains(tag.toUtf8()));
}

QTEST_GUILESS_MAIN(TestMirror)
#include "tst_mirror.moc"
