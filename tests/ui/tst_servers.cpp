// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/savedservers.h"
#include "tests/app/foreignserver.h"
#include "tests/ui/windowfixture.h"
#include "ui/conflictdialog.h"
#include "ui/detailpane.h"
#include "ui/libraryview.h"
#include "ui/messagebar.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// The window on somebody else's server, which others change, too, and which does not do everything.
class TestServers : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void conflictIsTold();
    void conflictsAreDecidedOneByOne();
    void conflictsAreDecidedAllAtOnce();
    void conflictsAreDecidedByAThirdText();
    void conflictsOfAKindAreDecidedTogether();
    void undoMeetsSomebodyElse();
    void undoRefusesWhatIsKnownToBeTheirs();
    void serverOfTheSeed();
    void newIdentifierStaysSelected();
    void serverThatCannotUpdate();
    void serverThatCannotCreateOrDelete();
    void serverThatCannotLink();
    void brokenListKeepsWhatCame();
    void rowsShowWhileTheListArrives();
    void windowShowsBeforeTheServerAnswers();
    void savedServersAreAClickAway();
    void signInIsAskedForAndNoticed();
    void aListThatHealsTakesItsMessageAway();

private:
    std::unique_ptr<ForeignServer> m_server;
    std::unique_ptr<WindowFixture> m_fixture;

    bool open() const;
    void edit(const QString &id, const QString &name) const;
    QString message() const { return m_fixture->window()->messages()->text(); }
    ConflictDialog *compare() const;
    QStringList rows(const ConflictDialog *dialog) const;
    void click(const QWidget *parent, const char *button) const
    {
        QTest::mouseClick(parent->findChild<QWidget *>(QLatin1StringView(button)), Qt::LeftButton);
    }
};

void TestServers::init()
{
    m_server = std::make_unique<ForeignServer>();
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
}

void TestServers::cleanup()
{
    m_fixture.reset();
    m_server.reset();
}

bool TestServers::open() const
{
    m_fixture->window()->openServer(m_server->http.base());
    return QTest::qWaitFor(
        [this] { return m_fixture->library() && m_fixture->library()->state() == Library::State::Ready; });
}

void TestServers::edit(const QString &id, const QString &name) const
{
    m_fixture->select({id});
    auto *field = m_fixture->find<QLineEdit>("nameEdit");
    field->setText(name);
    QTest::keyClick(field, Qt::Key_Return);
}

ConflictDialog *TestServers::compare() const
{
    click(m_fixture->window(), "messageButton");
    return m_fixture->find<ConflictDialog>("conflictDialog");
}

QStringList TestServers::rows(const ConflictDialog *dialog) const
{
    const auto *table = dialog->findChild<QTableWidget *>();
    QStringList lines;
    for (int row = 0; row < table->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table->columnCount(); ++column)
            cells.append(table->item(row, column)->text());
        lines.append(cells.join(u" | "_s));
    }
    return lines;
}

void TestServers::conflictIsTold()
{
    const Website site = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    QVERIFY(open());
    m_server->websites[site.id].name = u"Theirs"_s;
    edit(site.id, u"Mine"_s);
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(
        message(), u"Name of “Theirs” was changed by somebody else at the same time. Theirs was not overwritten."_s);
    QCOMPARE(m_fixture->names(), QStringList{u"Theirs"_s});
    QCOMPARE(m_fixture->find<QLineEdit>("nameEdit")->text(), u"Theirs"_s);
    const QPointer<ConflictDialog> dialog = compare();
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->isModal());
    QCOMPARE(rows(dialog), QStringList{u"Theirs | Name | Qt | Mine | Theirs"_s});
    QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"mineText"_s)->toPlainText(), u"Mine"_s);
    QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"baseText"_s)->toPlainText(), u"Qt"_s);
    QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"resultText"_s)->toPlainText(), u"Mine"_s);
    QVERIFY(!dialog->findChild<QComboBox *>(u"conflictScope"_s)->isVisible());
    click(dialog, "keepMineButton");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_server->text(), u"Mine https://qt.io/ []"_s);
    QTRY_VERIFY(!dialog);
    QVERIFY(!m_fixture->window()->messages()->isVisible());
}

void TestServers::conflictsAreDecidedOneByOne()
{
    const Website qt = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    const Website kde = m_server->addWebsite(u"KDE"_s, u"https://kde.org/"_s);
    QVERIFY(open());
    m_server->websites[qt.id].name = u"Qt of theirs"_s;
    m_server->websites[kde.id].name = u"KDE of theirs"_s;
    edit(qt.id, u"Qt of mine"_s);
    edit(kde.id, u"KDE of mine"_s);
    QVERIFY(m_fixture->waitSaved());
    QVERIFY2(message().startsWith(u"2 field(s)"), qPrintable(message()));
    const QPointer<ConflictDialog> dialog = compare();
    QCOMPARE(rows(dialog).size(), 2);
    click(dialog, "keepTheirsButton");
    QCOMPARE(rows(dialog), QStringList{u"KDE of theirs | Name | KDE | KDE of mine | KDE of theirs"_s});
    click(dialog, "laterButton");
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_fixture->library()->conflicts().size(), 1);
    click(compare(), "keepMineButton");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_server->text(), u"KDE of mine https://kde.org/ []\nQt of theirs https://qt.io/ []"_s);
}

void TestServers::conflictsAreDecidedAllAtOnce()
{
    QStringList ids;
    for (int i = 0; i < 3; ++i)
        ids.append(m_server->addWebsite(u"w%1"_s.arg(i), u"https://example.org/%1"_s.arg(i)).id);
    QVERIFY(open());
    for (const QString &id : ids)
        m_server->websites[id].name += u" theirs"_s;
    for (int i = 0; i < 3; ++i)
        edit(ids.at(i), u"w%1 mine"_s.arg(i));
    QVERIFY(m_fixture->waitSaved());
    const QPointer<ConflictDialog> dialog = compare();
    auto *scope = dialog->findChild<QComboBox *>(u"conflictScope"_s);
    QVERIFY(scope->isVisible());
    QCOMPARE(scope->itemText(2), u"Everything (3)"_s);
    scope->setCurrentIndex(2);
    click(dialog, "keepMineButton");
    QVERIFY(m_fixture->waitSaved());
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_fixture->names(), (QStringList{u"w0 mine"_s, u"w1 mine"_s, u"w2 mine"_s}));
    QCOMPARE(m_server->text().count(u"mine"_s), 3);
    // It was one step.
    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_server->text().count(u"theirs"_s), 3);
}

void TestServers::undoMeetsSomebodyElse()
{
    const Website site = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    QVERIFY(open());
    edit(site.id, u"Mine"_s);
    QVERIFY(m_fixture->waitSaved());
    m_server->websites[site.id].name = u"Theirs"_s;
    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_server->text(), u"Theirs https://qt.io/ []"_s);
    QCOMPARE(rows(compare()), QStringList{u"Theirs | Name | Mine | Qt | Theirs"_s});
}

void TestServers::undoRefusesWhatIsKnownToBeTheirs()
{
    const Website site = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    QVERIFY(open());
    edit(site.id, u"Mine"_s);
    QVERIFY(m_fixture->waitSaved());
    m_server->websites[site.id].name = u"Theirs"_s;
    m_fixture->library()->refreshWebsites({site.id});
    QTRY_COMPARE(m_fixture->names(), QStringList{u"Theirs"_s});
    m_fixture->trigger("undoAction");
    QVERIFY2(message().contains(u"somebody else has changed the same since"_s), qPrintable(message()));
    QCOMPARE(rows(compare()), QStringList{u"Theirs | Name | Mine | Qt | Theirs"_s});
    // The history says the same, and leads there, too.
    click(m_fixture->find<ConflictDialog>("conflictDialog"), "laterButton");
    QTRY_VERIFY(!m_fixture->window()->findChild<ConflictDialog *>());
    m_fixture->trigger("historyAction");
    auto *compareButton = m_fixture->find<QPushButton>("historyCompareButton");
    QVERIFY(!compareButton->isVisible());
    QTest::mouseClick(m_fixture->find<QPushButton>("undoStepButton"), Qt::LeftButton);
    QTRY_VERIFY(compareButton->isVisible());
    QTest::mouseClick(compareButton, Qt::LeftButton);
    const QPointer<ConflictDialog> dialog = m_fixture->find<ConflictDialog>("conflictDialog");
    QCOMPARE(rows(dialog), QStringList{u"Theirs | Name | Mine | Qt | Theirs"_s});
    click(dialog, "keepTheirsButton");
    QTRY_VERIFY(!dialog);
    QVERIFY(!m_fixture->window()->messages()->isVisible());
}

void TestServers::conflictsAreDecidedByAThirdText()
{
    const Website site = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    QVERIFY(open());
    m_server->websites[site.id].name = u"Theirs"_s;
    edit(site.id, u"Mine"_s);
    QVERIFY(m_fixture->waitSaved());
    const QPointer<ConflictDialog> dialog = compare();
    dialog->findChild<QPlainTextEdit *>(u"resultText"_s)->setPlainText(u"Both"_s);
    click(dialog, "useResultButton");
    QVERIFY(m_fixture->waitSaved());
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_server->text(), u"Both https://qt.io/ []"_s);
    QCOMPARE(m_fixture->names(), QStringList{u"Both"_s});
    // What it went over is in the step.
    m_fixture->trigger("undoAction");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_server->text(), u"Theirs https://qt.io/ []"_s);
}

void TestServers::conflictsOfAKindAreDecidedTogether()
{
    const Website qt = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    const Website kde = m_server->addWebsite(u"KDE"_s, u"https://kde.org/"_s);
    QVERIFY(open());
    for (const QString &id : {qt.id, kde.id}) {
        m_server->websites[id].name += u" of theirs"_s;
        m_server->websites[id].url += u"theirs"_s;
    }
    for (const Website &site : {qt, kde}) {
        Website after = site;
        after.name += u" of mine"_s;
        after.url += u"mine"_s;
        m_fixture->library()->perform({u"Edit"_s, {Operation::update(site, after)}});
    }
    QVERIFY(m_fixture->waitSaved());
    const QPointer<ConflictDialog> dialog = compare();
    QCOMPARE(rows(dialog).size(), 4);
    auto *table = dialog->findChild<QTableWidget *>();
    auto *scope = dialog->findChild<QComboBox *>(u"conflictScope"_s);
    const auto *use = dialog->findChild<QPushButton *>(u"useResultButton"_s);
    table->selectRow(0);
    QCOMPARE(scope->itemText(1), u"All of “Name” (2)"_s);
    // One text cannot be a name and an address, and an address has to be one.
    scope->setCurrentIndex(2);
    QVERIFY(!use->isEnabled());
    table->selectRow(1);
    scope->setCurrentIndex(0);
    QVERIFY(use->isEnabled());
    dialog->findChild<QPlainTextEdit *>(u"resultText"_s)->setPlainText(u"no address at all"_s);
    QVERIFY(!use->isEnabled());
    table->selectRow(0);
    scope->setCurrentIndex(1);
    click(dialog, "keepMineButton");
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(rows(dialog).size(), 2);
    QCOMPARE(m_server->text(), u"KDE of mine https://kde.org/theirs []\nQt of mine https://qt.io/theirs []"_s);
    QCOMPARE(scope->itemText(1), u"All of “Address” (2)"_s);
    click(dialog, "keepTheirsButton");
    QTRY_VERIFY(!dialog);
}

void TestServers::serverOfTheSeed()
{
    const Website site = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    m_server->beAsOldAsTheSeed();
    // The fixture's own library has everything.
    const QString own = m_fixture->add(u"Own"_s, u"https://own.example/"_s);
    m_fixture->select({own});
    QVERIFY(m_fixture->find<QWidget>("tagsPanel")->isVisible());
    QVERIFY(m_fixture->find<QTabBar>("shelfTabs")->isTabVisible(5));
    QVERIFY(open());
    m_fixture->select({site.id});
    for (const char *panel : {"assetsPanel", "personsPanel", "conversationsPanel", "workstream_summariesPanel"})
        QVERIFY2(!m_fixture->find<QWidget>(panel)->isHidden(), panel);
    QVERIFY(m_fixture->find<QWidget>("tagsPanel")->isHidden());
    QVERIFY(m_fixture->find<QWidget>("notesView")->isHidden());
    const auto *tabs = m_fixture->find<QTabBar>("shelfTabs");
    QVERIFY(!tabs->isTabVisible(5));
    for (int tab = 0; tab < 5; ++tab)
        QVERIFY(tabs->isTabVisible(tab));
    QVERIFY(!m_fixture->find<QAction>("new_tag")->isVisible());
    QVERIFY(m_fixture->find<QAction>("new_person")->isVisible());
}

/// A server that gives a new website an identifier of its own does not take it out of the selection.
void TestServers::newIdentifierStaysSelected()
{
    QVERIFY(open());
    LibraryView *view = m_fixture->window()->view();
    view->addAddresses({u"https://new.example/"_s}, u"New"_s);
    const QStringList before = view->selectedIds();
    QCOMPARE(before.size(), 1);
    QTRY_VERIFY(!m_server->websites.empty());
    const QStringList now{m_server->websites.begin()->first};
    QTRY_COMPARE(view->selectedIds(), now);
    QVERIFY(now != before);
    QCOMPARE(view->details()->websites(), now);
    auto *search = m_fixture->find<QLineEdit>("searchEdit");
    search->setText(u"absent"_s);
    QVERIFY(view->selectedIds().isEmpty());
    search->clear();
    QCOMPARE(view->selectedIds(), now);
    QCOMPARE(view->details()->websites(), now);
}

void TestServers::serverThatCannotUpdate()
{
    const Website site = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    m_server->lack(u"^/website/update$"_s, 405);
    QVERIFY(open());
    m_fixture->select({site.id});
    const auto *name = m_fixture->find<QLineEdit>("nameEdit");
    const auto *reason = m_fixture->find<QLabel>("readOnlyLabel");
    QVERIFY(!name->isReadOnly());
    QVERIFY(!reason->isVisible());
    edit(site.id, u"New"_s);
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(name->isReadOnly());
    QVERIFY(m_fixture->find<QLineEdit>("urlEdit")->isReadOnly());
    QVERIFY(reason->isVisible());
    QCOMPARE(name->text(), u"Qt"_s);
    QCOMPARE(m_fixture->names(), QStringList{u"Qt"_s});
    // Another library can be edited again.
    m_fixture->window()->openFile(m_fixture->path(u"library.sitebook"_s));
    QTRY_VERIFY(m_fixture->library() && m_fixture->library()->state() == Library::State::Ready);
    QVERIFY(!m_fixture->find<QLineEdit>("nameEdit")->isReadOnly());
}

void TestServers::serverThatCannotCreateOrDelete()
{
    const Website site = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    m_server->lack(u"^/websites/create$|/delete$"_s, 501);
    QVERIFY(open());
    auto *add = m_fixture->find<QAction>("addAction");
    auto *remove = m_fixture->find<QAction>("deleteAction");
    m_fixture->select({site.id});
    QVERIFY(add->isEnabled());
    QVERIFY(remove->isEnabled());
    m_fixture->window()->view()->addAddresses({u"https://new.example/"_s});
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(!add->isEnabled());
    QCOMPARE(add->toolTip(), u"This server does not take new websites."_s);
    QVERIFY(!m_fixture->find<QAction>("importAction")->isEnabled());
    m_fixture->select({site.id});
    remove->trigger();
    QTRY_VERIFY(!m_fixture->library()->features().has(ServerFeatures::Operation::Delete));
    m_fixture->select({site.id});
    QVERIFY(!remove->isEnabled());
    QCOMPARE(m_fixture->names(), QStringList{u"Qt"_s}); // it was taken back
    m_fixture->window()->openFile(m_fixture->path(u"library.sitebook"_s));
    QTRY_VERIFY(m_fixture->library() && m_fixture->library()->state() == Library::State::Ready);
    QTRY_VERIFY(add->isEnabled());
    QVERIFY(add->toolTip() != u"This server does not take new websites."_s);
}

void TestServers::serverThatCannotLink()
{
    const Website site = m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    const Material ada = m_server->addMaterial(AssociationKind::Person, u"Ada"_s);
    m_server->lack(u"^/website/[^/]+/persons/"_s, 405);
    QVERIFY(open());
    m_fixture->select({site.id});
    const auto *button = m_fixture->find<QToolButton>("personsLinkButton");
    QVERIFY(button->isEnabled());
    m_fixture->library()->perform({u"Link"_s, {Operation::link(site.id, ada.kind, ada.id)}});
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), u"This server does not change these links."_s);
    QVERIFY(m_fixture->find<QToolButton>("assetsLinkButton")->isEnabled());
}

void TestServers::brokenListKeepsWhatCame()
{
    QByteArray list = "{\"iterable\":[";
    for (int i = 0; i < 30; ++i) {
        const QByteArray number = QByteArray::number(i);
        list += (i > 0 ? "," : "")
            + QByteArray("{\"id\":\"w" + number + "\",\"name\":\"n" + number + "\",\"url\":\"https://x.example/"
                + number + "\"}");
    }
    list += "]}";
    m_server->fail("/websites", FakeAnswer::cutOff(list, list.size() * 2 / 3));
    m_fixture->window()->openServer(m_server->http.base());
    QTRY_VERIFY(m_fixture->library() && m_fixture->library()->state() == Library::State::Failed);
    QCOMPARE(m_fixture->names().size(), 20); // all that are whole
    QVERIFY(m_fixture->window()->view()->isVisible());
    QVERIFY2(message().startsWith(u"The list is not complete. The answer"), qPrintable(message()));
    auto *again = m_fixture->find<QToolButton>("messageButton");
    QCOMPARE(again->text(), u"Try again"_s);
    m_server->fail("/websites", FakeAnswer::json(list));
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE(m_fixture->names().size(), 30);
    QTRY_COMPARE(m_fixture->library()->state(), Library::State::Ready);
    QVERIFY(!m_fixture->window()->messages()->isVisible());
}

void TestServers::rowsShowWhileTheListArrives()
{
    // Half a list, whose other half never comes.
    FakeAnswer half = FakeAnswer::json(
        "{\"iterable\":[{\"id\":\"a\",\"name\":\"first\",\"url\":\"https://a.example/\"},{\"id\":\"b\",\"name\":\"sec");
    half.claimedLength = half.body.size() + 100;
    m_server->fail("/websites", half);
    m_fixture->window()->openServer(m_server->http.base());
    QTRY_COMPARE(m_fixture->window()->view() ? m_fixture->names() : QStringList(), QStringList{u"first"_s});
    QCOMPARE(m_fixture->library()->state(), Library::State::Loading);
    QVERIFY(m_fixture->window()->view()->isVisible());
}

void TestServers::windowShowsBeforeTheServerAnswers()
{
    m_server->http.setHandler([](const FakeRequest &) { return FakeAnswer::hang(); });
    MainWindow window;
    window.show();
    window.openServer(m_server->http.base());
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_VERIFY(window.library());
    QTRY_VERIFY(window.view()->isVisible());
    QCOMPARE(m_server->http.streams("/websites/stream/identifiers").size(), 0); // nobody waits for a socket
}

void TestServers::savedServersAreAClickAway()
{
    m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    SavedServers().save({u"At & work"_s, m_server->http.base()});
    m_fixture->add(u"Own"_s, u"https://own.example/"_s);
    auto *place = m_fixture->find<QToolButton>("placeButton");
    QCOMPARE(place->text(), u"library"_s);
    QMenu *menu = place->menu();
    const auto trigger = [menu](const QString &text) {
        emit menu->aboutToShow();
        const QList<QAction *> actions = menu->actions();
        for (QAction *action : actions) {
            if (action->text().startsWith(text)) {
                action->trigger();
                return true;
            }
        }
        return false;
    };
    QVERIFY(trigger(u"At && work"_s));
    QTRY_COMPARE(m_fixture->library() ? m_fixture->names() : QStringList(), QStringList{u"Qt"_s});
    QCOMPARE(place->text(), u"on At && work"_s); // a button shows two as one
    QCOMPARE(m_fixture->window()->windowTitle(), u"At & work — Sitebook"_s);
    QVERIFY(trigger(u"library"_s)); // the file that was open before
    QTRY_COMPARE(m_fixture->library() ? m_fixture->names() : QStringList(), QStringList{u"Own"_s});
    QCOMPARE(place->text(), u"library"_s);
}

void TestServers::signInIsAskedForAndNoticed()
{
    m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    m_server->denyAll("Allow Sitebook in the settings of this program.");
    m_fixture->window()->openServer(m_server->http.base());
    auto *again = m_fixture->find<QWidget>("retryButton");
    QTRY_VERIFY(again->isVisible());
    const auto *words = m_fixture->find<QLabel>("welcomeWords");
    QVERIFY2(words->text().contains(u"sign in first: Allow Sitebook in the settings of this program."),
        qPrintable(words->text()));
    // The person allows it there, and nothing has to be done here.
    const qsizetype introductions = m_server->http.count("/connect");
    QTRY_VERIFY(m_server->http.count("/connect") > introductions);
    QTRY_VERIFY(again->isVisible());
    m_server->denyAll({});
    QTRY_COMPARE(m_fixture->names(), QStringList{u"Qt"_s});
    QVERIFY(!again->isVisible());
    QVERIFY(m_fixture->window()->view()->isVisible());
}

void TestServers::aListThatHealsTakesItsMessageAway()
{
    m_server->addWebsite(u"Qt"_s, u"https://qt.io/"_s);
    QVERIFY(open());
    m_server->fail("/websites", FakeAnswer::failure(500, "for once"));
    m_fixture->library()->reloadWebsites();
    QTRY_VERIFY2(message().contains(u"for once"), qPrintable(message()));
    m_fixture->library()->reloadWebsites();
    QTRY_VERIFY(!m_fixture->window()->messages()->isVisible());
}

QTEST_MAIN(TestServers)
#include "tst_servers.moc"
