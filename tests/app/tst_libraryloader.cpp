// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/foreignserver.h"
#include "tests/app/remotelibrary.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

class Scripted
{
public:
    Scripted()
        : remote(server.http.base())
        , states(&remote.library, &Library::stateChanged)
    {
        remote.client.setRetryPauses({});
    }

    ForeignServer server;
    RemoteLibrary remote;
    QSignalSpy states;

    Library &library() { return remote.library; }
    Operation renaming(const QString &name, const QString &now) const
    {
        const Website before = remote.website(name);
        Website after = before;
        after.name = now;
        return Operation::update(before, after);
    }
    /// The list of websites as the server gives it now.
    QByteArray list() const
    {
        QJsonArray items;
        for (const auto &[id, website] : server.websites)
            items.append(website.toJson());
        return QJsonDocument(QJsonObject{{u"iterable"_s, items}}).toJson();
    }
    /// The list of the materials of \a kind as the server gives it now.
    QByteArray list(AssociationKind kind) const
    {
        QJsonArray items;
        for (const auto &[key, material] : server.materials) {
            if (key.first == kind)
                items.append(material.toJson());
        }
        return QJsonDocument(QJsonObject{{u"iterable"_s, items}}).toJson();
    }
    /// Asks for the websites, and leaves the answer open until FakeServer::release().
    void askForWebsites()
    {
        const qsizetype before = server.http.count("/websites");
        server.fail("/websites", FakeAnswer::hang());
        library().reloadWebsites();
        QTRY_COMPARE(server.http.count("/websites"), before + 1);
    }
};

} // namespace

class TestLibraryLoader : public QObject
{
    Q_OBJECT

private slots:
    void loadsEverything();
    void takesOverWhatChanged();
    void takesOverAnotherOrigin();
    void listUnderWayDoesNotUndoChanges();
    void listAskedForWhileSavingDoesNotUndoChanges();
    void tagsUnderWayDoNotComeBack();
    void untrustedListStillAdds();
    void deletedElsewhereGoes();
    void deletedTagGoesFromItsWebsites();
    void brokenOffListKeepsWhatWasThere();
    void readyAgainWhenTheServerIsBack();
    void kindsThatTheServerDoesNotHave();
    void webPageIsNoLibrary();
    void loadingTwiceEndsOnce();
    void refreshTakesSingleItems();
    void refreshOfManyIsOneList();
    void refreshWaitsForOurChanges();
    void refreshBesideAList();
    void refreshWithoutAnAnswerChangesNothing();
    void refreshOnAServerWithoutAWordForGone();
    void signalsTellWhatHappened();
};

void TestLibraryLoader::loadsEverything()
{
    Scripted s;
    QCOMPARE(s.library().state(), Library::State::Loading);
    const Website website = s.server.addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    s.server.addWebsite(u"KDE"_s, u"https://kde.org/"_s);
    for (const AssociationKind kind : {AssociationKind::Person, AssociationKind::Tag, AssociationKind::Conversation}) {
        const Material material = s.server.addMaterial(kind, u"item of "_s + associationTraits(kind).item);
        s.server.link(website.id, kind, material.id);
    }
    s.server.websites[website.id].links(AssociationKind::Message) = {u"message"_s};
    QVERIFY(s.remote.load());
    QCOMPARE(s.remote.text(),
        u"KDE https://kde.org/ []\n"
        "Qt https://qt.io/ [? message, item of conversation, item of person, item of tag]"_s);
    const Website read = s.remote.website(u"Qt"_s);
    QCOMPARE(read.created, website.created);
    QCOMPARE(read.links(AssociationKind::Message), QStringList{u"message"_s});
    QVERIFY(!s.library().error());
    QVERIFY(s.library().findTag(u"ITEM of tag"_s));
    QVERIFY(!s.library().findTag(u"item"_s));
    // What it would not look at, it does not ask for.
    int lists = 0;
    for (const FakeRequest &request : s.server.http.requests()) {
        const bool isList = request.target.lastIndexOf('/') == 0 && !request.target.startsWith("/sitebook");
        lists += isList ? 1 : 0;
        QVERIFY2(!isList || request.target.endsWith("light=true"), request.target.constData());
    }
    QCOMPARE(lists, 7);
}

void TestLibraryLoader::takesOverWhatChanged()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    const Material other = s.server.addMaterial(AssociationKind::Tag, u"other"_s);
    s.server.link(website.id, tag.kind, tag.id);
    QVERIFY(s.remote.load());
    s.server.websites[website.id].name = u"b"_s;
    s.server.websites[website.id].links(tag.kind) = {other.id};
    s.server.materials[{tag.kind, other.id}].name = u"renamed"_s;
    QVERIFY(s.remote.load());
    QCOMPARE(s.remote.text(), u"b https://a.example/ [renamed]"_s);
    QCOMPARE(
        s.library().materials(tag.kind).websites(*s.library().materials(tag.kind).find(tag.id)).size(), std::size_t(0));
}

void TestLibraryLoader::takesOverAnotherOrigin()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    s.server.websites[website.id].mechanisms = {{u"some asset"_s, u"MANUAL"_s}};
    QVERIFY(s.remote.load());
    const Library::Row row = *s.library().websites().find(website.id);
    QCOMPARE(s.library().websites().origin(row), WebsiteOrigin::Manual);
    QSignalSpy changed(&s.library(), &Library::websitesChanged);
    s.server.websites[website.id].mechanisms = {{u"some asset"_s, u"AUTOMATIC"_s}};
    QVERIFY(s.remote.load());
    QCOMPARE(s.library().websites().origin(row), WebsiteOrigin::Captured);
    QCOMPARE(changed.size(), 1);
    // Another name and another link are no news of how it came about.
    QVERIFY(s.remote.perform(s.renaming(u"a"_s, u"b"_s)));
    QCOMPARE(s.library().websites().origin(row), WebsiteOrigin::Captured);
}

void TestLibraryLoader::listUnderWayDoesNotUndoChanges()
{
    Scripted s;
    s.server.addWebsite(u"renamed"_s, u"https://r.example/"_s);
    const Website deleted = s.server.addWebsite(u"deleted"_s, u"https://d.example/"_s);
    const Website linked = s.server.addWebsite(u"linked"_s, u"https://l.example/"_s);
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(s.remote.load());
    s.askForWebsites();
    const QByteArray old = s.list();
    QVERIFY(s.remote.perform({u"All at once"_s,
        {s.renaming(u"renamed"_s, u"new name"_s), Operation::remove(s.remote.website(u"deleted"_s)),
            Operation::link(linked.id, tag.kind, tag.id),
            Operation::create(websiteNamed(u"added"_s, u"https://a.example/"_s))}}));
    const QString expected =
        u"added https://a.example/ []\nlinked https://l.example/ [tag]\nnew name https://r.example/ []"_s;
    QCOMPARE(s.remote.text(), expected);
    QCOMPARE(s.server.text(), expected);
    QStringList seen;
    for (const auto signal : {&Library::websitesAdded, &Library::websitesChanged, &Library::websitesRemoved})
        connect(&s.library(), signal, this, [&] { seen.append(s.remote.text()); });
    const qsizetype lists = s.server.http.count("/websites");
    s.server.http.release(FakeAnswer::json(old));
    // What the list may not have known is asked for again.
    QTRY_COMPARE(s.server.http.count("/websites"), lists + 1);
    s.server.websites.begin()->second.score.reuse = 7; // the mark of the second list
    QTRY_VERIFY(!seen.isEmpty() || s.library().state() == Library::State::Ready);
    QTest::qWait(100);
    for (const QString &text : std::as_const(seen))
        QCOMPARE(text, expected);
    QCOMPARE(s.remote.text(), expected);
    QVERIFY(!s.library().websites().find(deleted.id));
    QCOMPARE(s.library().state(), Library::State::Ready);
}

void TestLibraryLoader::listAskedForWhileSavingDoesNotUndoChanges()
{
    Scripted s;
    s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(s.remote.load());
    s.server.fail("/website/update", FakeAnswer::hang());
    s.library().perform({u"Rename"_s, {s.renaming(u"a"_s, u"b"_s)}});
    QTRY_COMPARE(s.server.http.count("/website/update"), 1);
    const qsizetype lists = s.server.http.count("/websites");
    s.library().reloadWebsites();
    QTRY_COMPARE(s.server.http.count("/websites"), lists + 1);
    QTest::qWait(50);
    QCOMPARE(s.remote.text(), u"b https://a.example/ []"_s);
    QCOMPARE(s.server.http.count("/websites"), lists + 1);
    Website &website = s.server.websites.begin()->second;
    website.name = u"b"_s;
    s.server.http.release(FakeAnswer::json(website.toJson()));
    QVERIFY(s.remote.settled());
    website.name = u"c"_s; // and then by somebody else
    QTRY_COMPARE(s.server.http.count("/websites"), lists + 2);
    QTRY_COMPARE(s.remote.text(), u"c https://a.example/ []"_s);
}

void TestLibraryLoader::tagsUnderWayDoNotComeBack()
{
    Scripted s;
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    const Material kept = s.server.addMaterial(AssociationKind::Tag, u"kept"_s);
    const Website website = s.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    s.server.link(website.id, tag.kind, tag.id);
    QVERIFY(s.remote.load());
    s.server.fail("/tags", FakeAnswer::hang());
    s.library().reloadMaterials(AssociationKind::Tag);
    QTRY_COMPARE(s.server.http.count("/tags"), 2);
    const QByteArray old = s.list(AssociationKind::Tag);
    Material renamed = kept;
    renamed.name = u"renamed"_s;
    QVERIFY(s.remote.perform({u"Both"_s, {Operation::remove(tag), Operation::update(kept, renamed)}}));
    QSignalSpy changed(&s.library(), &Library::materialsChanged);
    QStringList seen;
    connect(&s.library(), &Library::materialsChanged, this, [&] {
        const MaterialColumns &tags = s.library().materials(AssociationKind::Tag);
        seen.append(QString::number(tags.count()) + tags.name(*tags.find(kept.id)));
    });
    s.server.http.release(FakeAnswer::json(old));
    QTRY_COMPARE(s.server.http.count("/tags"), 3);
    QTest::qWait(50);
    seen.removeAll(u"1renamed"_s);
    QCOMPARE(seen, QStringList());
    QCOMPARE(s.library().materials(AssociationKind::Tag).count(), 1);
    QCOMPARE(s.remote.text(), u"a https://a.example/ []"_s);
}

void TestLibraryLoader::untrustedListStillAdds()
{
    // Who edits while a large library is read for the first time goes on seeing it come.
    Scripted s;
    s.server.addWebsite(u"first"_s, {});
    QVERIFY(s.remote.load());
    s.askForWebsites();
    QVERIFY(s.remote.perform(s.renaming(u"first"_s, u"renamed"_s)));
    s.server.websites.begin()->second.name = u"first"_s;
    s.server.addWebsite(u"second"_s, {});
    const QByteArray old = s.list();
    s.server.websites.begin()->second.name = u"renamed"_s;
    s.server.fail("/websites", FakeAnswer::hang());
    s.server.http.release(FakeAnswer::json(old));
    QTRY_COMPARE(s.remote.text(), u"renamed  []\nsecond  []"_s);
}

void TestLibraryLoader::deletedElsewhereGoes()
{
    Scripted s;
    const Website gone = s.server.addWebsite(u"gone"_s, {});
    s.server.addWebsite(u"stays"_s, {});
    QVERIFY(s.remote.load());
    s.server.websites.erase(gone.id);
    QSignalSpy removed(&s.library(), &Library::websitesRemoved);
    s.library().reloadWebsites();
    QTRY_COMPARE(s.remote.text(), u"stays  []"_s);
    QCOMPARE(removed.size(), 1);
}

void TestLibraryLoader::deletedTagGoesFromItsWebsites()
{
    Scripted s;
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    const Website website = s.server.addWebsite(u"a"_s, {});
    s.server.link(website.id, tag.kind, tag.id);
    QVERIFY(s.remote.load());
    QCOMPARE(s.remote.text(), u"a  [tag]"_s);
    s.server.materials.clear();
    s.server.websites[website.id].links(tag.kind).clear();
    QSignalSpy changed(&s.library(), &Library::websitesChanged);
    s.library().reloadMaterials(AssociationKind::Tag);
    QTRY_COMPARE(s.remote.text(), u"a  []"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(s.library().materials(AssociationKind::Tag).count(), 0);
}

void TestLibraryLoader::brokenOffListKeepsWhatWasThere()
{
    Scripted s;
    const Website first = s.server.addWebsite(u"first"_s, u"https://1.example/"_s);
    s.server.addWebsite(u"second"_s, u"https://2.example/"_s);
    QVERIFY(s.remote.load());
    s.server.websites[first.id].name = u"renamed"_s;
    const QByteArray list = s.list();
    s.server.fail("/websites", FakeAnswer::cutOff(list, list.indexOf("second")));
    QVERIFY(!s.remote.load());
    QCOMPARE(s.library().state(), Library::State::Failed);
    QCOMPARE(s.library().error().kind, ApiError::Kind::Broken);
    QVERIFY(!s.library().error().caption().isEmpty());
    // What came is there, and what did not come stays.
    QCOMPARE(s.remote.text(), u"renamed https://1.example/ []\nsecond https://2.example/ []"_s);
    QVERIFY(s.remote.load());
    QCOMPARE(s.remote.text(), s.server.text());
}

void TestLibraryLoader::readyAgainWhenTheServerIsBack()
{
    Scripted s;
    s.server.addWebsite(u"a"_s, {});
    s.server.http.stop();
    QVERIFY(!s.remote.load());
    QCOMPARE(s.library().error().kind, ApiError::Kind::NotReachable);
    QVERIFY(s.library().error().caption().contains(QString::number(s.server.http.port())));
    QVERIFY(s.server.http.restart());
    s.library().reloadWebsites();
    QTRY_COMPARE(s.library().state(), Library::State::Ready);
    QVERIFY(!s.library().error());
    QCOMPARE(s.remote.text(), u"a  []"_s);

    s.server.http.stop();
    s.library().reloadWebsites();
    QTRY_COMPARE(s.library().state(), Library::State::Failed);
    QCOMPARE(s.remote.text(), u"a  []"_s);
    QVERIFY(s.server.http.restart());
    QVERIFY(s.remote.load());
}

void TestLibraryLoader::kindsThatTheServerDoesNotHave()
{
    Scripted s;
    s.server.addWebsite(u"a"_s, {});
    s.server.http.answer("/workstream_summaries", FakeAnswer::failure(404));
    s.server.http.answer("/annotations", FakeAnswer::html(404));
    s.server.http.answer("/tags", FakeAnswer::failure(500));
    QVERIFY(s.remote.load());
    QCOMPARE(s.remote.text(), u"a  []"_s);
}

void TestLibraryLoader::webPageIsNoLibrary()
{
    Scripted s;
    s.server.http.answer("/websites", FakeAnswer::html());
    QVERIFY(!s.remote.load());
    QCOMPARE(s.library().error().kind, ApiError::Kind::NotThisApi);
}

void TestLibraryLoader::loadingTwiceEndsOnce()
{
    Scripted s;
    s.server.addWebsite(u"a"_s, {});
    // The first answer to each question comes late, when there is a second question already.
    FakeAnswer late = FakeAnswer::json(QByteArray("{\"iterable\":[]}"));
    late.delay = std::chrono::milliseconds(50);
    s.server.fail("/websites", late);
    s.server.fail("/tags", late);
    s.library().load();
    QTRY_COMPARE(s.server.http.count("/websites"), 1);
    QVERIFY(s.remote.load());
    QCOMPARE(s.remote.text(), u"a  []"_s);
    QTest::qWait(100);
    QCOMPARE(s.remote.text(), u"a  []"_s);
    QCOMPARE(s.states.size(), 3); // loading, loading, ready
    QCOMPARE(s.library().state(), Library::State::Ready);
}

void TestLibraryLoader::refreshTakesSingleItems()
{
    Scripted s;
    const Website changed = s.server.addWebsite(u"changed"_s, {});
    const Website gone = s.server.addWebsite(u"gone"_s, {});
    const Material tag = s.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    const Material lost = s.server.addMaterial(AssociationKind::Tag, u"lost"_s);
    QVERIFY(s.remote.load());
    s.server.http.clear();
    s.server.websites[changed.id].name = u"now"_s;
    s.server.websites.erase(gone.id);
    const Website added = s.server.addWebsite(u"added"_s, {});
    s.server.materials[{tag.kind, tag.id}].name = u"label"_s;
    s.server.materials.erase({lost.kind, lost.id});
    s.library().refreshWebsites({changed.id, gone.id, added.id, u"never there"_s});
    s.library().refreshMaterials(AssociationKind::Tag, {tag.id, lost.id});
    QTRY_COMPARE(s.remote.text(), u"added  []\nnow  []"_s);
    QTRY_VERIFY(s.library().findTag(u"label"_s));
    QTRY_COMPARE(s.library().materials(AssociationKind::Tag).count(), 1);
    QCOMPARE(s.server.http.count("/websites"), 0);
    QCOMPARE(s.server.http.count("/tags"), 0);
}

void TestLibraryLoader::refreshOfManyIsOneList()
{
    Scripted s;
    QVERIFY(s.remote.load());
    s.server.http.clear();
    QStringList ids;
    for (int i = 0; i < 100; ++i)
        ids.append(s.server.addWebsite(u"w%1"_s.arg(i), {}).id);
    s.library().refreshWebsites(ids);
    QTRY_COMPARE(s.library().websites().count(), 100);
    QCOMPARE(s.server.http.count(), 1);
}

void TestLibraryLoader::refreshWaitsForOurChanges()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, {});
    QVERIFY(s.remote.load());
    s.server.fail("/website/update", FakeAnswer::hang());
    s.library().perform({u"Rename"_s, {s.renaming(u"a"_s, u"mine"_s)}});
    QTRY_COMPARE(s.server.http.count("/website/update"), 1);
    s.server.http.clear();
    s.library().refreshWebsites({website.id});
    QTest::qWait(50);
    QCOMPARE(s.server.http.count(), 0);
    s.server.websites[website.id].name = u"mine, and theirs"_s;
    s.server.http.release(FakeAnswer::json(s.server.websites[website.id].toJson()));
    QTRY_COMPARE(s.remote.text(), u"mine, and theirs  []"_s);
    QTRY_COMPARE(s.server.http.count("/websites"), 1);
}

void TestLibraryLoader::refreshBesideAList()
{
    Scripted s;
    s.server.addWebsite(u"a"_s, {});
    QVERIFY(s.remote.load());
    s.askForWebsites();
    const QByteArray old = s.list();
    const Website added = s.server.addWebsite(u"added"_s, {});
    s.library().refreshWebsites({added.id});
    s.server.http.release(FakeAnswer::json(old));
    QTRY_COMPARE(s.remote.text(), u"a  []\nadded  []"_s);
    QTRY_VERIFY(!s.library().isReading()); // beside a list, the next item would wait for one

    // The other way round: the list begins while the single item is under way.
    const Website next = s.server.addWebsite(u"next"_s, {});
    s.server.fail("/website/" + next.id.toUtf8(), FakeAnswer::hang());
    s.library().refreshWebsites({next.id});
    QTRY_COMPARE(s.server.http.count("/website/" + next.id.toUtf8()), 1);
    s.server.fail("/websites", [&] {
        FakeAnswer late = FakeAnswer::json(old);
        late.delay = std::chrono::milliseconds(100);
        return late;
    }());
    const qsizetype lists = s.server.http.count("/websites");
    s.library().reloadWebsites();
    QTRY_COMPARE(s.server.http.count("/websites"), lists + 1);
    s.server.http.release(FakeAnswer::json(next.toJson()));
    QTRY_COMPARE(s.server.http.count("/websites"), lists + 2);
    QTRY_COMPARE(s.remote.text(), u"a  []\nadded  []\nnext  []"_s);
}

void TestLibraryLoader::refreshWithoutAnAnswerChangesNothing()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, {});
    QVERIFY(s.remote.load());
    s.server.fail("/website/" + website.id.toUtf8(), FakeAnswer::cutOff("{}", 1));
    s.library().refreshWebsites({website.id});
    QTRY_COMPARE(s.server.http.count("/website/" + website.id.toUtf8()), 1);
    QTest::qWait(50);
    QCOMPARE(s.remote.text(), u"a  []"_s);
    QCOMPARE(s.library().state(), Library::State::Ready);
    QCOMPARE(s.server.http.count("/websites"), 1);
}

void TestLibraryLoader::refreshOnAServerWithoutAWordForGone()
{
    Scripted s;
    const Website website = s.server.addWebsite(u"a"_s, {});
    QVERIFY(s.remote.load());
    s.server.websites.clear();
    s.server.fail("/website/" + website.id.toUtf8(), FakeAnswer::failure(500, "no element"));
    s.library().refreshWebsites({website.id});
    QTRY_COMPARE(s.remote.text(), QString());
}

void TestLibraryLoader::signalsTellWhatHappened()
{
    Scripted s;
    const Website first = s.server.addWebsite(u"first"_s, {});
    const Website second = s.server.addWebsite(u"second"_s, {});
    QSignalSpy added(&s.library(), &Library::websitesAdded);
    QSignalSpy changed(&s.library(), &Library::websitesChanged);
    QSignalSpy removed(&s.library(), &Library::websitesRemoved);
    QVERIFY(s.remote.load());
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.first().first().value<QList<quint32>>().size(), 2);
    added.clear();
    s.library().reloadWebsites();
    QTRY_COMPARE(s.server.http.count("/websites"), 2);
    QTest::qWait(50);
    QCOMPARE(added.size() + changed.size() + removed.size(), 0); // nothing new is no news

    s.server.websites[first.id].score.reuse = 1;
    s.server.websites.erase(second.id);
    QString nameOfRemoved;
    connect(&s.library(), &Library::websitesRemoved, this,
        [&](const QList<quint32> &rows) { nameOfRemoved = s.library().websites().name(rows.first()); });
    s.library().reloadWebsites();
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(nameOfRemoved, u"second"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().value<QList<quint32>>(), QList<quint32>{*s.library().websites().find(first.id)});
    QCOMPARE(added.size(), 0);
}

QTEST_GUILESS_MAIN(TestLibraryLoader)
#include "tst_libraryloader.moc"
