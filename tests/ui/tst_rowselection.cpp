// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/seeds.h"
#include "ui/rowselection.h"

#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QStandardItemModel>
#include <QTest>

#include <algorithm>

using namespace sitebook;

class TestRowSelection : public QObject
{
    Q_OBJECT

private slots:
    void sameAsQt_data() { addSeedRows(); }
    void sameAsQt();
    void fewRanges();
    void manyApart();
};

/// Whatever a person selects and takes out of the selection.
void TestRowSelection::sameAsQt()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    QStandardItemModel model(40, 3);
    QItemSelectionModel selection(&model);
    for (int step = 0; step < 200; ++step) {
        const int first = random.bounded(40);
        const int last = random.bounded(first, 40);
        const auto what = random.bounded(3) == 0 ? QItemSelectionModel::Toggle
            : random.bounded(2) == 0             ? QItemSelectionModel::Select
                                                 : QItemSelectionModel::Deselect;
        selection.select(QItemSelection(model.index(first, 0), model.index(last, 0)), what | QItemSelectionModel::Rows);
        std::vector<int> wanted;
        const QModelIndexList indexes = selection.selectedRows();
        for (const QModelIndex &index : indexes)
            wanted.push_back(index.row());
        std::vector<int> rows = selectedRows(&selection);
        std::ranges::sort(wanted);
        std::ranges::sort(rows);
        QCOMPARE(rows, wanted);
        QCOMPARE(selectedRowCount(&selection), static_cast<int>(wanted.size()));
        // And back.
        QItemSelectionModel other(&model);
        other.select(wholeRows(&model, rows), QItemSelectionModel::ClearAndSelect);
        QCOMPARE(selectedRows(&other), rows);
    }
}

void TestRowSelection::fewRanges()
{
    QStandardItemModel model(10, 2);
    const QItemSelection ranges = wholeRows(&model, {0, 1, 2, 5, 8, 9});
    QCOMPARE(ranges.size(), 3);
    QCOMPARE(ranges[0], QItemSelectionRange(model.index(0, 0), model.index(2, 1)));
    QCOMPARE(ranges[1], QItemSelectionRange(model.index(5, 0), model.index(5, 1)));
    QCOMPARE(ranges[2], QItemSelectionRange(model.index(8, 0), model.index(9, 1)));
    QVERIFY(wholeRows(&model, {}).isEmpty());
}

/// Twenty thousand rows of which no two are neighbours, which are there in a moment: to compare each with each would
/// take longer than a test may.
void TestRowSelection::manyApart()
{
    constexpr int count = 40'000;
    QStandardItemModel model(count, 1);
    std::vector<int> everyOther;
    for (int row = 0; row < count; row += 2)
        everyOther.push_back(row);
    QItemSelectionModel selection(&model);
    selection.select(wholeRows(&model, everyOther), QItemSelectionModel::ClearAndSelect);
    QCOMPARE(selectedRows(&selection), everyOther);
}

QTEST_GUILESS_MAIN(TestRowSelection)
#include "tst_rowselection.moc"
