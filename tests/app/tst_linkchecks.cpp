// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/linkcheckjob.h"
#include "app/library/journalstore.h"
#include "app/library/linkchecks.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/olderjournal.h"
#include "tests/app/reopened.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

LinkFinding broken(int second = 1)
{
    return {LinkState::Broken, 404, u"404 Not Found"_s, {}, Timestamp::fromMicroseconds(second * 1'000'000LL)};
}

LinkFinding moved(const QString &target)
{
    return {LinkState::Moved, 200, {}, target, Timestamp::fromMicroseconds(7)};
}

/// What is known of the website called \a name.
LinkFinding findingOf(const RemoteLibrary &remote, const QString &name)
{
    const auto row = remote.library.websites().find(remote.website(name).id);
    return row ? remote.library.linkChecks().finding(*row) : LinkFinding();
}

QList<LinkCheck> kept(Reopened &r)
{
    const std::function question = [](JournalStore &store) { return store.checks(); };
    return r.ask<QList<LinkCheck>>(question).value_or(QList<LinkCheck>{});
}

void record(Reopened &r, const QString &name, const LinkFinding &finding)
{
    const Website website = r.remote->website(name);
    r.library().linkChecks().record({{website.id, website.url, finding}});
}

Operation moving(const Reopened &r, const QString &name, const QString &url)
{
    const Website before = r.remote->website(name);
    Website after = before;
    after.url = url;
    return Operation::update(before, after);
}

} // namespace

/// What a library keeps of the checks of its addresses, and the job that has them made.
class TestLinkChecks : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsKnownAtFirst();
    void tellsWhatChanged();
    void outlivesTheProgram();
    void isAboutOneAddress();
    void goesWithTheWebsite();
    void goesWithAWebsiteThatOthersRemoved();
    void followsANewIdentifier();
    void waitsForAWebsiteThatIsNotSentYet();
    void journalOfTheSecondVersion();
    void jobAsksOnce();
    void jobKeepsWhatItFound();
    void jobIsCancelledWhileItCollects();
    void movedAddresses();
};

void TestLinkChecks::nothingIsKnownAtFirst()
{
    OfflineLibrary offline;
    offline.website(u"a"_s, u"https://a.example/"_s);
    QCOMPARE(offline.library().linkChecks().state(0), LinkState::Unknown);
    QCOMPARE(offline.library().linkChecks().finding(0), LinkFinding());
}

void TestLinkChecks::tellsWhatChanged()
{
    OfflineLibrary offline;
    const QString a = offline.website(u"a"_s, u"https://a.example/"_s);
    const QString b = offline.website(u"b"_s, u"https://b.example/"_s);
    LinkChecks &checks = offline.library().linkChecks();
    QList<quint32> rows;
    connect(&checks, &LinkChecks::changed, this, [&rows](const QList<quint32> &changed) { rows += changed; });
    checks.record({{b, u"https://b.example/"_s, broken()}, {a, u"https://other.example/"_s, broken()},
        {u"gone"_s, u"https://b.example/"_s, broken()}});
    QCOMPARE(rows, QList<quint32>{1});
    QCOMPARE(checks.state(0), LinkState::Unknown); // it was about another address
    QCOMPARE(checks.state(1), LinkState::Broken);
    QCOMPARE(checks.finding(1), broken());
    const LinkFinding fine{LinkState::Fine, 200, {}, {}, Timestamp::fromMicroseconds(9)};
    checks.record({{b, u"https://b.example/"_s, fine}});
    QCOMPARE(checks.finding(1), fine);
}

void TestLinkChecks::outlivesTheProgram()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    r.server.addWebsite(u"b"_s, u"https://b.example/"_s);
    r.server.addWebsite(u"c"_s, u"https://c.example/"_s);
    QVERIFY(r.start());
    record(r, u"a"_s, broken());
    record(r, u"b"_s, moved(u"https://new.example/"_s));
    QVERIFY(r.start());
    QTRY_COMPARE(findingOf(*r.remote, u"a"_s), broken());
    QCOMPARE(findingOf(*r.remote, u"b"_s), moved(u"https://new.example/"_s));
    QCOMPARE(findingOf(*r.remote, u"c"_s), LinkFinding());
    record(r, u"a"_s, broken(2));
    QVERIFY(r.start());
    QTRY_COMPARE(findingOf(*r.remote, u"a"_s), broken(2));
    QCOMPARE(kept(r).size(), 2);
}

void TestLinkChecks::isAboutOneAddress()
{
    Reopened r;
    r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(r.start());
    record(r, u"a"_s, broken());
    QVERIFY(r.remote->perform({u"Move"_s, {moving(r, u"a"_s, u"https://b.example/"_s)}}));
    QCOMPARE(findingOf(*r.remote, u"a"_s), LinkFinding());
    QVERIFY(r.start());
    QCOMPARE(kept(r).size(), 1);
    QCOMPARE(findingOf(*r.remote, u"a"_s), LinkFinding());
    // With the address comes back what is known of it.
    QVERIFY(r.undo());
    QCOMPARE(findingOf(*r.remote, u"a"_s), broken());
    QVERIFY(r.redo());
    record(r, u"a"_s, broken(2));
    QCOMPARE(findingOf(*r.remote, u"a"_s), broken(2));
    QVERIFY(r.undo());
    QCOMPARE(findingOf(*r.remote, u"a"_s), LinkFinding());
}

void TestLinkChecks::goesWithTheWebsite()
{
    Reopened r;
    const Website a = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    r.server.addWebsite(u"b"_s, u"https://b.example/"_s);
    QVERIFY(r.start());
    record(r, u"a"_s, broken());
    record(r, u"b"_s, broken());
    QCOMPARE(kept(r).size(), 2);
    r.library().removeItems({a.id}, {}, u"Delete"_s);
    QVERIFY(r.remote->settled());
    const QList<LinkCheck> left = kept(r);
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.constFirst().url, u"https://b.example/"_s);
    // Who takes the row over has nothing of it.
    QVERIFY(r.remote->perform(Operation::create(websiteNamed(u"c"_s, u"https://a.example/"_s))));
    QCOMPARE(findingOf(*r.remote, u"c"_s), LinkFinding());
}

void TestLinkChecks::goesWithAWebsiteThatOthersRemoved()
{
    Reopened r;
    const Website a = r.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    r.server.addWebsite(u"b"_s, u"https://b.example/"_s);
    QVERIFY(r.start());
    record(r, u"a"_s, broken());
    record(r, u"b"_s, broken());
    r.remote.reset();
    r.server.websites.erase(a.id);
    QVERIFY(r.start());
    QTRY_COMPARE(kept(r).size(), 1);
    QCOMPARE(findingOf(*r.remote, u"b"_s), broken());
}

void TestLinkChecks::followsANewIdentifier()
{
    Reopened r;
    QVERIFY(r.start());
    r.library().setPaused(true);
    const Website made = websiteNamed(u"made"_s, u"https://made.example/"_s);
    r.library().perform({u"Add"_s, {Operation::create(made)}});
    r.library().linkChecks().record({{made.id, made.url, broken()}});
    r.library().setPaused(false);
    QVERIFY(r.remote->settled());
    QVERIFY(r.remote->website(u"made"_s).id != made.id); // the server's own
    QCOMPARE(findingOf(*r.remote, u"made"_s), broken());
    // Also under the identifier that it had.
    r.library().linkChecks().record({{made.id, made.url, broken(2)}});
    QVERIFY(r.start());
    QTRY_COMPARE(findingOf(*r.remote, u"made"_s), broken(2));
    QCOMPARE(kept(r).size(), 1);
}

void TestLinkChecks::waitsForAWebsiteThatIsNotSentYet()
{
    Reopened r;
    QVERIFY(r.start());
    r.library().setPaused(true);
    const Website made = websiteNamed(u"made"_s, u"https://made.example/"_s);
    r.library().perform({u"Add"_s, {Operation::create(made)}});
    r.library().linkChecks().record({{made.id, made.url, broken()}});
    QVERIFY(r.read());
    QTRY_COMPARE(findingOf(*r.remote, u"made"_s), broken());
    QCOMPARE(kept(r).size(), 1);
    r.library().setPaused(false);
    QVERIFY(r.remote->settled());
    QCOMPARE(findingOf(*r.remote, u"made"_s), broken());
}

void TestLinkChecks::journalOfTheSecondVersion()
{
    Reopened r;
    {
        JournalStore store(r.path());
        Website site;
        site.id = u"w"_s;
        Website after = site;
        after.name = u"b"_s;
        QVERIFY(!store.append({7, GroupRole::Step, u"Old step"_s, 0, 1}, {Operation::update(site, after)}));
        QVERIFY(!store.setPaused(true));
    }
    QVERIFY(makeJournalOlder(r.path(), 2));
    const LinkCheck check{u"w"_s, u"https://a.example/"_s, broken()};
    {
        JournalStore store(r.path());
        QCOMPARE(store.contents(10).problem, QString());
        QVERIFY(store.contents(10).durable);
        QCOMPARE(store.contents(10).steps.size(), 1);
        QVERIFY(store.contents(10).paused);
        QCOMPARE(store.checks(), QList<LinkCheck>());
        QVERIFY(!store.setChecks({check}));
    }
    JournalStore store(r.path());
    QCOMPARE(store.contents(10).problem, QString());
    QCOMPARE(store.checks(), QList<LinkCheck>{check});
    QVERIFY(!store.forgetChecks({u"w"_s}));
    QCOMPARE(store.checks(), QList<LinkCheck>());
}

void TestLinkChecks::jobAsksOnce()
{
    FakeServer web;
    web.answer("/a", FakeAnswer{.status = 301}.with("Location", "/b"));
    web.answer("/b", FakeAnswer{.status = 200});
    OfflineLibrary offline;
    const QString base = web.base().toString();
    const QString user = u"http://ada:secret@127.0.0.1:%1"_s.arg(web.port());
    for (const QString &url : {base + u"/a"_s, base + u"/a#part"_s, user + u"/a"_s, base + u"/b"_s, base + u"/c"_s,
             u"mailto:a@b.example"_s, QString()})
        offline.website(url, url);
    LinkCheckJob job(&offline.library());
    std::optional<LinkChecker::End> end;
    connect(&job, &LinkCheckJob::finished, this, [&end](LinkChecker::End how) { end = how; });
    job.start({0, 1, 2, 3, 4, 5, 6});
    QVERIFY(job.isRunning());
    QTRY_COMPARE(end, LinkChecker::End::Complete);
    QVERIFY(!job.isRunning());
    QCOMPARE(job.tally(), (LinkTally{.total = 7, .fine = 1, .moved = 3, .broken = 1, .notChecked = 2}));
    QCOMPARE(job.tally().done(), 7);
    QCOMPARE(web.count("/a"), 1);
    const LinkChecks &checks = offline.library().linkChecks();
    QCOMPARE(checks.finding(0).movedTo, base + u"/b"_s);
    QCOMPARE(checks.finding(1).movedTo, base + u"/b#part"_s);
    QCOMPARE(checks.finding(2).movedTo, user + u"/b"_s);
    QCOMPARE(checks.state(3), LinkState::Fine);
    QCOMPARE(checks.state(4), LinkState::Broken);
    QCOMPARE(checks.state(5), LinkState::Unknown);
    QCOMPARE(checks.state(6), LinkState::Unknown);
}

void TestLinkChecks::jobKeepsWhatItFound()
{
    FakeServer web;
    web.answer("/a", FakeAnswer{.status = 404});
    web.setHandler([](const FakeRequest &) { return FakeAnswer::hang(); });
    OfflineLibrary offline;
    const QString base = web.base().toString();
    for (const QString &path : {u"/a"_s, u"/b"_s, u"/c"_s})
        offline.website(path, base + path);
    {
        LinkCheckJob job(&offline.library());
        job.start({0, 1});
        QTRY_COMPARE(job.tally().broken, 1);
        job.cancel();
        QVERIFY(!job.isRunning());
        QCOMPARE(offline.library().linkChecks().state(0), LinkState::Broken);
        QCOMPARE(offline.library().linkChecks().state(1), LinkState::Unknown);
    }
    {
        web.answer("/c", FakeAnswer{.status = 200});
        LinkCheckJob job(&offline.library());
        job.start({1, 2});
        QTRY_COMPARE(job.tally().fine, 1);
    } // as when the window is closed
    QCOMPARE(offline.library().linkChecks().state(2), LinkState::Fine);
}

void TestLinkChecks::jobIsCancelledWhileItCollects()
{
    FakeServer web;
    OfflineLibrary offline;
    offline.website(u"a"_s, web.base().toString() + u"/a"_s);
    LinkCheckJob job(&offline.library());
    int ends = 0;
    connect(&job, &LinkCheckJob::finished, this, [&ends] { ++ends; });
    job.start({0});
    job.cancel();
    QCOMPARE(ends, 1);
    QTest::qWait(50);
    QCOMPARE(web.count(), 0);
    QCOMPARE(ends, 1);
    job.start({0});
    QTRY_COMPARE(ends, 2);
    QCOMPARE(web.count(), 1);
}

void TestLinkChecks::movedAddresses()
{
    QCOMPARE(movedAddress(u"http://a.example/"_s, u"https://a.example/b"_s), u"https://a.example/b"_s);
    QCOMPARE(movedAddress(u"http://a.example/#x%20y"_s, u"https://a.example/b"_s), u"https://a.example/b#x%20y"_s);
    QCOMPARE(movedAddress(u"http://a.example/#x"_s, u"https://a.example/b#z"_s), u"https://a.example/b#z"_s);
    QCOMPARE(movedAddress(u"http://u:p%40@a.example/"_s, u"https://a.example/b"_s), u"https://u:p%40@a.example/b"_s);
    // Nobody else gets the password.
    QCOMPARE(movedAddress(u"http://u:p@a.example/"_s, u"https://b.example/"_s), u"https://b.example/"_s);
}

QTEST_GUILESS_MAIN(TestLinkChecks)
#include "tst_linkchecks.moc"
