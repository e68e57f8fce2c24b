// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/backups.h"
#include "api/store/database.h"
#include "api/store/websitestore.h"
#include "app/library/groups.h"
#include "app/session/librarybackups.h"
#include "app/session/librarysession.h"
#include "tests/support/sqlfile.h"
#include "tests/ui/windowfixture.h"
#include "ui/backupdialog.h"
#include "ui/messagebar.h"
#include "ui/recoverydialog.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// Damaged libraries, checks, and backups before large changes, as a person meets them in the real window.
class TestRecoveryWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void damagedLibrary();
    void deletedStaysDeleted();
    void recoveryThatACrashCutShort();
    void headerLost();
    void checkThatIsFine();
    void checkThatFindsDamage();
    void backupBeforeMassChange();
    void massChangeWithoutABackup();
    void smallChangeMakesNone();
    void noBackupOfNothing();

private:
    std::unique_ptr<WindowFixture> m_fixture;

    QString library() const { return m_fixture->path(u"library.sitebook"_s); }
    QStringList add(int count) const;
    QByteArray contentOf(const QString &path) const;
    void replaceContent(const QString &path, const QByteArray &content) const;
    QString damagedFile() const;
    void waitForLibrary() const;
};

void TestRecoveryWindow::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
}

/// Adds so many websites in one step; their identifiers.
QStringList TestRecoveryWindow::add(int count) const
{
    QList<Website> websites;
    QStringList ids;
    for (int i = 0; i < count; ++i) {
        websites.append(newWebsite(u"https://site%1.example/"_s.arg(i), u"site %1"_s.arg(i, 3, 10, QChar(u'0'))));
        ids.append(websites.constLast().id);
    }
    m_fixture->library()->perform(addGroup(websites));
    return m_fixture->waitSaved() ? ids : QStringList();
}

QByteArray TestRecoveryWindow::contentOf(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestRecoveryWindow::replaceContent(const QString &path, const QByteArray &content) const
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QString TestRecoveryWindow::damagedFile() const
{
    const QFileInfo info(library());
    const QStringList names = info.dir().entryList({info.fileName() + ".damaged *"_L1}, QDir::Files, QDir::Name);
    return names.isEmpty() ? QString() : info.dir().filePath(names.first());
}

void TestRecoveryWindow::waitForLibrary() const
{
    QTRY_VERIFY(m_fixture->library() && m_fixture->library()->state() == Library::State::Ready);
}

void TestRecoveryWindow::damagedLibrary()
{
    add(200);
    QSignalSpy made(m_fixture->window()->session()->backups(), &LibraryBackups::made);
    m_fixture->window()->session()->backups()->backUp(BackupReason::ByHand);
    QTRY_COMPARE(made.size(), 1);
    m_fixture->add(u"after the backup"_s, u"https://late.example/"_s);
    m_fixture->close();
    const QByteArray good = contentOf(library());
    // Where things lie depends on their identifiers. What the backup does not have is not to be hit.
    constexpr qsizetype hole = 8192;
    qsizetype place = good.size() / 2 / hole * hole;
    if (good.mid(place, hole).contains("after the backup"))
        place -= hole;
    QByteArray damaged = good;
    damaged.replace(place, hole, QByteArray(hole, '\0'));
    replaceContent(library(), damaged);

    m_fixture->start();
    MessageBar *messages = m_fixture->window()->messages();
    QVERIFY2(messages->text().startsWith(u"The library was damaged."_s), qPrintable(messages->text()));
    QCOMPARE(m_fixture->library()->websites().count(), 201);
    QTRY_VERIFY2(m_fixture->names().contains(u"after the backup"_s), qPrintable(m_fixture->names().join(u',')));
    QCOMPARE(contentOf(damagedFile()), damaged);
    QVERIFY(messages->text().contains(damagedFile()));
    QVERIFY(!m_fixture->find<QProgressBar>("progressBar")->isVisible());

    m_fixture->find<QToolButton>("messageButton")->click();
    auto *report = m_fixture->find<QPlainTextEdit>("recoveryReport");
    QCOMPARE(report->toPlainText().toUtf8(), contentOf(damagedFile() + ".txt"_L1));
    m_fixture->find<QPushButton>("recoveryBackupsButton")->click();
    QTRY_VERIFY(!m_fixture->window()->findChild<RecoveryDialog *>());
    QCOMPARE(m_fixture->find<QTableWidget>("backupTable")->rowCount(), 1);
    // It goes on as a library like any other.
    m_fixture->add(u"new"_s, u"https://new.example/"_s);
    m_fixture->close();
    m_fixture->start();
    QCOMPARE(m_fixture->library()->websites().count(), 202);
    QCOMPARE(m_fixture->window()->messages()->text(), QString());
}

/// The journal of the window knows what was deleted since the backup.
void TestRecoveryWindow::deletedStaysDeleted()
{
    const QStringList ids = add(60);
    QSignalSpy made(m_fixture->window()->session()->backups(), &LibraryBackups::made);
    m_fixture->window()->session()->backups()->backUp(BackupReason::ByHand);
    QTRY_COMPARE(made.size(), 1);
    m_fixture->library()->removeItems({ids.at(3), ids.at(50)}, {}, u"Delete two"_s);
    QTRY_COMPARE(m_fixture->library()->websites().count(), 58);
    QVERIFY(m_fixture->waitSaved());
    m_fixture->trigger("undoAction");
    QTRY_COMPARE(m_fixture->library()->websites().count(), 60);
    QVERIFY(m_fixture->waitSaved());
    m_fixture->library()->removeItems({ids.at(3)}, {}, u"Delete one again"_s);
    QTRY_COMPARE(m_fixture->library()->websites().count(), 59);
    QVERIFY(m_fixture->waitSaved());
    m_fixture->close();
    // Everything that the file knows of websites goes.
    constexpr qsizetype pageSize = 4096;
    QByteArray content = contentOf(library());
    for (qsizetype page = 0; page < content.size(); page += pageSize) {
        const QByteArray bytes = content.mid(page, pageSize);
        const bool knows =
            std::ranges::any_of(ids, [&bytes](const QString &id) { return bytes.contains(id.toLatin1()); });
        if (knows || bytes.contains("https://site"))
            content.replace(page, pageSize, QByteArray(pageSize, '\0'));
    }
    replaceContent(library(), content);
    m_fixture->start();
    QCOMPARE(m_fixture->library()->websites().count(), 59);
    QVERIFY(!m_fixture->library()->websites().find(ids.at(3)));
    QVERIFY(m_fixture->library()->websites().find(ids.at(50)));
}

void TestRecoveryWindow::recoveryThatACrashCutShort()
{
    add(20);
    m_fixture->close();
    const QByteArray good = contentOf(library());
    replaceContent(library() + ".recovered 2026-11-25 13-00-00"_L1, good);
    replaceContent(library() + ".damaged 2026-11-25 13-00-00.txt"_L1, "It was damaged.\n\nMore.\n");
    replaceContent(library(), good.first(good.size() / 2));
    m_fixture->start();
    QCOMPARE(m_fixture->library()->websites().count(), 20);
    QCOMPARE(m_fixture->window()->messages()->text(), u"It was damaged."_s);
    QVERIFY(!m_fixture->find<QToolButton>("secondMessageButton")->isVisible()); // there is no backup
}

void TestRecoveryWindow::headerLost()
{
    add(20);
    m_fixture->close();
    QByteArray content = contentOf(library());
    content.replace(0, 100, QByteArray(100, 'x'));
    replaceContent(library(), content);
    m_fixture->start();
    QCOMPARE(m_fixture->library()->websites().count(), 20);
    QVERIFY(m_fixture->window()->messages()->text().contains(u"Nothing was lost."_s));
    QCOMPARE(contentOf(damagedFile()), content);
}

void TestRecoveryWindow::checkThatIsFine()
{
    add(3);
    m_fixture->trigger("backupsAction");
    auto *words = m_fixture->find<QLabel>("checkWords");
    QVERIFY(!words->isVisible());
    auto *check = m_fixture->find<QPushButton>("checkButton");
    check->click();
    QVERIFY(check->text().contains(u"Stop"_s));
    QVERIFY(m_fixture->find<QProgressBar>("checkProgress")->isVisible());
    QTRY_COMPARE(words->text(), u"All is well: websites 3, links 0."_s);
    QVERIFY(!check->text().contains(u"Stop"_s));
    QVERIFY(!m_fixture->find<QProgressBar>("checkProgress")->isVisible());
    QVERIFY(!m_fixture->find<QPushButton>("recoverButton")->isVisible());
    // Closed in the middle, nothing is left behind.
    check->click();
    m_fixture->find<BackupDialog>("backupDialog")->close();
    QTRY_VERIFY(!m_fixture->window()->findChild<BackupDialog *>());
}

void TestRecoveryWindow::checkThatFindsDamage()
{
    const QStringList ids = add(3);
    QVERIFY(runOn(library(), u"UPDATE websites SET json = '{\"a' WHERE id = '%1'"_s.arg(ids.first())));
    m_fixture->trigger("backupsAction");
    m_fixture->find<QPushButton>("checkButton")->click();
    auto *words = m_fixture->find<QLabel>("checkWords");
    QTRY_VERIFY2(words->text().contains(u"Some fields of “site 000” cannot be read."_s), qPrintable(words->text()));
    QSignalSpy opened(m_fixture->window(), &MainWindow::libraryOpened);
    m_fixture->find<QPushButton>("recoverButton")->click();
    QTRY_COMPARE(opened.size(), 1);
    waitForLibrary();
    QCOMPARE(m_fixture->library()->websites().count(), 3);
    QVERIFY(m_fixture->window()->messages()->text().startsWith(u"The library was damaged."_s));
    QTRY_VERIFY(!m_fixture->window()->findChild<BackupDialog *>());
    m_fixture->trigger("backupsAction");
    m_fixture->find<QPushButton>("checkButton")->click();
    QTRY_COMPARE(m_fixture->find<QLabel>("checkWords")->text(), u"All is well: websites 3, links 0."_s);
}

void TestRecoveryWindow::backupBeforeMassChange()
{
    const QStringList ids = add(150);
    QVERIFY(backupsOf(library()).isEmpty());
    m_fixture->library()->removeItems(ids, {}, u"Delete all"_s);
    QTRY_COMPARE(m_fixture->library()->websites().count(), 0); // at once
    QVERIFY(m_fixture->waitSaved());
    QTRY_COMPARE(backupsOf(library()).size(), 1); // the change waits for the moment that is kept, not for the copy
    const QList<BackupFile> backups = backupsOf(library());
    QCOMPARE(backups.first().reason, BackupReason::MassChange);
    {
        const auto backup = Database::open(backups.first().path);
        QVERIFY(backup.ok());
        int count = 0;
        WebsiteStore(*backup.value()).list([&count](const WebsiteRow &) { return ++count > 0; });
        QCOMPARE(count, 150);
    }
    // Everything is back by undo, and the next large change needs no second backup so soon.
    m_fixture->trigger("undoAction");
    QTRY_COMPARE(m_fixture->library()->websites().count(), 150);
    QVERIFY(m_fixture->waitSaved());
    m_fixture->trigger("redoAction");
    QTRY_COMPARE(m_fixture->library()->websites().count(), 0);
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(backupsOf(library()).size(), 1);
}

void TestRecoveryWindow::massChangeWithoutABackup()
{
    const QStringList ids = add(120);
    replaceContent(backupFolder(library()), "in the way");
    m_fixture->library()->removeItems(ids, {}, u"Delete all"_s);
    QTRY_VERIFY(m_fixture->window()->messages()->text().contains(u"cannot be made"_s));
    QVERIFY(m_fixture->waitSaved());
    QCOMPARE(m_fixture->library()->pendingOperations(), 0);
    m_fixture->close();
    m_fixture->start();
    QCOMPARE(m_fixture->library()->websites().count(), 0);
}

void TestRecoveryWindow::smallChangeMakesNone()
{
    const QStringList ids = add(99);
    m_fixture->library()->removeItems(ids, {}, u"Delete all"_s);
    QTRY_COMPARE(m_fixture->library()->websites().count(), 0);
    QVERIFY(m_fixture->waitSaved());
    QVERIFY(backupsOf(library()).isEmpty());
}

void TestRecoveryWindow::noBackupOfNothing()
{
    LibraryBackups *backups = m_fixture->window()->session()->backups();
    QSignalSpy finished(backups, &LibraryBackups::finished);
    backups->backUpDaily();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!QFile::exists(backupFolder(library())));
    // A large import into an empty library has nothing to keep either.
    add(1'200);
    backups->backUpDaily(); // unless its time has come meanwhile
    QTRY_COMPARE(backupsOf(library()).size(), 1);
    QCOMPARE(backupsOf(library()).first().reason, BackupReason::Daily);
}

QTEST_MAIN(TestRecoveryWindow)
#include "tst_recoverywindow.moc"
