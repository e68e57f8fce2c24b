// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "tests/app/reopened.h"
#include "tests/support/filelimit.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

/// What outlives the program: steps to undo, changes that wait, identifiers, conflicts, what was deleted.
class TestJournal : public QObject
{
    Q_OBJECT

private slots:
    void undoAfterARestart();
    void redoAfterARestart();
    void deletedAndMadeAnewUnderAnotherIdentifier();
    void waitingChangesAreSentAfterARestart();
    void createWhoseAnswerWasLostIsNotSentTwice();
    void countThatMayHaveArrivedIsNotSentTwice();
    void oneStepAlone();
    void stepThatOthersBuildOnStays();
    void undoLeavesTheWorkOfOthers();
    void undoOfWhatOthersChangedComparesBoth();
    void conflictsAreKept();
    void refusedChangesAreKept();
    void trash();
    void historyOfOneItem();
    void pruning();
    void pruningBySize();
    void damagedJournalIsSetAside();
    void journalThatIsInUseKeepsNothing();
    void fullDiskHoldsChangesBack();
    void fullDiskKeepsWhatWasWritten();
    void journalIsNotSetAsideOnAFullDisk();
};

void TestJournal::undoAfterARestart()
{
    Reopened r;
    const Website site = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material tag = r.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"Rename"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    QVERIFY(r.remote->perform({u"Link"_s, {Operation::link(site.id, tag.kind, tag.id)}}));
    QCOMPARE(r.server.text(), u"b https://a.example/ [tag]"_s);
    QVERIFY(r.start());
    QCOMPARE(r.library().history()->undoText(), u"Link"_s);
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"b https://a.example/ []"_s);
    QVERIFY(r.start());
    QCOMPARE(r.library().history()->undoText(), u"Rename"_s);
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"a https://a.example/ []"_s);
    QVERIFY(!r.library().history()->canUndo());
}

void TestJournal::redoAfterARestart()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"First"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    QVERIFY(r.remote->perform({u"Second"_s, {r.renaming(u"b"_s, u"c"_s)}}));
    QVERIFY(r.undo());
    QVERIFY(r.undo());
    QVERIFY(r.start());
    QCOMPARE(r.library().history()->redoText(), u"First"_s);
    QVERIFY(r.redo());
    QVERIFY(r.redo());
    QCOMPARE(r.server.text(), u"c https://a.example/ []"_s);
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"b https://a.example/ []"_s);
    // What is done after an undo leaves nothing to redo, also after a restart.
    QVERIFY(r.remote->perform({u"Other"_s, {r.renaming(u"b"_s, u"x"_s)}}));
    QVERIFY(r.start());
    QVERIFY(!r.library().history()->canRedo());
}

void TestJournal::deletedAndMadeAnewUnderAnotherIdentifier()
{
    Reopened r;
    const Website site = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material tag = r.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    r.server.link(site.id, tag.kind, tag.id);
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"Rename"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    r.library().removeItems({site.id}, {}, u"Delete"_s);
    QTRY_COMPARE(r.server.text(), QString());
    QVERIFY(r.remote->settled());
    QVERIFY(r.start());
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"b https://a.example/ [tag]"_s);
    QVERIFY(r.remote->website(u"b"_s).id != site.id);
    // The step before is about the identifier that the website had.
    QVERIFY(r.start());
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"a https://a.example/ [tag]"_s);
}

void TestJournal::waitingChangesAreSentAfterARestart()
{
    Reopened r;
    const Website site = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    r.server.http.stop();
    const Website made = websiteNamed(u"made"_s, u"https://made.example/"_s);
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    r.library().perform({u"Rename"_s, {r.renaming(u"a"_s, u"b"_s)}});
    r.library().perform({u"Add"_s, {Operation::create(made)}});
    r.library().perform({u"Tag"_s, {Operation::create(tag), Operation::link(made.id, tag.kind, tag.id)}});
    r.library().perform({u"Link"_s, {Operation::link(site.id, tag.kind, tag.id)}});
    QTRY_VERIFY(r.library().isOffline());
    QCOMPARE(r.library().pendingOperations(), 5);
    r.open(); // while the server is still away
    QTRY_COMPARE(r.library().history()->count(), 4);
    QVERIFY(r.server.http.restart());
    QVERIFY(r.start());
    QCOMPARE(r.server.text(), u"b https://a.example/ [tag]\nmade https://made.example/ [tag]"_s);
    QCOMPARE(r.remote->text(), r.server.text());
    QVERIFY(r.start());
    QCOMPARE(r.server.text(), u"b https://a.example/ [tag]\nmade https://made.example/ [tag]"_s);
    // Everything can be taken back, although the identifiers are others now.
    while (r.library().history()->canUndo())
        QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"a https://a.example/ []"_s);
}

void TestJournal::createWhoseAnswerWasLostIsNotSentTwice()
{
    Reopened r;
    QVERIFY(r.start());
    // The server does it, and the program ends before it hears of that.
    r.server.loseAnswer("/websites/create");
    const Website made = websiteNamed(u"made"_s, u"https://made.example/"_s);
    r.library().perform({u"Add"_s, {Operation::create(made)}});
    QTRY_COMPARE(r.server.http.count("/websites/create"), 1);
    QVERIFY(r.start());
    QCOMPARE(r.server.text(), u"made https://made.example/ []"_s);
    QCOMPARE(r.remote->text(), r.server.text());
    QCOMPARE(r.server.http.count("/websites/create"), 1);
}

void TestJournal::countThatMayHaveArrivedIsNotSentTwice()
{
    Reopened r;
    const Website site = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    const QByteArray path = "/website/" + site.id.toUtf8() + "/scores/increment";
    r.server.fail(path, FakeAnswer::hang());
    r.library().performWithoutUndo({u"Open"_s, {Operation::increment(site.id, {.reuse = true})}});
    QTRY_COMPARE(r.server.http.count(path), 1);
    QVERIFY(r.start());
    QCOMPARE(r.server.http.count(path), 1);
    QVERIFY(r.start());
    QCOMPARE(r.server.http.count(path), 1);
    QVERIFY(!r.library().history()->canUndo());
}

void TestJournal::oneStepAlone()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    r.server.addWebsite(u"x"_s, u"https://x.example/"_s);
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"First"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    QVERIFY(r.remote->perform({u"Second"_s, {r.renaming(u"x"_s, u"y"_s)}}));
    QVERIFY(r.start());
    History *history = r.library().history();
    history->undoStep(history->steps().first().group.id);
    QTRY_COMPARE(r.server.text(), u"a https://a.example/ []\ny https://x.example/ []"_s);
    QVERIFY(r.remote->settled());
    history->redoStep(history->steps().first().group.id);
    QTRY_COMPARE(r.server.text(), u"b https://a.example/ []\ny https://x.example/ []"_s);
    QVERIFY(r.remote->settled());
    history->undoTo(0);
    QTRY_COMPARE(r.server.text(), u"a https://a.example/ []\nx https://x.example/ []"_s);
}

void TestJournal::stepThatOthersBuildOnStays()
{
    Reopened r;
    const Website site = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"Rename"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    QVERIFY(r.remote->perform({u"Tag"_s, {Operation::create(tag)}}));
    const QString given = r.library().currentId(tag.id);
    QVERIFY(given != tag.id);
    QVERIFY(r.remote->perform({u"Link"_s, {Operation::link(site.id, tag.kind, given)}}));
    QVERIFY(r.remote->perform({u"Rename again"_s, {r.renaming(u"b"_s, u"c"_s)}}));
    History *history = r.library().history();
    QSignalSpy refused(history, &History::refused);
    history->undoStep(history->steps().at(1).group.id);
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(refused.last().first().toString().contains(u"Link came later"_s));
    history->undoStep(history->steps().at(0).group.id);
    QTRY_COMPARE(refused.size(), 2);
    QVERIFY(refused.last().first().toString().contains(u"Rename again came later"_s));
    QCOMPARE(r.server.text(), u"c https://a.example/ [tag]"_s);
    QCOMPARE(history->count(), 4);
}

void TestJournal::undoLeavesTheWorkOfOthers()
{
    Reopened r;
    const Website site = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"Rename"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    r.server.websites[site.id].name = u"theirs"_s;
    QVERIFY(r.start());
    QSignalSpy refused(r.library().history(), &History::refused);
    QVERIFY(r.undo());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(r.server.text(), u"theirs https://a.example/ []"_s);
    QCOMPARE(r.library().conflicts().size(), 1);
    QCOMPARE(r.library().conflicts().first().mine, u"a"_s);
    QCOMPARE(r.library().history()->count(), 1);
}

void TestJournal::undoOfWhatOthersChangedComparesBoth()
{
    Reopened r;
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"Add"_s, {Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))}}));
    r.server.websites.begin()->second.name = u"theirs"_s;
    QVERIFY(r.start());
    QSignalSpy refused(r.library().history(), &History::refused);
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"theirs https://a.example/ []"_s);
    QCOMPARE(r.remote->text(), r.server.text());
    QCOMPARE(r.library().history()->count(), 1);
    QCOMPARE(refused.size(), 1);
    const auto told = refused.first().last().value<QList<Conflict>>();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().field, u"name"_s);
    QCOMPARE(told.first().mine, u"a"_s);
    QCOMPARE(told.first().theirs, u"theirs"_s);
    QCOMPARE(r.library().conflicts(), told);
}

void TestJournal::conflictsAreKept()
{
    Reopened r;
    const Website site = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    r.server.websites[site.id].name = u"theirs"_s;
    QVERIFY(r.remote->perform({u"Rename"_s, {r.renaming(u"a"_s, u"mine"_s)}}));
    QCOMPARE(r.library().conflicts().size(), 1);
    const QList<Conflict> before = r.library().conflicts();
    QVERIFY(r.start());
    QCOMPARE(r.library().conflicts(), before);
    r.library().keepMine(before);
    QVERIFY(r.remote->settled());
    QCOMPARE(r.server.text(), u"mine https://a.example/ []"_s);
    QVERIFY(r.start());
    QVERIFY(r.library().conflicts().isEmpty());
}

void TestJournal::refusedChangesAreKept()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    r.server.fail("/website/update", FakeAnswer::failure(422, "not today"));
    QVERIFY(r.remote->perform({u"Rename"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    QCOMPARE(r.remote->text(), u"a https://a.example/ []"_s);
    QVERIFY(r.start());
    QCOMPARE(r.library().history()->steps().first().refused, 1);
    r.library().retryRefused(r.library().history()->steps().first().group.id);
    QTRY_COMPARE(r.server.text(), u"b https://a.example/ []"_s);
    QVERIFY(r.remote->settled());
    QTRY_COMPARE(r.library().history()->steps().first().refused, 0);
    QVERIFY(r.start());
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"a https://a.example/ []"_s);
}

void TestJournal::trash()
{
    Reopened r;
    const Website site = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material tag = r.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    r.server.link(site.id, tag.kind, tag.id);
    QVERIFY(r.start());
    r.library().removeItems({site.id}, {}, u"Delete"_s);
    QTRY_COMPARE(r.server.text(), QString());
    QVERIFY(r.remote->settled());
    QVERIFY(r.start());
    QList<TrashedItem> trash;
    bool answered = false;
    const auto look = [&] {
        answered = false;
        const std::function question = [](JournalStore &store) { return store.trash(); };
        r.library().journal().ask<QList<TrashedItem>>(question, this, [&](const QList<TrashedItem> &items) {
            trash = items;
            answered = true;
        });
        return QTest::qWaitFor([&] { return answered; });
    };
    QVERIFY(look());
    QCOMPARE(trash.size(), 1);
    QCOMPARE(trash.first().name, u"a"_s);
    QCOMPARE(trash.first().links, 1);
    QVERIFY(trash.first().size > 0);
    r.library().restoreFromTrash({site.id}, u"Restore"_s);
    QTRY_COMPARE(r.server.text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(r.remote->settled());
    QVERIFY(look());
    QVERIFY(trash.isEmpty());
    QCOMPARE(r.library().history()->undoText(), u"Restore"_s);
}

void TestJournal::historyOfOneItem()
{
    JournalStore store{QString()};
    const auto write = [&](qint64 id, const QList<Operation> &operations) {
        return store.append({id, GroupRole::Step, u"step %1"_s.arg(id), 0, 1}, operations);
    };
    Website before;
    before.id = u"a"_s;
    Website after = before;
    after.name = u"name"_s;
    QCOMPARE(write(1, {Operation::update(before, after)}).words, QString());
    QCOMPARE(write(2, {Operation::link(u"b"_s, AssociationKind::Tag, u"t"_s)}).words, QString());
    QCOMPARE(write(3, {Operation::link(u"a"_s, AssociationKind::Tag, u"t"_s)}).words, QString());
    QStringList captions;
    const QList<ItemChange> changes = store.changesOf(u"a"_s, 10);
    for (const ItemChange &change : changes)
        captions.append(change.group.caption);
    QCOMPARE(captions, (QStringList{u"step 3"_s, u"step 1"_s}));
    QCOMPARE(changes.last().operation.after.value(u"name"_s).toString(), u"name"_s);
    QCOMPARE(store.changesOf(u"t"_s, 10).size(), 2);
    QCOMPARE(store.changesOf(u"t"_s, 1).size(), 1);
}

void TestJournal::pruning()
{
    JournalStore store{QString()};
    Website website;
    for (qint64 id = 1; id <= 4; ++id) {
        website.id = u"w%1"_s.arg(id);
        QCOMPARE(store.append({id, GroupRole::Step, {}, 0, 1}, {Operation::remove(website)}).words, QString());
    }
    QCOMPARE(store.setState(1, {0}, OperationState::Confirmed, {}).words, QString());
    QCOMPARE(store.setState(2, {0}, OperationState::Refused, u"no"_s).words, QString());
    QCOMPARE(store.setState(4, {0}, OperationState::Confirmed, {}).words, QString());
    QCOMPARE(store.trash().size(), 3); // what was refused was not deleted
    // The first is old and through; the second is refused, the third waits, the fourth is young.
    QCOMPARE(store.prune(Timestamp::fromMicroseconds(4), Timestamp::fromMicroseconds(2), 1'000'000).words, QString());
    QList<qint64> left;
    const QList<HistoryStep> steps = store.contents(10).steps;
    for (const HistoryStep &step : steps)
        left.append(step.group.id);
    QCOMPARE(left, (QList<qint64>{2, 3, 4}));
    QCOMPARE(store.trash().size(), 2);
    QCOMPARE(store.emptyTrash({u"w3"_s}).words, QString());
    QCOMPARE(store.trash().size(), 1);
    QCOMPARE(store.emptyTrash({}).words, QString());
    QVERIFY(store.trash().isEmpty());
}

void TestJournal::pruningBySize()
{
    JournalStore store{QString()};
    for (qint64 id = 1; id <= 600; ++id) {
        const Website website = websiteNamed(QString(2'000, u'x'), u"https://x.example/"_s);
        QCOMPARE(store.append({id, GroupRole::Step, {}, 0, 1}, {Operation::create(website)}).words, QString());
        if (id != 3)
            QCOMPARE(store.setState(id, {0}, OperationState::Confirmed, {}).words, QString());
    }
    const auto prune = [&](qint64 most) {
        return store.prune(Timestamp::fromMicroseconds(0), Timestamp::fromMicroseconds(0), most).words;
    };
    QCOMPARE(prune(100'000'000), QString());
    QCOMPARE(store.contents(1000).steps.size(), 600);
    QCOMPARE(prune(1'000'000), QString());
    const QList<HistoryStep> steps = store.contents(1000).steps;
    QVERIFY2(steps.size() > 100 && steps.size() < 300, qPrintable(QString::number(steps.size())));
    QCOMPARE(steps.constFirst().group.id, qint64(3)); // which waits
    QCOMPARE(steps.constLast().group.id, qint64(600));
    QCOMPARE(prune(0), QString()); // as far as it goes
    QVERIFY(store.contents(1000).steps.size() <= 52);
}

void TestJournal::damagedJournalIsSetAside()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QFile file(r.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    r.open();
    QSignalSpy problem(&r.library(), &Library::journalProblem);
    QTRY_COMPARE(problem.size(), 1);
    QVERIFY(problem.first().first().toString().contains(u"damaged"_s));
    QVERIFY(r.remote->load());
    QVERIFY(r.remote->perform({u"Rename"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    QVERIFY(r.start());
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"a https://a.example/ []"_s);
    const QStringList kept = QFileInfo(r.path()).dir().entryList({u"*.damaged *"_s});
    QCOMPARE(kept.size(), 1);
}

void TestJournal::journalThatIsInUseKeepsNothing()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    QVERIFY(r.library().journal().isDurable());
    RemoteLibrary second(r.server.http.base(), r.path());
    QSignalSpy problem(&second.library, &Library::journalProblem);
    QVERIFY(second.load());
    QTRY_COMPARE(problem.size(), 1);
    // Who closes it must not believe that what waits is on the disk.
    QVERIFY(!second.library.journal().isDurable());
}

void TestJournal::fullDiskHoldsChangesBack()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    QSignalSpy problem(&r.library(), &Library::journalProblem);
    QSignalSpy recovered(&r.library(), &Library::journalRecovered);
    {
        const FileLimit limit(QFileInfo(r.path() + u"-wal"_s).size());
        r.library().perform({u"First"_s, {r.renaming(u"a"_s, u"b"_s)}});
        r.library().perform({u"Second"_s, {r.renaming(u"b"_s, u"c"_s)}});
        QTRY_COMPARE(problem.size(), 1);
        // It shows at once; what is not written down is not sent, and who closes the library is told.
        QCOMPARE(r.remote->text(), u"c https://a.example/ []"_s);
        QCOMPARE(r.library().pendingOperations(), 2);
        QVERIFY(!r.library().journal().isDurable());
        QCOMPARE(r.server.text(), u"a https://a.example/ []"_s);
        QVERIFY(recovered.isEmpty());
    }
    QVERIFY(r.remote->settled());
    QCOMPARE(recovered.size(), 1);
    QCOMPARE(problem.size(), 1);
    QVERIFY(r.library().journal().isDurable());
    QCOMPARE(r.server.text(), u"c https://a.example/ []"_s);
    QVERIFY(r.start());
    QVERIFY(r.undo());
    QVERIFY(r.undo());
    QCOMPARE(r.server.text(), u"a https://a.example/ []"_s);
}

void TestJournal::fullDiskKeepsWhatWasWritten()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"First"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    {
        const FileLimit limit(QFileInfo(r.path() + u"-wal"_s).size());
        QSignalSpy problem(&r.library(), &Library::journalProblem);
        // Larger than what is left, and then small enough to fit: it must not overtake the other.
        Website large = websiteNamed(QString(20'000, u'x'), u"https://x.example/"_s);
        r.library().perform({u"Large"_s, {Operation::create(large)}});
        r.library().perform({u"Small"_s, {Operation::remove(large)}});
        QTRY_COMPARE(problem.size(), 1);
        r.remote.reset();
    }
    QVERIFY(r.start());
    QCOMPARE(r.library().history()->undoText(), u"First"_s);
    QCOMPARE(r.remote->text(), u"b https://a.example/ []"_s);
    QCOMPARE(r.server.text(), u"b https://a.example/ []"_s);
}

void TestJournal::journalIsNotSetAsideOnAFullDisk()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    QVERIFY(r.remote->perform({u"First"_s, {r.renaming(u"a"_s, u"b"_s)}}));
    r.remote.reset();
    {
        const FileLimit limit(0);
        r.open();
        QSignalSpy problem(&r.library(), &Library::journalProblem);
        QTRY_COMPARE(problem.size(), 1);
        QVERIFY(!r.library().journal().isDurable());
    }
    QCOMPARE(QFileInfo(r.path()).dir().entryList({u"*.damaged *"_s}), QStringList());
    QVERIFY(r.start());
    QCOMPARE(r.library().history()->undoText(), u"First"_s);
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
