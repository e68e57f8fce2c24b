// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groups.h"
#include "tests/ui/windowfixture.h"
#include "ui/historydialog.h"
#include "ui/libraryview.h"
#include "ui/trashdialog.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// The texts of a column of \a table, top first.
QStringList column(const QTableWidget *table, int column)
{
    QStringList texts;
    for (int row = 0; row < table->rowCount(); ++row)
        texts.append(table->item(row, column) ? table->item(row, column)->text() : QString());
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
    auto *steps = fixture.find<QTableWidget>("historyTable");
    auto *changes = fixture.find<QTableWidget>("historyChangesTable");
    QTRY_COMPARE(steps->rowCount(), 4);
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
    auto *table = fixture.find<QTableWidget>("trashTable");
    QTRY_COMPARE(column(table, 0), QStringList{u"a"_s});
    QCOMPARE(column(table, 2), QStringList{u"1"_s});
    table->selectRow(0);
    fixture.find<QPushButton>("restoreButton")->click();
    QTRY_COMPARE(fixture.names(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(fixture.linkedNames(a, AssociationKind::Tag), QStringList{u"tag"_s});
    QTRY_COMPARE(table->rowCount(), 0);
    QVERIFY(fixture.waitSaved());
    // For ever only after a second click.
    fixture.select({a});
    fixture.trigger("deleteAction");
    QTRY_COMPARE(table->rowCount(), 1);
    auto *empty = fixture.find<QPushButton>("emptyTrashButton");
    empty->click();
    QCOMPARE(table->rowCount(), 1);
    empty->click();
    QTRY_COMPARE(table->rowCount(), 0);
    QVERIFY(fixture.waitSaved());
}

QTEST_MAIN(TestHistoryDialog)
#include "tst_historydialog.moc"
