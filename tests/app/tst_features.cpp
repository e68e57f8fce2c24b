// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/serverfeatures.h"
#include "tests/app/foreignserver.h"
#include "tests/app/remotelibrary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

using Feature = ServerFeatures::Operation;
Q_DECLARE_METATYPE(Feature)

namespace {

ApiError status(int code)
{
    return ApiError::fromStatus(code, {}, false, {});
}

class Limited
{
public:
    Limited()
        : remote(server.http.base())
    {
        remote.client.setRetryPauses({});
        remote.library.setRetryPauses(30ms, 60ms);
        site = server.addWebsite(u"Qt"_s, u"https://qt.io/"_s);
        ada = server.addMaterial(AssociationKind::Person, u"Ada"_s);
    }

    ForeignServer server;
    RemoteLibrary remote;
    Website site;
    Material ada;

    bool has(Feature feature, ServerFeatures::Kind kind = {}) const
    {
        return remote.library.features().has(feature, kind);
    }
    bool rename(const QString &name)
    {
        Website after = site;
        after.name = name;
        return remote.perform(Operation::update(site, after));
    }
};

} // namespace

class TestFeatures : public QObject
{
    Q_OBJECT

private slots:
    void evidence_data();
    void evidence();
    void strikesAreForgotten();
    void aServerOfTheSeedHasFourKinds();
    void aKindThatComesBack();
    void updateIsNotThere_data();
    void updateIsNotThere();
    void aGoneItemIsNoMissingOperation();
    void linksOfAKindAreNotThere();
    void missingScoresAreNotTold();
    void lostCreateWithoutExists();
};

void TestFeatures::evidence_data()
{
    QTest::addColumn<Feature>("feature");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("answers");
    QTest::newRow("list 404") << Feature::List << 404 << 1;
    QTest::newRow("list 405") << Feature::List << 405 << 1;
    QTest::newRow("list 500") << Feature::List << 500 << 0;
    QTest::newRow("list 401") << Feature::List << 401 << 0;
    QTest::newRow("create 404") << Feature::Create << 404 << 1;
    QTest::newRow("update 404") << Feature::Update << 404 << 2;
    QTest::newRow("update 405") << Feature::Update << 405 << 1;
    QTest::newRow("update 410") << Feature::Update << 410 << 0;
    QTest::newRow("delete 501") << Feature::Delete << 501 << 1;
    QTest::newRow("delete 404") << Feature::Delete << 404 << 2;
    QTest::newRow("link 404") << Feature::Link << 404 << 2;
    QTest::newRow("score 405") << Feature::Score << 405 << 1;
    QTest::newRow("score 400") << Feature::Score << 400 << 0;
}

void TestFeatures::evidence()
{
    QFETCH(Feature, feature);
    QFETCH(int, code);
    QFETCH(int, answers); // after how many it is known to be missing; 0 for never
    ServerFeatures features;
    for (int i = 1; i <= 3; ++i) {
        const bool changed = features.note(feature, AssociationKind::Tag, status(code));
        QCOMPARE(changed, i == answers);
        QCOMPARE(features.has(feature, AssociationKind::Tag), answers == 0 || i < answers);
    }
    // What one kind lacks, the others may have.
    QVERIFY(features.has(feature, AssociationKind::Person));
    QVERIFY(features.has(feature));
}

void TestFeatures::strikesAreForgotten()
{
    ServerFeatures features;
    for (int i = 0; i < 4; ++i) {
        features.note(Feature::Update, {}, status(404));
        QVERIFY(features.has(Feature::Update));
        features.note(Feature::Update, {}, {});
    }
    features.note(Feature::Update, {}, status(405));
    QVERIFY(!features.has(Feature::Update));
    QVERIFY(features.note(Feature::Update, {}, {}));
    QVERIFY(features.has(Feature::Update));
}

void TestFeatures::aServerOfTheSeedHasFourKinds()
{
    Limited l;
    l.server.beAsOldAsTheSeed();
    QVERIFY(l.remote.load());
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            QCOMPARE(l.has(Feature::List, traits.kind), traits.inSeed);
    }
    QVERIFY(l.has(Feature::List));
}

void TestFeatures::aKindThatComesBack()
{
    Limited l;
    l.server.fail("/tags", FakeAnswer::failure(404));
    QVERIFY(l.remote.load());
    QVERIFY(!l.has(Feature::List, AssociationKind::Tag));
    QSignalSpy changed(&l.remote.library, &Library::featuresChanged);
    QVERIFY(l.remote.load());
    QVERIFY(l.has(Feature::List, AssociationKind::Tag));
    QCOMPARE(changed.size(), 1);
}

void TestFeatures::updateIsNotThere_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("attempts");
    QTest::newRow("405") << 405 << 1;
    QTest::newRow("501") << 501 << 1;
    QTest::newRow("404") << 404 << 2;
}

void TestFeatures::updateIsNotThere()
{
    QFETCH(int, code);
    QFETCH(int, attempts);
    Limited l;
    l.server.lack(u"^/website/update$"_s, code);
    QVERIFY(l.remote.load());
    for (int i = 1; i <= attempts; ++i) {
        QVERIFY(l.has(Feature::Update));
        QVERIFY(l.rename(u"New %1"_s.arg(i)));
        QCOMPARE(l.remote.text(), u"Qt https://qt.io/ []"_s);
        if (i < attempts)
            QTRY_COMPARE(l.server.http.count("/websites"), 1 + i); // the list was asked whether the website is there
    }
    QTRY_VERIFY(!l.has(Feature::Update));
    QVERIFY(l.has(Feature::Update, AssociationKind::Person));
    QVERIFY(l.has(Feature::Create));
}

void TestFeatures::aGoneItemIsNoMissingOperation()
{
    // A server that says 404 where ours says 410.
    Limited l;
    QVERIFY(l.remote.load());
    const Website other = l.server.addWebsite(u"Other"_s, {});
    QVERIFY(l.remote.load());
    for (const Website &gone : {l.site, other}) {
        l.server.websites.erase(gone.id);
        l.server.fail("/website/" + gone.id.toUtf8(), FakeAnswer::failure(404, "unknown"));
        Website after = gone;
        after.name = u"New"_s;
        const qsizetype lists = l.server.http.count("/websites");
        QVERIFY(l.remote.perform(Operation::update(gone, after)));
        QTRY_COMPARE(l.server.http.count("/websites"), lists + 1);
        QTRY_VERIFY(!l.remote.library.websites().find(gone.id)); // the list said so
    }
    QVERIFY(l.has(Feature::Update));
}

void TestFeatures::linksOfAKindAreNotThere()
{
    Limited l;
    l.server.lack(u"/persons/associate/"_s, 405);
    QVERIFY(l.remote.load());
    QVERIFY(l.remote.perform(Operation::link(l.site.id, l.ada.kind, l.ada.id)));
    QVERIFY(!l.has(Feature::Link, AssociationKind::Person));
    QVERIFY(l.has(Feature::Link, AssociationKind::Asset));
    QCOMPARE(l.remote.text(), u"Qt https://qt.io/ []"_s);
}

void TestFeatures::missingScoresAreNotTold()
{
    Limited l;
    l.server.lack(u"/scores/increment$"_s, 405);
    QVERIFY(l.remote.load());
    QSignalSpy refused(&l.remote.library, &Library::changeRefused);
    l.remote.library.performWithoutUndo({u"Open"_s, {Operation::increment(l.site.id, {.reuse = true})}});
    QVERIFY(l.remote.settled());
    QVERIFY(!l.has(Feature::Score));
    QCOMPARE(refused.size(), 0);
}

void TestFeatures::lostCreateWithoutExists()
{
    Limited l;
    l.server.lack(u"^/websites/exists$"_s);
    QVERIFY(l.remote.load());
    l.server.loseAnswer("/websites/create");
    Website website;
    website.id = u"mine"_s;
    website.name = u"New"_s;
    website.url = u"https://new.example/"_s;
    QVERIFY(l.remote.perform(Operation::create(website)));
    QCOMPARE(l.server.http.count("/websites/create"), 1);
    QCOMPARE(l.server.text(), u"New https://new.example/ []\nQt https://qt.io/ []"_s);
    QCOMPARE(l.remote.text(), l.server.text());
}

QTEST_GUILESS_MAIN(TestFeatures)
#include "tst_features.moc"
