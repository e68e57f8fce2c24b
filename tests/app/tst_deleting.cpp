// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "tests/app/reopened.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr auto unknown = "colour"_L1; // a field that this version does not know

/// A server with one website that has a field that nobody here knows, and a tag, linked.
class Deleting : public Reopened
{
public:
    Website site = server.addWebsite(u"a"_s, u"https://a.example/"_s);
    Material tag = server.addMaterial(AssociationKind::Tag, u"tag"_s);
    bool ready = false;

    Deleting()
    {
        server.link(site.id, tag.kind, tag.id);
        theirs().source.insert(unknown, u"blue"_s);
        ready = start();
    }
    Website &theirs() { return server.websites.at(site.id); }
    void remove() { library().removeItems({site.id}, {}, u"Delete"_s); }
    /// What the trash holds of the field nobody knows, of each item.
    QStringList trashed()
    {
        std::optional<QStringList> found;
        const std::function question = [](JournalStore &store) {
            QStringList values;
            for (const TrashedItem &item : store.trash())
                values.append(item.name + u' ' + store.fromTrash({item.id}).value(0).after.value(unknown).toString());
            return values;
        };
        library().journal().ask<QStringList>(question, &library(), [&](const QStringList &values) { found = values; });
        return QTest::qWaitFor([&] { return found.has_value(); }) ? *found : QStringList(u"nothing"_s);
    }
};

} // namespace

/// What is deleted: at once here, whole in the journal before it goes at the server, and not against others.
class TestDeleting : public QObject
{
    Q_OBJECT

private slots:
    void wholeItemIsKept_data();
    void wholeItemIsKept();
    void deletedWhileOffline();
    void deletedAndUndoneWhileOffline();
    void madeAndDeletedWhileOffline();
    void journalHasItBeforeItGoes();
    void stayingWhatOthersRenamed();
    void manyAtOnce();
    void materialsAreWhole();
    void undoThatWaitsDoesNotDoubleWhatStays();
    void readAgainBeforeTheNextTry();
    void materialThatStaysIsShownAsItIs();
    void whatDoesNotComeBackStaysInTheTrash_data();
    void whatDoesNotComeBackStaysInTheTrash();
    void oneThatCannotBeReadKeepsNoOthers();
};

void TestDeleting::wholeItemIsKept_data()
{
    QTest::addColumn<bool>("restarted");
    QTest::newRow("in one go") << false;
    QTest::newRow("after a restart") << true;
}

void TestDeleting::wholeItemIsKept()
{
    QFETCH(bool, restarted);
    Deleting d;
    QVERIFY(d.ready);
    d.remove();
    QCOMPARE(d.library().websites().count(), 0); // at once
    QVERIFY(d.remote->settled());
    QCOMPARE(d.server.text(), QString());
    QCOMPARE(d.trashed(), QStringList(u"a blue"_s));
    if (restarted)
        QVERIFY(d.start());
    QVERIFY(d.undo());
    QCOMPARE(d.server.text(), u"a https://a.example/ [tag]"_s);
    QCOMPARE(d.remote->text(), d.server.text());
    QVERIFY(d.trashed().isEmpty());
}

void TestDeleting::deletedWhileOffline()
{
    Deleting d;
    QVERIFY(d.ready);
    d.server.http.stop();
    d.remove();
    QTRY_VERIFY(d.library().isOffline());
    QCOMPARE(d.library().websites().count(), 0);
    QCOMPARE(d.trashed(), QStringList(u"a "_s)); // as far as it is known here
    // What others added to it meanwhile is not lost either.
    const Material other = d.server.addMaterial(AssociationKind::Tag, u"other"_s);
    d.server.link(d.site.id, other.kind, other.id);
    QVERIFY(d.server.http.restart());
    QVERIFY(d.start());
    QCOMPARE(d.server.text(), QString());
    QCOMPARE(d.trashed(), QStringList(u"a blue"_s));
    QVERIFY(d.undo());
    QCOMPARE(d.server.text(), u"a https://a.example/ [other, tag]"_s);
}

void TestDeleting::deletedAndUndoneWhileOffline()
{
    Deleting d;
    QVERIFY(d.ready);
    d.server.http.stop();
    d.remove();
    d.library().history()->undo();
    QTRY_VERIFY(d.library().isOffline());
    QCOMPARE(d.remote->text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(d.server.http.restart());
    QVERIFY(d.remote->settled());
    QCOMPARE(d.server.text(), u"a https://a.example/ [tag]"_s);
    QCOMPARE(d.remote->text(), d.server.text());
    // What makes it again is the whole of it, here and in the journal.
    const std::function question = [](JournalStore &store) {
        QStringList made;
        for (const HistoryStep &step : store.contents(10).steps) {
            for (const JournalOperation &each : store.operations(step.undoneBy))
                made.append(each.operation.after.value(unknown).toString());
        }
        return made;
    };
    std::optional<QStringList> made;
    d.library().journal().ask<QStringList>(question, this, [&](const QStringList &found) { made = found; });
    QTRY_VERIFY(made.has_value());
    QCOMPARE(*made, QStringList(u"blue"_s));
}

void TestDeleting::madeAndDeletedWhileOffline()
{
    Deleting d;
    QVERIFY(d.ready);
    d.server.http.stop();
    const Website made = websiteNamed(u"made"_s, u"https://made.example/"_s);
    d.library().perform({u"Add"_s, {Operation::create(made)}});
    d.library().removeItems({made.id}, {}, u"Delete"_s);
    QCOMPARE(d.remote->text(), u"a https://a.example/ [tag]"_s);
    QTRY_VERIFY(d.library().isOffline());
    QVERIFY(d.server.http.restart());
    QVERIFY(d.remote->settled());
    QCOMPARE(d.server.text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(d.undo());
    QCOMPARE(d.server.text(), u"a https://a.example/ [tag]\nmade https://made.example/ []"_s);
}

void TestDeleting::journalHasItBeforeItGoes()
{
    Deleting d;
    QVERIFY(d.ready);
    // The program ends after the delete was sent, and before its answer.
    const QByteArray path = "/websites/" + d.site.id.toUtf8() + "/delete";
    d.server.failAfter(path, FakeAnswer::hang());
    d.remove();
    QTRY_COMPARE(d.server.http.count(path), 1);
    QVERIFY(d.start());
    QCOMPARE(d.trashed(), QStringList(u"a blue"_s));
    QVERIFY(d.undo());
    QCOMPARE(d.server.text(), u"a https://a.example/ [tag]"_s);
}

void TestDeleting::stayingWhatOthersRenamed()
{
    Deleting d;
    QVERIFY(d.ready);
    QSignalSpy refused(&d.library(), &Library::changeRefused);
    d.theirs().name = u"theirs"_s;
    d.remove();
    QVERIFY(d.remote->settled());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.first().last().value<ApiError>().kind, ApiError::Kind::ChangedMeanwhile);
    QTRY_COMPARE(d.remote->text(), u"theirs https://a.example/ [tag]"_s);
    QCOMPARE(d.server.text(), d.remote->text());
    QVERIFY(d.trashed().isEmpty());
    // Who has seen what they wrote can delete it: the same step again is about what is there now.
    d.library().retryRefused(d.library().history()->steps().constLast().group.id);
    QTRY_COMPARE(d.remote->text(), QString());
    QVERIFY(d.remote->settled());
    QCOMPARE(d.server.text(), QString());
    QCOMPARE(refused.size(), 1);
}

void TestDeleting::manyAtOnce()
{
    Reopened r(ForeignServer::Nature::Sitebook);
    QStringList ids;
    for (int i = 0; i < 30; ++i) {
        const Website site = r.server.addWebsite(u"w%1"_s.arg(i), u"https://%1.example/"_s.arg(i));
        r.server.websites.at(site.id).source.insert(unknown, u"blue"_s);
        ids.append(site.id);
    }
    QVERIFY(r.start());
    r.server.websites.at(ids.at(7)).url = u"https://moved.example/"_s;
    r.server.websites.erase(ids.at(9));
    r.library().removeItems(ids, {}, u"Delete"_s);
    QVERIFY(r.remote->settled());
    QCOMPARE(r.server.text(), u"w7 https://moved.example/ []"_s);
    QTRY_COMPARE(r.remote->text(), r.server.text());
    QVERIFY(r.undo());
    QCOMPARE(r.server.websites.size(), std::size_t(30));
}

void TestDeleting::materialsAreWhole()
{
    Deleting d;
    QVERIFY(d.ready);
    const Material ada = d.server.addMaterial(AssociationKind::Person, u"Ada"_s);
    d.server.materials.at({ada.kind, ada.id}).address = u"https://ada.example/"_s; // no column of ours
    d.server.link(d.site.id, ada.kind, ada.id);
    QVERIFY(d.start());
    d.library().removeItems({}, {{ada.kind, ada.id}, {d.tag.kind, d.tag.id}}, u"Delete"_s);
    QCOMPARE(d.remote->text(), u"a https://a.example/ []"_s);
    QVERIFY(d.remote->settled());
    QCOMPARE(d.server.text(), u"a https://a.example/ []"_s);
    QVERIFY(d.undo());
    QCOMPARE(d.server.text(), u"a https://a.example/ [Ada, tag]"_s);
    const auto made = std::ranges::find_if(
        d.server.materials, [](const auto &each) { return each.first.first == AssociationKind::Person; });
    QCOMPARE(made->second.address, u"https://ada.example/"_s);
}

void TestDeleting::undoThatWaitsDoesNotDoubleWhatStays()
{
    Deleting d;
    QVERIFY(d.ready);
    QSignalSpy refused(&d.library(), &Library::changeRefused);
    d.server.http.stop();
    d.remove();
    d.library().history()->undo();
    QTRY_VERIFY(d.library().isOffline());
    d.theirs().name = u"theirs"_s;
    QVERIFY(d.server.http.restart());
    QVERIFY(d.remote->settled());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(d.server.text(), u"theirs https://a.example/ [tag]"_s);
    QTRY_COMPARE(d.remote->text(), d.server.text());
    QVERIFY(d.start()); // nothing is left to be sent
    QCOMPARE(d.server.text(), u"theirs https://a.example/ [tag]"_s);
}

void TestDeleting::readAgainBeforeTheNextTry()
{
    Deleting d;
    QVERIFY(d.ready);
    QSignalSpy refused(&d.library(), &Library::changeRefused);
    // The server is away just after the item was read, and somebody else renames it until it is back.
    const QByteArray path = "/websites/" + d.site.id.toUtf8() + "/delete";
    d.server.fail(path, FakeAnswer::failure(503));
    connect(&d.library(), &Library::savingWaits, this, [&d](const ApiError &error) {
        if (error)
            d.theirs().name = u"theirs"_s;
    });
    d.remove();
    QVERIFY(d.remote->settled());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(d.server.text(), u"theirs https://a.example/ [tag]"_s);
}

void TestDeleting::materialThatStaysIsShownAsItIs()
{
    Deleting d;
    QVERIFY(d.ready);
    QSignalSpy refused(&d.library(), &Library::changeRefused);
    d.server.materials.at({d.tag.kind, d.tag.id}).name = u"theirs"_s;
    d.library().removeItems({}, {{d.tag.kind, d.tag.id}}, u"Delete"_s);
    QVERIFY(d.remote->settled());
    QCOMPARE(refused.size(), 1);
    QTRY_COMPARE(d.remote->text(), u"a https://a.example/ [theirs]"_s);
    d.library().retryRefused(d.library().history()->steps().constLast().group.id);
    QTRY_COMPARE(d.remote->text(), u"a https://a.example/ []"_s);
    QVERIFY(d.remote->settled());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(d.server.text(), u"a https://a.example/ []"_s);
}

void TestDeleting::whatDoesNotComeBackStaysInTheTrash_data()
{
    QTest::addColumn<bool>("refused");
    QTest::newRow("given up while it waits") << false;
    QTest::newRow("refused") << true;
}

void TestDeleting::whatDoesNotComeBackStaysInTheTrash()
{
    QFETCH(bool, refused);
    Deleting d;
    QVERIFY(d.ready);
    d.remove();
    QVERIFY(d.remote->settled());
    if (refused)
        d.server.fail("/websites/create", FakeAnswer::failure(422, "not today"));
    else
        d.library().setPaused(true);
    d.library().restoreFromTrash({d.site.id}, u"Restore"_s);
    QTRY_COMPARE(d.library().history()->steps().size(), 2);
    if (!refused) {
        QVERIFY(d.trashed().isEmpty()); // it is on its way
        d.library().cancelPending();
        d.library().setPaused(false);
    }
    QVERIFY(d.remote->settled());
    QCOMPARE(d.library().websites().count(), 0);
    QCOMPARE(d.library().history()->refusedCount(), refused ? 1 : 0);
    QCOMPARE(d.trashed(), QStringList(u"a blue"_s));
    d.library().restoreFromTrash({d.site.id}, u"Restore"_s);
    QTRY_COMPARE(d.server.text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(d.remote->settled());
    QVERIFY(d.trashed().isEmpty());
    // What was refused is there now, and is not made a second time.
    d.library().retryRefused(d.library().history()->steps().at(1).group.id);
    QTRY_COMPARE(d.library().history()->refusedCount(), 0);
    QVERIFY(d.remote->settled());
    QCOMPARE(d.server.text(), u"a https://a.example/ [tag]"_s);
}

void TestDeleting::oneThatCannotBeReadKeepsNoOthers()
{
    Reopened r(ForeignServer::Nature::Sitebook);
    const Website odd = r.server.addWebsite(u"odd"_s, u"https://odd.example/"_s);
    QStringList ids{odd.id};
    for (int i = 0; i < 2; ++i)
        ids.append(r.server.addWebsite(u"w%1"_s.arg(i), u"https://%1.example/"_s.arg(i)).id);
    const Material tag = r.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(r.start());
    QSignalSpy refused(&r.library(), &Library::changeRefused);
    for (int i = 0; i < 20; ++i)
        r.server.fail("/website/" + odd.id.toUtf8(), FakeAnswer::failure(500));
    r.library().removeItems(ids, {{tag.kind, tag.id}}, u"Delete"_s);
    QVERIFY(r.remote->settled());
    QCOMPARE(refused.size(), 1);
    QVERIFY(r.server.materials.empty());
    QCOMPARE(r.server.text(), u"odd https://odd.example/ []"_s);
}

QTEST_GUILESS_MAIN(TestDeleting)
#include "tst_deleting.moc"
