// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groups.h"
#include "app/library/retention.h"
#include "tests/app/foreignserver.h"
#include "tests/ui/windowfixture.h"
#include "ui/historydialog.h"
#include "ui/libraryview.h"
#include "ui/messagebar.h"
#include "ui/refusededitor.h"
#include "ui/trashdialog.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// The texts of a column of \a table, top first.
QStringList column(const QTableView *table, int column)
{
    QStringList texts;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        texts.append(table->model()->index(row, column).data().toString());
    return texts;
}

void rename(const WindowFixture &fixture, const QString &id, const QString &name)
{
    Library *library = fixture.library();
    const Website before = library->website(*library->websites().find(id));
    Website after = before;
    after.name = name;
    library->perform(editGroup(before, after));
    QVERIFY(fixture.waitSaved());
}

} // namespace

/// The history and the trash as a person uses them, in the real window, also after a restart.
class TestHistoryDialog : public QObject
{
    Q_OBJECT

private slots:
    void historyAfterARestart();
    void trashAfterARestart();
    void refusedIsFoundAndCorrected();
    void rightToLeft();
    void sendingIsPaused();
    void trashIsKeptAsLongAsIsSet();
};

void TestHistoryDialog::historyAfterARestart()
{
    WindowFixture fixture;
    fixture.start();
    const QString a = fixture.add(u"a"_s, u"https://a.example/"_s);
    const QString x = fixture.add(u"x"_s, u"https://x.example/"_s);
    rename(fixture, a, u"b"_s);
    rename(fixture, x, u"y"_s);
    fixture.start();
    QTRY_VERIFY(fixture.find<QAction>("undoAction")->isEnabled());
    fixture.trigger("historyAction");
    auto *steps = fixture.find<QTableView>("historyTable");
    auto *changes = fixture.find<QTableWidget>("historyChangesTable");
    QTRY_COMPARE(steps->model()->rowCount(), 4);
    QCOMPARE(column(steps, 3), QStringList(4, u"Saved"_s));
    QTRY_COMPARE(column(changes, 0), QStringList{u"Name: “x” → “y”"_s});
    // One step alone, which nothing builds on.
    steps->selectRow(1);
    fixture.find<QPushButton>("undoStepButton")->click();
    QTRY_COMPARE(fixture.names(), (QStringList{u"a"_s, u"y"_s}));
    QTRY_COMPARE(column(steps, 3).at(1), u"Taken back"_s);
    fixture.find<QPushButton>("redoStepButton")->click();
    QTRY_COMPARE(fixture.names(), (QStringList{u"b"_s, u"y"_s}));
    // One that others build on says so.
    steps->selectRow(3);
    fixture.find<QPushButton>("undoStepButton")->click();
    auto *words = fixture.find<QLabel>("historyWords");
    QTRY_VERIFY(words->isVisible());
    QVERIFY(words->text().contains(u"cannot be taken back alone"_s));
    // Back to there takes all others back.
    fixture.find<QPushButton>("undoToButton")->click();
    QTRY_COMPARE(fixture.names(), QStringList{u"a"_s});
    QVERIFY(fixture.waitSaved());
}

void TestHistoryDialog::trashAfterARestart()
{
    WindowFixture fixture;
    fixture.start();
    const QString tag = fixture.create(AssociationKind::Tag, u"tag"_s);
    const QString a = fixture.add(u"a"_s, u"https://a.example/"_s);
    fixture.library()->perform(linkGroup(*fixture.library(), {a}, {{AssociationKind::Tag, tag}}));
    QVERIFY(fixture.waitSaved());
    fixture.add(u"b"_s, u"https://b.example/"_s);
    fixture.select({a});
    fixture.trigger("deleteAction");
    QTRY_COMPARE(fixture.names(), QStringList{u"b"_s});
    QVERIFY(fixture.waitSaved());
    fixture.start();
    fixture.trigger("trashAction");
    auto *table = fixture.find<QTableView>("trashTable");
    const auto rows = [table] { return table->model()->rowCount(); };
    QTRY_COMPARE(column(table, 0), QStringList{u"a"_s});
    QCOMPARE(column(table, 3), QStringList{u"1"_s});
    table->selectRow(0);
    fixture.find<QPushButton>("restoreButton")->click();
    QTRY_COMPARE(fixture.names(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(fixture.linkedNames(a, AssociationKind::Tag), QStringList{u"tag"_s});
    QTRY_COMPARE(rows(), 0);
    QVERIFY(fixture.waitSaved());
    // For ever only after a second click.
    fixture.select({a});
    fixture.trigger("deleteAction");
    QTRY_COMPARE(rows(), 1);
    auto *empty = fixture.find<QPushButton>("emptyTrashButton");
    empty->click();
    QCOMPARE(rows(), 1);
    empty->click();
    QTRY_COMPARE(rows(), 0);
    QVERIFY(fixture.waitSaved());
}

void TestHistoryDialog::refusedIsFoundAndCorrected()
{
    ForeignServer server;
    const Website site = server.addWebsite(u"a"_s, u"https://a.example/"_s);
    WindowFixture fixture;
    fixture.start(server.http.base());
    auto *button = fixture.find<QToolButton>("refusedButton");
    QVERIFY(!button->isVisible());
    server.fail("/website/update", FakeAnswer::failure(422, "names are longer here"));
    rename(fixture, site.id, u"b"_s);
    QTRY_VERIFY(button->isVisible());
    fixture.start(server.http.base());
    button = fixture.find<QToolButton>("refusedButton");
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(button->text(), u"1 change(s) were refused"_s);
    QTRY_COMPARE(fixture.window()->messages()->text(), u"1 change(s) were refused by the server, and wait for you."_s);
    rename(fixture, site.id, u"c"_s); // another step, which is not the one that is looked for
    QTest::mouseClick(button, Qt::LeftButton);
    auto *steps = fixture.find<QTableView>("historyTable");
    QTRY_COMPARE(column(steps, 3), (QStringList{u"Saved"_s, u"1 refused"_s}));
    QCOMPARE(steps->currentIndex().row(), 1);
    auto *editButton = fixture.find<QPushButton>("editRefusedButton");
    QTRY_VERIFY(editButton->isEnabled());
    QTest::mouseClick(editButton, Qt::LeftButton);
    auto *editor = fixture.find<RefusedEditor>("refusedEditor");
    QVERIFY(editor->findChild<QLabel *>(u"refusedReason"_s)->text().contains(u"names are longer here"_s));
    auto *field = editor->findChild<QLineEdit *>(u"refused-name"_s);
    QCOMPARE(field->text(), u"b"_s);
    // It was made from what is no longer there, so it is a conflict that asks, and overwrites nothing.
    field->setText(u"better"_s);
    QTest::mouseClick(editor->findChild<QPushButton *>(u"sendEditedButton"_s), Qt::LeftButton);
    QVERIFY(fixture.waitSaved());
    QTRY_VERIFY(!button->isVisible());
    QCOMPARE(fixture.library()->conflicts().size(), 1);
    QCOMPARE(fixture.library()->conflicts().constFirst().mine, u"better"_s);
    QCOMPARE(server.text(), u"c https://a.example/ []"_s);
}

void TestHistoryDialog::rightToLeft()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const auto leftToRight = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
    ForeignServer server;
    const Website site = server.addWebsite(u"a"_s, u"https://a.example/"_s);
    WindowFixture fixture;
    fixture.start(server.http.base());
    fixture.trigger("historyAction");
    auto *words = fixture.find<QLabel>("historyWords");
    QCOMPARE(words->text(), u"Nothing was changed yet."_s);
    server.fail("/website/update", FakeAnswer::failure(422, "names are longer here"));
    rename(fixture, site.id, u"b"_s);
    QTRY_VERIFY(fixture.find<QToolButton>("refusedButton")->isVisible());
    QVERIFY(!words->isVisible());
    QTest::mouseClick(fixture.find<QToolButton>("refusedButton"), Qt::LeftButton);
    QVERIFY(fixture.find<QTableView>("historyTable")->selectionModel()->isRowSelected(0));
    QTRY_VERIFY(fixture.find<QTableWidget>("historyChangesTable")->selectionModel()->isRowSelected(0));
    QTRY_VERIFY(fixture.find<QPushButton>("editRefusedButton")->isEnabled());
}

void TestHistoryDialog::sendingIsPaused()
{
    ForeignServer server;
    server.addWebsite(u"a"_s, u"https://a.example/"_s);
    WindowFixture fixture;
    fixture.start(server.http.base());
    const auto state = [&] { return fixture.find<QLabel>("savingLabel")->text(); };
    const auto rest = [&] { return fixture.library()->website(0); };
    QVERIFY(!fixture.find<QToolButton>("pauseButton")->isVisible());
    fixture.trigger("pauseAction");
    QCOMPARE(state(), u"Paused"_s);
    const Website before = rest();
    Website after = before;
    after.name = u"b"_s;
    fixture.library()->perform(editGroup(before, after));
    QCOMPARE(state(), u"Paused, 1 change(s) waiting"_s);
    QVERIFY(fixture.find<QToolButton>("pauseButton")->isVisible());
    // The program ends at once, and what waits waits again.
    fixture.start(server.http.base());
    QTRY_COMPARE(state(), u"Paused, 1 change(s) waiting"_s);
    QVERIFY(fixture.find<QAction>("pauseAction")->isChecked());
    QCOMPARE(fixture.names(), QStringList{u"b"_s});
    QCOMPARE(server.text(), u"a https://a.example/ []"_s);
    QTest::mouseClick(fixture.find<QToolButton>("pauseButton"), Qt::LeftButton);
    QVERIFY(fixture.waitSaved());
    QCOMPARE(server.text(), u"b https://a.example/ []"_s);
    QTRY_COMPARE(state(), u"All changes saved"_s);
    QVERIFY(!fixture.find<QToolButton>("pauseButton")->isVisible());
}

void TestHistoryDialog::trashIsKeptAsLongAsIsSet()
{
    WindowFixture fixture;
    fixture.start();
    fixture.trigger("trashAction");
    const auto words = [&] { return fixture.find<QLabel>("trashSize")->text(); };
    QTRY_COMPARE(words(), u"The trash is empty. What is deleted here is kept for 90 day(s)."_s);
    fixture.trigger("settingsAction");
    auto *days = fixture.find<QSpinBox>("trashDaysSpin");
    QCOMPARE(days->value(), 90);
    QCOMPARE(fixture.find<QSpinBox>("historyDaysSpin")->value(), 365);
    days->setValue(0);
    QCOMPARE(days->text(), u"for ever"_s);
    fixture.start();
    fixture.trigger("trashAction");
    QTRY_COMPARE(words(), u"The trash is empty. What is deleted here is kept for ever."_s);
    QCOMPARE(Retention::load().trashDays, 0);
    QCOMPARE(Retention::load().historyDays, 365);
}

QTEST_MAIN(TestHistoryDialog)
#include "tst_historydialog.moc"
