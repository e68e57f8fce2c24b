// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/conflict.h"
#include "tests/app/foreignserver.h"
#include "tests/app/remotelibrary.h"
#include "tests/app/servedfile.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

/// A library on a server whose items somebody else changes behind its back.
class Shared
{
public:
    Shared()
        : remote(server.http.base())
    {
        remote.client.setRetryPauses({});
        remote.library.setRetryPauses(30ms, 60ms);
        site = server.addWebsite(u"Qt"_s, u"https://qt.io/"_s);
        server.websites[site.id].source.insert("newer_key"_L1, 7);
        if (!remote.load())
            qFatal("the library did not load");
    }

    ForeignServer server;
    RemoteLibrary remote;
    Website site;

    Website &theirs() { return server.websites[site.id]; }
    Library &library() { return remote.library; }
    Operation edit(const QString &name, const QString &url = {}) const
    {
        Website after = site;
        after.name = name;
        if (!url.isEmpty())
            after.url = url;
        return Operation::update(site, after);
    }
    /// `field: base / mine / theirs`, a line each.
    QString conflicts()
    {
        QStringList lines;
        for (const Conflict &each : library().conflicts())
            lines.append(u"%1: %2 / %3 / %4"_s.arg(each.field, each.base, each.mine, each.theirs));
        return lines.join(u'\n');
    }
    void undo()
    {
        library().history()->undo();
        QVERIFY(remote.settled());
    }
    void redo()
    {
        library().history()->redo();
        QVERIFY(remote.settled());
    }
};

} // namespace

class TestConflicts : public QObject
{
    Q_OBJECT

private slots:
    void fieldsAreMerged_data();
    void fieldsAreMerged();
    void otherFieldsMerge();
    void sameFieldIsNotOverwritten();
    void sameTextIsNoConflict();
    void conflictOfAPerson();
    void keepMine();
    void keepMineOfWhatChangedAgain();
    void keepTheirs();
    void laterEditSettlesIt();
    void laterChangesOfOursStayShown();
    void undoOfWhatSomebodyChanged();
    void undoAfterAConflictWritesNothing();
    void refusedUpdateLeavesTheirs();
    void repeatedUpdateTellsOnce();
    void deletedItemHasNoConflict();
    void newIdentifierIsFollowed();
    void twoLibrariesOnOneServer();
};

void TestConflicts::fieldsAreMerged_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("result");
    QTest::addColumn<bool>("conflict");
    QTest::newRow("only mine") << u"a"_s << u"b"_s << u"a"_s << u"b"_s << false;
    QTest::newRow("both the same") << u"a"_s << u"b"_s << u"b"_s << u"b"_s << false;
    QTest::newRow("both") << u"a"_s << u"b"_s << u"c"_s << u"c"_s << true;
    QTest::newRow("theirs is empty") << u"a"_s << u"b"_s << QString() << QString() << true;
    QTest::newRow("mine is empty") << u"a"_s << QString() << u"c"_s << u"c"_s << true;
    QTest::newRow("was empty") << QString() << u"b"_s << QString() << u"b"_s << false;
    QTest::newRow("case counts") << u"a"_s << u"b"_s << u"A"_s << u"A"_s << true;
}

void TestConflicts::fieldsAreMerged()
{
    QFETCH(QString, base);
    QFETCH(QString, mine);
    QFETCH(QString, theirs);
    QFETCH(QString, result);
    QFETCH(bool, conflict);
    Material before;
    before.kind = AssociationKind::Person;
    before.id = u"p"_s;
    before.email = base;
    Material after = before;
    after.email = mine;
    Material now = before;
    now.email = theirs;
    now.name = u"their name"_s;
    const QList<Conflict> conflicts = mergeFields(now, Operation::update(before, after));
    QCOMPARE(now.email, result);
    QCOMPARE(now.name, u"their name"_s);
    QCOMPARE(conflicts.size(), conflict ? 1 : 0);
    if (conflict) {
        const Conflict expected{
            AssociationKind::Person, u"p"_s, u"email"_s, base, mine, theirs, conflicts.constFirst().moment};
        QCOMPARE(conflicts.constFirst(), expected);
        QVERIFY(!expected.moment.isNull());
    }
}

void TestConflicts::otherFieldsMerge()
{
    Shared s;
    s.theirs().url = u"https://www.qt.io/"_s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    QCOMPARE(s.server.text(), u"Mine https://www.qt.io/ []"_s);
    QCOMPARE(s.remote.text(), u"Mine https://www.qt.io/ []"_s);
    QCOMPARE(s.conflicts(), QString());
    // What this version does not know was sent back as it was.
    QCOMPARE(s.server.http.requests().constLast().json().value("newer_key"_L1).toInt(), 7);
}

void TestConflicts::sameFieldIsNotOverwritten()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    QSignalSpy changed(&s.library(), &Library::conflictsChanged);
    QSignalSpy refused(&s.library(), &Library::changeRefused);
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s, u"https://new.example/"_s)));
    QCOMPARE(s.server.text(), u"Theirs https://new.example/ []"_s);
    QCOMPARE(s.remote.text(), u"Theirs https://new.example/ []"_s);
    QCOMPARE(s.conflicts(), u"name: Qt / Mine / Theirs"_s);
    QCOMPARE(s.library().conflicts().constFirst().id, s.site.id);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(refused.size(), 0);

    // Nothing left to write is nothing sent.
    s.theirs().name = u"Other"_s;
    s.server.http.clear();
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    QCOMPARE(s.server.http.count("/website/update"), 0);
    QCOMPARE(s.remote.text(), u"Other https://new.example/ []"_s);
    QCOMPARE(s.conflicts(), u"name: Qt / Mine / Other"_s);
}

void TestConflicts::sameTextIsNoConflict()
{
    Shared s;
    s.theirs().name = u"Mine"_s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    QCOMPARE(s.conflicts(), QString());
    QCOMPARE(s.server.text(), u"Mine https://qt.io/ []"_s);
}

void TestConflicts::conflictOfAPerson()
{
    Shared s;
    const Material before = s.server.addMaterial(AssociationKind::Person, u"Ada"_s);
    QVERIFY(s.remote.load());
    Material after = before;
    after.name = u"Ada L."_s;
    after.email = u"ada@example.org"_s;
    s.server.materials[{before.kind, before.id}].name = u"Countess"_s;
    QVERIFY(s.remote.perform(Operation::update(before, after)));
    const Material &now = s.server.materials[{before.kind, before.id}];
    QCOMPARE(now.name, u"Countess"_s);
    QCOMPARE(now.email, u"ada@example.org"_s);
    QCOMPARE(s.conflicts(), u"name: Ada / Ada L. / Countess"_s);
    const MaterialColumns &persons = s.library().materials(AssociationKind::Person);
    QCOMPARE(persons.name(*persons.find(before.id)), u"Countess"_s);
    s.library().keepMine(s.library().conflicts());
    QVERIFY(s.remote.settled());
    QCOMPARE(now.name, u"Ada L."_s);
}

void TestConflicts::keepMine()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    s.library().keepMine(s.library().conflicts());
    QCOMPARE(s.conflicts(), QString());
    QVERIFY(s.remote.settled());
    QCOMPARE(s.server.text(), u"Mine https://qt.io/ []"_s);
    QCOMPARE(s.remote.text(), u"Mine https://qt.io/ []"_s);
    // It is a step like any other: its undo brings theirs back.
    s.undo();
    QCOMPARE(s.server.text(), u"Theirs https://qt.io/ []"_s);
    QCOMPARE(s.conflicts(), QString());
}

void TestConflicts::keepMineOfWhatChangedAgain()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    s.theirs().name = u"Again"_s;
    s.library().keepMine(s.library().conflicts());
    QVERIFY(s.remote.settled());
    QCOMPARE(s.server.text(), u"Again https://qt.io/ []"_s);
    QCOMPARE(s.remote.text(), u"Again https://qt.io/ []"_s);
    QCOMPARE(s.conflicts(), u"name: Theirs / Mine / Again"_s);
}

void TestConflicts::keepTheirs()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    const qsizetype requests = s.server.http.count();
    QSignalSpy changed(&s.library(), &Library::conflictsChanged);
    s.library().keepTheirs(s.library().conflicts());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(s.conflicts(), QString());
    QVERIFY(!s.library().isSaving());
    QCOMPARE(s.server.http.count(), requests);
}

void TestConflicts::laterEditSettlesIt()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    const Website shown = s.remote.website(u"Theirs"_s);
    Website after = shown;
    after.url = u"https://new.example/"_s;
    QVERIFY(s.remote.perform(Operation::update(shown, after)));
    QCOMPARE(s.conflicts(), u"name: Qt / Mine / Theirs"_s); // that was another field
    after = shown;
    after.name = u"Decided"_s;
    QVERIFY(s.remote.perform(Operation::update(shown, after)));
    QCOMPARE(s.conflicts(), QString());
    QCOMPARE(s.server.text(), u"Decided https://new.example/ []"_s);
}

void TestConflicts::laterChangesOfOursStayShown()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    Website second = s.site;
    second.name = u"Mine"_s;
    Website third = second;
    third.name = u"Mine too"_s;
    s.library().perform({u"1"_s, {s.edit(u"Mine"_s)}});
    s.library().perform({u"2"_s, {Operation::update(second, third)}});
    QStringList shown;
    connect(&s.library(), &Library::conflictsChanged, this, [&] { shown.append(s.remote.text()); });
    QVERIFY(s.remote.settled());
    // While the second change is on its way, the first conflict does not take it from the screen.
    QCOMPARE(shown, (QStringList{u"Mine too https://qt.io/ []"_s, u"Theirs https://qt.io/ []"_s}));
    QCOMPARE(s.server.text(), u"Theirs https://qt.io/ []"_s);
    QCOMPARE(s.conflicts(), u"name: Qt / Mine too / Theirs"_s);
}

void TestConflicts::undoOfWhatSomebodyChanged()
{
    Shared s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s, u"https://new.example/"_s)));
    QCOMPARE(s.server.text(), u"Mine https://new.example/ []"_s);
    s.theirs().name = u"Theirs"_s;
    s.undo();
    QCOMPARE(s.server.text(), u"Theirs https://qt.io/ []"_s); // only what is still ours goes back
    QCOMPARE(s.remote.text(), u"Theirs https://qt.io/ []"_s);
    QCOMPARE(s.conflicts(), u"name: Mine / Qt / Theirs"_s);
    s.redo();
    QCOMPARE(s.server.text(), u"Theirs https://new.example/ []"_s);
}

void TestConflicts::undoAfterAConflictWritesNothing()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    s.library().keepTheirs(s.library().conflicts());
    const qsizetype requests = s.server.http.count();
    s.undo();
    s.redo();
    QCOMPARE(s.server.http.count(), requests);
    QCOMPARE(s.remote.text(), u"Theirs https://qt.io/ []"_s);
    QCOMPARE(s.conflicts(), QString());
}

void TestConflicts::refusedUpdateLeavesTheirs()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    s.server.fail("/website/update", FakeAnswer::failure(422, "no such address"));
    QSignalSpy refused(&s.library(), &Library::changeRefused);
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s, u"https://new.example/"_s)));
    QCOMPARE(refused.size(), 1);
    QCOMPARE(s.remote.text(), u"Theirs https://qt.io/ []"_s);
    QCOMPARE(s.conflicts(), u"name: Qt / Mine / Theirs"_s);
}

void TestConflicts::repeatedUpdateTellsOnce()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    s.server.loseAnswer("/website/update");
    QSignalSpy changed(&s.library(), &Library::conflictsChanged);
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s, u"https://new.example/"_s)));
    QCOMPARE(s.server.http.count("/website/update"), 2);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(s.conflicts(), u"name: Qt / Mine / Theirs"_s); // the address that arrived the first time is none
}

void TestConflicts::deletedItemHasNoConflict()
{
    Shared s;
    s.theirs().name = u"Theirs"_s;
    QVERIFY(s.remote.perform(s.edit(u"Mine"_s)));
    s.library().removeItems({s.site.id}, {}, u"Delete"_s);
    QTRY_COMPARE(s.conflicts(), QString());
    QVERIFY(s.remote.settled());
}

void TestConflicts::newIdentifierIsFollowed()
{
    Shared s;
    Website made;
    made.id = u"mine-1"_s;
    made.name = u"New"_s;
    made.url = u"https://new.example/"_s;
    QVERIFY(s.remote.perform(Operation::create(made)));
    const QString id = s.library().currentId(made.id);
    QVERIFY(id != made.id);
    s.server.websites[id].name = u"Theirs"_s;
    Website after = made;
    after.name = u"Mine"_s;
    QVERIFY(s.remote.perform(Operation::update(made, after)));
    QCOMPARE(s.library().conflicts().size(), 1);
    QCOMPARE(s.library().conflicts().constFirst().id, id);
    s.library().keepMine(s.library().conflicts());
    QVERIFY(s.remote.settled());
    QCOMPARE(s.server.websites[id].name, u"Mine"_s);
}

void TestConflicts::twoLibrariesOnOneServer()
{
    ServedFile file;
    QVERIFY(file.start());
    RemoteLibrary a(file.server.url());
    RemoteLibrary b(file.server.url());
    Website site;
    site.id = newIdentifier();
    site.name = u"Qt"_s;
    site.url = u"https://qt.io/"_s;
    QVERIFY(a.load());
    QVERIFY(a.perform(Operation::create(site)));
    QVERIFY(b.load());
    Website ofA = site;
    ofA.name = u"A"_s;
    Website ofB = site;
    ofB.name = u"B"_s;
    ofB.url = u"https://b.example/"_s;
    QVERIFY(a.perform(Operation::update(site, ofA)));
    QVERIFY(b.perform(Operation::update(site, ofB)));
    QCOMPARE(a.library.conflicts().size(), 0);
    QCOMPARE(b.library.conflicts().size(), 1);
    QCOMPARE(b.text(), u"A https://b.example/ []"_s);
    QVERIFY(a.load());
    QCOMPARE(a.text(), u"A https://b.example/ []"_s);
    b.library.keepMine(b.library.conflicts());
    QVERIFY(b.settled());
    QVERIFY(a.load());
    QCOMPARE(a.text(), u"B https://b.example/ []"_s);
}

QTEST_GUILESS_MAIN(TestConflicts)
#include "tst_conflicts.moc"
