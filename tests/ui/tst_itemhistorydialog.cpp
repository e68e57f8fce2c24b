// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groups.h"
#include "app/models/websitelistmodel.h"
#include "tests/app/foreignserver.h"
#include "tests/ui/windowfixture.h"
#include "ui/detailpane.h"
#include "ui/dialogparts.h"
#include "ui/itemhistorydialog.h"
#include "ui/libraryview.h"
#include "ui/messagebar.h"

#include <QAction>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// The history of one item as a person uses it, in the real window.
class TestItemHistoryDialog : public QObject
{
    Q_OBJECT

private slots:
    void fieldComesBack();
    void linkComesBack();
    void historyOfATag();
    void itemThatIsGone();
    void whatOthersDid();
    void waysToIt();
    void namesAreShownAsTheyAre();

private:
    /// `what | who | state`, a line each.
    static QString text(const WindowFixture &fixture)
    {
        const auto *table = fixture.find<QTableWidget>("itemHistoryTable");
        QStringList lines;
        for (int row = 0; row < table->rowCount(); ++row)
            lines.append(u"%1 | %2 | %3"_s.arg(
                table->item(row, 1)->text(), table->item(row, 2)->text(), table->item(row, 3)->text()));
        return lines.join(u'\n');
    }
    static void rename(const WindowFixture &fixture, const QString &id, const QString &name)
    {
        fixture.select({id});
        auto *field = fixture.find<QLineEdit>("nameEdit");
        field->setText(name);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(fixture.waitSaved());
    }
    static void click(const WindowFixture &fixture, const char *button)
    {
        QTest::mouseClick(fixture.find<QAbstractButton>(button), Qt::LeftButton);
    }
};

void TestItemHistoryDialog::fieldComesBack()
{
    WindowFixture fixture;
    fixture.start();
    const QString id = fixture.add(u"a"_s, u"https://a.example/"_s);
    rename(fixture, id, u"b"_s);
    rename(fixture, id, u"c"_s);
    fixture.start();
    fixture.select({id});
    fixture.trigger("itemHistoryAction");
    QTRY_COMPARE(text(fixture),
        u"Name: “b” → “c” | This computer | Saved\nName: “a” → “b” | This computer | Saved\nAdded | This computer | Saved"_s);
    QCOMPARE(fixture.find<ItemHistoryDialog>("itemHistoryDialog")->windowTitle(), u"History of “c”"_s);
    auto *table = fixture.find<QTableWidget>("itemHistoryTable");
    auto *before = fixture.find<QPushButton>("restoreBeforeButton");
    auto *after = fixture.find<QPushButton>("restoreAfterButton");
    QCOMPARE(before->text(), u"Restore “b”"_s);
    QVERIFY(before->isEnabled());
    QVERIFY(!after->isEnabled()); // it is that now
    table->selectRow(1);
    QCOMPARE(before->text(), u"Restore “a”"_s);
    QVERIFY(after->isEnabled());
    click(fixture, "restoreBeforeButton");
    QTRY_COMPARE(fixture.names(), QStringList{u"a"_s});
    QTRY_COMPARE(table->rowCount(), 4);
    // The same line stays selected below the new one.
    QCOMPARE(table->currentRow(), 2);
    QVERIFY(!before->isEnabled());
    QVERIFY(fixture.waitSaved());
    fixture.trigger("undoAction");
    QTRY_COMPARE(fixture.names(), QStringList{u"c"_s});
    QTRY_VERIFY(text(fixture).startsWith(u"Undo: Name: “a” → “c” | This computer | Saved"_s));
    table->selectRow(table->rowCount() - 1);
    QVERIFY(!before->isVisible());
    QVERIFY(fixture.waitSaved());
}

void TestItemHistoryDialog::linkComesBack()
{
    WindowFixture fixture;
    fixture.start();
    const QString tag = fixture.create(AssociationKind::Tag, u"tag"_s);
    const QString id = fixture.add(u"a"_s, u"https://a.example/"_s);
    const QList<MaterialRef> items{{AssociationKind::Tag, tag}};
    fixture.library()->perform(linkGroup(*fixture.library(), {id}, items));
    fixture.library()->perform(unlinkGroup(*fixture.library(), {id}, items));
    QVERIFY(fixture.waitSaved());
    fixture.select({id});
    fixture.trigger("itemHistoryAction");
    const QString both =
        u"Link with “tag” taken away | This computer | Saved\nLinked with “tag” | This computer | Saved"_s;
    QTRY_VERIFY(text(fixture).startsWith(both));
    auto *again = fixture.find<QPushButton>("linkAgainButton");
    QCOMPARE(again->text(), u"&Link again"_s);
    click(fixture, "linkAgainButton");
    QTRY_COMPARE(fixture.linkedNames(id, AssociationKind::Tag), QStringList{u"tag"_s});
    QTRY_COMPARE(again->text(), u"&Unlink again"_s);
    QVERIFY(fixture.waitSaved());
    click(fixture, "linkAgainButton");
    QTRY_COMPARE(fixture.linkedNames(id, AssociationKind::Tag), QStringList());
    QVERIFY(fixture.waitSaved());
    // With the tag gone there is nothing to link to; its name is still known.
    fixture.library()->removeItems({}, items, u"Delete"_s);
    QTRY_VERIFY(!again->isEnabled());
    QVERIFY(fixture.waitSaved());
    QTRY_VERIFY(text(fixture).startsWith(u"Link with “tag” taken away"_s));
}

void TestItemHistoryDialog::historyOfATag()
{
    WindowFixture fixture;
    fixture.start();
    const QString tag = fixture.create(AssociationKind::Tag, u"tag"_s);
    const QString id = fixture.add(u"a"_s, u"https://a.example/"_s);
    fixture.library()->perform(linkGroup(*fixture.library(), {id}, {{AssociationKind::Tag, tag}}));
    Material before;
    before.kind = AssociationKind::Tag;
    before.id = tag;
    before.name = u"tag"_s;
    Material after = before;
    after.name = u"label"_s;
    fixture.library()->perform(editGroup(before, after));
    QVERIFY(fixture.waitSaved());
    fixture.select({id});
    fixture.window()->view()->details()->showMaterial({AssociationKind::Tag, tag});
    click(fixture, "materialHistoryButton");
    QTRY_COMPARE(text(fixture),
        u"Text: “tag” → “label” | This computer | Saved\nLinked with “a” | This computer | Saved\n"
        "Added | This computer | Saved"_s);
    click(fixture, "restoreBeforeButton");
    const MaterialColumns &tags = fixture.library()->materials(AssociationKind::Tag);
    QTRY_COMPARE(tags.name(*tags.find(tag)), u"tag"_s);
    QVERIFY(fixture.waitSaved());
    QTRY_VERIFY(text(fixture).startsWith(u"Text: “label” → “tag” | This computer | Saved\n"_s));
}

void TestItemHistoryDialog::itemThatIsGone()
{
    WindowFixture fixture;
    fixture.start();
    fixture.add(u"other"_s, u"https://other.example/"_s);
    const QString id = fixture.add(u"a"_s, u"https://a.example/"_s);
    rename(fixture, id, u"b"_s);
    fixture.trigger("itemHistoryAction");
    auto *table = fixture.find<QTableWidget>("itemHistoryTable");
    QTRY_COMPARE(table->rowCount(), 2);
    fixture.trigger("deleteAction");
    QTRY_COMPARE(table->rowCount(), 3);
    QCOMPARE(table->item(0, 1)->text(), u"Deleted"_s);
    QVERIFY(fixture.find<QLabel>("itemHistoryHeading")->text().startsWith(u"It is not there any more."_s));
    table->selectRow(1);
    QVERIFY(!fixture.find<QPushButton>("restoreBeforeButton")->isEnabled());
    QVERIFY(fixture.waitSaved());
    fixture.trigger("undoAction");
    QTRY_COMPARE(table->rowCount(), 4);
    QCOMPARE(table->item(0, 1)->text(), u"Undo: Restored"_s);
    QTRY_VERIFY(fixture.find<QPushButton>("restoreBeforeButton")->isEnabled());
    QVERIFY(fixture.waitSaved());
}

void TestItemHistoryDialog::whatOthersDid()
{
    ForeignServer server;
    const Website site = server.addWebsite(u"a"_s, u"https://a.example/"_s);
    WindowFixture fixture;
    fixture.start(server.http.base());
    fixture.select({site.id});
    fixture.trigger("itemHistoryAction");
    QTRY_COMPARE(fixture.find<QLabel>("itemHistoryHeading")->text(), u"Nothing was changed since the history began."_s);
    server.websites[site.id].name = u"theirs"_s;
    fixture.library()->refreshWebsites({site.id});
    QTRY_COMPARE(text(fixture), u"Name: “a” → “theirs” | Somebody else | "_s);
    click(fixture, "restoreBeforeButton");
    QVERIFY(fixture.waitSaved());
    QCOMPARE(server.text(), u"a https://a.example/ []"_s);
    QTRY_COMPARE(
        text(fixture), u"Name: “theirs” → “a” | This computer | Saved\nName: “a” → “theirs” | Somebody else | "_s);
}

void TestItemHistoryDialog::waysToIt()
{
    WindowFixture fixture;
    fixture.start();
    const QString a = fixture.add(u"a"_s, u"https://a.example/"_s);
    const QString b = fixture.add(u"b"_s, u"https://b.example/"_s);
    fixture.select({a});
    click(fixture, "websiteHistoryButton");
    auto *dialog = fixture.find<ItemHistoryDialog>("itemHistoryDialog");
    QTRY_COMPARE(dialog->windowTitle(), u"History of “a”"_s);
    // The same dialog shows the next one; from the menu of the list.
    fixture.select({b});
    QTableView *table = fixture.window()->view()->table();
    emit table->customContextMenuRequested({});
    auto *menu = fixture.window()->view()->findChild<QMenu *>();
    QVERIFY(menu);
    for (QAction *action : menu->actions()) {
        if (action->text().contains(u"istory"_s))
            action->trigger();
    }
    menu->close();
    QTRY_COMPARE(dialog->windowTitle(), u"History of “b”"_s);
    fixture.select({a, b});
    fixture.trigger("itemHistoryAction");
    QCOMPARE(fixture.window()->messages()->text(), u"Select one website to see its history."_s);
    QCOMPARE(fixture.find<QAction>("itemHistoryAction")->shortcut(), QKeySequence(u"Ctrl+Shift+H"_s));
}

void TestItemHistoryDialog::namesAreShownAsTheyAre()
{
    WindowFixture fixture;
    fixture.start();
    const QString id = fixture.add(u"R&D <b>bold</b>"_s, u"https://a.example/"_s);
    rename(fixture, id, u"x"_s);
    rename(fixture, id, u"R&D"_s + QString(200, u'y'));
    // An ampersand is no mnemonic, nor a name rich text, and none makes a menu as wide as the screen.
    const auto *undo = fixture.find<QAction>("undoAction");
    QCOMPARE(undo->text(), u"&Undo Edit “x”"_s);
    fixture.trigger("itemHistoryAction");
    auto *table = fixture.find<QTableWidget>("itemHistoryTable");
    QTRY_COMPARE(table->rowCount(), 3);
    selectTableRow(table, 1);
    const auto *before = fixture.find<QPushButton>("restoreBeforeButton");
    QCOMPARE(before->text(), u"Restore “R&&D <b>bold</b>”"_s);
    QVERIFY2(before->toolTip().contains(u"&lt;b&gt;bold"_s), qPrintable(before->toolTip()));
    rename(fixture, id, u"z"_s);
    QTRY_VERIFY(undo->text().startsWith(u"&Undo Edit “R&&Dyyy"_s));
    QVERIFY(undo->text().size() < 80);
    QVERIFY(undo->toolTip().contains(QString(200, u'y')));
    // What a column cuts is in its tip.
    QTRY_COMPARE(table->rowCount(), 4);
    const QRect cell = table->visualRect(table->model()->index(0, 1));
    QHelpEvent help(QEvent::ToolTip, cell.center(), table->viewport()->mapToGlobal(cell.center()));
    QApplication::sendEvent(table->viewport(), &help);
    QVERIFY2(QToolTip::text().contains(QString(200, u'y')), qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

QTEST_MAIN(TestItemHistoryDialog)
#include "tst_itemhistorydialog.moc"
