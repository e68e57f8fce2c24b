// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/websitelistmodel.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

using Column = WebsiteListModel::Column;

/// A model that is watched for broken promises.
class Watched : public OfflineLibrary
{
public:
    WebsiteListModel model{&library()};

    /// A column of the whole model in one line.
    QString text(Column column = Column::Name) const { return textOf(model, column); }
    static QString textOf(const WebsiteListModel &model, Column column = Column::Name)
    {
        QStringList cells;
        for (int row = 0; row < model.rowCount(); ++row)
            cells.append(model.index(row, static_cast<int>(column)).data().toString());
        return cells.join(u'|');
    }
    void sort(Column column, Qt::SortOrder order = Qt::AscendingOrder) { model.sort(static_cast<int>(column), order); }

private:
    QAbstractItemModelTester m_tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

/// Persistent indexes on all rows, and which website each is on.
class Held
{
public:
    explicit Held(const WebsiteListModel &model)
    {
        for (int row = 0; row < model.rowCount(); ++row)
            m_indexes.append({model.index(row, row % model.columnCount()), model.id(model.index(row, 0))});
    }
    /// The first index that is on another website now; empty when there is none.
    QString lost(const WebsiteListModel &model) const
    {
        for (const auto &[index, id] : m_indexes) {
            if (index.isValid() && model.id(index) != id)
                return id + u" became "_s + model.id(index);
        }
        return {};
    }
    qsizetype valid() const
    {
        return std::ranges::count_if(m_indexes, [](const auto &held) { return held.first.isValid(); });
    }

private:
    QList<std::pair<QPersistentModelIndex, QString>> m_indexes;
};

} // namespace

class TestWebsiteListModel : public QObject
{
    Q_OBJECT

private slots:
    void showsCells();
    void insertGoesToItsPlace();
    void changeMovesTheRow();
    void changeThatMovesNothing();
    void severalChangesAtOnce();
    void changeAndInsertAtOnce();
    void removal();
    void filter();
    void placesOfFewAndMany();
    void filterHidesAChangedRow();
    void linkedNamesCount();
    void smallChangesDoNotReset();
    void sortKeepsIndexes_data();
    void sortKeepsIndexes();
    void sortOrders_data();
    void sortOrders();
    void bulk();
    void bulkOfRemovalsAndInserts();
    void rowsThatAreUsedAgain();
    void randomChanges_data() { addSeedRows(); }
    void randomChanges();
    void dragsItsWebsites();
    void dropsOnlyTell();
    void refusesForeignDrops();
    void newIdentifier();
};

void TestWebsiteListModel::showsCells()
{
    Watched list;
    const MaterialRef b = list.tag(u"b"_s);
    const MaterialRef a = list.tag(u"A"_s);
    const QString id = list.website(u"Qt"_s, u"https://www.Qt.io/x"_s, {b, a, list.person(u"Ada"_s)});
    list.website({}, u"https://nameless.example/%E6%9D%B1"_s);
    const QModelIndex index = list.model.indexOf(id);
    QCOMPARE(index.data(WebsiteListModel::IdRole).toString(), id);
    QCOMPARE(index.data(WebsiteListModel::UrlRole).toString(), u"https://www.Qt.io/x"_s);
    QCOMPARE(index.data(WebsiteListModel::HostRole).toString(), u"qt.io"_s);
    QCOMPARE(list.text(), u"https://nameless.example/東|Qt"_s);
    QCOMPARE(list.text(Column::Address), u"https://nameless.example/東|https://www.Qt.io/x"_s);
    QCOMPARE(list.text(Column::Links), u"0|3"_s);
    QCOMPARE(list.text(Column::Tags), u"|A, b"_s);
    QCOMPARE(list.text(Column::Score), u"0|0"_s);
    list.perform({Operation::increment(id, {.reuse = true, .searched = true})});
    QCOMPARE(list.text(Column::Score), u"0|2"_s);
    list.rename(b, u"c"_s);
    QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(list.text(Column::Tags), u"|A, c"_s);
    for (int column = 0; column < list.model.columnCount(); ++column)
        QVERIFY(!list.model.headerData(column, Qt::Horizontal).toString().isEmpty());
}

void TestWebsiteListModel::insertGoesToItsPlace()
{
    Watched list;
    for (const QString &name : {u"b"_s, u"D"_s, u"a"_s, u"c"_s, u"a10"_s, u"a9"_s})
        list.website(name, {});
    QCOMPARE(list.text(), u"a|a9|a10|b|c|D"_s);
}

void TestWebsiteListModel::changeMovesTheRow()
{
    Watched list;
    const QString a = list.website(u"a"_s, {});
    list.website(u"b"_s, {});
    list.website(u"c"_s, {});
    const Held held(list.model);
    QSignalSpy moved(&list.model, &QAbstractItemModel::rowsMoved);
    QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&list.model, &QAbstractItemModel::modelReset);

    list.perform({list.renaming(a, u"bb"_s)});
    QCOMPARE(list.text(), u"b|bb|c"_s);
    list.perform({list.renaming(a, u"d"_s)});
    QCOMPARE(list.text(), u"b|c|d"_s);
    list.perform({list.renaming(a, u"A"_s)});
    QCOMPARE(list.text(), u"A|b|c"_s);
    QCOMPARE(moved.size(), 3);
    QCOMPARE(changed.size(), 3);
    QCOMPARE(changed.last().at(0).toModelIndex().row(), 0);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(held.lost(list.model), QString());
    QCOMPARE(held.valid(), 3);
}

void TestWebsiteListModel::changeThatMovesNothing()
{
    Watched list;
    list.website(u"a"_s, {});
    const QString b = list.website(u"b"_s, {});
    list.website(u"c"_s, {});
    QSignalSpy moved(&list.model, &QAbstractItemModel::rowsMoved);
    QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);
    list.perform({list.renaming(b, u"bb"_s)});
    QCOMPARE(list.text(), u"a|bb|c"_s);
    QCOMPARE(moved.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
}

void TestWebsiteListModel::severalChangesAtOnce()
{
    Watched list;
    const QString a = list.website(u"a"_s, {});
    const QString b = list.website(u"b"_s, {});
    list.website(u"c"_s, {});
    list.website(u"d"_s, {});
    const Held held(list.model);
    // Each looks right beside the other, which is not where it was any more.
    list.perform({list.renaming(a, u"cc"_s), list.renaming(b, u"z"_s)});
    QCOMPARE(list.text(), u"c|cc|d|z"_s);
    QCOMPARE(held.lost(list.model), QString());
    QCOMPARE(held.valid(), 4);
}

void TestWebsiteListModel::changeAndInsertAtOnce()
{
    Watched list;
    const QString a = list.website(u"a"_s, {});
    for (const QString &name : {u"b"_s, u"c"_s, u"d"_s, u"e"_s})
        list.website(name, {});
    list.perform({list.renaming(a, u"z"_s), Operation::create(list.makeWebsite(u"bb"_s, {})),
        Operation::create(list.makeWebsite(u"zz"_s, {}))});
    QCOMPARE(list.text(), u"b|bb|c|d|e|z|zz"_s);
}

void TestWebsiteListModel::removal()
{
    Watched list;
    const QString a = list.website(u"a"_s, {});
    const QString b = list.website(u"b"_s, {});
    const QString c = list.website(u"c"_s, {});
    const Held held(list.model);
    QSignalSpy removed(&list.model, &QAbstractItemModel::rowsRemoved);
    list.perform({list.removing(a), list.removing(c)});
    QCOMPARE(list.text(), u"b"_s);
    QCOMPARE(removed.size(), 2);
    QCOMPARE(held.valid(), 1);
    QCOMPARE(held.lost(list.model), QString());
    QVERIFY(!list.model.indexOf(a).isValid());
    QCOMPARE(list.model.indexOf(b).row(), 0);
}

void TestWebsiteListModel::filter()
{
    Watched list;
    const MaterialRef tag = list.tag(u"t"_s);
    list.website(u"Qt"_s, u"https://qt.io/"_s, {tag});
    list.website(u"KDE"_s, u"https://kde.org/"_s);
    list.website(u"Qt docs"_s, u"https://doc.qt.io/"_s);
    list.model.setFilter({.text = u"QT"_s});
    QCOMPARE(list.text(), u"Qt|Qt docs"_s);
    list.model.setFilter({.text = u"qt docs"_s});
    QCOMPARE(list.text(), u"Qt docs"_s);
    list.website(u"KDE docs"_s, {});
    QCOMPARE(list.text(), u"Qt docs"_s);
    list.website(u"My docs of Qt"_s, {});
    QCOMPARE(list.text(), u"My docs of Qt|Qt docs"_s);
    list.model.setFilter({.scope = WebsiteFilter::Scope::LinkedTo, .kind = tag.kind, .id = tag.id});
    QCOMPARE(list.text(), u"Qt"_s);
    list.model.setFilter({.text = u"absent"_s});
    QCOMPARE(list.text(), QString());
    list.model.setFilter({});
    QCOMPARE(list.text(), u"KDE|KDE docs|My docs of Qt|Qt|Qt docs"_s);
}

void TestWebsiteListModel::placesOfFewAndMany()
{
    Watched list;
    QStringList shown;
    QStringList ids{u"unknown"_s};
    for (int i = 9; i >= 0; --i) {
        ids.append(list.website(u"hidden %1"_s.arg(i), u"https://h.example/"_s));
        shown.append(list.website(u"shown %1"_s.arg(i), u"https://h.example/"_s));
    }
    list.model.setFilter({.text = u"shown"_s});
    const std::vector<int> all{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    QCOMPARE(list.model.placesOf(shown), all);
    QCOMPARE(list.model.placesOf(ids + shown), all);
    QCOMPARE(list.model.placesOf({shown[2], ids[1], shown[0], ids[0]}), (std::vector<int>{7, 9}));
    QCOMPARE(list.model.placesOf({}), std::vector<int>());
    QCOMPARE(list.model.placesOf(ids), std::vector<int>());
}

void TestWebsiteListModel::filterHidesAChangedRow()
{
    Watched list;
    list.website(u"x1"_s, {});
    const QString id = list.website(u"x2"_s, {});
    list.website(u"x3"_s, {});
    list.model.setFilter({.text = u"x"_s});
    QSignalSpy reset(&list.model, &QAbstractItemModel::modelReset);
    list.perform({list.renaming(id, u"y"_s)});
    QCOMPARE(list.text(), u"x1|x3"_s);
    list.perform({list.renaming(id, u"x0"_s)});
    QCOMPARE(list.text(), u"x0|x1|x3"_s);
    QCOMPARE(reset.size(), 0);
}

void TestWebsiteListModel::linkedNamesCount()
{
    Watched list;
    const MaterialRef ada = list.person(u"Ada"_s);
    const MaterialRef tag = list.tag(u"a"_s);
    list.website(u"one"_s, {}, {ada});
    const QString two = list.website(u"two"_s, {});
    list.model.setFilter({.text = u"ada"_s});
    QCOMPARE(list.text(), u"one"_s);
    list.perform({Operation::link(two, ada.kind, ada.id)});
    QCOMPARE(list.text(), u"one|two"_s);
    list.rename(ada, u"Grace"_s);
    QTRY_COMPARE(list.text(), QString());
    list.rename(ada, u"Adam"_s);
    QTRY_COMPARE(list.text(), u"one|two"_s);

    // A tag that moves below another brings its websites along.
    const MaterialRef other = list.tag(u"b"_s);
    list.website(u"three"_s, {}, {other});
    list.model.setFilter({.scope = WebsiteFilter::Scope::LinkedTo, .kind = tag.kind, .id = tag.id});
    QCOMPARE(list.text(), QString());
    list.rename(other, u"a/b"_s);
    QTRY_COMPARE(list.text(), u"three"_s);

    // And so in a folder that is no tag itself.
    list.model.setFilter({.scope = WebsiteFilter::Scope::TagFolder, .path = u"c"_s});
    QCOMPARE(list.text(), QString());
    list.rename(other, u"C/d"_s);
    QTRY_COMPARE(list.text(), u"three"_s);
    list.rename(other, u"cd"_s);
    QTRY_COMPARE(list.text(), QString());
}

void TestWebsiteListModel::smallChangesDoNotReset()
{
    Watched list;
    const MaterialRef tag = list.tag(u"m"_s);
    for (int i = 0; i < 20; ++i)
        list.website(u"w%1"_s.arg(i), {}, i % 2 ? QList<MaterialRef>{tag} : QList<MaterialRef>{});
    list.model.setFilter({.text = u"m"_s});
    list.sort(Column::Tags);
    const Held held(list.model);
    QSignalSpy reset(&list.model, &QAbstractItemModel::modelReset);
    list.website(u"mine"_s, {});
    list.rename(tag, u"mm"_s);
    QTRY_COMPARE(list.text(Column::Tags), u"|mm|mm|mm|mm|mm|mm|mm|mm|mm|mm"_s);
    QCOMPARE(held.lost(list.model), QString());
    QCOMPARE(held.valid(), 10);
    QCOMPARE(reset.size(), 0);
}

void TestWebsiteListModel::sortKeepsIndexes_data()
{
    QTest::addColumn<Column>("column");
    for (int column = 0; column < WebsiteListModel::columnCountValue; ++column)
        QTest::newRow(QMetaEnum::fromType<Column>().key(column)) << static_cast<Column>(column);
}

void TestWebsiteListModel::sortKeepsIndexes()
{
    QFETCH(Column, column);
    Watched list;
    QRandomGenerator random(5);
    QList<MaterialRef> tags;
    for (int i = 0; i < 5; ++i)
        tags.append(list.tag(u"tag %1"_s.arg(random.bounded(100))));
    for (int i = 0; i < 40; ++i) {
        Website website = list.makeWebsite(u"name %1"_s.arg(random.bounded(20)),
            u"https://host%1.example/"_s.arg(random.bounded(20)), tags.first(random.bounded(5)));
        website.created = Timestamp::fromMicroseconds(random.bounded(10));
        website.updated = Timestamp::fromMicroseconds(random.bounded(10));
        website.score.manual = random.bounded(5);
        list.perform({Operation::create(website)});
    }
    const Held held(list.model);
    for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
        list.sort(column, order);
        QCOMPARE(held.valid(), 40);
        QCOMPARE(held.lost(list.model), QString());
        // A list that is built in that order is the same.
        WebsiteListModel fresh(&list.library());
        fresh.sort(static_cast<int>(column), order);
        QCOMPARE(list.text(Column::Address), Watched::textOf(fresh, Column::Address));
    }
    QCOMPARE(list.model.sortColumn(), static_cast<int>(column));
}

void TestWebsiteListModel::sortOrders_data()
{
    QTest::addColumn<Column>("column");
    QTest::addColumn<QString>("ascending");
    QTest::addColumn<QString>("descending");
    QTest::newRow("name") << Column::Name << u"a2|a10|B"_s << u"B|a10|a2"_s;
    QTest::newRow("address, by host") << Column::Address << u"a10|B|a2"_s << u"a2|B|a10"_s;
    QTest::newRow("links") << Column::Links << u"a2|a10|B"_s << u"B|a10|a2"_s;
    QTest::newRow("tags") << Column::Tags << u"a2|B|a10"_s << u"a10|B|a2"_s;
    QTest::newRow("added") << Column::Added << u"B|a2|a10"_s << u"a10|a2|B"_s;
    QTest::newRow("changed") << Column::Changed << u"a10|B|a2"_s << u"a2|B|a10"_s;
    QTest::newRow("score, as numbers") << Column::Score << u"a2|B|a10"_s << u"a10|B|a2"_s;
}

void TestWebsiteListModel::sortOrders()
{
    QFETCH(Column, column);
    QFETCH(QString, ascending);
    QFETCH(QString, descending);
    Watched list;
    const MaterialRef a = list.tag(u"a"_s);
    const MaterialRef b = list.tag(u"b"_s);
    const auto add = [&](const QString &name, const QString &url, const QList<MaterialRef> &tags, int created,
                         int updated, int score) {
        Website website = list.makeWebsite(name, url, tags);
        website.created = Timestamp::fromMicroseconds(created);
        website.updated = Timestamp::fromMicroseconds(updated);
        website.score.manual = score;
        list.perform({Operation::create(website)});
    };
    add(u"a10"_s, u"https://alpha.example/"_s, {b}, 3, 1, 10);
    add(u"a2"_s, u"http://www.zeta.example/"_s, {}, 2, 3, 2);
    add(u"B"_s, u"ftp://beta.example/"_s, {b, a}, 1, 2, 9);
    list.sort(column);
    QCOMPARE(list.text(), ascending);
    list.sort(column, Qt::DescendingOrder);
    QCOMPARE(list.text(), descending);
}

void TestWebsiteListModel::bulk()
{
    Watched list;
    QList<Operation> operations;
    QStringList ids;
    for (int i = 0; i < 150; ++i) {
        const Website website = list.makeWebsite(u"n%1"_s.arg(i), {});
        ids.append(website.id);
        operations.append(Operation::create(website));
    }
    list.perform(operations);
    QTRY_COMPARE(list.model.rowCount(), 150);
    operations.clear();
    for (const QString &id : std::as_const(ids))
        operations.append(list.renaming(id, u"m"_s + id));
    list.perform(operations);
    QTRY_VERIFY(list.text().startsWith(u"mw1|mw2|mw3|"_s));
    list.sort(Column::Name, Qt::DescendingOrder);
    // While the bulk waits for its new list, single changes come.
    list.perform(operations);
    list.perform({list.renaming(ids.first(), u"a"_s), list.removing(ids.at(1))});
    list.website(u"zz"_s, {});
    QTRY_COMPARE(list.model.rowCount(), 150);
    QVERIFY(list.text().startsWith(u"zz|mw150|mw149|"_s));
    QVERIFY(list.text().endsWith(u"mw3|a"_s));
    operations.clear();
    for (int i = 2; i < 150; ++i)
        operations.append(list.removing(ids.at(i)));
    list.perform(operations);
    QCOMPARE(list.text(), u"zz|a"_s);
}

void TestWebsiteListModel::bulkOfRemovalsAndInserts()
{
    Watched list;
    QList<Operation> creates;
    QList<Operation> operations;
    for (int i = 0; i < 120; ++i) {
        const Website website = list.makeWebsite(u"old"_s, {});
        creates.append(Operation::create(website));
        operations.append(Operation::remove(website));
    }
    list.perform(creates);
    QTRY_COMPARE(list.model.rowCount(), 120);
    for (const QString &name : {u"b"_s, u"a"_s})
        operations.append(Operation::create(list.makeWebsite(name, {})));
    list.perform(operations);
    QTRY_COMPARE(list.text(), u"a|b"_s);
    QTest::qWait(300); // nothing comes after
    QCOMPARE(list.text(), u"a|b"_s);
}

void TestWebsiteListModel::rowsThatAreUsedAgain()
{
    Watched list;
    const QString a = list.website(u"a"_s, {});
    list.website(u"b"_s, {});
    list.model.setFilter({.text = u"a"_s});
    list.perform({list.removing(a)});
    const Website again = list.makeWebsite(u"b2"_s, {});
    list.perform({Operation::create(again)});
    QCOMPARE(*list.library().websites().find(again.id), Library::Row(0));
    QCOMPARE(list.text(), QString());
    list.perform({list.renaming(again.id, u"a2"_s)});
    QCOMPARE(list.text(), u"a2"_s);
}

void TestWebsiteListModel::randomChanges()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Watched list;
    QStringList ids;
    const MaterialRef tag = list.tag(u"a tag"_s);
    const auto anyId = [&] { return ids.at(random.bounded(ids.size())); };
    const auto anyName = [&] { return u"%1%2"_s.arg(QChar(u'a' + random.bounded(26))).arg(random.bounded(20)); };
    for (int step = 0; step < 150; ++step) {
        if (random.bounded(10) == 0)
            list.sort(static_cast<Column>(random.bounded(7)), static_cast<Qt::SortOrder>(random.bounded(2)));
        if (random.bounded(20) == 0)
            list.model.setFilter({.text = QStringList{QString(), u"a"_s, u"1"_s}.at(random.bounded(3))});
        const Held held(list.model);
        QList<Operation> operations;
        for (int i = random.bounded(1, 6); i > 0; --i) {
            const int action = random.bounded(10);
            if (action < 3 || ids.size() < 6) {
                const Website website = list.makeWebsite(anyName(), u"https://%1.example/"_s.arg(anyName()));
                operations.append(Operation::create(website));
                ids.append(website.id);
                list.perform({operations.takeLast()});
            } else if (action < 5) {
                operations.append(list.removing(ids.takeAt(random.bounded(ids.size()))));
            } else if (action < 8) {
                operations.append(list.renaming(anyId(), anyName()));
            } else {
                operations.append(random.bounded(2) ? Operation::link(anyId(), tag.kind, tag.id)
                                                    : Operation::unlink(anyId(), tag.kind, tag.id));
            }
        }
        for (int i = random.bounded(3); i > 0; --i) {
            const Website website = list.makeWebsite(anyName(), {});
            operations.append(Operation::create(website));
            ids.append(website.id);
        }
        if (!operations.isEmpty())
            list.perform(operations);
        WebsiteListModel fresh(&list.library());
        fresh.setFilter(list.model.filter());
        fresh.sort(list.model.sortColumn(), list.model.sortOrder());
        const auto idsOf = [](const WebsiteListModel &model) {
            QStringList result;
            for (int row = 0; row < model.rowCount(); ++row)
                result.append(model.id(model.index(row, 0)));
            return result;
        };
        QTRY_COMPARE(idsOf(list.model), idsOf(fresh));
        QCOMPARE(held.lost(list.model), QString());
    }
}

void TestWebsiteListModel::dragsItsWebsites()
{
    Watched list;
    const QString a = list.website(u"a"_s, u"https://a.example/?q=1&r=%20"_s);
    const QString b = list.website(u"b"_s, u"https://b.example/"_s);
    QModelIndexList indexes;
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 3; ++column)
            indexes.append(list.model.index(row, column));
    }
    const std::unique_ptr<QMimeData> data(list.model.mimeData(indexes));
    const auto items = draggedItems(data.get());
    QVERIFY(items);
    QCOMPARE(items->websites, (QStringList{a, b}));
    QVERIFY(items->materials.isEmpty());
    QCOMPARE(data->urls(), (QList<QUrl>{QUrl(u"https://a.example/?q=1&r=%20"_s), QUrl(u"https://b.example/"_s)}));
    QCOMPARE(data->text(), u"https://a.example/?q=1&r=%20\nhttps://b.example/"_s);
    QVERIFY(list.model.flags(indexes.first()).testFlag(Qt::ItemIsDragEnabled));
}

void TestWebsiteListModel::dropsOnlyTell()
{
    Watched list;
    const QString a = list.website(u"a"_s, {});
    const MaterialRef tag = list.tag(u"t"_s);
    const quint64 generation = list.library().generation();
    QSignalSpy materials(&list.model, &WebsiteListModel::materialsDropped);
    QSignalSpy addresses(&list.model, &WebsiteListModel::addressesDropped);
    const QModelIndex index = list.model.indexOf(a);

    QMimeData tags;
    setDraggedItems(&tags, {{}, {tag}});
    QVERIFY(list.model.canDropMimeData(&tags, Qt::LinkAction, -1, -1, index));
    QVERIFY(!list.model.canDropMimeData(&tags, Qt::LinkAction, -1, -1, {}));
    QVERIFY(list.model.dropMimeData(&tags, Qt::LinkAction, -1, -1, index));
    QVERIFY(!list.model.dropMimeData(&tags, Qt::LinkAction, 0, 0, {}));
    QCOMPARE(materials.size(), 1);
    QCOMPARE(materials.first().at(0).toString(), a);
    QCOMPARE(materials.first().at(1).value<QList<MaterialRef>>(), QList<MaterialRef>{tag});

    QMimeData text;
    text.setText(u"https://one.example/\nnot an address\njavascript:alert(1)\nhttps://one.example/\nwww.two.example"_s);
    QVERIFY(list.model.dropMimeData(&text, Qt::CopyAction, -1, -1, {}));
    QCOMPARE(addresses.size(), 1);
    QCOMPARE(addresses.first().first().toStringList(),
        (QStringList{u"https://one.example/"_s, u"https://www.two.example"_s}));
    QCOMPARE(list.library().generation(), generation);
    QCOMPARE(list.text(), u"a"_s);
}

void TestWebsiteListModel::refusesForeignDrops()
{
    Watched list;
    list.website(u"a"_s, {});
    const QModelIndex index = list.model.index(0, 0);
    QMimeData nothing;
    QVERIFY(!list.model.canDropMimeData(&nothing, Qt::CopyAction, -1, -1, index));
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(u"/etc/passwd"_s)});
    QVERIFY(!list.model.dropMimeData(&files, Qt::CopyAction, -1, -1, index));
    QMimeData websites; // websites cannot be put on websites
    setDraggedItems(&websites, {{u"w1"_s}, {}});
    QVERIFY(!list.model.dropMimeData(&websites, Qt::CopyAction, -1, -1, index));
}

void TestWebsiteListModel::newIdentifier()
{
    // Rows are by place, so a website that the server calls otherwise stays where it is.
    Watched list;
    const QString a = list.website(u"a"_s, {});
    const QPersistentModelIndex index = list.model.indexOf(a);
    QCOMPARE(index.data(WebsiteListModel::IdRole).toString(), a);
    QVERIFY(!list.model.indexOf(u"unknown"_s).isValid());
    QCOMPARE(list.model.id({}), QString());
}

QTEST_GUILESS_MAIN(TestWebsiteListModel)
#include "tst_websitelistmodel.moc"
