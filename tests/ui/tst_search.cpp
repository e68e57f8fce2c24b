// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groups.h"
#include "app/models/sidebarmodel.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/libraryview.h"
#include "ui/searchedit.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHeaderView>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// How many pixels of \a widget have \a colour, or nearly.
int pixelsOf(QWidget *widget, const QColor &colour)
{
    const QImage image = widget->grab().toImage().convertToFormat(QImage::Format_RGB32);
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green())
                    + std::abs(pixel.blue() - colour.blue())
                < 40;
        }
    }
    return count;
}

} // namespace

class TestSearch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }
    void queries();
    void whatIsNotUnderstoodIsSaid();
    void coloursWhatItUnderstands();
    void leavesAnInputMethodAlone();
    void marksWhatWasFound();
    void bestFirstUntilAColumnIsAskedFor();
    void completesFieldsAndNames();
    void completionByKeys();
    void returnTakesNothingThatNobodyChose();
    void downGoesToACandidate();
    void returnSelectsTheFirstResult();
    void clickBesideTheCandidatesCounts();
    void completionComesOnlyWithTyping();
    void savedSearchIsAPlace();
    void savedSearchIsRenamedChangedAndRemoved();
    void regexThatTakesTooLongIsSaid();
    void starIsForWords();
    void savedSearchKeepsItsPlace();
    void quickOpenGoesAnywhere();

private:
    std::unique_ptr<WindowFixture> m_fixture;

    SearchEdit *search() const { return m_fixture->find<SearchEdit>("searchEdit"); }
    QTableView *table() const { return m_fixture->window()->view()->table(); }
    // A list that pops up is nobody's child.
    QAbstractItemView *popup() const { return search()->findChild<QCompleter *>()->popup(); }
    QStringList candidates() const
    {
        QStringList texts;
        for (int row = 0; popup()->isVisible() && row < popup()->model()->rowCount(); ++row)
            texts.append(popup()->model()->index(row, 0).data(Qt::UserRole).toString());
        return texts;
    }
    /// As the window system sends it: to what pops up, if anything does.
    void press(Qt::Key key) const { QTest::keyClick(m_fixture->window()->windowHandle(), key); }
    /// Whether \a widget is who gets keys when the window does; a list that pops up may be what has them now.
    bool hasFocus(const QWidget *widget) const
    {
        return QApplication::focusWidget() == widget || m_fixture->window()->focusWidget() == widget;
    }
    void type(const QString &text) const
    {
        search()->setFocus();
        search()->clear();
        QTest::keyClicks(search(), text);
    }
};

void TestSearch::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
    Library *library = m_fixture->library();
    const QString qt = m_fixture->add(u"Qt"_s, u"https://doc.qt.io/qt-6/"_s);
    const QString sqlite = m_fixture->add(u"SQLite"_s, u"https://sqlite.org/"_s);
    m_fixture->add(u"About the Qt project"_s, u"https://example.org/"_s);
    const QString ada = m_fixture->create(AssociationKind::Person, u"Ada Lovelace"_s);
    const QString grace = m_fixture->create(AssociationKind::Person, u"Grace Hopper"_s);
    const QString archive = m_fixture->create(AssociationKind::Tag, u"archive/old"_s);
    library->perform({u"link"_s,
        {Operation::link(qt, AssociationKind::Person, ada), Operation::link(sqlite, AssociationKind::Person, grace),
            Operation::link(sqlite, AssociationKind::Tag, archive)}});
    QVERIFY(m_fixture->waitSaved());
}

void TestSearch::queries()
{
    const QList<std::pair<QString, QStringList>> expected{
        {u"person:(ada OR grace) -tag:archive"_s, {u"Qt"_s}},
        {u"tag:archive"_s, {u"SQLite"_s}},
        {u"site:qt.io"_s, {u"Qt"_s}},
        {u"linked>1"_s, {u"SQLite"_s}},
        {u"is:unlinked"_s, {u"About the Qt project"_s}},
        {u"qt"_s, {u"Qt"_s, u"About the Qt project"_s}},
        {u"created:today -qt"_s, {u"SQLite"_s}},
        {u"/^sq/ OR =qt"_s, {u"Qt"_s, u"SQLite"_s}},
        {u"is:trash"_s, {}},
        {u"is:lost"_s, {}},
        {u"is:trash OR sqlite"_s, {u"SQLite"_s}},
        {u"-is:trash site:qt.io"_s, {u"Qt"_s}},
    };
    for (const auto &[query, names] : expected) {
        search()->setText(query);
        QVERIFY2(m_fixture->names() == names, qPrintable(query));
    }
}

void TestSearch::whatIsNotUnderstoodIsSaid()
{
    auto *note = m_fixture->find<QLabel>("searchNote");
    search()->setText(u"qt is:unlinked"_s);
    QVERIFY(!note->isVisible());
    search()->setText(u"qt is:lost"_s);
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(u"is:lost"_s));
    search()->clear();
    QVERIFY(!note->isVisible());
    search()->setText(u"is:trash OR qt"_s);
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(u"is:trash"_s));
    search()->clear();
    // Who is in the middle of a word is not told so, and sees what was there before.
    search()->setText(u"qt is:unl"_s);
    QVERIFY(!note->isVisible());
    QCOMPARE(m_fixture->names().size(), 2);
}

void TestSearch::regexThatTakesTooLongIsSaid()
{
    auto *note = m_fixture->find<QLabel>("searchNote");
    m_fixture->add(u"a"_s.repeated(60) + u'b', u"https://a.example/"_s);
    search()->setText(u"/^(a+)+$/"_s);
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(u"left out"_s));
    search()->setText(u"/^a+b$/"_s);
    QVERIFY(!note->isVisible());
    QCOMPARE(m_fixture->names().size(), 1);
}

/// The star is there where something can be best.
void TestSearch::starIsForWords()
{
    auto *star = m_fixture->find<QToolButton>("bestFirstButton");
    const QHeaderView *header = table()->horizontalHeader();
    search()->setText(u"qt"_s);
    QVERIFY(star->isVisible());
    QVERIFY(!header->isSortIndicatorShown());
    search()->setText(u"tag:archive"_s);
    QVERIFY(!star->isVisible());
    QVERIFY(header->isSortIndicatorShown());
    search()->setText(u"tag:archive qt"_s);
    QVERIFY(star->isVisible());
    QVERIFY(!header->isSortIndicatorShown());
}

void TestSearch::savedSearchKeepsItsPlace()
{
    auto *sidebar = m_fixture->find<QTreeView>("sidebar");
    auto *places = qobject_cast<SidebarModel *>(sidebar->model());
    sidebar->setCurrentIndex(places->indexOfKey(u"unlinked"_s));
    QCOMPARE(m_fixture->names(), QStringList{u"About the Qt project"_s});
    search()->setText(u"qt OR sqlite"_s);
    QCOMPARE(m_fixture->names(), QStringList{u"About the Qt project"_s});
    m_fixture->find<QToolButton>("saveSearchButton")->click();
    QCOMPARE(search()->text(), u"is:unlinked (qt OR sqlite)"_s);
    QCOMPARE(m_fixture->names(), QStringList{u"About the Qt project"_s});
    QTRY_COMPARE(sidebar->currentIndex().data(SidebarModel::CountRole).toInt(), 1);
}

void TestSearch::coloursWhatItUnderstands()
{
    const QColor field = queryColor(QueryPart::Role::Field, search()->palette());
    const QColor value = queryColor(QueryPart::Role::Value, search()->palette());
    search()->setText(u"host.example llllllll"_s);
    QCOMPARE(pixelsOf(search(), field), 0);
    search()->setText(u"linked:person -note:mmmmmmmmmmmm"_s);
    QVERIFY(pixelsOf(search(), field) > 0);
    QVERIFY(pixelsOf(search(), value) > 0);
    QCOMPARE(search()->text(), u"linked:person -note:mmmmmmmmmmmm"_s);
    // Colours are no typing: undo takes back what was typed.
    type(u"note:mmmmmmmmmmmm"_s);
    QTest::keyClick(search(), Qt::Key_Home);
    QTest::keyClicks(search(), u"-"_s);
    QCOMPARE(search()->text(), u"-note:mmmmmmmmmmmm"_s);
    QVERIFY(pixelsOf(search(), value) > 0);
    search()->undo();
    QCOMPARE(search()->text(), u"note:mmmmmmmmmmmm"_s);
}

void TestSearch::leavesAnInputMethodAlone()
{
    search()->setFocus();
    search()->setText(u"tag:a "_s);
    QInputMethodEvent composing(u"にほ"_s, {});
    QApplication::sendEvent(search(), &composing);
    QCOMPARE(search()->displayText(), u"tag:a "_s);
    QInputMethodEvent done;
    done.setCommitString(u"日本"_s);
    QApplication::sendEvent(search(), &done);
    QCOMPARE(search()->text(), u"tag:a 日本"_s);
}

void TestSearch::marksWhatWasFound()
{
    const QColor mark = matchColor(table()->palette(), false);
    table()->clearSelection();
    QCOMPARE(pixelsOf(table()->viewport(), mark), 0);
    search()->setText(u"sqlite"_s);
    const int own = pixelsOf(table()->viewport(), mark);
    QVERIFY(own > 0);
    // Found by a person: the name of the person stands behind that of the website, and is marked.
    search()->setText(u"hopper"_s);
    QCOMPARE(m_fixture->names(), QStringList{u"SQLite"_s});
    QVERIFY(pixelsOf(table()->viewport(), mark) > 0);
    search()->setText(u"person>0"_s);
    QCOMPARE(pixelsOf(table()->viewport(), mark), 0);
}

void TestSearch::bestFirstUntilAColumnIsAskedFor()
{
    auto *bestFirst = m_fixture->find<QToolButton>("bestFirstButton");
    QHeaderView *header = table()->horizontalHeader();
    QVERIFY(!bestFirst->isVisible());
    QVERIFY(header->isSortIndicatorShown());
    search()->setText(u"qt"_s);
    QVERIFY(bestFirst->isVisible());
    QVERIFY(!header->isSortIndicatorShown());
    QCOMPARE(m_fixture->names(), (QStringList{u"Qt"_s, u"About the Qt project"_s}));
    const QPoint name(header->sectionViewportPosition(0) + 10, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, name);
    QVERIFY(!bestFirst->isChecked());
    QVERIFY(header->isSortIndicatorShown());
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, name);
    QCOMPARE(m_fixture->names(), (QStringList{u"About the Qt project"_s, u"Qt"_s}));
    bestFirst->click();
    QCOMPARE(m_fixture->names(), (QStringList{u"Qt"_s, u"About the Qt project"_s}));
}

void TestSearch::completesFieldsAndNames()
{
    type(u"p"_s);
    QVERIFY(candidates().isEmpty());
    type(u"pe"_s);
    QCOMPARE(candidates(), (QStringList{u"person:"_s, u"person.email:"_s}));
    type(u"person:lo"_s);
    QCOMPARE(candidates(), QStringList{u"\"Ada Lovelace\" "_s});
    type(u"-tag:"_s);
    QCOMPARE(candidates(), QStringList{u"archive/old "_s});
    type(u"site:q"_s);
    QCOMPARE(candidates(), QStringList{u"qt.io "_s});
    type(u"is:"_s);
    QCOMPARE(candidates(),
        (QStringList{u"unlinked "_s, u"untagged "_s, u"duplicate "_s, u"captured "_s, u"manual "_s, u"broken "_s,
            u"moved "_s, u"checked "_s, u"trash "_s}));
    type(u"created:last"_s);
    QCOMPARE(candidates(), (QStringList{u"last week "_s, u"last month "_s, u"last year "_s}));
    type(u"\"pe"_s);
    QVERIFY(candidates().isEmpty());
    type(u"foo:pe"_s);
    QVERIFY(candidates().isEmpty());
}

void TestSearch::completionByKeys()
{
    type(u"qt OR pers"_s);
    QVERIFY(popup()->isVisible());
    QTest::keyClick(search(), Qt::Key_Tab);
    QCOMPARE(search()->text(), u"qt OR person:"_s);
    // Behind the field its names come at once.
    QCOMPARE(candidates(), (QStringList{u"\"Ada Lovelace\" "_s, u"\"Grace Hopper\" "_s}));
    QTest::keyClick(popup(), Qt::Key_Down);
    QTest::keyClick(popup(), Qt::Key_Down);
    QTest::keyClick(popup(), Qt::Key_Return);
    QCOMPARE(search()->text(), u"qt OR person:\"Grace Hopper\" "_s);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(m_fixture->names().size(), 3);
    QVERIFY(search()->hasFocus());
    // Escape closes the list, and the text stays.
    type(u"ta"_s);
    QVERIFY(popup()->isVisible());
    QTest::keyClick(popup(), Qt::Key_Escape);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(search()->text(), u"ta"_s);
}

void TestSearch::returnTakesNothingThatNobodyChose()
{
    for (const QString &text : {u"tag:arch"_s, u"note"_s, u"is"_s, u"pers"_s}) {
        type(text);
        QVERIFY2(popup()->isVisible(), qPrintable(text));
        QVERIFY(!popup()->currentIndex().isValid());
        press(Qt::Key_Return);
        QCOMPARE(search()->text(), text);
        QVERIFY(!popup()->isVisible());
    }
    type(u"tag:arch"_s);
    press(Qt::Key_Return);
    QVERIFY(hasFocus(table()));
    QCOMPARE(m_fixture->window()->view()->selectedIds().size(), 1);
}

void TestSearch::downGoesToACandidate()
{
    // To the first one, and Up from there to none.
    type(u"pers"_s);
    press(Qt::Key_Down);
    QCOMPARE(popup()->currentIndex().row(), 0);
    press(Qt::Key_Up);
    QVERIFY(!popup()->currentIndex().isValid());
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(search()->text(), u"person.email:"_s);
    QVERIFY(hasFocus(search()));
    // What was gone to is forgotten with the next letter.
    type(u"per"_s);
    press(Qt::Key_Down);
    press(Qt::Key_S);
    QCOMPARE(search()->text(), u"pers"_s);
    QVERIFY(popup()->isVisible());
    press(Qt::Key_Return);
    QCOMPARE(search()->text(), u"pers"_s);
    // Escape closes the list alone.
    type(u"pers"_s);
    press(Qt::Key_Escape);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(search()->text(), u"pers"_s);
    QVERIFY(hasFocus(search()));
    // A click is a choice.
    type(u"pers"_s);
    const QPoint second = popup()->visualRect(popup()->model()->index(1, 0)).center();
    QTest::mouseClick(popup()->viewport(), Qt::LeftButton, {}, second);
    QCOMPARE(search()->text(), u"person.email:"_s);
}

void TestSearch::returnSelectsTheFirstResult()
{
    const auto name = [&] {
        const auto rows = table()->selectionModel()->selectedRows();
        return rows.size() == 1 ? rows.constFirst().data().toString() : QString();
    };
    for (const auto &[text, first] : {std::pair(u"qt"_s, u"Qt"_s), std::pair(u"sqlite"_s, u"SQLite"_s)}) {
        table()->selectionModel()->clear();
        type(text);
        QVERIFY(!table()->currentIndex().isValid());
        press(Qt::Key_Return);
        QVERIFY(hasFocus(table()));
        QCOMPARE(name(), first);
        QCOMPARE(table()->currentIndex().row(), 0);
    }
    // What is selected already stays so.
    type(u"qt"_s);
    table()->selectRow(1);
    press(Qt::Key_Return);
    QCOMPARE(name(), u"About the Qt project"_s);
    // There is nothing to go to.
    type(u"nowhere"_s);
    press(Qt::Key_Return);
    QVERIFY(hasFocus(search()));
}

void TestSearch::clickBesideTheCandidatesCounts()
{
    m_fixture->window()->resize(1200, 800);
    auto *star = m_fixture->find<QToolButton>("bestFirstButton");
    type(u"ada"_s);
    QVERIFY(popup()->isVisible());
    QVERIFY(star->isChecked());
    const QPoint place = star->mapToGlobal(star->rect().center());
    QVERIFY(!popup()->frameGeometry().contains(place));
    QTest::mousePress(popup(), Qt::LeftButton, {}, popup()->mapFromGlobal(place));
    QVERIFY(!popup()->isVisible());
    QVERIFY(star->isDown());
    QTest::mouseRelease(star, Qt::LeftButton);
    QVERIFY(!star->isChecked());
}

void TestSearch::completionComesOnlyWithTyping()
{
    search()->setText(u"person:"_s);
    QVERIFY(!popup()->isVisible());
}

void TestSearch::savedSearchIsAPlace()
{
    auto *sidebar = m_fixture->find<QTreeView>("sidebar");
    auto *save = m_fixture->find<QToolButton>("saveSearchButton");
    QHeaderView *header = table()->horizontalHeader();
    QVERIFY(!save->isVisible());
    search()->setText(u"person:ada"_s);
    QVERIFY(save->isVisible());
    save->click();
    QVERIFY(!save->isVisible());
    QCOMPARE(sidebar->currentIndex().data().toString(), u"person:ada"_s);
    // The count follows the library.
    QTRY_COMPARE(sidebar->currentIndex().data(SidebarModel::CountRole).toInt(), 1);
    const auto ada = m_fixture->library()->materials(AssociationKind::Person).id(0);
    const QString added = m_fixture->add(u"New"_s, u"https://new.example/"_s);
    m_fixture->library()->perform({u"link"_s, {Operation::link(added, AssociationKind::Person, ada)}});
    QTRY_COMPARE(sidebar->currentIndex().data(SidebarModel::CountRole).toInt(), 2);
    // Columns and order are its own.
    header->setSectionHidden(static_cast<int>(WebsiteListModel::Column::Score), true);
    table()->sortByColumn(1, Qt::DescendingOrder);
    const QString key = sidebar->currentIndex().data(SidebarModel::KeyRole).toString();
    const auto show = [&](const QString &place) {
        sidebar->setCurrentIndex(qobject_cast<SidebarModel *>(sidebar->model())->indexOfKey(place));
    };
    show(u"all"_s);
    QCOMPARE(search()->text(), QString());
    QCOMPARE(m_fixture->names().size(), 4);
    QVERIFY(!header->isSectionHidden(static_cast<int>(WebsiteListModel::Column::Score)));
    QCOMPARE(header->sortIndicatorSection(), 0);
    show(key);
    QCOMPARE(search()->text(), u"person:ada"_s);
    QCOMPARE(m_fixture->names().size(), 2);
    QVERIFY(header->isSectionHidden(static_cast<int>(WebsiteListModel::Column::Score)));
    QCOMPARE(header->sortIndicatorSection(), 1);
    // It comes back with the program.
    m_fixture->start();
    QTRY_COMPARE(search()->text(), u"person:ada"_s);
    QTRY_COMPARE(m_fixture->names().size(), 2);
    QVERIFY(table()->horizontalHeader()->isSectionHidden(static_cast<int>(WebsiteListModel::Column::Score)));
}

void TestSearch::savedSearchIsRenamedChangedAndRemoved()
{
    auto *sidebar = m_fixture->find<QTreeView>("sidebar");
    auto *places = qobject_cast<SidebarModel *>(sidebar->model());
    search()->setText(u"qt"_s);
    m_fixture->find<QToolButton>("saveSearchButton")->click();
    const QPersistentModelIndex place = sidebar->currentIndex();
    auto *editor = sidebar->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(u"Toolkit"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(place.data().toString(), u"Toolkit"_s);
    const auto remove = [&](const QModelIndex &search) {
        emit sidebar->customContextMenuRequested(sidebar->visualRect(search).center());
        auto *menu = m_fixture->find<QMenu>("searchMenu");
        menu->actions().constLast()->trigger();
        menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    // Another query under the same name.
    search()->setText(u"sqlite"_s);
    m_fixture->find<QToolButton>("saveSearchButton")->click();
    QCOMPARE(places->filter(place)->text, u"sqlite"_s);
    m_fixture->find<QAbstractButton>("messageButton")->click();
    QCOMPARE(places->filter(place)->text, u"qt"_s);
    QCOMPARE(search()->text(), u"qt"_s);
    // Or as one more.
    QVERIFY(m_fixture->find<QToolButton>("saveNewSearchButton")->isHidden());
    search()->setText(u"qt docs"_s);
    QVERIFY(m_fixture->find<QToolButton>("saveSearchButton")->toolTip().contains(u"Toolkit"_s));
    m_fixture->find<QToolButton>("saveNewSearchButton")->click();
    QCOMPARE(places->filter(place)->text, u"qt"_s);
    const QPersistentModelIndex second = sidebar->currentIndex();
    QVERIFY(second != place);
    QCOMPARE(places->filter(second)->text, u"qt docs"_s);
    QCOMPARE(search()->text(), u"qt docs"_s);
    QVERIFY(m_fixture->find<QToolButton>("saveNewSearchButton")->isHidden());
    QTest::keyClick(sidebar->viewport()->findChild<QLineEdit *>(), Qt::Key_Escape);
    remove(second);
    QVERIFY(!second.isValid());
    sidebar->setCurrentIndex(place);
    // Removed, and there again.
    remove(place);
    QVERIFY(!place.isValid());
    QCOMPARE(sidebar->currentIndex().data(SidebarModel::KeyRole).toString(), u"all"_s);
    QVERIFY(!places->indexOfKey(u"searches"_s).isValid());
    m_fixture->find<QAbstractButton>("messageButton")->click();
    const QModelIndex heading = places->indexOfKey(u"searches"_s);
    QCOMPARE(places->index(0, 0, heading).data().toString(), u"Toolkit"_s);
}

void TestSearch::quickOpenGoesAnywhere()
{
    auto *sidebar = m_fixture->find<QTreeView>("sidebar");
    const auto go = [&](const QString &letters, int down = 0) {
        m_fixture->trigger("quickOpenAction");
        auto *edit = m_fixture->find<QLineEdit>("quickEdit");
        QTest::keyClicks(edit, letters);
        for (int i = 0; i < down; ++i)
            QTest::keyClick(edit, Qt::Key_Down);
        const QString chosen = m_fixture->find<QListView>("quickView")->currentIndex().data().toString();
        QTest::keyClick(edit, Qt::Key_Return);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return chosen;
    };
    QCOMPARE(go(u"sqlt"_s), u"SQLite"_s);
    const QStringList selected = m_fixture->window()->view()->selectedIds();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(m_fixture->library()->websites().name(*m_fixture->library()->websites().find(selected.constFirst())),
        u"SQLite"_s);
    QCOMPARE(go(u"adlove"_s), u"Ada Lovelace"_s);
    QCOMPARE(m_fixture->names(), QStringList{u"Qt"_s});
    QCOMPARE(go(u"archold"_s), u"archive/old"_s);
    QCOMPARE(sidebar->currentIndex().data(SidebarModel::KeyRole).toString(),
        SidebarModel::keyOf(AssociationKind::Tag, m_fixture->library()->materials(AssociationKind::Tag).id(0)));
    QCOMPARE(go(u"find"_s), u"Find"_s);
    QVERIFY(search()->hasFocus());
    search()->setText(u"person:ada"_s);
    m_fixture->find<QToolButton>("saveSearchButton")->click();
    sidebar->setCurrentIndex(qobject_cast<SidebarModel *>(sidebar->model())->indexOfKey(u"all"_s));
    QCOMPARE(go({}), u"tag:\"archive/old\" person:ada"_s);
    QCOMPARE(search()->text(), u"tag:\"archive/old\" person:ada"_s);
}

QTEST_MAIN(TestSearch)
#include "tst_search.moc"
