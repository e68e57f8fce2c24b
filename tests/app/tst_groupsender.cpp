// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groupsender.h"
#include "tests/app/foreignserver.h"
#include "tests/app/remotelibrary.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

/// A library on a scripted server. Requests are sent once, so that the sender is the only one who repeats anything.
class Scripted
{
public:
    explicit Scripted(ForeignServer::Nature nature = ForeignServer::Nature::Foreign)
        : server(nature)
        , remote(server.http.base())
        , refused(&remote.library, &Library::changeRefused)
        , waits(&remote.library, &Library::savingWaits)
    {
        remote.client.setRetryPauses({});
        remote.library.setRetryPauses(50ms, 200ms);
    }

    ForeignServer server;
    RemoteLibrary remote;
    QSignalSpy refused;
    QSignalSpy waits;

    Library &library() { return remote.library; }
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
    ApiError refusal() const { return refused.isEmpty() ? ApiError() : refused.last().at(1).value<ApiError>(); }
    Operation renaming(const QString &name, const QString &now) const
    {
        const Website before = remote.website(name);
        Website after = before;
        after.name = now;
        return Operation::update(before, after);
    }
};

constexpr auto own = ForeignServer::Nature::Sitebook;

} // namespace

class TestGroupSender : public QObject
{
    Q_OBJECT

private slots:
    void refusedUpdateIsTakenBack();
    void refusedDeleteComesBackWithItsLinks();
    void refusedPartOfAGroup();
    void updateKeepsWhatOthersChanged();
    void unreachableServerIsWaitedFor();
    void lostCreateIsLookedUp();
    void answerThatSaysNothing();
    void createThatWasNotDoneIsSentAgain();
    void lostCreateIsLookedUpEvenLater();
    void lostCreateTakesNoOtherWebsite();
    void lostCreateOfAPerson();
    void personThatWasNotCreatedIsSentAgain();
    void lostCreateOnASitebookIsSentAgain();
    void identifiersAreReplaced();
    void undoAndRedoOfForeignItems();
    void undoBeforeTheIdentifierIsKnown();
    void listBringsTheNewIdentifierFirst();
    void listBringsTheNewTagFirst();
    void linksAreCompletedOneByOne();
    void pendingCountsLinksThatComplete();
    void batchIsOneRequest();
    void batchThatIsNotKnownFallsBack();
    void refusedPartOfABatch();
    void batchThatIsCutOffIsSentAgain();
    void incrementIsNeverSentTwice();
    void incrementOfABatchIsNeverSentTwice();
    void refusedIncrementIsTakenBack();
    void incrementThatNeverArrivedIsSent();
    void cancelTakesBackAllThatWaits();
    void cancelWhileItPausesEndsOnce();
    void cancelOfAGroupThatIsNotShownYet();
    void cancelLeavesWhatIsUnderWay();
    void cancelLeavesNothingHalf();
    void createdAmongOthersOfTheSameName();
    void deletingWhatIsGoneAlready();
    void progressIsTold();
};

void TestGroupSender::refusedUpdateIsTakenBack()
{
    Scripted s;
    s.server.addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    QVERIFY(s.remote.load());
    s.server.fail("/website/update", FakeAnswer::failure(422, "no space left"));
    s.library().perform({u"Rename"_s, {s.renaming(u"Qt"_s, u"New"_s)}});
    QCOMPARE(s.remote.text(), u"New https://qt.io/ []"_s);
    QCOMPARE(s.library().pendingOperations(), 1);
    QVERIFY(s.remote.settled());
    QCOMPARE(s.remote.text(), u"Qt https://qt.io/ []"_s);
    QCOMPARE(s.refused.size(), 1);
    QCOMPARE(s.refused.first().first().toString(), u"Rename"_s);
    QCOMPARE(s.refusal().kind, ApiError::Kind::Refused);
    QCOMPARE(s.refusal().serverText, u"no space left"_s);
    QCOMPARE(s.library().pendingOperations(), 0);

    // There is nothing to undo, and to do it again sends nothing that was refused.
    const qsizetype requests = s.server.http.count();
    s.undo();
    s.redo();
    QCOMPARE(s.server.http.count(), requests);
    QCOMPARE(s.server.text(), u"Qt https://qt.io/ []"_s);
}

void TestGroupSender::refusedDeleteComesBackWithItsLinks()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    s.server.link(website.id, tag.kind, tag.id);
    QVERIFY(s.remote.load());
    s.server.fail("/websites/" + website.id.toUtf8() + "/delete", FakeAnswer::failure(422));
    QSignalSpy removed(&s.library(), &Library::websitesRemoved);
    s.library().removeItems({website.id}, {}, u"Delete"_s);
    QTRY_COMPARE(s.refused.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(s.remote.text(), u"Qt https://qt.io/ [tag]"_s);
    QCOMPARE(s.library().materials(AssociationKind::Tag).websites(0).size(), std::size_t(1));
}

void TestGroupSender::refusedPartOfAGroup()
{
    Scripted s;
    const Website a = s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Website b = s.server.addWebsite(u"b"_s, u"https://b.example/"_s);
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(s.remote.load());
    s.server.fail("/website/" + a.id.toUtf8() + "/tags/associate/" + tag.id.toUtf8(), FakeAnswer::failure(400));
    QVERIFY(s.remote.perform(
        {u"Link"_s, {Operation::link(a.id, tag.kind, tag.id), Operation::link(b.id, tag.kind, tag.id)}}));
    QCOMPARE(s.remote.text(), u"a https://a.example/ []\nb https://b.example/ [tag]"_s);
    QCOMPARE(s.server.text(), s.remote.text());
    s.undo();
    QCOMPARE(s.server.text(), u"a https://a.example/ []\nb https://b.example/ []"_s);
    s.redo();
    QCOMPARE(s.server.text(), u"a https://a.example/ []\nb https://b.example/ [tag]"_s);
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.refused.size(), 1);
}

void TestGroupSender::updateKeepsWhatOthersChanged()
{
    Scripted s;
    Website website = s.server.addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    QVERIFY(s.remote.load());
    s.server.websites[website.id].url = u"https://new.example/"_s;
    QVERIFY(s.remote.perform(s.renaming(u"Qt"_s, u"Renamed"_s)));
    QCOMPARE(s.server.text(), u"Renamed https://new.example/ []"_s);
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.remote.website(u"Renamed"_s).updated, s.server.websites[website.id].updated);
}

void TestGroupSender::unreachableServerIsWaitedFor()
{
    Scripted s;
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(s.remote.load());
    s.server.http.stop();
    s.library().perform(
        {u"Add"_s, {Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s, {{tag.kind, tag.id}}))}});
    QTRY_COMPARE(s.waits.size(), 1);
    QCOMPARE(s.waits.last().first().value<ApiError>().kind, ApiError::Kind::NotReachable);
    QVERIFY(s.library().isSaving());
    s.library().perform({u"Rename"_s, {s.renaming(u"a"_s, u"b"_s)}});
    QTRY_COMPARE(s.waits.size(), 2); // it tries, and goes on waiting
    QVERIFY(s.server.http.restart());
    QVERIFY(s.remote.settled());
    QVERIFY(!s.waits.last().first().value<ApiError>());
    QCOMPARE(s.server.text(), u"b https://a.example/ [tag]"_s);
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.server.http.count("/websites/create"), 1);
    QCOMPARE(s.server.http.count("/website/update"), 1);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::lostCreateIsLookedUp()
{
    Scripted s;
    QVERIFY(s.remote.load());
    s.server.loseAnswer("/websites/create");
    QVERIFY(s.remote.perform(Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))));
    QCOMPARE(s.server.http.count("/websites/create"), 1);
    QCOMPARE(s.server.http.count("/websites/exists"), 1);
    QCOMPARE(s.server.text(), u"a https://a.example/ []"_s);
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.remote.website(u"a"_s).id, s.server.websites.begin()->first);
    QCOMPARE(s.refused.size(), 0);
}

/// An empty answer, or the sign-in page of a network, says nothing of what became of a change.
void TestGroupSender::answerThatSaysNothing()
{
    Scripted s;
    QVERIFY(s.remote.load());
    s.server.failAfter("/websites/create", FakeAnswer::text({}));
    QVERIFY(s.remote.perform(Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))));
    QCOMPARE(s.server.http.count("/websites/create"), 1);
    QCOMPARE(s.server.text(), u"a https://a.example/ []"_s);
    QCOMPARE(s.remote.text(), s.server.text());

    for (int i = 0; i < 10; ++i)
        s.server.fail("/website/update", FakeAnswer::html());
    QVERIFY(s.remote.perform(s.renaming(u"a"_s, u"b"_s)));
    QCOMPARE(s.server.text(), u"b https://a.example/ []"_s);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::createThatWasNotDoneIsSentAgain()
{
    Scripted s;
    QVERIFY(s.remote.load());
    s.server.fail("/websites/create", FakeAnswer::closeAtOnce());
    QVERIFY(s.remote.perform(Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))));
    QCOMPARE(s.server.http.count("/websites/create"), 2);
    QCOMPARE(s.server.text(), u"a https://a.example/ []"_s);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::lostCreateIsLookedUpEvenLater()
{
    Scripted s;
    QVERIFY(s.remote.load());
    s.server.loseAnswer("/websites/create");
    s.server.fail("/websites/exists", FakeAnswer::cutOff("{\"website\":{}}", 4));
    QVERIFY(s.remote.perform(Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))));
    QCOMPARE(s.waits.size(), 2);
    QCOMPARE(s.server.http.count("/websites/create"), 1);
    QCOMPARE(s.server.http.count("/websites/exists"), 2);
    QCOMPARE(s.server.text(), u"a https://a.example/ []"_s);
    QCOMPARE(s.remote.text(), s.server.text());
}

void TestGroupSender::lostCreateTakesNoOtherWebsite()
{
    Scripted s;
    const Website before = s.server.addWebsite(u"before"_s, u"https://a.example/"_s);
    QVERIFY(s.remote.load());
    s.server.fail("/websites/create", FakeAnswer::closeAtOnce());
    QVERIFY(s.remote.perform(Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))));
    QCOMPARE(s.refusal().kind, ApiError::Kind::Broken);
    QCOMPARE(s.server.http.count("/websites/create"), 1);
    QCOMPARE(s.remote.text(), u"before https://a.example/ []"_s);
    s.undo(); // which must not delete what was there before
    QCOMPARE(s.server.text(), u"before https://a.example/ []"_s);
}

void TestGroupSender::lostCreateOfAPerson()
{
    Scripted s;
    Material other = s.server.addMaterial(AssociationKind::Person, u"Ada"_s);
    const Website website = s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(s.remote.load());
    Material ada = materialNamed(AssociationKind::Person, u"Ada"_s);
    s.server.loseAnswer("/persons/create");
    QVERIFY(s.remote.perform({u"Add"_s, {Operation::create(ada), Operation::link(website.id, ada.kind, ada.id)}}));
    QCOMPARE(s.server.http.count("/persons/create"), 1);
    QCOMPARE(s.server.materials.size(), std::size_t(2));
    QCOMPARE(s.server.text(), u"a https://a.example/ [Ada]"_s);
    QVERIFY(s.server.websites[website.id].links(AssociationKind::Person) != QStringList{other.id});
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.library().materials(AssociationKind::Person).count(), 2);
    s.undo();
    QCOMPARE(s.server.materials.size(), std::size_t(1));
    QCOMPARE(s.server.materials.begin()->first.second, other.id);
}

void TestGroupSender::personThatWasNotCreatedIsSentAgain()
{
    Scripted s;
    QVERIFY(s.remote.load());
    s.server.fail("/persons/create", FakeAnswer::closeAtOnce());
    QVERIFY(s.remote.perform(Operation::create(materialNamed(AssociationKind::Person, u"Ada"_s))));
    QCOMPARE(s.server.http.count("/persons/create"), 2);
    QCOMPARE(s.server.materials.size(), std::size_t(1));
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::lostCreateOnASitebookIsSentAgain()
{
    Scripted s(own);
    QVERIFY(s.remote.load());
    s.server.loseAnswer("/websites/create");
    const Website website = websiteNamed(u"a"_s, u"https://a.example/"_s);
    QVERIFY(s.remote.perform(Operation::create(website)));
    QCOMPARE(s.server.http.count("/websites/exists"), 0);
    QCOMPARE(s.server.websites.size(), std::size_t(1));
    QCOMPARE(s.server.websites.begin()->first, website.id);
    QCOMPARE(s.remote.text(), s.server.text());
}

void TestGroupSender::identifiersAreReplaced()
{
    Scripted s;
    QVERIFY(s.remote.load());
    QSignalSpy websiteReplaced(&s.library(), &Library::websiteIdReplaced);
    QSignalSpy materialReplaced(&s.library(), &Library::materialIdReplaced);
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    const Website website = websiteNamed(u"a"_s, u"https://a.example/"_s, {{tag.kind, tag.id}});
    s.library().perform({u"Add"_s, {Operation::create(tag), Operation::create(website)}});
    QCOMPARE(s.remote.text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(s.remote.settled());
    QCOMPARE(websiteReplaced.size(), 1);
    QCOMPARE(websiteReplaced.first().first().toString(), website.id);
    QCOMPARE(materialReplaced.size(), 1);
    const QString now = websiteReplaced.first().last().toString();
    QCOMPARE(s.library().currentId(website.id), now);
    QCOMPARE(s.remote.website(u"a"_s).id, now);
    QVERIFY(!s.library().websites().find(website.id));
    QVERIFY(!s.library().materials(tag.kind).find(tag.id));
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.server.text(), u"a https://a.example/ [tag]"_s);

    // Later changes go by the new identifier, also those that were made of the old one.
    QVERIFY(s.remote.perform(s.renaming(u"a"_s, u"b"_s)));
    QVERIFY(s.remote.perform(Operation::unlink(website.id, tag.kind, tag.id)));
    QVERIFY(s.remote.perform(Operation::increment(website.id, {.reuse = true})));
    QCOMPARE(s.server.text(), u"b https://a.example/ []"_s);
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.server.websites.begin()->second.score.reuse, 1);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::undoAndRedoOfForeignItems()
{
    Scripted s;
    QVERIFY(s.remote.load());
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    const Website website = websiteNamed(u"a"_s, u"https://a.example/"_s, {{tag.kind, tag.id}});
    QVERIFY(s.remote.perform({u"Add"_s, {Operation::create(tag), Operation::create(website)}}));
    QVERIFY(s.remote.perform(s.renaming(u"a"_s, u"b"_s)));
    const QString first = s.remote.website(u"b"_s).id;
    s.library().removeItems({first}, {}, u"Delete"_s);
    QTRY_COMPARE(s.server.text(), QString());
    QVERIFY(s.remote.settled());
    for (int round = 0; round < 2; ++round) {
        s.undo();
        QCOMPARE(s.server.text(), u"b https://a.example/ [tag]"_s);
        QCOMPARE(s.remote.text(), s.server.text());
        s.undo();
        QCOMPARE(s.server.text(), u"a https://a.example/ [tag]"_s);
        QCOMPARE(s.remote.text(), s.server.text());
        s.undo();
        QVERIFY(s.server.websites.empty());
        QVERIFY(s.server.materials.empty());
        QCOMPARE(s.remote.text(), QString());
        // Faster than the server tells its identifiers.
        s.library().history()->redo();
        s.library().history()->redo();
        QCOMPARE(s.remote.text(), u"b https://a.example/ [tag]"_s);
        QVERIFY(s.remote.settled());
        QCOMPARE(s.server.text(), u"b https://a.example/ [tag]"_s);
        QCOMPARE(s.remote.text(), s.server.text());
        s.redo();
        QCOMPARE(s.server.text(), QString());
        QCOMPARE(s.remote.text(), QString());
    }
    QCOMPARE(s.server.materials.size(), std::size_t(1));
    QCOMPARE(s.library().materials(AssociationKind::Tag).count(), 1);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::undoBeforeTheIdentifierIsKnown()
{
    Scripted s;
    QVERIFY(s.remote.load());
    const Website website = websiteNamed(u"a"_s, u"https://a.example/"_s);
    s.library().perform({u"Add"_s, {Operation::create(website)}});
    s.library().history()->undo();
    s.library().history()->redo();
    s.library().perform({u"Rename"_s, {s.renaming(u"a"_s, u"b"_s)}});
    QVERIFY(s.remote.settled());
    QCOMPARE(s.server.text(), u"b https://a.example/ []"_s);
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.remote.website(u"b"_s).id, s.server.websites.begin()->first);
}

void TestGroupSender::listBringsTheNewIdentifierFirst()
{
    Scripted s;
    QVERIFY(s.remote.load());
    s.server.fail("/websites/create", FakeAnswer::hang());
    s.library().perform({u"Add"_s, {Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))}});
    QTRY_COMPARE(s.server.http.count("/websites/create"), 1);
    const Website made = s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    s.library().reloadWebsites();
    QTRY_COMPARE(s.library().websites().count(), 2);
    s.server.http.release(FakeAnswer::json(made.toJson()));
    QVERIFY(s.remote.settled());
    QCOMPARE(s.library().websites().count(), 1);
    QCOMPARE(s.remote.website(u"a"_s).id, made.id);
    QVERIFY(s.remote.perform(s.renaming(u"a"_s, u"b"_s)));
    QCOMPARE(s.server.text(), u"b https://a.example/ []"_s);
}

void TestGroupSender::listBringsTheNewTagFirst()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(s.remote.load());
    s.server.fail("/tags/create", FakeAnswer::hang());
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    s.library().perform({u"Add"_s, {Operation::create(tag), Operation::link(website.id, tag.kind, tag.id)}});
    QTRY_COMPARE(s.server.http.count("/tags/create"), 1);
    const Material made = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    s.library().reloadMaterials(AssociationKind::Tag);
    QTRY_COMPARE(s.library().materials(AssociationKind::Tag).count(), 2);
    s.server.http.release(FakeAnswer::json(made.toJson()));
    QVERIFY(s.remote.settled());
    QCOMPARE(s.library().materials(AssociationKind::Tag).count(), 1);
    QCOMPARE(s.remote.text(), u"a https://a.example/ [tag]"_s);
    QCOMPARE(s.server.text(), s.remote.text());
}

void TestGroupSender::linksAreCompletedOneByOne()
{
    Scripted s;
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    const Material ada = s.server.addMaterial(AssociationKind::Person, u"Ada"_s);
    QVERIFY(s.remote.load());
    QStringList seen;
    QObject::connect(&s.library(), &Library::websitesChanged, &s.library(), [&] { seen.append(s.remote.text()); });
    s.library().perform({u"Add"_s,
        {Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s, {{tag.kind, tag.id}, {ada.kind, ada.id}}))}});
    QVERIFY(s.remote.settled());
    QCOMPARE(s.server.text(), u"a https://a.example/ [Ada, tag]"_s);
    QCOMPARE(s.remote.text(), s.server.text());
    QVERIFY2(
        std::ranges::all_of(seen, [](const QString &text) { return text == u"a https://a.example/ [Ada, tag]"_s; }),
        qPrintable(seen.join(u'\n')));

    // An item that was deleted comes back with its links, too.
    s.server.materials[{ada.kind, ada.id}].websites = {s.remote.website(u"a"_s).id};
    s.library().removeItems({}, {{ada.kind, ada.id}}, u"Delete"_s);
    QTRY_COMPARE(s.server.text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(s.remote.settled());
    QCOMPARE(s.remote.text(), s.server.text());
    s.undo();
    QCOMPARE(s.server.text(), u"a https://a.example/ [Ada, tag]"_s);
    QCOMPARE(s.remote.text(), s.server.text());
}

void TestGroupSender::pendingCountsLinksThatComplete()
{
    Scripted s;
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    const Website other = s.server.addWebsite(u"other"_s, u"https://o.example/"_s);
    QVERIFY(s.remote.load());
    QList<int> pending;
    QObject::connect(
        &s.library(), &Library::savingProgress, &s.library(), [&] { pending.append(s.library().pendingOperations()); });
    s.library().perform(
        {u"Add"_s, {Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s, {{tag.kind, tag.id}}))}});
    s.library().perform({u"Link"_s, {Operation::link(other.id, tag.kind, tag.id)}});
    QCOMPARE(s.library().pendingOperations(), 2);
    QVERIFY(s.remote.settled());
    QCOMPARE(pending, (QList<int>{2, 1, 0}));
    QCOMPARE(s.library().pendingOperations(), 0);
}

void TestGroupSender::batchIsOneRequest()
{
    Scripted s(own);
    QVERIFY(s.remote.load());
    OperationGroup group{u"Add"_s, {}};
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    group.operations.append(Operation::create(tag));
    for (int i = 0; i < 9; ++i) {
        const Website website = websiteNamed(u"w%1"_s.arg(i), u"https://%1.example/"_s.arg(i));
        group.operations.append(Operation::create(website));
        group.operations.append(Operation::link(website.id, tag.kind, tag.id));
    }
    s.server.http.clear();
    QVERIFY(s.remote.perform(group));
    QCOMPARE(s.server.http.count("/sitebook/batch"), 1);
    QCOMPARE(s.server.http.count(), 1);
    QCOMPARE(s.server.websites.size(), std::size_t(9));
    QVERIFY(s.server.text().startsWith(u"w0 https://0.example/ [tag]\n"_s));
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::batchThatIsNotKnownFallsBack()
{
    Scripted s(own);
    s.server.knowsBatches = false;
    QVERIFY(s.remote.load());
    OperationGroup group{u"Add"_s, {}};
    for (int i = 0; i < 9; ++i)
        group.operations.append(Operation::create(websiteNamed(u"w%1"_s.arg(i), u"https://%1.example/"_s.arg(i))));
    group.operations.append(Operation::increment(group.operations.first().id, {.reuse = true}));
    QVERIFY(s.remote.perform(group));
    QCOMPARE(s.server.http.count("/sitebook/batch"), 1);
    QCOMPARE(s.server.http.count("/websites/create"), 9);
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.server.websites[group.operations.first().id].score.reuse, 1);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::refusedPartOfABatch()
{
    Scripted s(own);
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QStringList ids;
    for (int i = 0; i < 6; ++i)
        ids.append(s.server.addWebsite(u"w%1"_s.arg(i), {}).id);
    QVERIFY(s.remote.load());
    s.server.websites.erase(ids.at(2));
    OperationGroup group{u"Link"_s, {}};
    for (const QString &id : std::as_const(ids))
        group.operations.append(Operation::link(id, tag.kind, tag.id));
    QVERIFY(s.remote.perform(group));
    QCOMPARE(s.refused.size(), 1);
    QCOMPARE(s.refusal().kind, ApiError::Kind::NotFound);
    QVERIFY(s.remote.text().contains(u"w2  []"_s));
    QVERIFY(s.remote.text().contains(u"w3  [tag]"_s));
}

void TestGroupSender::batchThatIsCutOffIsSentAgain()
{
    Scripted s(own);
    QVERIFY(s.remote.load());
    OperationGroup group{u"Add"_s, {}};
    for (int i = 0; i < 9; ++i)
        group.operations.append(Operation::create(websiteNamed(u"w%1"_s.arg(i), u"https://%1.example/"_s.arg(i))));
    s.server.loseAnswer("/sitebook/batch");
    QVERIFY(s.remote.perform(group));
    QCOMPARE(s.server.http.count("/sitebook/batch"), 2);
    QCOMPARE(s.server.websites.size(), std::size_t(9));
    QCOMPARE(s.remote.text(), s.server.text());
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::incrementIsNeverSentTwice()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, {});
    QVERIFY(s.remote.load());
    const QByteArray path = "/website/" + website.id.toUtf8() + "/scores/increment";
    s.server.loseAnswer(path);
    QVERIFY(s.remote.perform(Operation::increment(website.id, {.reuse = true})));
    QCOMPARE(s.refusal().kind, ApiError::Kind::Broken);
    QCOMPARE(s.server.http.count(path), 1);
    QCOMPARE(s.server.websites[website.id].score.reuse, 1);
}

void TestGroupSender::incrementOfABatchIsNeverSentTwice()
{
    Scripted s(own);
    QVERIFY(s.remote.load());
    for (const FakeAnswer &answer : {FakeAnswer::closeAtOnce(), FakeAnswer::json("{\"results\":[]}")}) {
        s.server.websites.clear();
        s.refused.clear();
        OperationGroup group{u"Add"_s, {}};
        for (int i = 0; i < 5; ++i)
            group.operations.append(Operation::create(websiteNamed(u"w%1"_s.arg(i), {})));
        const QString id = group.operations.first().id;
        group.operations.append(Operation::increment(id, {.reuse = true}));
        s.server.failAfter("/sitebook/batch", answer);
        QVERIFY(s.remote.perform(group));
        QCOMPARE(s.server.websites[id].score.reuse, 1);
        QCOMPARE(s.server.websites.size(), std::size_t(5));
        QCOMPARE(s.refused.size(), 1);
    }
}

void TestGroupSender::refusedIncrementIsTakenBack()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, {});
    QVERIFY(s.remote.load());
    s.server.fail("/website/" + website.id.toUtf8() + "/scores/increment", FakeAnswer::failure(422));
    s.library().performWithoutUndo({u"Count"_s, {Operation::increment(website.id, {.reuse = true, .searched = true})}});
    QCOMPARE(s.remote.website(u"a"_s).score.total(), 2);
    QVERIFY(s.remote.settled());
    QCOMPARE(s.remote.website(u"a"_s).score, Score());
    QCOMPARE(s.refused.size(), 1);
    QVERIFY(!s.library().history()->canUndo());
}

void TestGroupSender::incrementThatNeverArrivedIsSent()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, {});
    QVERIFY(s.remote.load());
    s.server.http.stop();
    QTest::qWait(20); // on a connection whose end is not noticed yet, nobody knows whether it arrived
    s.library().performWithoutUndo({u"Count"_s, {Operation::increment(website.id, {.reuse = true})}});
    QTRY_COMPARE(s.waits.size(), 1);
    QVERIFY(s.server.http.restart());
    QVERIFY(s.remote.settled());
    QCOMPARE(s.server.websites[website.id].score.reuse, 1);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::cancelTakesBackAllThatWaits()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(s.remote.load());
    const QString before = s.remote.text();
    s.server.http.stop();
    s.library().perform({u"Rename"_s, {s.renaming(u"a"_s, u"b"_s)}});
    const Website added = websiteNamed(u"new"_s, {});
    s.library().perform({u"Add"_s, {Operation::create(added), Operation::link(added.id, tag.kind, tag.id)}});
    s.library().perform({u"Link"_s, {Operation::link(website.id, tag.kind, tag.id)}});
    s.library().performWithoutUndo({u"Count"_s, {Operation::increment(website.id, {.reuse = true})}});
    QTRY_COMPARE(s.waits.size(), 1);
    s.library().cancelPending();
    QVERIFY(s.remote.settled());
    QCOMPARE(s.remote.text(), before);
    QCOMPARE(s.remote.website(u"a"_s).score, Score());
    QVERIFY(!s.waits.last().first().value<ApiError>()); // nothing waits any more
    QCOMPARE(s.library().pendingOperations(), 0);
    QVERIFY(s.server.http.restart());
    s.server.http.clear();
    while (s.library().history()->canUndo())
        s.undo();
    QCOMPARE(s.server.http.count(), 0);
    QCOMPARE(s.server.text(), before);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::cancelWhileItPausesEndsOnce()
{
    Scripted s;
    QVERIFY(s.remote.load());
    s.server.http.stop();
    GroupSender sender(s.remote.client, {u"Add"_s, {Operation::create(websiteNamed(u"a"_s, {}))}},
        [](const QString &id) { return id; });
    sender.setPauses(0ms, 0ms); // the end of the pause and that of the cancel come in one turn of the event loop
    QSignalSpy finished(&sender, &GroupSender::finished);
    connect(&sender, &GroupSender::waiting, this, [&sender](const ApiError &error) {
        if (error)
            sender.cancel();
    });
    sender.start();
    QTRY_VERIFY(!finished.isEmpty());
    QTest::qWait(50);
    QCOMPARE(finished.size(), 1);
}

void TestGroupSender::cancelOfAGroupThatIsNotShownYet()
{
    Scripted s(own);
    s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(s.remote.load());
    OperationGroup group{u"Import"_s, {}};
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    group.operations.append(Operation::create(tag));
    for (int i = 0; i < 5000; ++i)
        group.operations.append(
            Operation::create(websiteNamed(u"w%1"_s.arg(i), u"https://w.example/"_s, {{tag.kind, tag.id}})));
    // At once, and again when the window had a moment to show some of it.
    for (const bool wait : {false, true}) {
        s.library().perform(group);
        QVERIFY(s.library().websites().count() < 5001);
        if (wait)
            QCoreApplication::processEvents();
        s.library().cancelPending();
        QVERIFY(s.remote.settled());
        QTest::qWait(20); // nothing comes after
        QCOMPARE(s.remote.text(), u"a https://a.example/ []"_s);
        QCOMPARE(s.library().materials(AssociationKind::Tag).count(), 0);
        QCOMPARE(s.library().pendingOperations(), 0);
        s.undo();
        QCOMPARE(s.server.text(), u"a https://a.example/ []"_s);
    }
    // The next step is not disturbed by what was cancelled.
    QVERIFY(s.remote.perform(s.renaming(u"a"_s, u"b"_s)));
    QCOMPARE(s.server.text(), u"b https://a.example/ []"_s);
}

void TestGroupSender::cancelLeavesWhatIsUnderWay()
{
    Scripted s;
    QStringList ids;
    for (int i = 0; i < 20; ++i) {
        ids.append(s.server.addWebsite(u"w%1"_s.arg(i), {}).id);
        s.server.fail("/websites/" + ids.last().toUtf8() + "/delete", FakeAnswer::hang());
    }
    QVERIFY(s.remote.load());
    OperationGroup group{u"Delete"_s, {}};
    for (const QString &id : std::as_const(ids))
        group.operations.append(Operation::remove(s.library().website(*s.library().websites().find(id))));
    s.server.http.clear();
    s.library().perform(group);
    QTRY_COMPARE(s.server.http.count(), 12); // each is read before it goes
    QCOMPARE(s.library().websites().count(), 0);
    s.library().cancelPending();
    QCOMPARE(s.library().websites().count(), 14);
    QCOMPARE(s.library().pendingOperations(), 6);
    s.server.http.release(FakeAnswer::noContent());
    QVERIFY(s.remote.settled());
    QCOMPARE(s.library().websites().count(), 14);
    QCOMPARE(s.server.http.count(), 12);
}

void TestGroupSender::cancelLeavesNothingHalf()
{
    Scripted s;
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(s.remote.load());
    // A server that takes only name and address: the link follows, and the cancel comes between the two.
    s.server.fail("/websites/create", FakeAnswer::hang());
    const MaterialRef link{tag.kind, tag.id};
    connect(&s.library(), &Library::websiteIdReplaced, this,
        [&s] { QTimer::singleShot(0, &s.library(), &Library::cancelPending); });
    OperationGroup group{u"Add"_s, {}};
    for (int i = 0; i < 2; ++i)
        group.operations.append(
            Operation::create(websiteNamed(u"w%1"_s.arg(i), u"https://%1.example/"_s.arg(i), {link})));
    s.library().perform(group);
    QTRY_COMPARE(s.server.text(), u"w1 https://1.example/ []"_s);
    QTRY_COMPARE(s.library().pendingOperations(), 2);
    s.server.http.release(FakeAnswer::failure(422));
    QVERIFY(s.remote.settled());
    QCOMPARE(s.server.text(), u"w1 https://1.example/ [tag]"_s);
    QCOMPARE(s.remote.text(), s.server.text());
}

void TestGroupSender::createdAmongOthersOfTheSameName()
{
    Scripted s;
    QVERIFY(s.remote.load());
    Material wanted = materialNamed(AssociationKind::Asset, u"notes"_s);
    wanted.text = u"mine"_s;
    // The answer gets lost, and meanwhile somebody else makes one that a list does not tell from it.
    s.server.loseAnswer("/assets/create");
    QVERIFY(s.remote.perform(Operation::create(wanted)));
    QCOMPARE(s.server.materials.size(), std::size_t(1));
    s.server.loseAnswer("/assets/create");
    Material second = materialNamed(AssociationKind::Asset, u"notes"_s);
    second.text = u"mine"_s;
    s.server.network = [&s, added = false](const FakeRequest &request, const auto &answer) mutable {
        FakeAnswer result = answer();
        if (request.path() == "/assets/create" && !std::exchange(added, true)) {
            const Material other = s.server.addMaterial(AssociationKind::Asset, u"notes"_s, u"zzz"_s);
            s.server.materials.at({other.kind, other.id}).text = u"theirs"_s;
        }
        return result;
    };
    QVERIFY(s.remote.perform(Operation::create(second)));
    QCOMPARE(s.server.materials.size(), std::size_t(3));
}

void TestGroupSender::deletingWhatIsGoneAlready()
{
    Scripted s;
    const Website gone = s.server.addWebsite(u"gone"_s, {});
    const Website both = s.server.addWebsite(u"both"_s, {});
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(s.remote.load());
    s.server.websites.erase(gone.id);
    s.server.materials.clear();
    s.server.fail("/websites/" + both.id.toUtf8() + "/delete", FakeAnswer::failure(410));
    s.library().removeItems({gone.id, both.id}, {{tag.kind, tag.id}}, u"Delete"_s);
    QTRY_COMPARE(s.remote.text(), QString());
    QVERIFY(s.remote.settled());
    QCOMPARE(s.library().materials(AssociationKind::Tag).count(), 0);
    QCOMPARE(s.refused.size(), 0);
}

void TestGroupSender::progressIsTold()
{
    Scripted s;
    QVERIFY(s.remote.load());
    QSignalSpy progress(&s.library(), &Library::savingProgress);
    QSignalSpy finished(&s.library(), &Library::groupFinished);
    QVERIFY(s.remote.perform(
        {u"Add"_s, {Operation::create(websiteNamed(u"a"_s, {})), Operation::create(websiteNamed(u"b"_s, {}))}}));
    QCOMPARE(progress.size(), 2);
    QCOMPARE(progress.last(), (QVariantList{u"Add"_s, 2, 2}));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().toString(), u"Add"_s);
}

QTEST_GUILESS_MAIN(TestGroupSender)
#include "tst_groupsender.moc"
