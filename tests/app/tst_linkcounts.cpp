// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/linkcounts.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// More than are counted in one piece.
constexpr int many = 3000;

class Links : public OfflineLibrary
{
public:
    LinkCounts counts{&library()};
    QList<MaterialRef> items;
    QStringList websites;

    Links()
    {
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s}) {
            items.append(tag(name));
            items.append(person(name));
        }
        QList<Operation> made;
        for (int i = 0; i < many; ++i) {
            QList<MaterialRef> links;
            for (qsizetype item = 0; item < items.size(); ++item) {
                if (i % (item + 2) == 0)
                    links.append(items[item]);
            }
            const Website website = makeWebsite(u"w"_s, u"https://h.example/"_s, links);
            websites.append(website.id);
            made.append(Operation::create(website));
        }
        perform(made);
        // Much comes in pieces, and is told when it is there.
        const bool isThere = QTest::qWaitFor([this] { return library().websites().count() == many; });
        if (!isThere)
            qFatal("the websites are not made");
        QCoreApplication::processEvents();
        counts.setPiece(std::chrono::milliseconds(0));
    }
    /// What is counted of \a kind, by the identifiers of the items.
    std::map<QString, int> counted(AssociationKind kind) const
    {
        std::map<QString, int> all;
        for (const LinkCounts::Linked &linked : counts.of(kind))
            all[library().materials(kind).id(linked.item)] = linked.websites;
        return all;
    }
    /// The same of \a ids by the library as others see it.
    std::map<QString, int> wanted(const QStringList &ids, AssociationKind kind) const
    {
        std::map<QString, int> all;
        for (const QString &id : ids) {
            const auto row = library().websites().find(id);
            const Website website = row ? library().website(*row) : Website();
            for (const QString &item : website.links(kind))
                ++all[item];
        }
        return all;
    }
    bool isRight() const
    {
        return std::ranges::all_of(std::array{AssociationKind::Tag, AssociationKind::Person},
            [this](AssociationKind kind) { return counted(kind) == wanted(counts.websites(), kind); });
    }
};

} // namespace

class TestLinkCounts : public QObject
{
    Q_OBJECT

private slots:
    void fewAtOnce();
    void manyInPieces();
    void lastOnesWin();
    void newOnesAreFound();
    void changesMeanwhile_data() { addSeedRows(); }
    void changesMeanwhile();
};

void TestLinkCounts::fewAtOnce()
{
    Links links;
    QVERIFY(!links.counts.isCounting());
    links.counts.setWebsites(links.websites.first(100));
    QVERIFY(!links.counts.isCounting());
    QVERIFY(links.isRight());
    QCOMPARE(links.counted(AssociationKind::Tag)[links.items.constFirst().id], 50);
    links.counts.setWebsites({links.websites[6], u"unknown"_s, links.websites[2]});
    QCOMPARE(
        links.counted(AssociationKind::Tag), (std::map<QString, int>{{links.items[0].id, 2}, {links.items[4].id, 1}}));
    // In the order in which the websites have them.
    QCOMPARE(links.counts.of(AssociationKind::Tag).front().websites, 2);
    links.counts.setWebsites({});
    QVERIFY(links.counts.of(AssociationKind::Tag).empty());
}

/// While they are counted, nothing is told rather than what was so of others.
void TestLinkCounts::manyInPieces()
{
    Links links;
    links.counts.setWebsites(links.websites.first(1));
    QVERIFY(!links.counts.of(AssociationKind::Tag).empty());
    QSignalSpy changed(&links.counts, &LinkCounts::changed);
    links.counts.setWebsites(links.websites);
    QVERIFY(links.counts.isCounting());
    QVERIFY(links.counts.of(AssociationKind::Tag).empty());
    QCOMPARE(changed.size(), associationKindCount);
    QTRY_VERIFY(!links.counts.isCounting());
    QCOMPARE(changed.size(), 2 * associationKindCount);
    QVERIFY(links.isRight());
    // What was so of the same ones stays until it is known anew.
    links.perform({Operation::unlink(links.websites[0], links.items[0].kind, links.items[0].id)});
    changed.clear();
    while (changed.isEmpty()) {
        QVERIFY(!links.counts.isCounting());
        QVERIFY(!links.counts.of(AssociationKind::Tag).empty());
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    QTRY_VERIFY(links.isRight());
}

void TestLinkCounts::lastOnesWin()
{
    Links links;
    links.counts.setWebsites(links.websites);
    QVERIFY(links.counts.isCounting());
    links.counts.setWebsites(links.websites.first(3));
    QVERIFY(!links.counts.isCounting());
    QVERIFY(links.isRight());
    links.counts.setWebsites(links.websites);
    links.counts.setWebsites(links.websites.sliced(many / 2));
    QTRY_VERIFY(!links.counts.isCounting());
    QVERIFY(links.isRight());
    QTest::qWait(1);
    QVERIFY(links.isRight());
}

void TestLinkCounts::newOnesAreFound()
{
    Links links;
    Website coming = links.makeWebsite(u"w"_s, u"https://h.example/"_s, {links.items[0]});
    links.counts.setWebsites({coming.id});
    QVERIFY(links.counts.of(AssociationKind::Tag).empty());
    links.perform({Operation::create(coming)});
    QTRY_COMPARE(links.counts.of(AssociationKind::Tag).size(), std::size_t(1));
}

/// Links come and go, and websites, whose rows are used again, while all are being counted.
void TestLinkCounts::changesMeanwhile()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    Links links;
    for (int round = 0; round < 10; ++round) {
        if (random.bounded(2) == 0)
            links.counts.setWebsites(links.websites);
        for (int step = random.bounded(1, 4); step > 0; --step) {
            const MaterialRef &item = links.items.at(random.bounded(links.items.size()));
            const QString &website = links.websites.at(random.bounded(links.websites.size()));
            switch (random.bounded(4)) {
            case 0:
                links.perform({Operation::link(website, item.kind, item.id)});
                break;
            case 1:
                links.perform({Operation::unlink(website, item.kind, item.id)});
                break;
            case 2:
                links.perform({links.removing(links.websites.takeAt(random.bounded(links.websites.size())))});
                break;
            default:
                links.websites.append(links.website(u"new"_s, u"https://h.example/"_s, {item, links.items[0]}));
            }
            if (random.bounded(2) == 0)
                QCoreApplication::processEvents();
        }
        QTRY_VERIFY(!links.counts.isCounting() && links.isRight());
    }
}

QTEST_GUILESS_MAIN(TestLinkCounts)
#include "tst_linkcounts.moc"
