// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What of the list is in sight while a person searches, and whom the keys of undo mean meanwhile.
#include "app/library/groups.h"
#include "app/library/history.h"
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
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestSearchList : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void bestMatchesAreInSight();
    void selectedIsInSightAfterTheSearch();
    void starShowsTheBest();
    void manySelectedStaySelected();
    void deletedOnesComeBackUnselected();
    void changesDoNotScroll();
    void sameAddressTwiceIsOneWebsite();
    void selectingMoreSavesWhatWasTyped();
    void undoInALineThatHasNothingToUndo();
    void undoOfALineFirst();

private:
    std::unique_ptr<WindowFixture> m_fixture;

    QTableView *table() const { return m_fixture->find<QTableView>("websiteTable"); }
    QLineEdit *search() const { return m_fixture->find<QLineEdit>("searchEdit"); }
    int offset() const { return table()->verticalScrollBar()->value(); }
    bool isInSight(const QString &id) const
    {
        const QModelIndex index = m_fixture->window()->view()->model()->indexOf(id);
        return index.isValid() && table()->viewport()->rect().contains(table()->visualRect(index).center());
    }
    QString idOf(const QString &name) const
    {
        const int row = static_cast<int>(m_fixture->names().indexOf(name));
        return m_fixture->window()->view()->model()->id(m_fixture->window()->view()->model()->index(row, 0));
    }
    /// As a key of the keyboard goes: to whoever has the focus first.
    void press(QWidget *focus, QKeySequence::StandardKey key) const
    {
        focus->setFocus();
        const QKeyCombination keys = QKeySequence(key)[0];
        QTest::keyClick(focus, keys.key(), keys.keyboardModifiers());
    }
};

void TestSearchList::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
    QList<Operation> made;
    for (int i = 0; i < 200; ++i) {
        const QString name = u"%1 about cache %2"_s.arg(QChar(u'a' + i % 20)).arg(i);
        made.append(Operation::create(newWebsite(u"https://a.example/%1"_s.arg(i), name)));
    }
    m_fixture->library()->perform({u"make"_s, made});
    m_fixture->add(u"Cache"_s, u"https://b.example/"_s);
    QVERIFY(m_fixture->waitSaved());
    QTRY_COMPARE(m_fixture->names().size(), 201);
}

void TestSearchList::bestMatchesAreInSight()
{
    table()->scrollToBottom();
    QVERIFY(offset() > 0);
    search()->setText(u"cache"_s);
    QCOMPARE(offset(), 0);
    QVERIFY(isInSight(idOf(u"Cache"_s)));
    table()->scrollToBottom();
    search()->setText(u"cache about"_s);
    QCOMPARE(offset(), 0);
}

void TestSearchList::selectedIsInSightAfterTheSearch()
{
    const QString last = idOf(u"t about cache 199"_s);
    m_fixture->select({last});
    for (const QString &text : {u"a"_s, u"ab"_s, u"abo"_s, u"about c"_s}) {
        search()->setText(text);
        QCOMPARE(offset(), 0);
    }
    QCOMPARE(m_fixture->window()->view()->selectedIds(), QStringList{last});
    search()->clear();
    QVERIFY(isInSight(last));
}

void TestSearchList::starShowsTheBest()
{
    search()->setText(u"cache"_s);
    auto *star = m_fixture->find<QToolButton>("bestFirstButton");
    star->click();
    table()->scrollToBottom();
    star->click();
    QCOMPARE(offset(), 0);
}

/// Every other website, so that no two rows of the selection are neighbours.
void TestSearchList::manySelectedStaySelected()
{
    const WebsiteListModel *model = m_fixture->window()->view()->model();
    QStringList every;
    for (int row = 0; row < model->rowCount(); row += 2)
        every.append(model->id(model->index(row, 0)));
    m_fixture->select(every);
    const QSet<QString> wanted(every.begin(), every.end());
    const auto selected = [this] {
        const QStringList ids = m_fixture->window()->view()->selectedIds();
        return QSet<QString>(ids.begin(), ids.end());
    };
    QCOMPARE(selected(), wanted);
    const QSet<QString> hidden{idOf(u"Cache"_s)};
    search()->setText(u"cache about"_s);
    QCOMPARE(selected(), wanted - hidden);
    search()->setText(u"cache 1"_s);
    QVERIFY(!selected().isEmpty() && selected().size() < wanted.size());
    QVERIFY(wanted.contains(selected()));
    search()->clear();
    QCOMPARE(selected(), wanted);
}

void TestSearchList::deletedOnesComeBackUnselected()
{
    LibraryView *view = m_fixture->window()->view();
    const QStringList names = m_fixture->names().first(4);
    m_fixture->select({idOf(names[0]), idOf(names[1]), idOf(names[3])});
    view->removeSelected();
    QTRY_COMPARE(m_fixture->names().size(), 198);
    QVERIFY(view->details()->websites().isEmpty());
    m_fixture->library()->history()->undo();
    QTRY_COMPARE(m_fixture->names().size(), 201);
    QVERIFY(view->selectedIds().isEmpty());
    QVERIFY(view->details()->websites().isEmpty());
}

/// What is selected and left out by the search is no reason to go anywhere, whatever changes meanwhile.
void TestSearchList::changesDoNotScroll()
{
    const QString shown = idOf(u"a about cache 0"_s);
    m_fixture->select({idOf(u"Cache"_s), shown});
    search()->setText(u"about"_s);
    QCOMPARE(m_fixture->window()->view()->selectedIds(), QStringList{shown});
    table()->scrollToBottom();
    const int before = offset();
    QVERIFY(before > 0);
    QSignalSpy searched(m_fixture->window()->view()->model(), &WebsiteListModel::searchFinished);
    m_fixture->create(AssociationKind::Tag, u"news"_s);
    QTRY_VERIFY(!searched.isEmpty());
    QCOMPARE(offset(), before);
    QCOMPARE(m_fixture->window()->view()->selectedIds(), QStringList{shown});
}

void TestSearchList::sameAddressTwiceIsOneWebsite()
{
    LibraryView *view = m_fixture->window()->view();
    const QString id = m_fixture->add(u"Twice"_s, u"https://twice.example"_s);
    view->addAddresses({u"https://twice.example"_s, u"https://twice.example/"_s});
    QCOMPARE(view->selectedIds(), QStringList{id});
    QCOMPARE(view->details()->websites(), QStringList{id});
}

/// That takes it out of the list here, and so out of what is selected.
void TestSearchList::selectingMoreSavesWhatWasTyped()
{
    LibraryView *view = m_fixture->window()->view();
    const QString renamed = idOf(u"a about cache 0"_s);
    const QString other = idOf(u"b about cache 1"_s);
    search()->setText(u"about"_s);
    m_fixture->select({renamed});
    m_fixture->find<QLineEdit>("nameEdit")->setText(u"Another"_s);
    m_fixture->select({renamed, other});
    QCOMPARE(view->selectedIds(), QStringList{other});
    QCOMPARE(view->details()->websites(), QStringList{other});
    QCOMPARE(m_fixture->find<QLineEdit>("nameEdit")->text(), u"b about cache 1"_s);
    QCOMPARE(m_fixture->library()->website(*m_fixture->library()->websites().find(renamed)).name, u"Another"_s);
}

void TestSearchList::undoInALineThatHasNothingToUndo()
{
    const QString id = idOf(u"Cache"_s);
    m_fixture->select({id});
    auto *name = m_fixture->find<QLineEdit>("nameEdit");
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, u"Another"_s);
    QTest::keyClick(name, Qt::Key_Return);
    const auto nameNow = [&] { return m_fixture->library()->website(*m_fixture->library()->websites().find(id)).name; };
    QCOMPARE(nameNow(), u"Another"_s);
    press(name, QKeySequence::Undo);
    QCOMPARE(nameNow(), u"Cache"_s);
    press(search(), QKeySequence::Redo);
    QCOMPARE(nameNow(), u"Another"_s);
}

void TestSearchList::undoOfALineFirst()
{
    const QString step = m_fixture->library()->history()->undoText();
    search()->setFocus();
    QTest::keyClicks(search(), u"cac"_s);
    press(search(), QKeySequence::Undo);
    QVERIFY(search()->text() != u"cac"_s);
    QCOMPARE(m_fixture->library()->history()->undoText(), step);
}

QTEST_MAIN(TestSearchList)
#include "tst_searchlist.moc"
