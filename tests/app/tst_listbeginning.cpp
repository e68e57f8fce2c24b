// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A list that shows the beginning of what a search finds before all is found.
#include "app/models/websitelistmodel.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// More than is searched in one piece.
constexpr int many = 9'000;
/// Of which so many names begin with `sig`.
constexpr int begun = 600;

class List : public OfflineLibrary
{
public:
    WebsiteListModel model{&library()};

    List()
    {
        QList<Operation> operations;
        for (int i = 0; i < many; ++i) {
            const QString beginning = i % (many / begun) == 0 ? u"Sigma"_s : i % 4 == 0 ? u"A signal"_s : u"Name"_s;
            operations.append(
                Operation::create(makeWebsite(u"%1 %2"_s.arg(beginning).arg(i), u"https://h.example/"_s)));
        }
        perform(operations);
        model.setWorthABeginning(many);
        model.setSearchPiece(std::chrono::milliseconds(0));
        model.setBestFirst(true);
    }
    bool isReady() const { return model.rowCount() == many && !model.isSearching() && !model.isSorting(); }
    void search(const QString &text) { model.setFilter({.text = text}); }
    QStringList ids() const { return idsOf(model); }
    /// What a list shows that never showed anything else.
    QStringList wanted()
    {
        WebsiteListModel fresh(&library());
        fresh.sort(model.sortColumn(), model.sortOrder());
        fresh.setFilter(model.filter(), true);
        QDeadlineTimer deadline(10'000);
        while ((fresh.isSearching() || fresh.isSorting()) && !deadline.hasExpired())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return idsOf(fresh);
    }

private:
    QAbstractItemModelTester m_tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    static QStringList idsOf(const WebsiteListModel &list)
    {
        QStringList ids;
        for (int row = 0; row < list.rowCount(); ++row)
            ids.append(list.id(list.index(row, 0)));
        return ids;
    }
};

} // namespace

class TestListBeginning : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_list.reset(); }
    void comesFirst();
    void tellsWhatWasFound();
    void isCompletedAtOnce();
    void isLeftOutWhereItIsNotKnown_data();
    void isLeftOutWhereItIsNotKnown();
    void isLeftOutInSmallLibraries();
    void lastFilterWins();
    void sortingMeanwhile();
    void changesMeanwhile_data() { addSeedRows(); }
    void changesMeanwhile();

private:
    std::unique_ptr<List> m_list;

    bool showsAll() const { return !m_list->model.isSearching() && !m_list->model.isSorting(); }
};

void TestListBeginning::init()
{
    m_list = std::make_unique<List>();
    QTRY_VERIFY(m_list->isReady());
}

/// The first rows are there at once, and stay what they are when the others come.
void TestListBeginning::comesFirst()
{
    WebsiteListModel &model = m_list->model;
    QSignalSpy finished(&model, &WebsiteListModel::searchFinished);
    m_list->search(u"sig"_s);
    QVERIFY(model.showsBeginning());
    QVERIFY(model.isSearching());
    const QStringList beginning = m_list->ids();
    QVERIFY(beginning.size() >= 100 && beginning.size() < begun);
    const QPersistentModelIndex last = model.index(model.rowCount() - 1, 0);
    QSignalSpy reset(&model, &WebsiteListModel::modelReset);
    QSignalSpy inserted(&model, &WebsiteListModel::rowsInserted);
    QVERIFY(finished.wait());
    QVERIFY(!model.showsBeginning() && !model.isSearching());
    QCOMPARE(m_list->ids().first(beginning.size()), beginning);
    QVERIFY(model.rowCount() > begun);
    QCOMPARE(m_list->ids(), m_list->wanted());
    QCOMPARE(reset.size(), 0);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(last.row(), beginning.size() - 1);
}

void TestListBeginning::tellsWhatWasFound()
{
    const MaterialRef tag = m_list->tag(u"significant"_s);
    const QString first = m_list->ids().constFirst();
    m_list->perform({Operation::link(first, tag.kind, tag.id)});
    m_list->search(u"absent"_s);
    QTRY_VERIFY(showsAll());
    m_list->search(u"sig"_s);
    QVERIFY(m_list->model.showsBeginning());
    const QModelIndex index = m_list->model.index(0, 0);
    const auto pieces = index.data(WebsiteListModel::MatchesRole).value<QList<TextPiece>>();
    QCOMPARE(pieces.size(), 1);
    QCOMPARE(pieces.constFirst().start, 0);
    QCOMPARE(pieces.constFirst().length, 3);
    QVERIFY(index.data(WebsiteListModel::ReasonsRole).value<QList<MatchReason>>().isEmpty());
    QTRY_VERIFY(showsAll());
    // The tag is why this one was found.
    const QModelIndex linked = m_list->model.indexOf(first);
    QCOMPARE(linked.data(WebsiteListModel::ReasonsRole).value<QList<MatchReason>>().size(),
        linked.data().toString().contains(u"sig"_s, Qt::CaseInsensitive) ? 0 : 1);
}

void TestListBeginning::isCompletedAtOnce()
{
    QSignalSpy finished(&m_list->model, &WebsiteListModel::searchFinished);
    m_list->model.completeBeginning(); // there is nothing to complete
    QCOMPARE(finished.size(), 0);
    m_list->search(u"sig"_s);
    QVERIFY(m_list->model.showsBeginning());
    m_list->model.completeBeginning();
    QVERIFY(!m_list->model.showsBeginning());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_list->ids(), m_list->wanted());
    QTest::qWait(1);
    QCOMPARE(finished.size(), 1);
}

void TestListBeginning::isLeftOutWhereItIsNotKnown_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("few names begin so") << u"absent"_s;
    QTest::newRow("several words") << u"sigma 1"_s;
    QTest::newRow("no words") << u"is:unlinked"_s;
}

/// The list stays as it was until all is known.
void TestListBeginning::isLeftOutWhereItIsNotKnown()
{
    QFETCH(const QString, text);
    m_list->search(text);
    QVERIFY(m_list->model.isSearching());
    QVERIFY(!m_list->model.showsBeginning());
    QCOMPARE(m_list->model.rowCount(), many);
    QTRY_VERIFY(showsAll());
    QCOMPARE(m_list->ids(), m_list->wanted());
    // Nor where the column says what comes first.
    m_list->model.setBestFirst(false);
    m_list->search(u"sig"_s);
    QVERIFY(!m_list->model.showsBeginning());
}

void TestListBeginning::isLeftOutInSmallLibraries()
{
    m_list->model.setWorthABeginning(many + 1);
    m_list->search(u"sig"_s);
    QVERIFY(!m_list->model.showsBeginning());
}

void TestListBeginning::lastFilterWins()
{
    QSignalSpy finished(&m_list->model, &WebsiteListModel::searchFinished);
    for (const QString &text : {u"s"_s, u"sig"_s, u"n"_s, u"na"_s}) {
        m_list->search(text);
        QVERIFY(m_list->model.showsBeginning());
        QVERIFY(m_list->model.index(0, 0).data().toString().startsWith(text, Qt::CaseInsensitive));
    }
    // One of which nothing can be told before its end leaves the last beginning.
    m_list->search(u"name 1"_s);
    QVERIFY(m_list->model.isSearching() && !m_list->model.showsBeginning());
    QVERIFY(m_list->model.rowCount() < begun);
    m_list->model.completeBeginning(); // of which there is none
    QVERIFY(m_list->model.isSearching());
    QVERIFY(finished.wait());
    QVERIFY(!m_list->model.showsBeginning());
    QCOMPARE(m_list->ids(), m_list->wanted());
    QTest::qWait(1);
    QCOMPARE(finished.size(), 1);
}

void TestListBeginning::sortingMeanwhile()
{
    m_list->search(u"sig"_s);
    m_list->model.sort(static_cast<int>(WebsiteListModel::Column::Added), Qt::DescendingOrder);
    QVERIFY(m_list->model.showsBeginning());
    QTRY_VERIFY(showsAll());
    QCOMPARE(m_list->ids(), m_list->wanted());
    m_list->search(u"n"_s);
    QVERIFY(m_list->model.showsBeginning());
    const QStringList beginning = m_list->ids();
    QTRY_VERIFY(showsAll());
    QCOMPARE(m_list->ids(), m_list->wanted());
    QCOMPARE(m_list->ids().first(beginning.size()), beginning);
}

void TestListBeginning::changesMeanwhile()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    for (int round = 0; round < 4; ++round) {
        m_list->search(round % 2 == 0 ? u"sig"_s : u"s"_s);
        QVERIFY(m_list->model.showsBeginning());
        QList<Operation> operations;
        QStringList left = m_list->ids();
        const int changes = random.bounded(2) == 0 ? 3 : 120; // few are followed one by one
        for (int change = 0; change < std::min<int>(changes, left.size() - 1); ++change) {
            const QString id = left.takeAt(random.bounded(left.size()));
            switch (random.bounded(3)) {
            case 0:
                operations.append(m_list->removing(id));
                break;
            case 1:
                operations.append(m_list->renaming(id, random.bounded(2) == 0 ? u"Signal"_s : u"Other"_s));
                break;
            default:
                operations.append(Operation::create(m_list->makeWebsite(u"Sig"_s, u"https://h.example/"_s)));
            }
        }
        m_list->perform(operations);
        for (int row = 0; row < m_list->model.rowCount(); ++row)
            QVERIFY(m_list->library().websites().isLive(m_list->model.libraryRow(m_list->model.index(row, 0))));
        QTRY_VERIFY(showsAll());
        QTRY_COMPARE(m_list->ids(), m_list->wanted());
    }
}

QTEST_MAIN(TestListBeginning)
#include "tst_listbeginning.moc"
