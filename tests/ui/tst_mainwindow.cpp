// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "app/models/sidebarmodel.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/detailpane.h"
#include "ui/importdialog.h"
#include "ui/libraryview.h"
#include "ui/messagebar.h"
#include "ui/samplelibrary.h"
#include "ui/websiteeditor.h"
#include "ui/welcomepage.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// The way of a person through the window: welcome, import, search, edit, undo, restart.
class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void fromWelcomeToRestart();
    void importTwiceAddsNothing();
    void sampleComesAndGoes();
    void addDialogAddsAndExplains();
    void editingInPlace();
    void editErrorsAreShownInline();
    void unsavableTextIsKept();
    void deleteAndUndoRestoresEverything();
    void openingCountsAndRefusesScripts();
    void pasteManyAddresses();
    void searchFindsLinkedNames();
    void placesFilter();
    void selectionSurvivesFilterAndSort();
    void stateComesBack();
    void changesOfOthersShow();
    void twoKeysDeleteOnlyWhatIsMeant();

private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow *window() const { return m_fixture->window(); }
    bool shows(const char *name) const { return m_fixture->find<QWidget>(name)->isVisible(); }
    void import(const QString &file) const;
};

void TestMainWindow::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
}

void TestMainWindow::cleanup()
{
    m_fixture.reset();
}

void TestMainWindow::import(const QString &file) const
{
    window()->importFile(QStringLiteral(SITEBOOK_TEST_DATA) + u"/bookmarks/"_s + file);
    auto *dialog = window()->findChild<ImportDialog *>();
    QVERIFY(dialog);
    QSignalSpy imported(dialog, &ImportDialog::imported);
    auto *button = dialog->findChild<QPushButton *>(u"importButton"_s);
    QTRY_VERIFY(button->isVisible());
    if (button->isEnabled()) { // a file with nothing new in it has nothing to import
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(imported.size(), 1);
    }
    QVERIFY(m_fixture->waitSaved());
    dialog->close();
    QTRY_VERIFY(!window()->findChild<ImportDialog *>());
}

void TestMainWindow::fromWelcomeToRestart()
{
    QVERIFY(shows("welcomePage"));
    for (const char *way : {"welcomeImport", "welcomeAdd", "welcomeSample", "welcomeConnect"})
        QVERIFY2(shows(way), way);
    import(u"firefox.html"_s);
    QTRY_VERIFY(!shows("welcomePage"));
    const int count = m_fixture->library()->websites().count();
    QVERIFY(count > 2);
    QCOMPARE(window()->view()->model()->rowCount(), count);

    // Search, edit the first that is found.
    const QString name = m_fixture->names().constFirst();
    m_fixture->find<QLineEdit>("searchEdit")->setText(name); // QTest types no letters beyond ASCII
    QVERIFY(m_fixture->names().contains(name));
    const QString id = window()->view()->model()->id(window()->view()->model()->index(0, 0));
    m_fixture->select({id});
    auto *nameEdit = m_fixture->find<QLineEdit>("nameEdit");
    nameEdit->setFocus();
    nameEdit->selectAll();
    QTest::keyClicks(nameEdit, u"Renamed by hand"_s);
    QTest::keyClick(nameEdit, Qt::Key_Return);
    QVERIFY(m_fixture->waitSaved());
    m_fixture->find<QLineEdit>("searchEdit")->clear();
    QVERIFY(m_fixture->names().contains(u"Renamed by hand"_s));

    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(m_fixture->names().contains(name));
    m_fixture->trigger("redoAction");
    QVERIFY(m_fixture->waitSaved());

    m_fixture->start();
    QCOMPARE(m_fixture->library()->websites().count(), count);
    QVERIFY(m_fixture->names().contains(u"Renamed by hand"_s));
}

void TestMainWindow::importTwiceAddsNothing()
{
    import(u"chromium.html"_s);
    const int count = m_fixture->library()->websites().count();
    const int tags = m_fixture->library()->materials(AssociationKind::Tag).count();
    QVERIFY(count > 0);
    import(u"chromium.html"_s);
    QCOMPARE(m_fixture->library()->websites().count(), count);
    QCOMPARE(m_fixture->library()->materials(AssociationKind::Tag).count(), tags);
    m_fixture->trigger("undoAction"); // the import is one step
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->library()->websites().count(), 0);
    QTRY_VERIFY(shows("welcomePage"));
}

void TestMainWindow::sampleComesAndGoes()
{
    m_fixture->add(u"Mine"_s, u"https://mine.example.org/"_s);
    m_fixture->trigger("sampleAction");
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(m_fixture->library()->websites().count() > 50);
    QVERIFY(m_fixture->library()->materials(AssociationKind::Person).count() > 5);
    QVERIFY(m_fixture->find<QAction>("removeSampleAction")->isEnabled());
    m_fixture->start(); // also removable later
    m_fixture->trigger("removeSampleAction");
    QTRY_COMPARE(m_fixture->library()->websites().count(), 1);
    QVERIFY(m_fixture->waitSaved());
    for (const AssociationTraits &traits : allAssociationTraits())
        QCOMPARE(m_fixture->library()->materials(traits.kind).count(), 0);
    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(m_fixture->library()->websites().count() > 50);
    int links = 0;
    for (Library::Row row = 0; row < m_fixture->library()->websites().size(); ++row)
        links += m_fixture->library()->websites().isLive(row) ? m_fixture->library()->websites().linkCount(row) : 0;
    QVERIFY(links > 60);
}

void TestMainWindow::addDialogAddsAndExplains()
{
    m_fixture->trigger("addAction");
    auto *edit = m_fixture->find<QPlainTextEdit>("addressesEdit");
    auto *button = m_fixture->find<QPushButton>("addButton");
    auto *hint = m_fixture->find<QLabel>("addHint");
    QVERIFY(!button->isEnabled());
    QTest::keyClicks(edit, u"javascript:alert(1)"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY(!hint->text().isEmpty());
    edit->clear();
    QTest::keyClicks(edit, u"example.org/page"_s);
    QVERIFY(button->isEnabled());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->names(), QStringList{u"example.org/page"_s});
    QCOMPARE(window()->view()->selectedIds().size(), 1);

    m_fixture->trigger("addAction");
    QTRY_COMPARE(window()->findChildren<QPlainTextEdit *>(u"addressesEdit"_s).size(), 1);
    edit = m_fixture->find<QPlainTextEdit>("addressesEdit");
    QTest::keyClicks(edit, u"http://www.example.org/page/"_s);
    QVERIFY(m_fixture->find<QLabel>("addHint")->text().contains(u"example.org/page")
        || m_fixture->find<QPushButton>("addButton")->isEnabled());
    edit->setPlainText(u"https://example.org/page#top"_s);
    QVERIFY(!m_fixture->find<QPushButton>("addButton")->isEnabled());
    QVERIFY(m_fixture->find<QLabel>("addHint")->text().contains(u"already"));
}

void TestMainWindow::editingInPlace()
{
    const QString id = m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
    m_fixture->select({id});
    auto *url = m_fixture->find<QLineEdit>("urlEdit");
    auto *name = m_fixture->find<QLineEdit>("nameEdit");
    QCOMPARE(name->text(), u"Qt"_s);
    QVERIFY(!shows("saveButton"));
    name->setText(u"Toolkit"_s);
    QVERIFY(shows("saveButton"));
    QTest::keyClick(name, Qt::Key_Escape);
    QCOMPARE(name->text(), u"Qt"_s);
    QVERIFY(!shows("saveButton"));
    url->setText(u"doc.qt.io/qt-6"_s);
    QTest::keyClick(url, Qt::Key_Return);
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(
        m_fixture->library()->website(*m_fixture->library()->websites().find(id)).url, u"https://doc.qt.io/qt-6"_s);
    // Going on to another website saves what was typed.
    const QString other = m_fixture->add(u"SQLite"_s, u"https://sqlite.org/"_s);
    name->setText(u"Qt 6"_s);
    m_fixture->select({other});
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->names(), (QStringList{u"Qt 6"_s, u"SQLite"_s}));
}

void TestMainWindow::editErrorsAreShownInline()
{
    const QString qt = m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
    const QString sqlite = m_fixture->add(u"SQLite"_s, u"https://sqlite.org/"_s);
    m_fixture->select({qt});
    auto *name = m_fixture->find<QLineEdit>("nameEdit");
    auto *url = m_fixture->find<QLineEdit>("urlEdit");
    auto *error = m_fixture->find<QLabel>("editError");
    name->clear();
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(error->isVisible());
    name->setText(u"Qt"_s);
    QVERIFY(!error->isVisible());
    url->setText(u"javascript:alert(1)"_s);
    QTest::keyClick(url, Qt::Key_Return);
    QVERIFY(error->isVisible());
    url->setText(u"http://SQLITE.org"_s);
    QTest::keyClick(url, Qt::Key_Return);
    QVERIFY(error->text().contains(u"SQLite"));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->library()->website(*m_fixture->library()->websites().find(qt)).url, u"https://www.qt.io/"_s);
    emit error->linkActivated(sqlite); // “Show it”
    QCOMPARE(window()->view()->selectedIds(), QStringList{sqlite});
}

void TestMainWindow::unsavableTextIsKept()
{
    const QString qt = m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
    const QString sqlite = m_fixture->add(u"SQLite"_s, u"https://sqlite.org/"_s);
    m_fixture->select({qt});
    m_fixture->find<QLineEdit>("urlEdit")->setText(u"not an address"_s);
    m_fixture->select({sqlite});
    QVERIFY(shows("messageBar"));
    QTest::mouseClick(m_fixture->find<QToolButton>("messageButton"), Qt::LeftButton);
    QCOMPARE(window()->view()->selectedIds(), QStringList{qt});
    QCOMPARE(m_fixture->find<QLineEdit>("urlEdit")->text(), u"not an address"_s);
    QTest::keyClick(m_fixture->find<QLineEdit>("urlEdit"), Qt::Key_Escape);
}

void TestMainWindow::deleteAndUndoRestoresEverything()
{
    m_fixture->trigger("sampleAction");
    QVERIFY(m_fixture->waitSaved());
    const Library *library = m_fixture->library();
    QHash<QString, QJsonObject> before;
    for (Library::Row row = 0; row < library->websites().size(); ++row) {
        QJsonObject json = library->website(row).toJson();
        json.remove("updated"_L1);
        before.insert(library->websites().id(row), json);
    }
    window()->view()->table()->selectAll();
    m_fixture->trigger("deleteAction");
    QTRY_COMPARE(library->websites().count(), 0);
    QVERIFY(m_fixture->waitSaved());
    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    m_fixture->start();
    library = m_fixture->library();
    QCOMPARE(library->websites().count(), before.size());
    for (Library::Row row = 0; row < library->websites().size(); ++row) {
        Website website = library->website(row);
        Website old = *Website::fromJson(before.value(website.id));
        for (const AssociationTraits &traits : allAssociationTraits()) {
            website.links(traits.kind).sort();
            old.links(traits.kind).sort();
            QCOMPARE(website.links(traits.kind), old.links(traits.kind));
        }
        QCOMPARE(website.name, old.name);
        QCOMPARE(website.url, old.url);
        QCOMPARE(website.created, old.created);
        QCOMPARE(website.score, old.score);
    }
}

void TestMainWindow::openingCountsAndRefusesScripts()
{
    const QString qt = m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
    m_fixture->select({qt});
    m_fixture->trigger("openAction");
    QCOMPARE(m_fixture->opened(), QList<QUrl>{QUrl(u"https://www.qt.io/"_s)});
    QVERIFY(m_fixture->find<QLabel>("scoreLabel")->text().contains(u"1"));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->library()->websites().score(*m_fixture->library()->websites().find(qt)).reuse, 1);

    const QString script = m_fixture->add(u"Script"_s, u"javascript:alert(1)"_s);
    const QString file = m_fixture->add(u"File"_s, u"file:///etc/passwd"_s);
    const QString other = m_fixture->add(u"Other"_s, u"steam://run/1"_s);
    m_fixture->select({script});
    m_fixture->trigger("openAction");
    m_fixture->select({file});
    m_fixture->trigger("openAction");
    QCOMPARE(m_fixture->opened().size(), 1);
    m_fixture->select({other});
    m_fixture->trigger("openAction");
    QCOMPARE(m_fixture->opened().size(), 1); // asks first
    window()->messages()->clear();
    m_fixture->trigger("openAction");
    QTest::mouseClick(m_fixture->find<QToolButton>("messageButton"), Qt::LeftButton);
    QCOMPARE(m_fixture->opened().size(), 2);
    m_fixture->start(); // the counter is on the server
    QCOMPARE(m_fixture->library()->websites().score(*m_fixture->library()->websites().find(qt)).reuse, 1);
}

void TestMainWindow::pasteManyAddresses()
{
    QApplication::clipboard()->setText(u"https://a.example.org\nhttps://b.example.org/x\nsome words\n"_s);
    m_fixture->trigger("pasteAction");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->library()->websites().count(), 2);
    QApplication::clipboard()->setText(u"nothing of use"_s);
    m_fixture->trigger("pasteAction");
    QCOMPARE(m_fixture->library()->websites().count(), 2);
    QVERIFY(shows("messageBar"));
}

void TestMainWindow::searchFindsLinkedNames()
{
    const QString qt = m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
    m_fixture->add(u"SQLite"_s, u"https://sqlite.org/"_s);
    const QString person = m_fixture->create(AssociationKind::Person, u"Élodie Durand"_s);
    m_fixture->library()->perform({u"link"_s, {Operation::link(qt, AssociationKind::Person, person)}});
    QVERIFY(m_fixture->waitSaved());
    auto *search = m_fixture->find<QLineEdit>("searchEdit");
    search->setText(u"elodie"_s);
    QCOMPARE(m_fixture->names(), QStringList{u"Qt"_s});
    search->setText(u"SQLITE.org"_s);
    QCOMPARE(m_fixture->names(), QStringList{u"SQLite"_s});
    search->setText(u"elodie sqlite"_s);
    QVERIFY(m_fixture->names().isEmpty());
    QVERIFY(shows("emptyLabel"));
    search->clear();
    QCOMPARE(m_fixture->names().size(), 2);
}

void TestMainWindow::placesFilter()
{
    m_fixture->trigger("sampleAction");
    QVERIFY(m_fixture->waitSaved());
    auto *sidebar = m_fixture->find<QTreeView>("sidebar");
    auto *places = qobject_cast<SidebarModel *>(sidebar->model());
    // Every place shows as many websites as it says.
    QTRY_VERIFY(places->rowCount() >= 6);
    int checked = 0;
    const std::function<void(const QModelIndex &)> check = [&](const QModelIndex &parent) {
        for (int row = 0; row < places->rowCount(parent); ++row) {
            const QModelIndex index = places->index(row, 0, parent);
            if (places->filter(index)) {
                sidebar->setCurrentIndex(index);
                QCOMPARE(window()->view()->model()->rowCount(), index.data(SidebarModel::CountRole).toInt());
                ++checked;
            }
            check(index);
        }
    };
    check({});
    QVERIFY(checked > 30);
}

void TestMainWindow::selectionSurvivesFilterAndSort()
{
    m_fixture->trigger("sampleAction");
    QVERIFY(m_fixture->waitSaved());
    LibraryView *view = window()->view();
    const QString id = view->model()->id(view->model()->index(10, 0));
    m_fixture->select({id});
    for (int column = 0; column < WebsiteListModel::columnCountValue; ++column) {
        view->table()->sortByColumn(column, column % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
        QCOMPARE(view->selectedIds(), QStringList{id});
    }
    m_fixture->find<QLineEdit>("searchEdit")
        ->setText(m_fixture->library()->websites().name(*m_fixture->library()->websites().find(id)));
    QCOMPARE(view->selectedIds(), QStringList{id});
    m_fixture->find<QLineEdit>("searchEdit")->clear();
    QCOMPARE(view->selectedIds(), QStringList{id});
}

void TestMainWindow::stateComesBack()
{
    m_fixture->trigger("sampleAction");
    QVERIFY(m_fixture->waitSaved());
    LibraryView *view = window()->view();
    QHeaderView *header = view->table()->horizontalHeader();
    header->setSectionHidden(3, true);
    header->moveSection(header->visualIndex(4), 1);
    header->resizeSection(0, 333);
    view->table()->sortByColumn(1, Qt::DescendingOrder);
    const QString id = view->model()->id(view->model()->index(5, 0));
    m_fixture->select({id});
    const QStringList order = m_fixture->names();
    m_fixture->start();
    view = window()->view();
    header = view->table()->horizontalHeader();
    QVERIFY(header->isSectionHidden(3));
    QCOMPARE(header->visualIndex(4), 1);
    QCOMPARE(header->sectionSize(0), 333);
    QCOMPARE(header->sortIndicatorSection(), 1);
    QTRY_COMPARE(m_fixture->names(), order);
    QCOMPARE(view->selectedIds(), QStringList{id});
    QCOMPARE(view->details()->editor()->website(), id);
}

void TestMainWindow::changesOfOthersShow()
{
    const QString id = m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
    m_fixture->select({id});
    // Another Sitebook asks for the same library, is allowed to change it, and notices that by itself.
    MainWindow other;
    other.openServer(m_fixture->library()->client().base());
    QTRY_VERIFY(m_fixture->find<QWidget>("approvalBar")->isVisible());
    QVERIFY(other.library()->websites().count() == 0);
    QTest::mouseClick(m_fixture->find<QPushButton>("allowChangesButton"), Qt::LeftButton);
    QTRY_VERIFY(other.library()->state() == Library::State::Ready);
    Website before = other.library()->website(*other.library()->websites().find(id));
    Website after = before;
    after.name = u"Changed elsewhere"_s;
    other.library()->perform({u"edit"_s, {Operation::update(before, after)}});
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->names(), QStringList{u"Changed elsewhere"_s}, 1000);
    QTRY_COMPARE(m_fixture->find<QLineEdit>("nameEdit")->text(), u"Changed elsewhere"_s);
    QCOMPARE(window()->view()->selectedIds(), QStringList{id});
    other.library()->removeItems({id}, {}, u"delete"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->library()->websites().count(), 0, 1000);
}

void TestMainWindow::twoKeysDeleteOnlyWhatIsMeant()
{
    const QString id = m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
    m_fixture->select({id});
    auto *name = m_fixture->find<QLineEdit>("nameEdit");
    name->setFocus();
    name->setCursorPosition(0);
    QTest::keyClick(name, Qt::Key_Delete); // a letter, not the website
    QCOMPARE(name->text(), u"t"_s);
    QCOMPARE(m_fixture->library()->websites().count(), 1);
    QTest::keyClick(name, Qt::Key_Escape);
    window()->view()->table()->setFocus();
    QTest::keyClick(window()->view()->table(), Qt::Key_Delete);
    QTRY_COMPARE(m_fixture->library()->websites().count(), 0);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
