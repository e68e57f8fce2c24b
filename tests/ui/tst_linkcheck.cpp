// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/linkcheckjob.h"
#include "app/library/groups.h"
#include "app/library/linkchecks.h"
#include "app/models/websitelistmodel.h"
#include "tests/support/fakeserver.h"
#include "tests/ui/windowfixture.h"
#include "ui/detailpane.h"
#include "ui/libraryview.h"
#include "ui/linkcheckline.h"
#include "ui/messagebar.h"
#include "ui/websiteeditor.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

/// The check of links in the real window.
class TestLinkCheck : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void nothingIsAskedUnasked();
    void checksWhatTheListShows();
    void checksTheSelected();
    void searchFollowsTheCheck();
    void newAddressIsTakenOverAndUndone();
    void newAddressThatIsThereAlready();
    void newAddressSavesWhatWasTyped();
    void cancel();
    void closesWhileItChecks();
    void noNetwork();
    void words();

private:
    std::unique_ptr<FakeServer> m_web;
    std::unique_ptr<WindowFixture> m_fixture;
    QString m_fine;
    QString m_dead;
    QString m_moved;

    LibraryView *view() const { return m_fixture->window()->view(); }
    LinkCheckJob *job() const { return view()->linkCheck(); }
    QString url(const QString &path) const { return m_web->base().toString() + path; }
    QString urlOf(const QString &id) const
    {
        const WebsiteColumns &websites = m_fixture->library()->websites();
        return websites.url(websites.find(id).value());
    }
    LinkState stateOf(const QString &id) const
    {
        return m_fixture->library()->linkChecks().state(m_fixture->library()->websites().find(id).value());
    }
    bool check() const
    {
        m_fixture->trigger("checkLinksAction");
        return QTest::qWaitFor([this] { return !job()->isRunning(); }, 10'000);
    }
    void hurry() const { job()->checker().setRetryPauses({1ms, 1ms}); }
    QLabel *line() const { return m_fixture->find<QLabel>("linkCheckText"); }
};

void TestLinkCheck::init()
{
    m_web = std::make_unique<FakeServer>();
    m_web->answer("/fine", FakeAnswer{.status = 200});
    m_web->answer("/old", FakeAnswer{.status = 301}.with("Location", "/fine?new"));
    m_web->answer("/dead", FakeAnswer{.status = 404});
    m_web->setHandler([](const FakeRequest &) { return FakeAnswer::hang(); });
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
    hurry();
    m_fine = m_fixture->add(u"Fine"_s, url(u"/fine"_s));
    m_dead = m_fixture->add(u"Dead"_s, url(u"/dead"_s));
    m_moved = m_fixture->add(u"Moved"_s, url(u"/old"_s));
    m_fixture->add(u"Letter"_s, u"mailto:ada@example.org"_s);
    QVERIFY(m_fixture->waitSaved());
}

void TestLinkCheck::nothingIsAskedUnasked()
{
    m_fixture->select({m_dead});
    QTest::qWait(100);
    QCOMPARE(m_web->count(), 0);
    QVERIFY(!line()->isVisible());
    QVERIFY(!m_fixture->find<QProgressBar>("linkCheckProgress")->isVisible());
}

void TestLinkCheck::checksWhatTheListShows()
{
    auto *progress = m_fixture->find<QProgressBar>("linkCheckProgress");
    view()->table()->clearSelection();
    m_fixture->trigger("checkLinksAction");
    QVERIFY(progress->isVisible());
    QCOMPARE(progress->maximum(), 4);
    QTRY_VERIFY(!progress->isVisible());
    QCOMPARE(job()->tally(), (LinkTally{.total = 4, .fine = 1, .moved = 1, .broken = 1, .notChecked = 1}));
    QCOMPARE(m_fixture->window()->messages()->text(), u"Links checked. 1 broken, 1 moved, 1 fine, 1 not checked."_s);
    // The message leads to the broken ones.
    m_fixture->find<QToolButton>("messageButton")->click();
    QCOMPARE(m_fixture->find<QLineEdit>("searchEdit")->text(), u"is:broken"_s);
    QTRY_COMPARE(m_fixture->names(), QStringList{u"Dead"_s});
    // A search narrows what is checked next.
    m_web->clear();
    QVERIFY(check());
    QCOMPARE(m_web->count(), 1);
    QCOMPARE(m_web->count("/dead"), 1);
}

void TestLinkCheck::checksTheSelected()
{
    m_fixture->select({m_fine});
    QVERIFY(check());
    QCOMPARE(m_web->count(), 1);
    QCOMPARE(stateOf(m_fine), LinkState::Fine);
    QCOMPARE(stateOf(m_dead), LinkState::Unknown);
    QVERIFY(line()->isVisible());
    QVERIFY(line()->text().contains(u"fine"_s));
    // From the menu of the list, too.
    m_fixture->select({m_dead, m_moved});
    emit view()->table()->customContextMenuRequested({5, 5});
    QAction *inMenu = nullptr;
    const QList<QMenu *> menus = view()->findChildren<QMenu *>();
    for (QMenu *menu : menus) {
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == u"Check links"_s)
                inMenu = action;
        }
    }
    QVERIFY(inMenu);
    inMenu->trigger();
    QTRY_VERIFY(!job()->isRunning());
    QCOMPARE(stateOf(m_dead), LinkState::Broken);
    QCOMPARE(stateOf(m_moved), LinkState::Moved);
    QVERIFY(!line()->isVisible()); // of several there is no line
}

void TestLinkCheck::searchFollowsTheCheck()
{
    auto *search = m_fixture->find<QLineEdit>("searchEdit");
    m_fixture->select({m_dead});
    search->setText(u"is:broken"_s);
    QTRY_COMPARE(m_fixture->names(), QStringList());
    view()->linkCheck()->start({m_fixture->library()->websites().find(m_dead).value(),
        m_fixture->library()->websites().find(m_moved).value()});
    QTRY_COMPARE(m_fixture->names(), QStringList{u"Dead"_s});
    search->setText(u"is:moved"_s);
    QTRY_COMPARE(m_fixture->names(), QStringList{u"Moved"_s});
    search->setText(u"is:checked"_s);
    QTRY_COMPARE(m_fixture->names(), (QStringList{u"Dead"_s, u"Moved"_s}));
    // It is there after a restart.
    m_fixture->start();
    m_fixture->find<QLineEdit>("searchEdit")->setText(u"is:broken"_s);
    QTRY_COMPARE(m_fixture->names(), QStringList{u"Dead"_s});
    m_fixture->select({m_dead});
    QVERIFY(line()->text().contains(u"404 Not Found"_s));
    // Mended, it is found no more.
    hurry();
    m_web->answer("/dead", FakeAnswer{.status = 200});
    QVERIFY(check());
    QTRY_COMPARE(m_fixture->names(), QStringList());
}

void TestLinkCheck::newAddressIsTakenOverAndUndone()
{
    m_fixture->select({m_moved});
    QVERIFY(check());
    auto *take = m_fixture->find<QToolButton>("takeAddressButton");
    QVERIFY(take->isVisible());
    QVERIFY(line()->text().contains(url(u"/fine?new"_s)));
    // With the keyboard.
    take->setFocus();
    QTest::keyClick(take, Qt::Key_Space);
    QCOMPARE(urlOf(m_moved), url(u"/fine?new"_s));
    QCOMPARE(m_fixture->find<QLineEdit>("urlEdit")->text(), url(u"/fine?new"_s));
    QVERIFY(!take->isVisible()); // nothing is known of that address
    QVERIFY(!line()->isVisible());
    QVERIFY(m_fixture->waitSaved());
    m_fixture->trigger("undoAction");
    QTRY_COMPARE(urlOf(m_moved), url(u"/old"_s));
    QTRY_VERIFY(take->isVisible());
}

void TestLinkCheck::newAddressThatIsThereAlready()
{
    m_fixture->add(u"New"_s, url(u"/fine?new"_s));
    QVERIFY(m_fixture->waitSaved());
    m_fixture->select({m_moved});
    QVERIFY(check());
    m_fixture->find<QToolButton>("takeAddressButton")->click();
    QCOMPARE(urlOf(m_moved), url(u"/old"_s));
    QVERIFY(m_fixture->window()->messages()->text().contains(u"“New”"_s));
}

void TestLinkCheck::newAddressSavesWhatWasTyped()
{
    m_fixture->select({m_moved});
    QVERIFY(check());
    auto *name = m_fixture->find<QLineEdit>("nameEdit");
    name->setText(u"Typed"_s);
    m_fixture->find<QToolButton>("takeAddressButton")->click();
    QCOMPARE(urlOf(m_moved), url(u"/fine?new"_s));
    QVERIFY(m_fixture->names().contains(u"Typed"_s));
    // What cannot be saved is not lost.
    QVERIFY(m_fixture->waitSaved());
    m_fixture->trigger("undoAction");
    QTRY_COMPARE(urlOf(m_moved), url(u"/old"_s));
    name->clear();
    m_fixture->find<QToolButton>("takeAddressButton")->click();
    QCOMPARE(urlOf(m_moved), url(u"/old"_s));
    QVERIFY(m_fixture->find<QLabel>("editError")->isVisible());
}

void TestLinkCheck::cancel()
{
    m_fixture->add(u"Slow"_s, url(u"/slow"_s));
    view()->table()->clearSelection();
    m_fixture->trigger("checkLinksAction");
    QTRY_COMPARE(job()->tally().done(), 4);
    QVERIFY(job()->isRunning());
    QCOMPARE(m_fixture->find<QLabel>("linkCheckLabel")->text(), u"Links: 4 of 5, 1 broken"_s);
    m_fixture->trigger("checkLinksAction"); // one at a time
    QVERIFY(m_fixture->window()->messages()->text().contains(u"already"_s));
    m_fixture->find<QToolButton>("linkCheckCancelButton")->click();
    QVERIFY(!job()->isRunning());
    QVERIFY(!m_fixture->find<QProgressBar>("linkCheckProgress")->isVisible());
    QVERIFY(m_fixture->window()->messages()->text().startsWith(u"The check of links was stopped."_s));
    QCOMPARE(stateOf(m_dead), LinkState::Broken);
}

void TestLinkCheck::closesWhileItChecks()
{
    m_fixture->add(u"Slow"_s, url(u"/slow"_s));
    QVERIFY(m_fixture->waitSaved());
    view()->table()->clearSelection();
    m_fixture->trigger("checkLinksAction");
    QTRY_COMPARE(job()->tally().done(), 4);
    m_fixture->start();
    QTRY_COMPARE(stateOf(m_dead), LinkState::Broken);
}

void TestLinkCheck::noNetwork()
{
    job()->checker().setTimeLimit(20ms);
    job()->checker().setHasNetwork([] { return false; });
    const QString slow = m_fixture->add(u"Slow"_s, url(u"/slow"_s));
    m_fixture->select({slow});
    QVERIFY(check());
    QVERIFY(m_fixture->window()->messages()->text().contains(u"no network"_s));
    QCOMPARE(stateOf(slow), LinkState::Unknown);
}

void TestLinkCheck::words()
{
    const QDate today(2026, 3, 1);
    const auto text = [today](LinkState state, int daysAgo, const QString &reason = {}, const QString &movedTo = {}) {
        const QDateTime moment(today.addDays(-daysAgo), QTime(12, 0));
        return linkFindingText(
            {state, 0, reason, movedTo, Timestamp::fromMicroseconds(moment.toMSecsSinceEpoch() * 1000)}, today);
    };
    QCOMPARE(text(LinkState::Broken, 1, u"404 Not Found"_s), u"Broken: 404 Not Found, checked yesterday"_s);
    QCOMPARE(text(LinkState::Moved, 0, {}, u"https://b.example/"_s), u"Moved to https://b.example/, checked today"_s);
    QCOMPARE(text(LinkState::Fine, 0), u"Link fine, checked today"_s);
    QCOMPARE(text(LinkState::Fine, 0, u"403 Forbidden"_s), u"Link there, but closed: 403 Forbidden, checked today"_s);
    QVERIFY(
        text(LinkState::Broken, 2, u"410 Gone"_s).contains(QLocale().toString(today.addDays(-2), QLocale::LongFormat)));
    QCOMPARE(text(LinkState::Unknown, 0), QString());
}

QTEST_MAIN(TestLinkCheck)
#include "tst_linkcheck.moc"
