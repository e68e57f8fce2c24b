// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groups.h"
#include "app/models/trashmodel.h"
#include "app/search/queryparser.h"
#include "app/search/trashmatcher.h"
#include "tests/app/offlinelibrary.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// A library with a model of its trash.
struct Shown
{
    OfflineLibrary offline;
    TrashModel model{&offline.library()};
    QAbstractItemModelTester tester{&model, fatal};

    /// Adds a website and deletes it; its identifier.
    QString trash(const QString &name, const QString &url, const QList<MaterialRef> &links = {})
    {
        const QString id = offline.website(name, url, links);
        offline.library().removeItems({id}, {}, u"Delete"_s);
        return id;
    }
    void find(const QString &query) { model.start(parseQuery(query)); }
    /// The names, top first.
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names.append(model.index(row, 0).data().toString());
        return names;
    }
    void sort(TrashModel::Column column, Qt::SortOrder order) { model.sort(static_cast<int>(column), order); }
};

} // namespace

/// The deleted items as lists show them, and how a query is understood for those.
class TestTrashModel : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void isAskedFor_data();
    void isAskedFor();
    void asksForMore();
    void evilRegexEnds();
    void everythingNewestFirst();
    void websitesOfAQuery();
    void sorts();
    void followsTheTrash();
    void selectionStaysWithItsItem();
    void manyAtOnce();
};

void TestTrashModel::finds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("found");
    const auto row = [](const QString &query, bool found) {
        QTest::newRow(qPrintable(query)) << u"is:trash "_s + query << found;
    };
    row(QString(), true);
    row(u"ecole strasse"_s, true);
    row(u"\"école in der\""_s, true);
    row(u"\"in école\""_s, false);
    row(u"ecole absent"_s, false);
    row(u"-ecole"_s, false);
    row(u"-absent"_s, true);
    row(u"absent OR ecole"_s, false); // it stands in one of two alternatives
    row(u"(absent OR ecole)"_s, true);
    row(u"(absent OR nowhere)"_s, false);
    row(u"stra*"_s, true);
    row(u"trasse*"_s, false);
    row(u"*asse"_s, true);
    row(u"name:docs"_s, false);
    row(u"url:docs"_s, true);
    row(u"url:ecole"_s, false);
    row(u"name:(ecole OR absent)"_s, true);
    row(u"=\"École in der Straße\""_s, true);
    row(u"=école"_s, false);
    row(u"host:docs.example"_s, true);
    row(u"host:www.docs.example"_s, true);
    row(u"host:=docs.example.co.uk"_s, true);
    row(u"host:=example.co.uk"_s, false);
    row(u"host:path"_s, false);
    row(u"site:example.co.uk"_s, true);
    row(u"site:ample.co.uk"_s, false);
    row(u"scheme:https"_s, true);
    row(u"path:path"_s, true);
    row(u"path:example"_s, false);
    row(u"/^école.*e$/"_s, true);
    row(u"url:/^école/"_s, false);
    row(u"-is:trash"_s, false);
    // Of what is not known nothing can be said.
    for (const QString &unknown : {u"tag:work"_s, u"linked>2"_s, u"linked<2"_s, u"score>5"_s, u"created:today"_s,
             u"is:unlinked"_s, u"is:broken"_s, u"opened:never"_s, u"person:ada"_s})
    {
        row(unknown, false);
        row(u"-"_s + unknown, false);
    }
    row(u"-(tag:work OR absent)"_s, false);
    row(u"(tag:work OR ecole)"_s, true);
    row(u"-(tag:work absent)"_s, true);
}

void TestTrashModel::finds()
{
    QFETCH(QString, query);
    QFETCH(bool, found);
    const Query parsed = parseQuery(query);
    const TrashMatcher matcher(parsed);
    const bool matches = matcher.matches(u"École in der Straße"_s, u"https://www.docs.Example.co.uk/Path"_s);
    QCOMPARE(matches && TrashMatcher::isAskedFor(parsed), found);
}

void TestTrashModel::isAskedFor_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("asked");
    const auto row = [](const QString &query, bool asked) { QTest::newRow(qPrintable(query)) << query << asked; };
    row(QString(), false);
    row(u"trash"_s, false);
    row(u"is:trash"_s, true);
    row(u"IS:Trash"_s, true);
    row(u"(is:trash)"_s, true);
    row(u"a is:trash tag:b"_s, true);
    row(u"a (is:trash b)"_s, true);
    row(u"-is:trash"_s, false);
    row(u"a OR is:trash"_s, false);
    row(u"a (b OR is:trash)"_s, false);
    row(u"-(a is:trash)"_s, false);
    row(u"\"is:trash\""_s, false);
    row(u"is:tras"_s, false);
}

void TestTrashModel::isAskedFor()
{
    QFETCH(QString, query);
    QFETCH(bool, asked);
    QCOMPARE(TrashMatcher::isAskedFor(parseQuery(query)), asked);
}

void TestTrashModel::asksForMore()
{
    QVERIFY(!TrashMatcher::asksForMore(parseQuery(u"is:trash a -name:b (url:c OR host:d) site:e /f/"_s)));
    for (const QString &query : {u"tag:a"_s, u"-(a OR linked>2)"_s, u"is:unlinked"_s, u"updated:today"_s})
        QVERIFY2(TrashMatcher::asksForMore(parseQuery(query)), qPrintable(query));
}

void TestTrashModel::evilRegexEnds()
{
    const TrashMatcher matcher(parseQuery(u"is:trash /(a+)+$/"_s));
    const QString name = QString(200, u'a') + u'b';
    for (int i = 0; i < 5000; ++i)
        QVERIFY(!matcher.matches(name, {}));
}

void TestTrashModel::everythingNewestFirst()
{
    Shown s;
    const MaterialRef tag = s.offline.tag(u"tag"_s);
    const QString id = s.trash(u" a\nb "_s, u"https://a.example/"_s, {tag});
    s.trash({}, u"https://c.example/"_s);
    s.offline.library().removeItems({}, {tag}, u"Delete"_s);
    QTest::qWait(20);
    QCOMPARE(s.model.rowCount(), 0); // nobody has asked
    QVERIFY(!s.model.isKnown());
    s.model.start();
    QTRY_COMPARE(s.names(), (QStringList{u"tag"_s, u"(no name)"_s, u"a b"_s}));
    QVERIFY(s.model.isKnown());
    QVERIFY(s.model.size() > 0);
    const QModelIndex index = s.model.index(2, 0);
    QCOMPARE(s.model.id(index), id);
    QCOMPARE(s.model.indexOf(id), index);
    QCOMPARE(index.siblingAtColumn(1).data().toString(), u"https://a.example/"_s);
    QCOMPARE(index.siblingAtColumn(3).data().toString(), u"1"_s);
    QVERIFY(!index.data(TrashModel::KindRole).isValid());
    QCOMPARE(s.model.index(0, 0).data(TrashModel::KindRole).toInt(), static_cast<int>(AssociationKind::Tag));
    s.model.stop();
    QCOMPARE(s.model.rowCount(), 0);
    QVERIFY(!s.model.isKnown());
}

void TestTrashModel::websitesOfAQuery()
{
    Shown s;
    s.find(u"is:trash"_s);
    QTRY_VERIFY(s.model.isKnown());
    QVERIFY(s.model.isTrashEmpty());
    s.offline.library().removeItems({}, {s.offline.tag(u"qt"_s)}, u"Delete"_s);
    QTRY_VERIFY(!s.model.isTrashEmpty());
    QCOMPARE(s.model.rowCount(), 0); // a tag is no website
    s.trash(u"Qt"_s, u"https://qt.io/"_s);
    s.trash(u"SQLite"_s, u"https://sqlite.org/"_s);
    QTRY_COMPARE(s.names(), (QStringList{u"SQLite"_s, u"Qt"_s}));
    s.find(u"is:trash qt"_s);
    QTRY_COMPARE(s.names(), QStringList{u"Qt"_s});
    s.find(u"is:trash tag:qt"_s);
    QTRY_COMPARE(s.names(), QStringList());
    QVERIFY(!s.model.isTrashEmpty());
    s.find(u"is:trash sql"_s);
    s.model.stop();
    s.find(u"is:trash io"_s); // while the answer to another question is under way
    QTRY_COMPARE(s.names(), QStringList{u"Qt"_s});
}

void TestTrashModel::sorts()
{
    using Column = TrashModel::Column;
    Shown s;
    const MaterialRef tag = s.offline.tag(u"tag"_s);
    s.trash(u"b10"_s, u"https://1.example/"_s, {tag});
    s.trash(u"B9"_s, u"https://2.example/"_s, {tag, s.offline.person(u"Ada"_s)});
    s.trash(u"a"_s, u"https://3.example/"_s);
    s.find(u"is:trash"_s);
    QTRY_COMPARE(s.names(), (QStringList{u"a"_s, u"B9"_s, u"b10"_s}));
    s.sort(Column::Deleted, Qt::AscendingOrder);
    QTRY_COMPARE(s.names(), (QStringList{u"b10"_s, u"B9"_s, u"a"_s}));
    s.sort(Column::Name, Qt::AscendingOrder);
    QTRY_COMPARE(s.names(), (QStringList{u"a"_s, u"B9"_s, u"b10"_s}));
    s.sort(Column::Links, Qt::DescendingOrder);
    QTRY_COMPARE(s.names(), (QStringList{u"B9"_s, u"b10"_s, u"a"_s}));
    s.sort(Column::Address, Qt::DescendingOrder);
    QTRY_COMPARE(s.names(), (QStringList{u"a"_s, u"B9"_s, u"b10"_s}));
}

void TestTrashModel::followsTheTrash()
{
    Shown s;
    s.find(u"is:trash"_s);
    const QString a = s.trash(u"a"_s, u"https://a.example/"_s);
    const QString b = s.trash(u"b"_s, u"https://b.example/"_s);
    const QString c = s.trash(u"c"_s, u"https://c.example/"_s);
    QTRY_COMPARE(s.names(), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
    s.offline.library().restoreFromTrash({b}, u"Restore"_s);
    QTRY_COMPARE(s.names(), (QStringList{u"c"_s, u"a"_s}));
    s.offline.library().history()->undo();
    QTRY_COMPARE(s.model.rowCount(), 3);
    s.offline.library().journal().emptyTrash({a});
    QTRY_COMPARE(s.model.rowCount(), 2);
    s.offline.library().journal().emptyTrash({});
    QTRY_COMPARE(s.names(), QStringList());
    QVERIFY(s.model.isTrashEmpty());
}

void TestTrashModel::selectionStaysWithItsItem()
{
    Shown s;
    QItemSelectionModel selection(&s.model);
    const QSignalSpy resets(&s.model, &QAbstractItemModel::modelReset);
    for (const QString &name : {u"d"_s, u"b"_s, u"c"_s, u"a"_s})
        s.trash(name, u"https://%1.example/"_s.arg(name));
    s.find(u"is:trash"_s);
    QTRY_COMPARE(s.model.rowCount(), 4);
    selection.select(s.model.index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const auto selected = [&] {
        const QModelIndexList rows = selection.selectedRows();
        return rows.size() == 1 ? rows.constFirst().data().toString() : QString::number(rows.size());
    };
    QCOMPARE(selected(), u"b"_s);
    s.trash(u"e"_s, u"https://e.example/"_s);
    QTRY_COMPARE(s.names(), (QStringList{u"e"_s, u"a"_s, u"c"_s, u"b"_s, u"d"_s}));
    QCOMPARE(selected(), u"b"_s);
    s.sort(TrashModel::Column::Name, Qt::AscendingOrder);
    QTRY_COMPARE(s.names(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}));
    QCOMPARE(selected(), u"b"_s);
    s.find(u"is:trash -host:=a.example -host:=c.example"_s);
    QTRY_COMPARE(s.names(), (QStringList{u"b"_s, u"d"_s, u"e"_s}));
    QCOMPARE(selected(), u"b"_s);
    QCOMPARE(resets.count(), 0);
}

void TestTrashModel::manyAtOnce()
{
    Shown s;
    QStringList ids;
    for (int i = 0; i < 500; ++i)
        ids.append(s.offline.website(u"site %1"_s.arg(i), u"https://%1.example/"_s.arg(i)));
    s.offline.library().removeItems(ids, {}, u"Delete"_s);
    s.find(u"is:trash"_s);
    QTRY_COMPARE(s.model.rowCount(), 500);
    const QSignalSpy resets(&s.model, &QAbstractItemModel::modelReset);
    s.find(u"is:trash =\"site 7\""_s);
    QTRY_COMPARE(s.names(), QStringList{u"site 7"_s});
    QCOMPARE(resets.count(), 1);
    s.find(u"is:trash \"site 1\""_s);
    QTRY_COMPARE(s.model.rowCount(), 111); // 1, 10 to 19, 100 to 199
    s.find(u"is:trash \"site 2\""_s);
    QTRY_COMPARE(s.names().constFirst().left(6), u"site 2"_s);
    QCOMPARE(s.model.rowCount(), 111);
    QCOMPARE(resets.count(), 3); // as many rows, but others
}

QTEST_GUILESS_MAIN(TestTrashModel)
#include "tst_trashmodel.moc"
