// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/collation.h"
#include "app/library/materialorders.h"
#include "app/library/websiteorders.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr std::array keys{
    SortKey::Name, SortKey::Address, SortKey::Links, SortKey::Tags, SortKey::Added, SortKey::Changed, SortKey::Score};
/// So many that orders are made in a thread.
constexpr int large = 5'000;

QString randomName(QRandomGenerator &random)
{
    static const QStringList words{u"a"_s, u"B"_s, u"é"_s, u"Z"_s, u"10"_s, u"9"_s, u"検"_s, u""_s};
    return words.at(random.bounded(static_cast<int>(words.size())))
        + words.at(random.bounded(static_cast<int>(words.size())));
}

class Sorted : public OfflineLibrary
{
public:
    QStringList ids;

    void addMany(int count, QRandomGenerator &random)
    {
        QList<Operation> operations;
        for (int i = 0; i < count; ++i) {
            Website website =
                makeWebsite(randomName(random), u"https://%1.example/%2"_s.arg(randomName(random)).arg(i));
            website.score.reuse = random.bounded(3);
            ids.append(website.id);
            operations.append(Operation::create(website));
        }
        perform(operations);
        QTRY_COMPARE(library().websites().count(), static_cast<int>(ids.size())); // many take several turns
    }
    /// Whether the order by \a key has every row once, and each before the next.
    bool isInOrder(SortKey key)
    {
        if (!library().orders().work(key, QDeadlineTimer::Forever))
            return false;
        const RowList &rows = library().orders().rows(key);
        const auto isLive = [this](quint32 row) { return library().websites().isLive(row); };
        return static_cast<int>(rows.size()) == library().websites().count() && std::ranges::all_of(rows, isLive)
            && std::ranges::is_sorted(rows, WebsiteOrder(library(), key))
            && std::ranges::adjacent_find(rows) == rows.end();
    }
    /// Something at random, that concerns about \a count websites.
    void change(int count, const QList<MaterialRef> &tags, QRandomGenerator &random)
    {
        const auto any = [&] { return random.bounded(static_cast<int>(ids.size())); };
        QList<Operation> operations;
        QSet<QString> changed;
        for (int i = 0; i < count; ++i) {
            const QString id = ids.at(any());
            if (changed.contains(id))
                continue;
            changed.insert(id);
            switch (random.bounded(4)) {
            case 0:
                operations.append(renaming(id, randomName(random)));
                break;
            case 1:
                operations.append(removing(id));
                ids.removeOne(id);
                break;
            default:
                operations.append(Operation::link(id, AssociationKind::Tag, tags.at(random.bounded(tags.size())).id));
                break;
            }
        }
        perform(operations);
        addMany(random.bounded(count), random);
    }
};

} // namespace

class TestWebsiteOrders : public QObject
{
    Q_OBJECT

private slots:
    void small_data() { addSeedRows(); }
    void small();
    void followChanges_data() { addSeedRows(); }
    void followChanges();
    void changesWhileSorting();
    void changesWhileMerging();
    void tagsRenamed();
    void materials();
};

void TestWebsiteOrders::small()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    Sorted sorted;
    const QList<MaterialRef> tags{sorted.tag(u"b"_s), sorted.tag(u"A"_s), sorted.tag(u"10"_s)};
    sorted.addMany(50, random);
    for (int round = 0; round < 20; ++round) {
        sorted.change(5, tags, random);
        for (const SortKey key : keys)
            QVERIFY2(sorted.isInOrder(key), qPrintable(QString::number(static_cast<int>(key))));
    }
}

void TestWebsiteOrders::followChanges()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    Sorted sorted;
    const QList<MaterialRef> tags{sorted.tag(u"b"_s), sorted.tag(u"A"_s), sorted.tag(u"10"_s)};
    sorted.addMany(large, random);
    for (const SortKey key : keys)
        QTRY_VERIFY(sorted.library().orders().work(key, QDeadlineTimer::Forever));
    for (const int count : {1, 3, 400, 20, 2'500}) {
        sorted.change(count, tags, random);
        for (const SortKey key : keys)
            QTRY_VERIFY2(sorted.isInOrder(key), qPrintable(QString::number(static_cast<int>(key))));
    }
}

void TestWebsiteOrders::changesWhileSorting()
{
    QRandomGenerator random(5);
    Sorted sorted;
    const QList<MaterialRef> tags{sorted.tag(u"b"_s)};
    sorted.addMany(large, random);
    QVERIFY(!sorted.library().orders().work(SortKey::Name, QDeadlineTimer::Forever));
    // Rows are changed, removed and used again while they are copied and sorted.
    for (int round = 0; round < 10; ++round) {
        sorted.change(100, tags, random);
        QTest::qWait(1);
    }
    QTRY_VERIFY(sorted.isInOrder(SortKey::Name));
}

void TestWebsiteOrders::changesWhileMerging()
{
    QRandomGenerator random(6);
    Sorted sorted;
    const QList<MaterialRef> tags{sorted.tag(u"b"_s)};
    sorted.addMany(large, random);
    WebsiteOrders &orders = sorted.library().orders();
    QTRY_VERIFY(orders.work(SortKey::Name, QDeadlineTimer::Forever));
    bool wasHalfDone = false;
    for (int round = 0; round < 10; ++round) {
        sorted.change(600, tags, random);
        wasHalfDone = !orders.work(SortKey::Name, QDeadlineTimer(0)) || wasHalfDone;
    }
    QVERIFY(wasHalfDone);
    QTRY_VERIFY(sorted.isInOrder(SortKey::Name));
}

void TestWebsiteOrders::tagsRenamed()
{
    QRandomGenerator random(7);
    Sorted sorted;
    const QList<MaterialRef> tags{sorted.tag(u"b"_s), sorted.tag(u"c"_s)};
    sorted.addMany(large, random);
    sorted.change(1'000, tags, random);
    QTRY_VERIFY(sorted.isInOrder(SortKey::Tags));
    QSignalSpy changed(&sorted.library(), &Library::materialsChanged);
    sorted.rename(tags.first(), u"d"_s);
    QTRY_VERIFY(!changed.isEmpty());
    QTRY_VERIFY(sorted.isInOrder(SortKey::Tags));
}

void TestWebsiteOrders::materials()
{
    QRandomGenerator random(8);
    Sorted sorted;
    MaterialOrders &orders = sorted.library().materialOrders();
    const MaterialColumns &persons = sorted.library().materials(AssociationKind::Person);
    const QCollator collator = nameCollator();
    const auto isInOrder = [&] {
        const MaterialOrders::Indexes &indexes = orders.indexes(AssociationKind::Person);
        return static_cast<int>(indexes.size()) == persons.count()
            && std::ranges::is_sorted(indexes, [&](MaterialColumns::Index a, MaterialColumns::Index b) {
                   const int order = collator.compare(persons.name(a), persons.name(b));
                   return order != 0 ? order < 0 : a < b;
               });
    };
    QList<MaterialRef> refs;
    for (int i = 0; i < 1'500; ++i) {
        refs.append(sorted.person(randomName(random) + u'x'));
        if (i % 100 == 0)
            QTRY_VERIFY(isInOrder());
    }
    QTRY_VERIFY(isInOrder());
    // Those with other names are there at once, if not in their place.
    sorted.rename(refs.first(), u"other"_s);
    sorted.remove(refs.last());
    QCOMPARE(static_cast<int>(orders.indexes(AssociationKind::Person).size()), persons.count());
    QTRY_VERIFY(isInOrder());
}

QTEST_GUILESS_MAIN(TestWebsiteOrders)
#include "tst_websiteorders.moc"
