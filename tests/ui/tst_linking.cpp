// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/itemmime.h"
#include "app/models/materiallistmodel.h"
#include "app/models/sidebarmodel.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/associationpanel.h"
#include "ui/detailpane.h"
#include "ui/libraryview.h"
#include "ui/materialpage.h"
#include "ui/messagebar.h"
#include "ui/shelf.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// Links by drag and drop and by keyboard, on the real window.
class TestLinking : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void shelfOntoPanel();
    void shelfOntoSelectedRows();
    void shelfOntoRowOutsideTheSelection();
    void websitesOntoShelf();
    void websitesOntoSidebar();
    void wrongKindIsRefused();
    void filesBecomeAssets();
    void tooLargeFileIsRefused();
    void textBecomesSnippetAndTag();
    void vCardBecomesPerson();
    void addressesOntoList();
    void pickerLinksAndCreates();
    void deleteUnlinksAndEnterOpens();
    void deletedPersonComesBackWithLinks();
    void notesOfTheSelected();

private:
    std::unique_ptr<WindowFixture> m_fixture;
    QString m_qt;
    QString m_sqlite;
    QString m_ada;
    QString m_grace;

    AssociationPanel *panel(AssociationKind kind) const;
    std::unique_ptr<QMimeData> fromShelf(const QStringList &ids) const;
    QStringList people(const QString &id) const { return m_fixture->linkedNames(id, AssociationKind::Person); }
};

void TestLinking::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
    m_qt = m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
    m_sqlite = m_fixture->add(u"SQLite"_s, u"https://sqlite.org/"_s);
    m_ada = m_fixture->create(AssociationKind::Person, u"Ada"_s);
    m_grace = m_fixture->create(AssociationKind::Person, u"Grace"_s);
    QTRY_COMPARE(m_fixture->window()->shelf()->model()->rowCount(), 2);
}

void TestLinking::cleanup()
{
    m_fixture.reset();
}

AssociationPanel *TestLinking::panel(AssociationKind kind) const
{
    for (AssociationPanel *each : m_fixture->window()->view()->details()->panels()) {
        if (each->kind() == kind)
            return each;
    }
    return nullptr;
}

std::unique_ptr<QMimeData> TestLinking::fromShelf(const QStringList &ids) const
{
    MaterialListModel *model = m_fixture->window()->shelf()->model();
    QModelIndexList indexes;
    for (const QString &id : ids)
        indexes.append(model->indexOf({AssociationKind::Person, id}));
    return std::unique_ptr<QMimeData>(model->mimeData(indexes));
}

void TestLinking::shelfOntoPanel()
{
    m_fixture->select({m_qt});
    const auto data = fromShelf({m_ada, m_grace});
    QVERIFY(panel(AssociationKind::Person)->describeDrop(data.get()).contains(u"2"));
    QVERIFY(dragAndDrop(panel(AssociationKind::Person), {5, 5}, *data));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(people(m_qt), (QStringList{u"Ada"_s, u"Grace"_s}));
    QVERIFY(people(m_sqlite).isEmpty());
    QTRY_COMPARE(panel(AssociationKind::Person)->view()->model()->rowCount(), 2);

    // One step: undone and done again as one.
    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(people(m_qt).isEmpty());
    m_fixture->trigger("redoAction");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(people(m_qt).size(), 2);

    m_fixture->start(); // and it is there after a restart
    QCOMPARE(people(m_qt), (QStringList{u"Ada"_s, u"Grace"_s}));
}

void TestLinking::shelfOntoSelectedRows()
{
    m_fixture->select({m_qt, m_sqlite});
    LibraryView *view = m_fixture->window()->view();
    QVERIFY(dragAndDrop(view->table(), view->model()->indexOf(m_qt), *fromShelf({m_ada})));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(people(m_qt), QStringList{u"Ada"_s});
    QCOMPARE(people(m_sqlite), QStringList{u"Ada"_s});
}

void TestLinking::shelfOntoRowOutsideTheSelection()
{
    m_fixture->select({m_qt});
    LibraryView *view = m_fixture->window()->view();
    QVERIFY(dragAndDrop(view->table(), view->model()->indexOf(m_sqlite), *fromShelf({m_ada})));
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(people(m_qt).isEmpty());
    QCOMPARE(people(m_sqlite), QStringList{u"Ada"_s});
}

void TestLinking::websitesOntoShelf()
{
    LibraryView *view = m_fixture->window()->view();
    Shelf *shelf = m_fixture->window()->shelf();
    const std::unique_ptr<QMimeData> data(
        view->model()->mimeData({view->model()->indexOf(m_qt), view->model()->indexOf(m_sqlite)}));
    QVERIFY(dragAndDrop(shelf->view(), shelf->model()->indexOf({AssociationKind::Person, m_grace}), *data));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(people(m_qt), QStringList{u"Grace"_s});
    QCOMPARE(people(m_sqlite), QStringList{u"Grace"_s});
}

void TestLinking::websitesOntoSidebar()
{
    LibraryView *view = m_fixture->window()->view();
    auto *sidebar = m_fixture->find<QTreeView>("sidebar");
    const auto *places = qobject_cast<SidebarModel *>(sidebar->model());
    const QString key = SidebarModel::keyOf(AssociationKind::Person, m_ada);
    QTRY_VERIFY(places->indexOfKey(key).isValid());
    sidebar->scrollTo(places->indexOfKey(key));
    const std::unique_ptr<QMimeData> data(view->model()->mimeData({view->model()->indexOf(m_qt)}));
    QVERIFY(dragAndDrop(sidebar, places->indexOfKey(key), *data));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(people(m_qt), QStringList{u"Ada"_s});
    QVERIFY(!dragAndDrop(sidebar, places->indexOfKey(u"all"_s), *data));
}

void TestLinking::wrongKindIsRefused()
{
    m_fixture->select({m_qt});
    const auto data = fromShelf({m_ada});
    QVERIFY(!dragAndDrop(panel(AssociationKind::Tag), {5, 5}, *data));
    QVERIFY(!dragAndDrop(panel(AssociationKind::Asset), {5, 5}, *data));
    QVERIFY(people(m_qt).isEmpty());
    QMimeData hostile;
    hostile.setData(itemMimeType(), "\xff\xff\xff\xff garbage");
    QVERIFY(!dragAndDrop(panel(AssociationKind::Person), {5, 5}, hostile));
    // Websites cannot be linked to each other.
    LibraryView *view = m_fixture->window()->view();
    const std::unique_ptr<QMimeData> website(view->model()->mimeData({view->model()->indexOf(m_qt)}));
    QVERIFY(!dragAndDrop(view->table(), view->model()->indexOf(m_sqlite), *website));
}

void TestLinking::filesBecomeAssets()
{
    m_fixture->select({m_qt});
    QFile text(m_fixture->path(u"notes.cpp"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("int main() {}\n");
    text.close();
    QFile binary(m_fixture->path(u"picture.png"_s));
    QVERIFY(binary.open(QIODevice::WriteOnly));
    binary.write(QByteArray("\x89PNG\0\1\2", 7));
    binary.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(text.fileName()), QUrl::fromLocalFile(binary.fileName())});
    QVERIFY(dragAndDrop(panel(AssociationKind::Asset), {5, 5}, data));
    QTRY_COMPARE(m_fixture->linkedNames(m_qt, AssociationKind::Asset), (QStringList{u"notes.cpp"_s, u"picture.png"_s}));
    QVERIFY(m_fixture->waitSaved());
    m_fixture->start();
    QCOMPARE(m_fixture->linkedNames(m_qt, AssociationKind::Asset).size(), 2);
}

void TestLinking::tooLargeFileIsRefused()
{
    m_fixture->select({m_qt});
    QFile large(m_fixture->path(u"large.bin"_s));
    QVERIFY(large.open(QIODevice::WriteOnly));
    QVERIFY(large.resize(24 * 1024 * 1024 + 1));
    large.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(large.fileName())});
    QVERIFY(dragAndDrop(panel(AssociationKind::Asset), {5, 5}, data));
    QTRY_VERIFY(m_fixture->window()->messages()->text().contains(u"large.bin"));
    QVERIFY(m_fixture->linkedNames(m_qt, AssociationKind::Asset).isEmpty());
}

void TestLinking::textBecomesSnippetAndTag()
{
    m_fixture->select({m_qt});
    QMimeData data;
    data.setText(u"toolkit"_s);
    QVERIFY(dragAndDrop(panel(AssociationKind::Asset), {5, 5}, data));
    QVERIFY(dragAndDrop(panel(AssociationKind::Tag), {5, 5}, data));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->linkedNames(m_qt, AssociationKind::Asset), QStringList{u"toolkit"_s});
    QCOMPARE(m_fixture->linkedNames(m_qt, AssociationKind::Tag), QStringList{u"toolkit"_s});
    // The same tag again is the same tag.
    m_fixture->select({m_sqlite});
    QVERIFY(dragAndDrop(panel(AssociationKind::Tag), {5, 5}, data));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->library()->materials(AssociationKind::Tag).count(), 1);
}

void TestLinking::vCardBecomesPerson()
{
    m_fixture->select({m_qt});
    QMimeData data;
    data.setData(u"text/vcard"_s, "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Linus\r\nEMAIL:l@example.org\r\nEND:VCARD\r\n");
    QVERIFY(dragAndDrop(panel(AssociationKind::Person), {5, 5}, data));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(people(m_qt), QStringList{u"Linus"_s});
}

void TestLinking::addressesOntoList()
{
    LibraryView *view = m_fixture->window()->view();
    QMimeData data;
    data.setUrls({QUrl(u"https://example.org/a"_s), QUrl(u"https://sqlite.org"_s), QUrl(u"javascript:alert(1)"_s)});
    QVERIFY(
        dragAndDrop(view->table()->viewport(), view->table()->viewport()->rect().bottomLeft() - QPoint(-5, 5), data));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->names(), (QStringList{u"example.org/a"_s, u"Qt"_s, u"SQLite"_s}));
}

void TestLinking::pickerLinksAndCreates()
{
    m_fixture->select({m_qt, m_sqlite});
    m_fixture->trigger("linkAction");
    auto *edit = m_fixture->find<QLineEdit>("pickerEdit");
    QTest::keyClicks(edit, u"gra"_s);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier); // links and stays
    QTest::keyClicks(edit, u"database"_s);
    QTest::keyClick(edit, Qt::Key_Return); // the first entry: a new tag
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(people(m_qt), QStringList{u"Grace"_s});
    QCOMPARE(people(m_sqlite), QStringList{u"Grace"_s});
    QCOMPARE(m_fixture->linkedNames(m_sqlite, AssociationKind::Tag), QStringList{u"database"_s});
    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(m_fixture->linkedNames(m_sqlite, AssociationKind::Tag).isEmpty());
    QCOMPARE(m_fixture->library()->materials(AssociationKind::Tag).count(), 0);
}

void TestLinking::deleteUnlinksAndEnterOpens()
{
    m_fixture->select({m_qt});
    QVERIFY(dragAndDrop(panel(AssociationKind::Person), {5, 5}, *fromShelf({m_ada})));
    QVERIFY(m_fixture->waitSaved());
    QListView *view = panel(AssociationKind::Person)->view();
    QTRY_COMPARE(view->model()->rowCount(), 1);
    view->setCurrentIndex(view->model()->index(0, 0));
    QTest::keyClick(view, Qt::Key_Return);
    DetailPane *details = m_fixture->window()->view()->details();
    QVERIFY(details->showsMaterial());
    QCOMPARE(m_fixture->find<QLabel>("materialName")->text(), u"Ada"_s);
    QTest::mouseClick(m_fixture->find<QPushButton>("showWebsitesButton"), Qt::LeftButton);
    QCOMPARE(m_fixture->names(), QStringList{u"Qt"_s});
    details->back();
    view->setCurrentIndex(view->model()->index(0, 0));
    QTest::keyClick(view, Qt::Key_Delete);
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(people(m_qt).isEmpty());
    QCOMPARE(m_fixture->library()->websites().count(), 2);
}

void TestLinking::deletedPersonComesBackWithLinks()
{
    m_fixture->select({m_qt, m_sqlite});
    QVERIFY(dragAndDrop(panel(AssociationKind::Person), {5, 5}, *fromShelf({m_ada})));
    QVERIFY(m_fixture->waitSaved());
    Shelf *shelf = m_fixture->window()->shelf();
    shelf->view()->setCurrentIndex(shelf->model()->indexOf({AssociationKind::Person, m_ada}));
    QTest::keyClick(shelf->view(), Qt::Key_Delete);
    QTRY_VERIFY(people(m_qt).isEmpty());
    QVERIFY(m_fixture->waitSaved());
    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(people(m_qt), QStringList{u"Ada"_s});
    QCOMPARE(people(m_sqlite), QStringList{u"Ada"_s});
    m_fixture->start();
    QCOMPARE(people(m_qt), QStringList{u"Ada"_s});
    QCOMPARE(people(m_sqlite), QStringList{u"Ada"_s});
}

/// Each once, and not more than somebody reads.
void TestLinking::notesOfTheSelected()
{
    QList<Operation> made;
    for (int i = 0; i < 53; ++i) {
        Material note;
        note.kind = AssociationKind::Annotation;
        note.id = newIdentifier();
        note.text = u"Note %1"_s.arg(i % 52); // the first one twice
        made.append(Operation::create(note));
        made.append(Operation::link(i < 2 ? m_qt : m_sqlite, note.kind, note.id));
    }
    m_fixture->library()->perform({u"make"_s, made});
    QVERIFY(m_fixture->waitSaved());
    const auto *text = m_fixture->find<QLabel>("notesText");
    m_fixture->select({m_qt});
    QCOMPARE(text->text(), u"Note 0\n\nNote 1"_s);
    m_fixture->select({m_qt, m_sqlite});
    const QStringList notes = text->text().split(u"\n\n"_s);
    QCOMPARE(notes.size(), 51);
    QCOMPARE(notes.constFirst(), u"Note 0"_s);
    QCOMPARE(notes.filter(u"Note 0"_s).size(), 1);
    QCOMPARE(notes.constLast(), u"… and 2 more note(s)"_s);
    m_fixture->select({});
    QVERIFY(text->text().isEmpty());
}

QTEST_MAIN(TestLinking)
#include "tst_linking.moc"
