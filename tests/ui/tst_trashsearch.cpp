// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/sidebarmodel.h"
#include "app/models/trashmodel.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/libraryview.h"
#include "ui/searchedit.h"
#include "ui/trashdialog.h"
#include "ui/trashview.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// The search in the trash as a person uses it, in the real window.
class TestTrashSearch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void restoredByEnterAndUndone();
    void severalAtOnceByTheButton();
    void deletedForEverAfterASecondClick();
    void saysWhenThereIsNothing();
    void saysWhatItDoesNotKnow();
    void listComesBackAsItWas();
    void followsTheDialog();
    void savedSearch();
    void menuAndRightToLeft();

private:
    std::unique_ptr<WindowFixture> m_fixture;
    QString m_kept;
    QStringList m_ids;

    SearchEdit *search() const { return m_fixture->find<SearchEdit>("searchEdit"); }
    TrashView *view() const { return m_fixture->find<LibraryView>("libraryView")->findChild<TrashView *>(); }
    QTableView *list() const { return m_fixture->window()->view()->table(); }
    QString summary() const { return m_fixture->find<QLabel>("summaryLabel")->text(); }
    QString emptyWords() const
    {
        const auto *label = m_fixture->find<QLabel>("emptyLabel");
        return label->isVisible() ? label->text() : QString();
    }
    /// The names in the list of deleted websites, top first; what else there is when it is not to be seen.
    QStringList names() const
    {
        if (!view() || !view()->isVisible())
            return {};
        QStringList names;
        const QAbstractItemModel *model = view()->table()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            names.append(model->index(row, 0).data().toString());
        return names;
    }
    void type(const QString &text) const
    {
        search()->setFocus();
        QTest::keyClicks(search(), text);
        m_fixture->window()->activateWindow(); // offscreen, a list that popped up stays the active window
    }
    void remove(const QString &id) const
    {
        m_fixture->select({id});
        m_fixture->trigger("deleteAction");
    }
};

void TestTrashSearch::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
    m_kept = m_fixture->add(u"Kept of Qt"_s, u"https://kept.example/"_s);
    m_ids = {
        m_fixture->add(u"École Qt"_s, u"https://doc.qt.io/"_s), m_fixture->add(u"SQLite"_s, u"https://sqlite.org/"_s)};
    for (const QString &id : std::as_const(m_ids))
        remove(id);
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->names(), QStringList{u"Kept of Qt"_s});
}

void TestTrashSearch::restoredByEnterAndUndone()
{
    type(u"is:trash ecole"_s);
    QTRY_COMPARE(names(), QStringList{u"École Qt"_s});
    QTRY_COMPARE(summary(), u"1 in the trash"_s);
    const QModelIndex first = view()->model()->index(0, 0);
    QCOMPARE(first.data(TrashModel::MatchesRole).value<QList<TextPiece>>(), (QList<TextPiece>{{0, 5}}));
    QVERIFY(!list()->isVisible());
    QVERIFY(!m_fixture->find<QAction>("deleteAction")->isEnabled());
    QTest::keyClick(search(), Qt::Key_Return);
    QTRY_VERIFY(view()->table()->hasFocus());
    QTest::keyClick(view()->table(), Qt::Key_Return);
    QTRY_COMPARE(emptyWords(), u"Nothing in the trash matches."_s);
    // The key means the restoring, not what was typed before.
    auto *sidebar = m_fixture->find<QTreeView>("sidebar");
    QVERIFY(sidebar->hasFocus());
    QTest::keyClick(sidebar, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(names(), QStringList{u"École Qt"_s});
    m_fixture->trigger("redoAction");
    QTRY_COMPARE(emptyWords(), u"Nothing in the trash matches."_s);
    search()->clear();
    QTRY_COMPARE(m_fixture->names(), (QStringList{u"École Qt"_s, u"Kept of Qt"_s}));
    QVERIFY(list()->isVisible());
    QVERIFY(!view()->isVisible());
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->find<QAction>("undoAction")->text(), u"&Undo Restore “École Qt”"_s);
    m_fixture->trigger("undoAction");
    QTRY_COMPARE(m_fixture->names(), QStringList{u"Kept of Qt"_s});
    search()->setText(u"is:trash"_s);
    QTRY_COMPARE(names().size(), 2);
    QVERIFY(m_fixture->waitSaved());
}

void TestTrashSearch::severalAtOnceByTheButton()
{
    search()->setText(u"is:trash"_s);
    QTRY_COMPARE(names(), (QStringList{u"SQLite"_s, u"École Qt"_s})); // newest first
    QVERIFY(!view()->restoreButton()->isEnabled());
    view()->table()->selectAll();
    QTRY_COMPARE(summary(), u"2 in the trash · 2 selected"_s);
    QTest::mouseClick(view()->restoreButton(), Qt::LeftButton);
    QTRY_COMPARE(emptyWords(), u"The trash is empty."_s);
    search()->clear();
    QTRY_COMPARE(m_fixture->names().size(), 3);
    QVERIFY(m_fixture->waitSaved());
}

void TestTrashSearch::deletedForEverAfterASecondClick()
{
    search()->setText(u"is:trash"_s);
    QTRY_COMPARE(names().size(), 2);
    view()->table()->selectRow(0);
    QPushButton *button = view()->removeButton();
    QCOMPARE(button->text(), u"&Delete for ever…"_s);
    button->click();
    QCOMPARE(button->text(), u"Really delete for ever?"_s);
    QCOMPARE(names().size(), 2);
    view()->table()->selectRow(1); // another is meant, so it asks anew
    QCOMPARE(button->text(), u"&Delete for ever…"_s);
    button->click();
    button->click();
    QTRY_COMPARE(names(), QStringList{u"SQLite"_s});
    QTRY_COMPARE(summary(), u"1 in the trash"_s);
}

void TestTrashSearch::saysWhenThereIsNothing()
{
    search()->setText(u"is:trash absent"_s);
    QTRY_COMPARE(emptyWords(), u"Nothing in the trash matches."_s);
    QCOMPARE(summary(), u"0 in the trash"_s);
    m_fixture->library()->journal().emptyTrash({});
    QTRY_COMPARE(emptyWords(), u"The trash is empty."_s);
    search()->setText(u"absent"_s);
    QCOMPARE(emptyWords(), u"Nothing here matches “absent”."_s);
}

void TestTrashSearch::saysWhatItDoesNotKnow()
{
    auto *note = m_fixture->find<QLabel>("searchNote");
    search()->setText(u"is:trash name:(ecole OR sqlite) -host:qt.io"_s);
    QVERIFY(!note->isVisible());
    QTRY_COMPARE(names(), QStringList{u"SQLite"_s});
    search()->setText(u"is:trash -tag:work"_s);
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(), u"The trash is searched by name and address only."_s);
    QTRY_COMPARE(emptyWords(), u"Nothing in the trash matches."_s);
    search()->setText(u"-tag:work"_s);
    QVERIFY(!note->isVisible());
}

void TestTrashSearch::listComesBackAsItWas()
{
    m_fixture->add(u"Another"_s, u"https://another.example/"_s);
    QHeaderView *header = list()->horizontalHeader();
    header->setSectionHidden(static_cast<int>(WebsiteListModel::Column::Score), true);
    list()->sortByColumn(1, Qt::DescendingOrder);
    m_fixture->select({m_kept});
    const QByteArray looks = header->saveState();
    const QStringList before = m_fixture->names();
    type(u"is:trash sql"_s);
    QTRY_COMPARE(names(), QStringList{u"SQLite"_s});
    QVERIFY(!m_fixture->find<QToolButton>("bestFirstButton")->isVisible());
    view()->table()->sortByColumn(0, Qt::DescendingOrder);
    view()->table()->selectRow(0);
    m_fixture->trigger("deleteAction");
    search()->clear();
    QCOMPARE(m_fixture->names(), before);
    QCOMPARE(m_fixture->window()->view()->selectedIds(), QStringList{m_kept});
    // The same letter by letter.
    search()->setText(u"is:trash"_s);
    QTRY_VERIFY(view()->isVisible());
    QVERIFY(m_fixture->window()->view()->selectedIds().isEmpty());
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(search(), Qt::Key_Backspace);
    QCOMPARE(search()->text(), QString());
    QCOMPARE(m_fixture->window()->view()->selectedIds(), QStringList{m_kept});
    // And where another search comes back.
    search()->setText(u"kept"_s);
    search()->setText(u"kept is:trash"_s);
    search()->setText(u"kept"_s);
    QCOMPARE(m_fixture->window()->view()->selectedIds(), QStringList{m_kept});
    search()->clear();
    QCOMPARE(header->saveState(), looks);
    QVERIFY(header->isSortIndicatorShown());
    QCOMPARE(summary(), u"2 website(s)"_s);
}

void TestTrashSearch::followsTheDialog()
{
    search()->setText(u"is:trash"_s);
    QTRY_COMPARE(names().size(), 2);
    m_fixture->trigger("trashAction");
    auto *dialog = m_fixture->find<TrashDialog>("trashDialog");
    auto *table = dialog->findChild<QTableView *>(u"trashTable"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto *empty = dialog->findChild<QPushButton *>(u"emptyTrashButton"_s);
    empty->click();
    empty->click();
    QTRY_COMPARE(emptyWords(), u"The trash is empty."_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    dialog->close();
    // And what is deleted meanwhile; without any website there would be no list at all.
    m_fixture->add(u"Another"_s, u"https://another.example/"_s);
    Library *library = m_fixture->library();
    library->removeItems({m_kept}, {}, u"Delete"_s);
    QTRY_COMPARE(names(), QStringList{u"Kept of Qt"_s});
    library->history()->undo();
    QTRY_COMPARE(emptyWords(), u"The trash is empty."_s);
    QVERIFY(m_fixture->waitSaved());
}

void TestTrashSearch::savedSearch()
{
    auto *sidebar = m_fixture->find<QTreeView>("sidebar");
    search()->setText(u"is:trash qt"_s);
    m_fixture->find<QToolButton>("saveSearchButton")->click();
    QTRY_COMPARE(names(), QStringList{u"École Qt"_s});
    const QModelIndex place = sidebar->currentIndex();
    QCOMPARE(place.data().toString(), u"is:trash qt"_s);
    // It counts websites of the library, of which it finds none.
    QCOMPARE(place.data(SidebarModel::CountRole), QVariant(QString()));
    QCOMPARE(place.data(Qt::AccessibleTextRole).toString(), u"is:trash qt"_s);
    sidebar->setCurrentIndex(qobject_cast<SidebarModel *>(sidebar->model())->indexOfKey(u"all"_s));
    QCOMPARE(m_fixture->names(), QStringList{u"Kept of Qt"_s});
    QVERIFY(list()->isVisible());
    m_fixture->start();
    QVERIFY(!view());
    sidebar = m_fixture->find<QTreeView>("sidebar");
    auto *places = qobject_cast<SidebarModel *>(sidebar->model());
    QTRY_VERIFY(places->indexOfKey(u"searches"_s).isValid());
    sidebar->setCurrentIndex(places->index(0, 0, places->indexOfKey(u"searches"_s)));
    QTRY_COMPARE(names(), QStringList{u"École Qt"_s});
}

void TestTrashSearch::menuAndRightToLeft()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const auto leftToRight = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
    search()->setText(u"is:trash"_s);
    QTRY_COMPARE(names().size(), 2);
    search()->setFocus();
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(view()->selectedIds(), QStringList{m_ids.at(1)});
    emit view()->table()->customContextMenuRequested({5, 5});
    auto *menu = view()->findChild<QMenu *>(u"trashMenu"_s);
    QVERIFY(menu);
    menu->actions().constLast()->trigger();
    QCOMPARE(view()->removeButton()->text(), u"Really delete for ever?"_s);
    menu->actions().constFirst()->trigger();
    menu->close();
    QTRY_COMPARE(names(), QStringList{u"École Qt"_s});
    QCOMPARE(view()->removeButton()->text(), u"&Delete for ever…"_s);
    QTRY_COMPARE(m_fixture->library()->websites().count(), 2);
    QVERIFY(m_fixture->waitSaved());
}

QTEST_MAIN(TestTrashSearch)
#include "tst_trashsearch.moc"
