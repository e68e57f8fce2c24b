// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/journalmodel.h"
#include "tests/app/foreignserver.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/remotelibrary.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// The model without its times, a step a line: `what | changes | state`, with a dash before what is struck out.
QString textOf(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 1; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        const bool out = model.index(row, 1).data(Qt::FontRole).value<QFont>().strikeOut();
        lines.append((out ? u"- "_s : QString()) + cells.join(u" | "_s));
    }
    return lines.join(u'\n');
}

/// A library of a foreign server with a model of its history.
struct Shown
{
    explicit Shown(const QString &journal = {})
        : remote(server.http.base(), journal)
        , model(remote.library.history())
    {
        if (!remote.load())
            qFatal("the library did not load");
    }

    ForeignServer server;
    RemoteLibrary remote;
    JournalModel model;
    QAbstractItemModelTester tester{&model, fatal};

    bool add(const QString &name)
    {
        const Website site = websiteNamed(name, u"https://%1.example/"_s.arg(name));
        return remote.perform({u"Add %1"_s.arg(name), {Operation::create(site)}});
    }
};

} // namespace

/// The history as views see it.
class TestJournalModel : public QObject
{
    Q_OBJECT

private slots:
    void stepsAsText();
    void selectionStaysWithItsStep();
    void earlierStepsComeBelow();
    void thousandsOfSteps();
    void onlyWhatChangedIsTold();
};

void TestJournalModel::stepsAsText()
{
    Shown s;
    QCOMPARE(textOf(s.model), QString());
    QVERIFY(s.add(u"a"_s));
    QVERIFY(s.add(u"b"_s));
    s.server.fail("/websites/create", FakeAnswer::failure(422, "no"));
    QVERIFY(s.add(u"c"_s));
    QTRY_COMPARE(textOf(s.model), u"Add c | 1 | 1 refused\nAdd b | 1 | Saved\nAdd a | 1 | Saved"_s);
    s.remote.library.history()->undoStep(s.model.id(s.model.index(2, 0)));
    QVERIFY(s.remote.settled());
    QTRY_COMPARE(textOf(s.model), u"Add c | 1 | 1 refused\nAdd b | 1 | Saved\n- Add a | 1 | Taken back"_s);
    QVERIFY(s.model.isFollowed(s.model.index(2, 0)));
    QVERIFY(!s.model.isFollowed(s.model.index(0, 0)));
    QVERIFY(!s.model.isFollowed({}));
    QCOMPARE(s.model.headerData(0, Qt::Horizontal).toString(), u"When"_s);
    QVERIFY(!s.model.index(0, 0).data().toString().isEmpty());
    QCOMPARE(s.model.indexOf(s.model.id(s.model.index(1, 0))), s.model.index(1, 0));
    QVERIFY(!s.model.indexOf(1).isValid());
    QCOMPARE(s.model.id({}), 0);
}

void TestJournalModel::selectionStaysWithItsStep()
{
    Shown s;
    QVERIFY(s.add(u"a"_s));
    QTRY_COMPARE(s.model.rowCount(), 1);
    const QSignalSpy resets(&s.model, &QAbstractItemModel::modelReset);
    QItemSelectionModel selection(&s.model);
    selection.setCurrentIndex(s.model.index(0, 0), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
    const qint64 chosen = s.model.id(selection.currentIndex());
    QVERIFY(s.add(u"b"_s));
    QVERIFY(s.add(u"c"_s));
    QTRY_COMPARE(s.model.rowCount(), 3);
    QCOMPARE(selection.currentIndex().row(), 2);
    QCOMPARE(s.model.id(selection.selectedRows().constFirst()), chosen);
    s.remote.library.history()->undo();
    QVERIFY(s.remote.settled());
    QTRY_COMPARE(textOf(s.model), u"- Add c | 1 | Taken back\nAdd b | 1 | Saved\nAdd a | 1 | Saved"_s);
    QCOMPARE(s.model.id(selection.currentIndex()), chosen);
    QCOMPARE(resets.size(), 0);
}

void TestJournalModel::earlierStepsComeBelow()
{
    const QTemporaryDir folder;
    const QString journal = folder.filePath(u"journal"_s);
    {
        Shown first(journal);
        QVERIFY(first.add(u"a"_s));
        QVERIFY(first.add(u"b"_s));
    }
    ForeignServer server;
    RemoteLibrary remote(server.http.base(), journal);
    JournalModel model(remote.library.history());
    const QAbstractItemModelTester tester(&model, fatal);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    // Before the journal was read.
    remote.library.perform({u"Add c"_s, {Operation::create(websiteNamed(u"c"_s, u"https://c.example/"_s))}});
    QTRY_COMPARE(model.rowCount(), 3);
    QVERIFY(remote.load());
    QVERIFY(remote.settled());
    QTRY_COMPARE(textOf(model), u"Add c | 1 | Saved\nAdd b | 1 | Saved\nAdd a | 1 | Saved"_s);
    QCOMPARE(resets.size(), 0);
}

void TestJournalModel::thousandsOfSteps()
{
    OfflineLibrary offline;
    JournalModel model(offline.library().history());
    const QAbstractItemModelTester tester(&model, fatal);
    const QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    constexpr int steps = 5000;
    const Website site = offline.makeWebsite(u"0"_s, u"https://a.example/"_s);
    offline.library().perform({u"Add"_s, {Operation::create(site)}});
    for (int i = 1; i < steps; ++i)
        offline.library().perform({u"Rename"_s, {offline.renaming(site.id, QString::number(i))}});
    QTRY_COMPARE(model.rowCount(), steps);
    // What came together was told together.
    QCOMPARE(inserts.size(), 1);
    offline.library().history()->undoTo(model.id(model.index(steps - 1, 0)));
    QTRY_COMPARE(model.index(0, 3).data().toString(), u"Taken back"_s);
    QCOMPARE(model.index(steps - 2, 3).data().toString(), u"Taken back"_s);
    QVERIFY(changes.size() <= 2);
    QCOMPARE(resets.size(), 0);
}

void TestJournalModel::onlyWhatChangedIsTold()
{
    Shown s;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        QVERIFY(s.add(name));
    QTRY_COMPARE(s.model.index(0, 3).data().toString(), u"Saved"_s);
    QSignalSpy changes(&s.model, &QAbstractItemModel::dataChanged);
    s.remote.library.history()->undoStep(s.model.id(s.model.index(1, 0)));
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(changes.constFirst().at(0).toModelIndex(), s.model.index(1, 0));
    QCOMPARE(changes.constFirst().at(1).toModelIndex(), s.model.index(1, 3));
    QVERIFY(s.remote.settled());
}

QTEST_GUILESS_MAIN(TestJournalModel)
#include "tst_journalmodel.moc"
