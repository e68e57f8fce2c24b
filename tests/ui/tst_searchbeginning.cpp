// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The window while its list shows only the beginning of what a search finds.
#include "app/check/linkcheckjob.h"
#include "app/library/groups.h"
#include "app/library/library.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/detailpane.h"
#include "ui/libraryview.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr int begun = 300;
constexpr int others = 100;

} // namespace

class TestSearchBeginning : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void scrollBarMovesOnce();
    void scrollBarOfExactlyTheBeginning();
    void startsAtTheTop();
    void selectionAndDetailsStay();
    void selectedMeanwhileStays();
    void returnTakesTheFirst();
    void keysWaitForAll();
    void summaryCountsAll();
    void linksOfAllAreChecked();
    void whatIsDoneIsDoneToAllSelected();

private:
    std::unique_ptr<WindowFixture> m_fixture;

    LibraryView *view() const { return m_fixture->window()->view(); }
    WebsiteListModel *model() const { return view()->model(); }
    QTableView *table() const { return m_fixture->find<QTableView>("websiteTable"); }
    QScrollBar *scrollBar() const { return table()->verticalScrollBar(); }
    QLineEdit *search() const { return m_fixture->find<QLineEdit>("searchEdit"); }
    QString idOf(const QString &name) const
    {
        return model()->id(model()->index(static_cast<int>(m_fixture->names().indexOf(name)), 0));
    }
    void make(const QString &name, int count) const
    {
        QList<Operation> made;
        for (int i = 0; i < count; ++i)
            made.append(Operation::create(newWebsite(u"about:%1%2"_s.arg(name.at(0)).arg(i), name.arg(i))));
        m_fixture->library()->perform({u"make"_s, made});
    }
};

void TestSearchBeginning::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
    make(u"Cache %1"_s, begun);
    make(u"other cache %1"_s, others);
    QVERIFY(m_fixture->waitSaved());
    QTRY_COMPARE(model()->rowCount(), begun + others);
    model()->setWorthABeginning(0);
    model()->setSearchPiece(std::chrono::milliseconds(0));
}

void TestSearchBeginning::scrollBarMovesOnce()
{
    search()->setText(u"cache"_s);
    QTRY_VERIFY(!model()->isSearching());
    table()->viewport()->repaint();
    const int before = scrollBar()->maximum();
    search()->setText(u"cach"_s);
    QVERIFY(model()->showsBeginning());
    table()->viewport()->repaint();
    QCOMPARE(scrollBar()->maximum(), before);
    QTRY_VERIFY(!model()->isSearching());
    table()->viewport()->repaint();
    QCOMPARE(scrollBar()->maximum(), before); // the search finds all of them
    search()->setText(u"other"_s);
    QTRY_VERIFY(!model()->isSearching());
    QTRY_VERIFY(scrollBar()->maximum() < before);
}

/// Where the rest is nothing, the scroll bar has to be right all the same.
void TestSearchBeginning::scrollBarOfExactlyTheBeginning()
{
    search()->setText(u"cache"_s);
    const int beginning = model()->rowCount();
    QVERIFY(model()->showsBeginning());
    make(u"Exactly %1"_s, beginning);
    QTRY_COMPARE(m_fixture->library()->websites().count(), begun + others + beginning);
    QTRY_VERIFY(!model()->isSearching());
    search()->setText(u"exactly"_s);
    QVERIFY(model()->showsBeginning());
    QTRY_VERIFY(!model()->isSearching());
    QCOMPARE(model()->rowCount(), beginning);
    table()->scrollToBottom();
    const QRect last = table()->visualRect(model()->index(beginning - 1, 0));
    QVERIFY(table()->viewport()->rect().contains(last.center()));
    QCOMPARE(scrollBar()->maximum(), table()->rowHeight(0) * beginning - table()->viewport()->height());
}

void TestSearchBeginning::startsAtTheTop()
{
    table()->scrollToBottom();
    QVERIFY(scrollBar()->value() > 0);
    search()->setText(u"cache"_s);
    QVERIFY(model()->showsBeginning());
    QCOMPARE(scrollBar()->value(), 0);
    QTRY_VERIFY(!model()->isSearching());
    QCOMPARE(scrollBar()->value(), 0);
}

void TestSearchBeginning::selectionAndDetailsStay()
{
    const QStringList selected{idOf(u"Cache 1"_s), idOf(u"other cache 5"_s)};
    m_fixture->select(selected);
    QSignalSpy changed(view(), &LibraryView::selectionChanged);
    search()->setText(u"cache"_s);
    QVERIFY(model()->showsBeginning());
    QVERIFY(!model()->indexOf(selected.constLast()).isValid());
    QCOMPARE(view()->selectedIds(), selected.first(1));
    QCOMPARE(view()->details()->websites(), selected);
    QCOMPARE(changed.size(), 0);
    QTRY_VERIFY(!model()->isSearching());
    QCOMPARE(view()->selectedIds(), selected);
    QCOMPARE(view()->details()->websites(), selected);
    // What a search does not find is not selected any more, until it is shown again.
    search()->setText(u"cache 1"_s);
    QTRY_VERIFY(!model()->isSearching());
    QCOMPARE(view()->selectedIds(), selected.first(1));
    search()->clear();
    QTRY_VERIFY(!model()->isSearching());
    QCOMPARE(view()->selectedIds(), selected);
}

void TestSearchBeginning::selectedMeanwhileStays()
{
    m_fixture->select({idOf(u"other cache 5"_s)});
    search()->setText(u"cache"_s);
    QVERIFY(model()->showsBeginning());
    const QString second = model()->id(model()->index(1, 0));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(model()->index(1, 0)).center());
    QVERIFY(!model()->isSearching());
    QCOMPARE(view()->selectedIds(), QStringList{second});
    QCOMPARE(view()->details()->websites(), QStringList{second});
}

void TestSearchBeginning::returnTakesTheFirst()
{
    search()->setFocus();
    search()->setText(u"cache"_s);
    QVERIFY(model()->showsBeginning());
    const QString first = model()->id(model()->index(0, 0));
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(view()->selectedIds(), QStringList{first});
    QTRY_VERIFY(!model()->isSearching());
    QCOMPARE(view()->selectedIds(), QStringList{first});
}

/// Who presses a key means the list, not what is known of it by now.
void TestSearchBeginning::keysWaitForAll()
{
    table()->setFocus();
    search()->setText(u"cache"_s);
    QVERIFY(model()->showsBeginning());
    QTest::keySequence(table(), QKeySequence::SelectAll);
    QCOMPARE(view()->selectedIds().size(), begun + others);
    search()->setText(u"cac"_s);
    QVERIFY(model()->showsBeginning());
    table()->setCurrentIndex(model()->index(0, 0));
    QTest::keyClick(table(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(table()->currentIndex().row(), begun + others - 1);
}

void TestSearchBeginning::summaryCountsAll()
{
    QSignalSpy summaries(view(), &LibraryView::summaryChanged);
    search()->setText(u"cache"_s);
    QVERIFY(model()->showsBeginning());
    QCOMPARE(summaries.size(), 0);
    QTRY_VERIFY(!model()->isSearching());
    QCOMPARE(summaries.constLast().constFirst().toString(), u"400 website(s)"_s);
}

void TestSearchBeginning::linksOfAllAreChecked()
{
    search()->setText(u"cache"_s);
    QVERIFY(model()->showsBeginning());
    QSignalSpy finished(view()->linkCheck(), &LinkCheckJob::finished);
    view()->checkLinks();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(view()->linkCheck()->tally().notChecked, begun + others);
    // Who has selected one means that, also where it is not shown yet.
    m_fixture->select({idOf(u"other cache 5"_s)});
    search()->setText(u"cach"_s);
    QVERIFY(model()->showsBeginning() && view()->selectedIds().isEmpty());
    view()->checkLinks();
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(view()->linkCheck()->tally().notChecked, 1);
}

/// So does who deletes, copies, or adds one more to what is selected.
void TestSearchBeginning::whatIsDoneIsDoneToAllSelected()
{
    const QString hidden = idOf(u"other cache 5"_s);
    m_fixture->select({hidden});
    search()->setText(u"cache"_s);
    QVERIFY(model()->showsBeginning());
    const QString second = model()->id(model()->index(1, 0));
    QTest::mouseClick(
        table()->viewport(), Qt::LeftButton, Qt::ControlModifier, table()->visualRect(model()->index(1, 0)).center());
    QStringList selected = view()->selectedIds();
    selected.sort();
    QStringList wanted{hidden, second};
    wanted.sort();
    QCOMPARE(selected, wanted);
    search()->setText(u"cach"_s);
    QVERIFY(model()->showsBeginning());
    view()->removeSelected();
    QTRY_VERIFY(!m_fixture->library()->websites().find(hidden));
    QVERIFY(!m_fixture->library()->websites().find(second));
}

QTEST_MAIN(TestSearchBeginning)
#include "tst_searchbeginning.moc"
