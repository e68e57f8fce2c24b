// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/backups.h"
#include "app/session/librarybackups.h"
#include "app/session/librarysession.h"
#include "tests/ui/windowfixture.h"
#include "ui/backupdialog.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// Backups as a person uses them, in the real window.
class TestBackupDialog : public QObject
{
    Q_OBJECT

private slots:
    void backUpAndRestore();
    void backupThatIsDamaged();
};

void TestBackupDialog::backUpAndRestore()
{
    WindowFixture fixture;
    fixture.start();
    fixture.add(u"old"_s, u"https://old.example/"_s);
    QVERIFY(fixture.waitSaved());
    fixture.trigger("backupsAction");
    fixture.trigger("backupsAction"); // the same again
    QCOMPARE(fixture.window()->findChildren<BackupDialog *>().size(), 1);
    auto *table = fixture.find<QTableWidget>("backupTable");
    QCOMPARE(table->rowCount(), 0);
    auto *words = fixture.find<QLabel>("backupWords");
    QVERIFY(words->text().contains(u"no backup yet"_s));
    fixture.find<QPushButton>("backUpButton")->click();
    QTRY_COMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 1)->text(), u"By hand"_s);
    table->selectRow(0);
    QTRY_VERIFY(words->text().contains(u"same websites"_s));
    fixture.add(u"new"_s, u"https://new.example/"_s);
    QVERIFY(fixture.waitSaved());
    table->clearSelection();
    table->selectRow(0);
    QTRY_COMPARE(words->text(), u"1 website(s) would go: “new”"_s);
    // Only after a second click.
    auto *restore = fixture.find<QPushButton>("restoreBackupButton");
    restore->click();
    QVERIFY(restore->text().contains(u"Really"_s));
    QSignalSpy opened(fixture.window(), &MainWindow::libraryOpened);
    restore->click();
    QTRY_COMPARE(opened.size(), 1);
    QTRY_COMPARE(fixture.names(), QStringList{u"old"_s});
    QTRY_VERIFY(!fixture.window()->findChild<BackupDialog *>());
    // The state before it is a backup of its own, and the history is that of the backup.
    QCOMPARE(backupsOf(fixture.window()->session()->filePath()).size(), 2);
    QTRY_VERIFY(fixture.find<QAction>("undoAction")->isEnabled());
    fixture.trigger("undoAction");
    QTRY_COMPARE(fixture.names(), QStringList());
    QVERIFY(fixture.waitSaved());
}

void TestBackupDialog::backupThatIsDamaged()
{
    WindowFixture fixture;
    fixture.start();
    fixture.add(u"here"_s, u"https://here.example/"_s);
    QVERIFY(fixture.waitSaved());
    LibraryBackups *backups = fixture.window()->session()->backups();
    QSignalSpy made(backups, &LibraryBackups::made);
    backups->backUpDaily();
    QTRY_COMPARE(made.size(), 1);
    backups->backUpDaily(); // once a day is enough
    QVERIFY(!backups->isBusy());
    QFile file(backupsOf(backups->library()).constFirst().path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    fixture.trigger("backupsAction");
    fixture.find<QTableWidget>("backupTable")->selectRow(0);
    auto *words = fixture.find<QLabel>("backupWords");
    QTRY_VERIFY(words->text().contains(u"cannot be read"_s));
    QSignalSpy opened(fixture.window(), &MainWindow::libraryOpened);
    for (int i = 0; i < 2; ++i)
        fixture.find<QPushButton>("restoreBackupButton")->click();
    QTRY_COMPARE(opened.size(), 1);
    QTRY_COMPARE(fixture.names(), QStringList{u"here"_s});
    QVERIFY(fixture.find<QLabel>("messageLabel")->text().contains(u"not restored"_s));
}

QTEST_MAIN(TestBackupDialog)
#include "tst_backupdialog.moc"
