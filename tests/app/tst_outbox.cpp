// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "app/library/retention.h"
#include "tests/app/olderjournal.h"
#include "tests/app/reopened.h"
#include "tests/support/scratchsettings.h"
#include "tests/support/sqlfile.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// The same with a look at what became of a group.
class Kept : public Reopened
{
public:
    QList<JournalOperation> operations(qint64 group)
    {
        const std::function question = [group](JournalStore &store) { return store.operations(group); };
        return ask<QList<JournalOperation>>(question).value_or(QList<JournalOperation>());
    }
};

/// A journal as the first version made it, with one step.
void makeOldJournal(const QString &path)
{
    {
        JournalStore store(path);
        Website site;
        site.id = u"w"_s;
        site.name = u"a"_s;
        Website after = site;
        after.name = u"b"_s;
        if (store.append({7, GroupRole::Step, u"Old step"_s, 0, 1}, {Operation::update(site, after)}))
            qFatal("the journal cannot be written");
    }
    if (!makeJournalOlder(path, 1) || !runOn(path, u"PRAGMA wal_checkpoint"_s))
        qFatal("the journal cannot be made older");
}

} // namespace

/// What waits on its way to the server, on purpose or because it was refused, and the journal that keeps it.
class TestOutbox : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsSentWhilePaused();
    void whatIsUnderWayEnds();
    void pauseOutlivesTheProgram();
    void cancelWhilePaused();
    void editedUpdateTakesThePlaceOfTheRefused();
    void editedCreateTakesThePlaceOfTheRefused();
    void refusedStaysUntilTheOtherIsWritten();
    void refusedUndoIsFound();
    void refusedAfterARestartStaysRefused();
    void retryTwiceSendsOnce();
    void givenUpIsNotRefused();
    void oldJournalIsMigrated();
    void failedMigrationLeavesTheFile();
    void retention_data();
    void retention();
};

void TestOutbox::nothingIsSentWhilePaused()
{
    Kept k;
    k.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(k.read());
    QSignalSpy paused(&k.library(), &Library::pausedChanged);
    k.library().setPaused(true);
    QCOMPARE(paused.size(), 1);
    k.server.http.clear();
    k.library().perform({u"Rename"_s, {k.renaming(u"a"_s, u"b"_s)}});
    k.library().perform({u"Rename"_s, {k.renaming(u"b"_s, u"c"_s)}});
    QCOMPARE(k.operations(k.library().history()->steps().constLast().group.id).size(), 1); // it is on the disk by now
    QCOMPARE(k.remote->text(), u"c https://a.example/ []"_s);
    QCOMPARE(k.library().pendingOperations(), 2);
    QCOMPARE(k.server.http.count(), 0);
    k.library().history()->undo();
    QTRY_COMPARE(k.remote->text(), u"b https://a.example/ []"_s);
    QCOMPARE(k.server.http.count(), 0);
    k.library().setPaused(false);
    QVERIFY(k.remote->settled());
    QCOMPARE(k.server.text(), u"b https://a.example/ []"_s);
    QCOMPARE(paused.size(), 2);
}

void TestOutbox::whatIsUnderWayEnds()
{
    Kept k;
    QVERIFY(k.read());
    // One after the other: an update waits for the one before it.
    const Website site = k.server.addWebsite(u"0"_s, u"https://a.example/"_s);
    QVERIFY(k.remote->load());
    OperationGroup group{u"Renames"_s, {}};
    Website before = k.remote->website(u"0"_s);
    for (int i = 1; i <= 5; ++i) {
        Website after = before;
        after.name = QString::number(i);
        group.operations.append(Operation::update(before, after));
        before = after;
    }
    // The first answer that says a change was done stops the rest.
    bool stopped = false;
    connect(&k.library(), &Library::savingProgress, this, [&](const QString &, int done, int) {
        if (done == 2)
            k.library().setPaused(true);
        stopped = done >= 2;
    });
    k.library().perform(group);
    QTRY_VERIFY(stopped);
    QCOMPARE(k.server.text(), u"2 https://a.example/ []"_s);
    QCOMPARE(k.library().pendingOperations(), 3);
    QVERIFY(k.read());
    QVERIFY(k.library().isPaused());
    QTRY_COMPARE(k.remote->text(), u"5 https://a.example/ []"_s);
    QCOMPARE(k.server.text(), u"2 https://a.example/ []"_s);
    k.library().setPaused(false);
    QVERIFY(k.remote->settled());
    QCOMPARE(k.server.text(), u"5 https://a.example/ []"_s);
}

void TestOutbox::pauseOutlivesTheProgram()
{
    Kept k;
    k.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(k.read());
    QVERIFY(!k.library().isPaused());
    k.library().setPaused(true);
    k.library().perform({u"Rename"_s, {k.renaming(u"a"_s, u"b"_s)}});
    QVERIFY(k.read());
    QVERIFY(k.library().isPaused());
    QTRY_COMPARE(k.remote->text(), u"b https://a.example/ []"_s);
    QCOMPARE(k.server.text(), u"a https://a.example/ []"_s);
    k.library().setPaused(false);
    QVERIFY(k.remote->settled());
    QCOMPARE(k.server.text(), u"b https://a.example/ []"_s);
    QVERIFY(k.read());
    QVERIFY(!k.library().isPaused());
}

void TestOutbox::cancelWhilePaused()
{
    Kept k;
    k.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(k.read());
    k.library().setPaused(true);
    k.library().perform({u"Rename"_s, {k.renaming(u"a"_s, u"b"_s)}});
    k.library().cancelPending();
    QCOMPARE(k.remote->text(), u"a https://a.example/ []"_s);
    QVERIFY(!k.library().isSaving());
    k.library().setPaused(false);
    QCOMPARE(k.server.text(), u"a https://a.example/ []"_s);
}

void TestOutbox::editedUpdateTakesThePlaceOfTheRefused()
{
    Kept k;
    k.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(k.read());
    k.server.fail("/website/update", FakeAnswer::failure(422, "too rude"));
    QVERIFY(k.remote->perform({u"Rename"_s, {k.renaming(u"a"_s, u"rude"_s)}}));
    QVERIFY(k.read());
    QCOMPARE(k.library().history()->refusedCount(), 1);
    const qint64 refused = k.library().history()->steps().constFirst().group.id;
    Operation edited = k.operations(refused).constFirst().operation;
    QCOMPARE(edited.after.value("name"_L1).toString(), u"rude"_s);
    edited.after.insert("name"_L1, u"polite"_s);
    k.library().retryEdited(refused, 0, edited, u"Rename"_s);
    QVERIFY(k.remote->settled());
    QTRY_COMPARE(k.library().history()->refusedCount(), 0);
    QCOMPARE(k.server.text(), u"polite https://a.example/ []"_s);
    QCOMPARE(k.operations(refused).constFirst().state, OperationState::Dropped);
    QVERIFY(k.read());
    QCOMPARE(k.library().history()->refusedCount(), 0);
    QCOMPARE(k.library().history()->steps().size(), 2);
    k.library().history()->undo();
    QVERIFY(k.remote->settled());
    QCOMPARE(k.server.text(), u"a https://a.example/ []"_s);
}

void TestOutbox::editedCreateTakesThePlaceOfTheRefused()
{
    Kept k;
    QVERIFY(k.read());
    k.server.fail("/websites/create", FakeAnswer::failure(422, "no such place"));
    const Website site = websiteNamed(u"a"_s, u"https://nowhere.example/"_s);
    QVERIFY(k.remote->perform(
        {u"Add"_s, {Operation::create(site), Operation::create(websiteNamed(u"b"_s, u"https://b.example/"_s))}}));
    QCOMPARE(k.remote->text(), u"b https://b.example/ []"_s);
    Website better = site;
    better.url = u"https://somewhere.example/"_s;
    k.library().retryEdited(
        k.library().history()->steps().constFirst().group.id, 0, Operation::create(better), u"Add"_s);
    QVERIFY(k.remote->settled());
    QTRY_COMPARE(k.library().history()->refusedCount(), 0);
    QCOMPARE(k.server.text(), u"a https://somewhere.example/ []\nb https://b.example/ []"_s);
    QCOMPARE(k.remote->text(), k.server.text());
}

void TestOutbox::refusedStaysUntilTheOtherIsWritten()
{
    JournalStore store{QString()};
    Website before;
    before.id = u"w"_s;
    Website after = before;
    after.name = u"a"_s;
    QCOMPARE(store.append({1, GroupRole::Step, {}, 0, 1}, {Operation::update(before, after)}).words, QString());
    QCOMPARE(store.setState(1, {0}, OperationState::Refused, u"no"_s).words, QString());
    QVERIFY(bool(store.replaceRefused(1, {0}, 2)));
    QCOMPARE(store.operations(1).constFirst().state, OperationState::Refused);
    QCOMPARE(store.operations(1).constFirst().problem, u"no"_s);
    QCOMPARE(store.append({2, GroupRole::Step, {}, 0, 1}, {Operation::update(before, after)}).words, QString());
    QCOMPARE(store.replaceRefused(1, {0}, 2).words, QString());
    QCOMPARE(store.operations(1).constFirst().state, OperationState::Dropped);
}

void TestOutbox::refusedUndoIsFound()
{
    Kept k;
    k.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(k.read());
    QVERIFY(k.remote->perform({u"Rename"_s, {k.renaming(u"a"_s, u"b"_s)}}));
    k.server.fail("/website/update", FakeAnswer::failure(422, "not today"));
    k.library().history()->undo();
    QVERIFY(k.remote->settled());
    QCOMPARE(k.remote->text(), u"b https://a.example/ []"_s);
    QCOMPARE(k.library().history()->refusedCount(), 1);
    QVERIFY(k.read());
    QCOMPARE(k.library().history()->refusedCount(), 1);
    k.library().retryRefused(k.library().history()->steps().constFirst().group.id);
    QTRY_COMPARE(k.server.text(), u"a https://a.example/ []"_s);
    QVERIFY(k.remote->settled());
    QTRY_COMPARE(k.library().history()->refusedCount(), 0);
}

void TestOutbox::refusedAfterARestartStaysRefused()
{
    Kept k;
    QVERIFY(k.read());
    // The program ends while the create is under way, and at the next start the server does not take it.
    k.server.fail("/websites/create", FakeAnswer::hang());
    k.library().perform({u"Add"_s, {Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))}});
    QTRY_COMPARE(k.server.http.count("/websites/create"), 1);
    k.server.fail("/websites/create", FakeAnswer::failure(422, "not today"));
    QVERIFY(k.start());
    QCOMPARE(k.server.text(), QString());
    const qint64 step = k.library().history()->steps().constFirst().group.id;
    QCOMPARE(k.library().history()->refusedCount(), 1);
    QVERIFY(k.read());
    QCOMPARE(k.operations(step).constFirst().state, OperationState::Refused);
    QCOMPARE(k.library().history()->refusedCount(), 1);
    k.library().retryRefused(step);
    QTRY_COMPARE(k.server.text(), u"a https://a.example/ []"_s);
}

void TestOutbox::retryTwiceSendsOnce()
{
    Kept k;
    QVERIFY(k.read());
    k.server.fail("/websites/create", FakeAnswer::failure(422, "not today"));
    QVERIFY(k.remote->perform({u"Add"_s, {Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))}}));
    const qint64 step = k.library().history()->steps().constFirst().group.id;
    Operation edited = k.operations(step).constFirst().operation;
    k.library().retryRefused(step);
    k.library().retryRefused(step);
    QTRY_COMPARE(k.library().history()->refusedCount(), 0);
    QVERIFY(k.remote->settled());
    QCOMPARE(k.operations(step).constFirst().state, OperationState::Dropped); // everything that was asked is answered
    QVERIFY(k.remote->settled());
    QCOMPARE(k.server.text(), u"a https://a.example/ []"_s);
    QCOMPARE(k.library().history()->steps().size(), 2);
}

void TestOutbox::givenUpIsNotRefused()
{
    Kept k;
    k.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(k.read());
    k.library().setPaused(true);
    k.library().perform({u"Rename"_s, {k.renaming(u"a"_s, u"b"_s)}});
    k.library().cancelPending();
    QCOMPARE(k.library().history()->refusedCount(), 0);
    k.library().setPaused(false);
    // What a person has decided about is not counted again when its group ends.
    const Website made = websiteNamed(u"made"_s, u"https://made.example/"_s);
    k.server.fail("/websites/create", FakeAnswer::failure(422, "not today"));
    k.server.fail("/website/update", FakeAnswer::hang());
    k.library().perform({u"Both"_s, {Operation::create(made), k.renaming(u"a"_s, u"c"_s)}});
    QTRY_COMPARE(k.server.http.count("/website/update"), 1);
    k.library().dropRefused(k.library().history()->steps().constLast().group.id);
    k.server.http.release(FakeAnswer::failure(422, "nor this"));
    QVERIFY(k.remote->settled());
    QCOMPARE(k.library().history()->refusedCount(), 1);
}

void TestOutbox::oldJournalIsMigrated()
{
    Kept k;
    makeOldJournal(k.path());
    {
        JournalStore store(k.path());
        const JournalContents contents = store.contents(10);
        QCOMPARE(contents.problem, QString());
        QVERIFY(contents.durable);
        QCOMPARE(contents.steps.size(), 1);
        QCOMPARE(contents.steps.constFirst().group.caption, u"Old step"_s);
        QCOMPARE(store.changesOf(u"w"_s, 10).size(), 1);
        QCOMPARE(
            store.noteTheirs(Timestamp::fromMicroseconds(9), {Operation::link(u"w"_s, AssociationKind::Tag, u"t"_s)}, 0)
                .words,
            QString());
        QCOMPARE(store.changesOf(u"w"_s, 10).size(), 2);
        QCOMPARE(store.setPaused(true).words, QString());
    }
    JournalStore store(k.path());
    QVERIFY(store.contents(10).paused);
    QCOMPARE(store.changesOf(u"t"_s, 10).size(), 1);
    QCOMPARE(store.prune(Timestamp::fromMicroseconds(10), Timestamp(), 1'000'000).words, QString());
    QCOMPARE(store.changesOf(u"t"_s, 10).size(), 0); // what others did goes with the steps
    QCOMPARE(QDir(QFileInfo(k.path()).path()).entryList({u"*.damaged *"_s}), QStringList());
}

void TestOutbox::failedMigrationLeavesTheFile()
{
    Kept k;
    makeOldJournal(k.path());
    QVERIFY(runOn(k.path(), u"CREATE TABLE settings (something TEXT)"_s));
    {
        JournalStore store(k.path());
        const JournalContents contents = store.contents(10);
        QVERIFY(contents.problem.contains(u"not kept on the disk"_s));
        QVERIFY(!contents.durable);
    }
    QCOMPARE(QDir(QFileInfo(k.path()).path()).entryList({u"*.damaged *"_s}), QStringList());
    // Nothing of it was done: without what was in its way it goes.
    QVERIFY(runOn(k.path(), u"DROP TABLE settings"_s));
    JournalStore store(k.path());
    QCOMPARE(store.contents(10).problem, QString());
    QCOMPARE(store.contents(10).steps.size(), 1);
}

void TestOutbox::retention_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("left");
    QTest::newRow("usual") << -1 << 1;
    QTest::newRow("for ever") << 0 << 2;
    QTest::newRow("short") << 1 << 0;
}

void TestOutbox::retention()
{
    QFETCH(int, days);
    QFETCH(int, left);
    Kept k;
    keepSettingsIn(QFileInfo(k.path()).path());
    constexpr qint64 day = 24LL * 60 * 60 * 1'000'000;
    const qint64 now = Timestamp::now().microseconds();
    {
        JournalStore store(k.path());
        for (const qint64 age : {100, 50}) {
            Website site;
            site.id = u"w%1"_s.arg(age);
            const qint64 id = now - age * day;
            QCOMPARE(store.append({id, GroupRole::Step, {}, 0, 1}, {Operation::remove(site)}).words, QString());
            QCOMPARE(store.setState(id, {0}, OperationState::Confirmed, {}).words, QString());
        }
    }
    if (days >= 0)
        Retention{days, days}.save();
    QVERIFY(k.read());
    k.remote.reset();
    JournalStore store(k.path());
    QCOMPARE(store.trash().size(), left);
    QCOMPARE(store.contents(10).steps.size(), days == 1 ? 0 : 2);
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
