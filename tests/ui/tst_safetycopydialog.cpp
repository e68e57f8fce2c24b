// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/mirror.h"
#include "app/session/librarysession.h"
#include "app/session/savedservers.h"
#include "tests/app/foreignserver.h"
#include "tests/ui/windowfixture.h"
#include "ui/messagebar.h"
#include "ui/restoredialog.h"
#include "ui/safetycopydialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// The safety copy as a person uses it, in the real window on somebody else's server.
class TestSafetyCopyDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void verify();
    void verifyIsGivenUp();
    void whatCannotBeReadIsSaid();
    void questionIsAsked();
    void openWithTheServerGone();
    void offeredWhenTheServerIsGone();
    void restoreIntoAServer();
    void restoreIntoALibrary();
    void restoreIsInterrupted();
    void ofALibraryFile();

private:
    std::unique_ptr<ForeignServer> m_server;
    std::unique_ptr<WindowFixture> m_fixture;

    Mirror *mirror() const { return m_fixture->window()->session()->mirror(); }
    /// Updates the copy by a click.
    bool update() const
    {
        QSignalSpy updated(mirror(), &Mirror::updated);
        click("updateCopyButton");
        return updated.wait(10'000);
    }
    void click(const char *button) const { QTest::mouseClick(m_fixture->find<QWidget>(button), Qt::LeftButton); }
    QString text(const char *label) const { return m_fixture->find<QLabel>(label)->text(); }
    QString message() const { return m_fixture->window()->messages()->text(); }
    /// The rows of a table, a line each.
    QString rows(const char *name) const
    {
        const auto *table = m_fixture->find<QTableWidget>(name);
        QStringList lines;
        for (int row = 0; row < table->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < table->columnCount(); ++column)
                cells.append(table->item(row, column)->text());
            lines.append(cells.join(u'|'));
        }
        return lines.join(u'\n');
    }
};

void TestSafetyCopyDialog::init()
{
    m_server = std::make_unique<ForeignServer>();
    m_server->clock = Timestamp::now().microseconds();
    const QString ada = m_server->addMaterial(AssociationKind::Person, u"Ada"_s, u"ada"_s).id;
    for (const QString &name : {u"one"_s, u"two"_s, u"three"_s})
        m_server->addWebsite(name, u"https://%1.example/"_s.arg(name), name);
    m_server->link(u"one"_s, AssociationKind::Person, ada);
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start(m_server->http.base());
    m_fixture->trigger("safetyCopyAction");
}

void TestSafetyCopyDialog::cleanup()
{
    m_fixture.reset();
    m_server.reset();
}

void TestSafetyCopyDialog::verify()
{
    m_fixture->trigger("safetyCopyAction"); // the same again
    QCOMPARE(m_fixture->window()->findChildren<SafetyCopyDialog *>().size(), 1);
    QCOMPARE(text("safetyCopyComplete"), u"Not yet"_s);
    QVERIFY(!m_fixture->find<QPushButton>("verifyButton")->isEnabled());
    QVERIFY(!m_fixture->find<QPushButton>("openCopyButton")->isEnabled());
    QVERIFY(update());
    QVERIFY(text("safetyCopyComplete") != u"Not yet"_s);
    QCOMPARE(text("safetyCopyCounts"), u"3 website(s), 1 item(s), 1 link(s)"_s);
    QVERIFY(text("safetyCopyFile").contains(u"servers/127.0.0.1-%1.sitebook"_s.arg(m_server->http.port())));
    click("verifyButton");
    QTRY_COMPARE(text("safetyCopyWords"), u"The copy and the server agree: 3 website(s), 1 item(s), 1 link(s)."_s);
    m_server->websites.erase(u"three"_s);
    m_server->addWebsite(u"four"_s, u"https://four.example/"_s, u"four"_s);
    m_server->websites[u"two"_s].url = u"https://zwei.example/"_s;
    m_server->websites[u"two"_s].links(AssociationKind::Person).append(u"ada"_s);
    m_server->websites[u"one"_s].links(AssociationKind::Person).clear();
    click("verifyButton");
    QTRY_VERIFY(text("safetyCopyWords").startsWith(u"4 item(s) differ."_s));
    QCOMPARE(rows("safetyCopyTable"),
        u"four|Website|Only at the server|\n"
        "one|Website|Differs|link to “Ada” only in the copy\n"
        "two|Website|Differs|Address, link to “Ada” only at the server\n"
        "three|Website|Only in the copy|"_s);
    QVERIFY(update());
    QCOMPARE(rows("safetyCopyTable"), QString());
    click("verifyButton");
    QTRY_VERIFY(text("safetyCopyWords").startsWith(u"The copy and the server agree"_s));
}

void TestSafetyCopyDialog::verifyIsGivenUp()
{
    QVERIFY(update());
    m_server->fail("/websites", FakeAnswer::hang());
    auto *button = m_fixture->find<QPushButton>("verifyButton");
    click("verifyButton");
    QCOMPARE(button->text(), u"&Stop verifying"_s);
    QVERIFY(!m_fixture->find<QPushButton>("updateCopyButton")->isEnabled());
    QTRY_COMPARE(m_server->http.count("/websites"), 3);
    click("verifyButton");
    QCOMPARE(button->text(), u"&Verify"_s);
    QVERIFY(text("safetyCopyWords").startsWith(u"Everything"_s));
    m_server->http.stop();
    click("verifyButton");
    QTRY_VERIFY_WITH_TIMEOUT(text("safetyCopyWords").startsWith(u"The copy could not be compared:"_s), 15'000);
}

void TestSafetyCopyDialog::whatCannotBeReadIsSaid()
{
    m_server->websites[u"two"_s].url.clear();
    QVERIFY(update());
    QCOMPARE(text("safetyCopyWords"), u"1 item(s) of the server could not be read."_s);
    QVERIFY(rows("safetyCopyTable").startsWith(u"two|Website|Not read|"_s));
}

void TestSafetyCopyDialog::questionIsAsked()
{
    for (int i = 0; i < 30; ++i)
        m_server->addWebsite(u"more"_s, u"https://%1.example/"_s.arg(i), u"more %1"_s.arg(i));
    QVERIFY(update());
    for (int i = 0; i < 30; ++i)
        m_server->websites.erase(u"more %1"_s.arg(i));
    QVERIFY(update());
    QTRY_VERIFY(message().contains(u"30 website(s) of 33"_s));
    auto *keep = m_fixture->find<QToolButton>("messageButton");
    QCOMPARE(keep->text(), u"Keep it"_s);
    keep->click();
    QCOMPARE(message(), QString());
    QVERIFY(text("safetyCopyWords").startsWith(u"30 item(s) and links stay in the copy"_s));
    QCOMPARE(mirror()->counts().websites, 33);
    // More is gone: it is asked again, and this time it goes.
    m_server->websites.erase(u"three"_s);
    QVERIFY(update());
    QTRY_VERIFY(message().contains(u"31 website(s) of 33"_s));
    QSignalSpy updated(mirror(), &Mirror::updated);
    m_fixture->find<QToolButton>("secondMessageButton")->click();
    QVERIFY(updated.wait(10'000));
    QCOMPARE(mirror()->counts().websites, 2);
    QCOMPARE(message(), QString());
}

void TestSafetyCopyDialog::openWithTheServerGone()
{
    QVERIFY(update());
    const QString path = mirror()->path();
    m_server->http.stop();
    QSignalSpy opened(m_fixture->window(), &MainWindow::libraryOpened);
    click("openCopyButton");
    QTRY_COMPARE(opened.size(), 1);
    QTRY_COMPARE(m_fixture->library()->state(), Library::State::Ready);
    QCOMPARE(m_fixture->window()->session()->filePath(), path);
    QStringList names = m_fixture->names();
    names.sort();
    QCOMPARE(names, (QStringList{u"one"_s, u"three"_s, u"two"_s}));
    QCOMPARE(m_fixture->linkedNames(u"one"_s, AssociationKind::Person), QStringList{u"Ada"_s});
    QTRY_VERIFY(!m_fixture->window()->findChild<SafetyCopyDialog *>());
}

void TestSafetyCopyDialog::offeredWhenTheServerIsGone()
{
    QVERIFY(update());
    const QString path = mirror()->path();
    m_server->http.stop();
    m_fixture->window()->openServer(m_server->http.base());
    QTRY_VERIFY_WITH_TIMEOUT(message().contains(u"safety copy of this library"_s), 15'000);
    QSignalSpy opened(m_fixture->window(), &MainWindow::libraryOpened);
    m_fixture->find<QToolButton>("messageButton")->click();
    QTRY_COMPARE(opened.size(), 1);
    QTRY_COMPARE(m_fixture->names().size(), 3);
    QCOMPARE(m_fixture->window()->session()->filePath(), path);
    // There, too, it is said what it is.
    m_fixture->trigger("safetyCopyAction");
    QTRY_VERIFY(text("safetyCopyWords").contains(u"the safety copy of "_s + m_server->http.base().toString()));
}

void TestSafetyCopyDialog::restoreIntoAServer()
{
    QVERIFY(update());
    ForeignServer target;
    target.clock = Timestamp::now().microseconds();
    target.addWebsite(u"one"_s, u"https://one.example/"_s);
    SavedServers().save({u"Spare"_s, target.http.base()});
    click("restoreIntoButton");
    auto *address = m_fixture->find<QComboBox>("restoreServer");
    auto *write = m_fixture->find<QPushButton>("writeButton");
    QVERIFY(!write->isEnabled());
    address->setEditText(u"no address at all"_s);
    click("dryRunButton");
    QVERIFY(rows("restoreTable").isEmpty());
    address->setEditText(u"Spare"_s);
    click("dryRunButton");
    QTRY_VERIFY(write->isEnabled());
    QCOMPARE(text("restoreWords"), u"3 item(s) would be created, 1 changed, 0 already there."_s);
    QCOMPARE(rows("restoreTable"),
        u"Create|Ada|Person|\nCreate|three|Website|\nCreate|two|Website|\nChange|one|Website|1 link(s)"_s);
    QCOMPARE(target.websites.size(), 1);
    click("writeButton");
    QTRY_VERIFY(text("restoreWords").contains(u"4 item(s) were written. Everything"_s));
    QCOMPARE(target.text(), m_server->text());
    click("dryRunButton");
    QTRY_VERIFY(text("restoreWords").startsWith(u"There is nothing to do: 4 item(s)"_s));
    QVERIFY(!write->isEnabled());
}

void TestSafetyCopyDialog::restoreIntoALibrary()
{
    QVERIFY(update());
    click("restoreIntoButton");
    const QString path = m_fixture->path(u"restored.sitebook"_s);
    auto *file = m_fixture->find<QLineEdit>("restoreFile");
    QTest::keyClicks(file, m_fixture->path(u"restored"_s)); // the ending is added
    QVERIFY(m_fixture->find<QRadioButton>("toFileButton")->isChecked());
    click("dryRunButton");
    QTRY_VERIFY(m_fixture->find<QPushButton>("writeButton")->isEnabled());
    QVERIFY(!QFile::exists(path));
    click("writeButton");
    QTRY_VERIFY(text("restoreWords").contains(u"4 item(s) were written."_s));
    QVERIFY(QFile::exists(path));
    QSignalSpy opened(m_fixture->window(), &MainWindow::libraryOpened);
    m_fixture->window()->openFile(path);
    QTRY_COMPARE(opened.size(), 1);
    QTRY_COMPARE(m_fixture->names().size(), 3);
    QVERIFY(!m_fixture->find<QLabel>("messageLabel")->isVisible());
}

void TestSafetyCopyDialog::restoreIsInterrupted()
{
    QVERIFY(update());
    ForeignServer target;
    target.clock = Timestamp::now().microseconds();
    target.fail("/websites/create", FakeAnswer::hang());
    click("restoreIntoButton");
    m_fixture->find<QComboBox>("restoreServer")->setEditText(target.http.base().toString());
    click("dryRunButton");
    auto *write = m_fixture->find<QPushButton>("writeButton");
    QTRY_VERIFY(write->isEnabled());
    click("writeButton");
    QTRY_VERIFY(target.http.count("/websites/create") > 0);
    click("restoreIntoButton"); // the same again
    QCOMPARE(m_fixture->window()->findChildren<RestoreDialog *>().size(), 1);
    QCOMPARE(write->text(), u"&Interrupt"_s);
    QVERIFY(!m_fixture->find<QPushButton>("dryRunButton")->isEnabled());
    click("writeButton");
    QVERIFY(text("restoreWords").startsWith(u"Interrupted."_s));
    QVERIFY(!write->isEnabled());
    click("dryRunButton");
    QTRY_VERIFY(write->isEnabled());
    click("writeButton");
    QTRY_VERIFY_WITH_TIMEOUT(text("restoreWords").contains(u"Everything that this library holds"_s), 15'000);
    QCOMPARE(target.text(), m_server->text());
    QCOMPARE(target.websites.size(), 3);
    QCOMPARE(target.materials.size(), 1);
}

void TestSafetyCopyDialog::ofALibraryFile()
{
    m_fixture->start();
    m_fixture->add(u"mine"_s, u"https://mine.example/"_s);
    m_fixture->trigger("safetyCopyAction");
    for (const char *button : {"verifyButton", "updateCopyButton", "openCopyButton"})
        QVERIFY(!m_fixture->find<QPushButton>(button)->isVisible());
    QVERIFY(text("safetyCopyWords").contains(u"a file of yours"_s));
    ForeignServer target;
    target.clock = Timestamp::now().microseconds();
    click("restoreIntoButton");
    m_fixture->find<QComboBox>("restoreServer")->setEditText(target.http.base().toString());
    click("dryRunButton");
    auto *write = m_fixture->find<QPushButton>("writeButton");
    QTRY_VERIFY(write->isEnabled());
    click("writeButton");
    QTRY_VERIFY(text("restoreWords").contains(u"1 item(s) were written."_s));
    QCOMPARE(target.text(), u"mine https://mine.example/ []"_s);
}

QTEST_MAIN(TestSafetyCopyDialog)
#include "tst_safetycopydialog.moc"
