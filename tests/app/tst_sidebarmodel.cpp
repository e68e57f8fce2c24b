// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/itemmime.h"
#include "app/models/sidebarmodel.h"
#include "app/search/savedsearches.h"
#include "app/search/websitematcher.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"
#include "tests/support/scratchsettings.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

class Watched : public OfflineLibrary
{
public:
    SidebarModel model{&library()};

    /// The places below \a parent, each on a line with its number of websites, children in brackets.
    QString text(const QModelIndex &parent) const
    {
        QStringList places;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            QString place = index.data().toString();
            if (index.data(SidebarModel::CountRole).isValid())
                place += u' ' + index.data(SidebarModel::CountRole).toString();
            if (model.hasChildren(index))
                place += u" ["_s + text(index) + u']';
            places.append(place);
        }
        return places.join(u", "_s);
    }
    QString places() const { return text({}); }
    QString below(const QString &key) const
    {
        const QModelIndex index = model.indexOfKey(key);
        return index.isValid() ? text(index) : u"absent"_s;
    }
    QModelIndex placeOf(const MaterialRef &ref) const
    {
        return model.indexOfKey(SidebarModel::keyOf(ref.kind, ref.id));
    }

private:
    QAbstractItemModelTester m_tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

/// Whether each place counts what its filter shows; the first that does not.
QString miscounted(const Watched &sidebar, const QModelIndex &parent = {})
{
    for (int row = 0; row < sidebar.model.rowCount(parent); ++row) {
        const QModelIndex index = sidebar.model.index(row, 0, parent);
        if (const auto filter = sidebar.model.filter(index)) {
            const std::size_t count = WebsiteMatcher(sidebar.library(), *filter).matchingRows().size();
            if (index.data(SidebarModel::CountRole).toInt() != static_cast<int>(count))
                return u"%1 says %2 and shows %3"_s.arg(index.data().toString())
                    .arg(index.data(SidebarModel::CountRole).toInt())
                    .arg(count);
        }
        if (const QString inner = miscounted(sidebar, index); !inner.isEmpty())
            return inner;
    }
    return {};
}

} // namespace

class TestSidebarModel : public QObject
{
    Q_OBJECT

private slots:
    void emptyLibrary();
    void places();
    void nestedTags();
    void foldersThatAreNoTags();
    void letterThatGrowsWhenFolded();
    void countsDistinctWebsites();
    void renames();
    void itemsAreKept();
    void hostsAndRemovals();
    void manyHosts();
    void manyTagsComeAndGo();
    void otherOrderKeepsPlaces();
    void otherMaterialIsAnotherPlace();
    void searchesArePlaces();
    void headingsAreNoPlaces();
    void randomChanges_data() { addSeedRows(); }
    void randomChanges();
    void dropsOnlyTell();
};

void TestSidebarModel::emptyLibrary()
{
    Watched sidebar;
    QCOMPARE(sidebar.places(), u"All websites 0, Recently added 0, Recently changed 0, Without links 0"_s);
}

void TestSidebarModel::places()
{
    Watched sidebar;
    const MaterialRef tag = sidebar.tag(u"Work"_s);
    const MaterialRef ada = sidebar.person(u"Ada"_s);
    sidebar.website(u"1"_s, u"https://www.qt.io/"_s, {tag, ada});
    Website website = sidebar.makeWebsite(u"2"_s, u"https://kde.org/"_s);
    website.updated = Timestamp::now();
    sidebar.perform({Operation::create(website)});
    QTRY_COMPARE(sidebar.places(),
        u"All websites 2, Recently added 0, Recently changed 1, Without links 1, "
        "Tags [Work 1], People [Ada 1], Domains [kde.org 1, qt.io 1]"_s);
    QCOMPARE(miscounted(sidebar), QString());
    const auto filter = sidebar.model.filter(sidebar.placeOf(ada));
    QVERIFY(filter);
    QCOMPARE(filter->kind, AssociationKind::Person);
    QCOMPARE(filter->id, ada.id);
    QCOMPARE(sidebar.model.filter(sidebar.model.indexOfKey(u"hosts/qt.io"_s))->host, u"qt.io"_s);
}

void TestSidebarModel::nestedTags()
{
    Watched sidebar;
    for (const QString &name : {u"a/b/c"_s, u"b"_s, u"a/b"_s, u"a"_s, u"A/d"_s, u"ab"_s, u"a2"_s, u"a10"_s})
        sidebar.website({}, {}, {sidebar.tag(name)});
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"a 4 [b 2 [c 1], d 1], a2 1, a10 1, ab 1, b 1"_s);
    QCOMPARE(miscounted(sidebar), QString());
}

void TestSidebarModel::foldersThatAreNoTags()
{
    Watched sidebar;
    for (const QString &name : {u"x/y/z"_s, u"X/y/a"_s, u"a"_s, u"a/b/c"_s, u"/"_s, u"a/"_s, u"a//b"_s})
        sidebar.website({}, {}, {sidebar.tag(name)});
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"/ 1, a 2 [b 1 [c 1]], a/ 1, a//b 1, X 2 [y 2 [a 1, z 1]]"_s);
    QCOMPARE(miscounted(sidebar), QString());
    // A folder that becomes a tag is one place, not two.
    sidebar.website({}, {}, {sidebar.tag(u"x/y"_s)});
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"/ 1, a 2 [b 1 [c 1]], a/ 1, a//b 1, x 3 [y 3 [a 1, z 1]]"_s);
    QCOMPARE(miscounted(sidebar), QString());
}

void TestSidebarModel::letterThatGrowsWhenFolded()
{
    Watched sidebar;
    sidebar.tag(u"Straße"_s);
    sidebar.tag(u"STRAẞE/nach Rom"_s);
    sidebar.tag(u"ŉ"_s);
    sidebar.tag(u"ŉ/x"_s);
    QTRY_VERIFY(sidebar.below(u"tags"_s).contains(u"[nach Rom 0]"_s));
    QVERIFY(sidebar.below(u"tags"_s).contains(u"[x 0]"_s));
}

void TestSidebarModel::countsDistinctWebsites()
{
    Watched sidebar;
    const MaterialRef a = sidebar.tag(u"a"_s);
    const MaterialRef b = sidebar.tag(u"a/b"_s);
    const MaterialRef c = sidebar.tag(u"a/b/c"_s);
    sidebar.website({}, {}, {a, b, c});
    sidebar.website({}, {}, {b, c});
    sidebar.website({}, {}, {a});
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"a 3 [b 2 [c 2]]"_s);
}

void TestSidebarModel::renames()
{
    Watched sidebar;
    const MaterialRef a = sidebar.tag(u"a"_s);
    const MaterialRef b = sidebar.tag(u"a/b"_s);
    sidebar.website({}, {}, {b});
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"a 1 [b 1]"_s);
    sidebar.rename(b, u"b"_s);
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"a 0, b 1"_s);
    sidebar.rename(a, u"b/a"_s); // the parent becomes the child
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"b 1 [a 0]"_s);
    sidebar.rename(b, u"b/a/b"_s);
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"b 1 [a 1 [b 1]]"_s);
    QCOMPARE(sidebar.model.indexOfKey(SidebarModel::keyOf(b.kind, b.id)).data().toString(), u"b"_s);
    // What is read aloud is renamed too, when the number stays.
    const MaterialRef ada = sidebar.person(u"Ada"_s);
    QTRY_VERIFY(sidebar.placeOf(ada).isValid());
    sidebar.rename(ada, u"Grace"_s);
    QTRY_COMPARE(sidebar.placeOf(ada).data().toString(), u"Grace"_s);
    QVERIFY(sidebar.placeOf(ada).data(Qt::AccessibleTextRole).toString().startsWith(u"Grace, "_s));
}

void TestSidebarModel::itemsAreKept()
{
    Watched sidebar;
    const MaterialRef b = sidebar.tag(u"b"_s);
    const MaterialRef child = sidebar.tag(u"b/c"_s);
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"b 0 [c 0]"_s);
    const QPersistentModelIndex tags = sidebar.model.indexOfKey(u"tags"_s);
    const QPersistentModelIndex held = sidebar.placeOf(b);
    const QPersistentModelIndex heldChild = sidebar.placeOf(child);
    QSignalSpy reset(&sidebar.model, &QAbstractItemModel::modelReset);
    sidebar.tag(u"a"_s);
    sidebar.tag(u"b/a"_s);
    sidebar.website(u"w"_s, u"https://qt.io/"_s, {child});
    sidebar.person(u"p"_s);
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"a 0, b 1 [a 0, c 1]"_s);
    QCOMPARE(tags, sidebar.model.indexOfKey(u"tags"_s));
    QCOMPARE(held, sidebar.placeOf(b));
    QCOMPARE(heldChild, sidebar.placeOf(child));
    QCOMPARE(held.data().toString(), u"b"_s);
    QCOMPARE(reset.size(), 0);
    sidebar.remove(b);
    QTRY_VERIFY(!held.isValid()); // the folder that takes its place looks the same
    QCOMPARE(sidebar.below(u"tags"_s), u"a 0, b 1 [a 0, c 1]"_s);
    QVERIFY(!sidebar.placeOf(b).isValid());
}

void TestSidebarModel::hostsAndRemovals()
{
    Watched sidebar;
    const QString id = sidebar.website(u"1"_s, u"https://www.qt.io/"_s);
    sidebar.website(u"2"_s, u"http://QT.io/docs"_s);
    sidebar.website(u"3"_s, u"mailto:a@b.example"_s);
    QTRY_COMPARE(sidebar.below(u"hosts"_s), u"qt.io 2"_s);
    Website moved = sidebar.library().website(*sidebar.library().websites().find(id));
    const Website before = moved;
    moved.url = u"https://kde.org/"_s;
    sidebar.perform({Operation::update(before, moved)});
    QTRY_COMPARE(sidebar.below(u"hosts"_s), u"kde.org 1, qt.io 1"_s);
    sidebar.perform({sidebar.removing(id)});
    QTRY_COMPARE(sidebar.below(u"hosts"_s), u"qt.io 1"_s);
    QVERIFY(!sidebar.model.indexOfKey(u"hosts/kde.org"_s).isValid());
    QCOMPARE(miscounted(sidebar), QString());
}

void TestSidebarModel::manyHosts()
{
    Watched sidebar;
    QList<Operation> operations;
    for (int i = 0; i < 300; ++i)
        operations.append(Operation::create(sidebar.makeWebsite({}, u"https://host%1.example/"_s.arg(i))));
    for (int i = 0; i < 5; ++i)
        operations.append(Operation::create(sidebar.makeWebsite({}, u"https://often.example/"_s)));
    sidebar.perform(operations);
    QTRY_COMPARE(sidebar.model.rowCount(sidebar.model.indexOfKey(u"hosts"_s)), 200);
    QCOMPARE(sidebar.model.indexOfKey(u"hosts/often.example"_s).data(SidebarModel::CountRole).toInt(), 5);
}

void TestSidebarModel::manyTagsComeAndGo()
{
    Watched sidebar;
    QList<MaterialRef> tags;
    for (int i = 0; i < 100; ++i)
        tags.append(sidebar.tag(u"tag %1"_s.arg(2 * i)));
    QTRY_COMPARE(sidebar.model.rowCount(sidebar.model.indexOfKey(u"tags"_s)), 100);
    const QPersistentModelIndex first = sidebar.placeOf(tags.first());
    const QPersistentModelIndex last = sidebar.placeOf(tags.last());
    const QPersistentModelIndex gone = sidebar.placeOf(tags.at(51));
    // Between each two there is another: a view is told once all the same.
    QSignalSpy inserted(&sidebar.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&sidebar.model, &QAbstractItemModel::rowsRemoved);
    for (int i = 0; i < 100; ++i)
        sidebar.tag(u"tag %1"_s.arg(2 * i + 1));
    const QModelIndex heading = sidebar.model.indexOfKey(u"tags"_s);
    QTRY_COMPARE(sidebar.model.rowCount(heading), 200);
    QCOMPARE(inserted.size(), 1);
    for (int row = 0; row < 200; ++row)
        QCOMPARE(sidebar.model.index(row, 0, heading).data().toString(), u"tag %1"_s.arg(row));
    QCOMPARE(first, sidebar.placeOf(tags.first()));
    QCOMPARE(last, sidebar.placeOf(tags.last()));
    QCOMPARE(last.row(), 198);
    for (int i = 1; i < 100; i += 2)
        sidebar.remove(tags.at(i));
    QTRY_COMPARE(sidebar.model.rowCount(heading), 150);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(first.data().toString(), u"tag 0"_s);
    QVERIFY(!last.isValid());
    QVERIFY(!gone.isValid());
    QCOMPARE(sidebar.model.index(149, 0, heading).data().toString(), u"tag 199"_s);
}

void TestSidebarModel::otherOrderKeepsPlaces()
{
    Watched sidebar;
    const MaterialRef a = sidebar.tag(u"a"_s);
    const MaterialRef b = sidebar.tag(u"b"_s);
    const MaterialRef below = sidebar.tag(u"b/c"_s);
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"a 0, b 0 [c 0]"_s);
    const QPersistentModelIndex placeA = sidebar.placeOf(a);
    const QPersistentModelIndex placeB = sidebar.placeOf(b);
    const QPersistentModelIndex placeBelow = sidebar.placeOf(below);
    QItemSelectionModel selection(&sidebar.model);
    selection.select(placeA, QItemSelectionModel::Select);
    QSignalSpy removed(&sidebar.model, &QAbstractItemModel::rowsRemoved);
    sidebar.rename(a, u"z"_s);
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"b 0 [c 0], z 0"_s);
    QCOMPARE(placeA, sidebar.placeOf(a));
    QCOMPARE(placeA.row(), 1);
    QCOMPARE(placeB, sidebar.placeOf(b));
    QCOMPARE(placeB.row(), 0);
    QCOMPARE(placeBelow, sidebar.placeOf(below));
    QCOMPARE(placeBelow.parent(), QModelIndex(placeB));
    QCOMPARE(selection.selectedIndexes(), QModelIndexList{placeA});
    QCOMPARE(removed.size(), 0);
}

void TestSidebarModel::otherMaterialIsAnotherPlace()
{
    Watched sidebar;
    const MaterialRef before = sidebar.tag(u"a"_s);
    sidebar.tag(u"b"_s);
    QTRY_COMPARE(sidebar.below(u"tags"_s), u"a 0, b 0"_s);
    const QPersistentModelIndex place = sidebar.placeOf(before);
    const auto &tags = std::as_const(sidebar.library()).materials(AssociationKind::Tag);
    const MaterialColumns::Index index = *tags.find(before.id);
    sidebar.remove(before);
    const MaterialRef now = sidebar.tag(u"a"_s);
    QCOMPARE(*tags.find(now.id), index);
    // Until the places are those of the library again, what is gone stands for nothing.
    QCOMPARE(sidebar.model.filter(place)->id, QString());
    QVERIFY(!sidebar.placeOf(now).isValid());
    QTRY_VERIFY(sidebar.placeOf(now).isValid());
    QVERIFY(!place.isValid());
    QCOMPARE(sidebar.below(u"tags"_s), u"a 0, b 0"_s);
}

void TestSidebarModel::searchesArePlaces()
{
    const QTemporaryDir settings;
    keepSettingsIn(settings.path());
    OfflineLibrary library;
    SavedSearches searches(&library.library(), {});
    SidebarModel model(&library.library(), &searches);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    searches.save({.id = u"1"_s, .name = u"b"_s, .query = u"one"_s});
    searches.save({.id = u"2"_s, .name = u"a"_s, .query = u"two is:trash"_s});
    searches.save({.id = u"3"_s, .name = u"c"_s, .query = u"three"_s});
    const QPersistentModelIndex first = model.indexOfKey(SidebarModel::keyOfSearch(u"1"_s));
    const QPersistentModelIndex third = model.indexOfKey(SidebarModel::keyOfSearch(u"3"_s));
    QCOMPARE(first.row(), 1);
    QCOMPARE(third.row(), 2);
    QCOMPARE(SidebarModel::searchAt(third), u"3"_s);
    QCOMPARE(model.index(0, 0, first.parent()).data(SidebarModel::CountRole), QVariant(QString()));
    QVERIFY(first.flags().testFlag(Qt::ItemIsEditable));
    // Its neighbours are told apart also while the first goes, when their numbers are others already.
    QStringList seen;
    const auto look = [&] { seen = {SidebarModel::searchAt(third), model.filter(third)->text}; };
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, look, Qt::SingleShotConnection);
    searches.remove(u"1"_s);
    QCOMPARE(seen, (QStringList{u"3"_s, u"three"_s}));
    QVERIFY(!first.isValid());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QVERIFY(model.setData(third, u"0"_s, Qt::EditRole));
    QCOMPARE(third.row(), 0);
    QCOMPARE(third.data().toString(), u"0"_s);
    QVERIFY(!changed.isEmpty());
    QVERIFY(!model.setData(third, u" "_s, Qt::EditRole));
    QVERIFY(!model.setData(model.indexOfKey(u"all"_s), u"x"_s, Qt::EditRole));
    searches.remove(u"2"_s);
    searches.remove(u"3"_s);
    QVERIFY(!model.indexOfKey(u"searches"_s).isValid());
}

void TestSidebarModel::headingsAreNoPlaces()
{
    Watched sidebar;
    sidebar.tag(u"t"_s);
    QTRY_VERIFY(sidebar.model.indexOfKey(u"tags"_s).isValid());
    const QModelIndex heading = sidebar.model.indexOfKey(u"tags"_s);
    QVERIFY(!sidebar.model.filter(heading));
    QVERIFY(!sidebar.model.filter({}));
    QVERIFY(!heading.flags().testFlag(Qt::ItemIsSelectable));
    // What a drag of a place would carry means nothing to anybody.
    QVERIFY(!sidebar.model.index(0, 0, heading).flags().testFlag(Qt::ItemIsDragEnabled));
    QVERIFY(!sidebar.model.indexOfKey(u"absent"_s).isValid());
}

void TestSidebarModel::randomChanges()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Watched sidebar;
    QList<MaterialRef> tags;
    QStringList ids;
    const auto anyName = [&] {
        QStringList parts;
        for (int i = random.bounded(1, 4); i > 0; --i)
            parts.append(QString(QChar(u'a' + random.bounded(3))));
        return parts.join(u'/');
    };
    for (int step = 0; step < 4; ++step) {
        for (int i = random.bounded(1, 6); i > 0; --i) {
            const int action = random.bounded(6);
            if (action == 0 || tags.size() < 3)
                tags.append(sidebar.tag(anyName() + QString::number(tags.size())));
            else if (action == 1)
                sidebar.remove(tags.takeAt(random.bounded(tags.size())));
            else if (action < 4)
                sidebar.rename(tags.at(random.bounded(tags.size())), anyName() + QString::number(random.bounded(100)));
            else
                ids.append(sidebar.website(
                    {}, u"https://%1.example/"_s.arg(random.bounded(4)), {tags.at(random.bounded(tags.size()))}));
        }
        const auto fresh = [&] {
            Watched *watched = &sidebar;
            const SidebarModel model(&watched->library());
            QStringList keys;
            std::function<void(const QModelIndex &, int)> walk = [&](const QModelIndex &parent, int depth) {
                for (int row = 0; row < model.rowCount(parent); ++row) {
                    const QModelIndex index = model.index(row, 0, parent);
                    keys.append(QString(depth, u'>') + index.data(SidebarModel::KeyRole).toString() + u' '
                        + index.data().toString() + u' ' + index.data(SidebarModel::CountRole).toString());
                    walk(index, depth + 1);
                }
            };
            walk({}, 0);
            return keys;
        };
        const auto shown = [&] {
            QStringList keys;
            std::function<void(const QModelIndex &, int)> walk = [&](const QModelIndex &parent, int depth) {
                for (int row = 0; row < sidebar.model.rowCount(parent); ++row) {
                    const QModelIndex index = sidebar.model.index(row, 0, parent);
                    keys.append(QString(depth, u'>') + index.data(SidebarModel::KeyRole).toString() + u' '
                        + index.data().toString() + u' ' + index.data(SidebarModel::CountRole).toString());
                    walk(index, depth + 1);
                }
            };
            walk({}, 0);
            return keys;
        };
        QTRY_COMPARE(shown(), fresh());
        QCOMPARE(miscounted(sidebar), QString());
    }
}

void TestSidebarModel::dropsOnlyTell()
{
    Watched sidebar;
    const MaterialRef tag = sidebar.tag(u"t"_s);
    const QString website = sidebar.website(u"w"_s, u"https://qt.io/"_s);
    QTRY_VERIFY(sidebar.placeOf(tag).isValid());
    QTRY_VERIFY(sidebar.model.indexOfKey(u"hosts/qt.io"_s).isValid());
    const quint64 generation = sidebar.library().generation();
    QSignalSpy dropped(&sidebar.model, &SidebarModel::websitesDropped);
    QMimeData data;
    setDraggedItems(&data, {{website}, {}});
    QVERIFY(sidebar.model.dropMimeData(&data, Qt::LinkAction, -1, -1, sidebar.placeOf(tag)));
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().at(0).value<AssociationKind>(), AssociationKind::Tag);
    QCOMPARE(dropped.first().at(1).toString(), tag.id);
    QCOMPARE(dropped.first().at(2).toStringList(), QStringList{website});
    const QModelIndexList others{{}, sidebar.model.indexOfKey(u"all"_s), sidebar.model.indexOfKey(u"tags"_s),
        sidebar.model.indexOfKey(u"hosts/qt.io"_s)};
    for (const QModelIndex &index : others)
        QVERIFY(!sidebar.model.dropMimeData(&data, Qt::LinkAction, -1, -1, index));
    QMimeData hostile;
    hostile.setData(itemMimeType(), "\xff\xff\xff\xff"_ba);
    QVERIFY(!sidebar.model.dropMimeData(&hostile, Qt::LinkAction, -1, -1, sidebar.placeOf(tag)));
    QCOMPARE(sidebar.library().generation(), generation);
}

QTEST_MAIN(TestSidebarModel)
#include "tst_sidebarmodel.moc"
