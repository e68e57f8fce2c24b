// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/backups.h"
#include "api/store/database.h"
#include "api/store/transaction.h"
#include "api/store/websitestore.h"
#include "tests/support/sqlfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// A library file with websites, open as long as the test wants.
class Scratch
{
    QTemporaryDir m_folder;

public:
    std::unique_ptr<Database> database;

    Scratch() { open(); }
    QString path() const { return m_folder.filePath(u"my library.sitebook"_s); }
    void open() { database = Database::open(path()).value(); }
    void add(const QString &name) { set(newIdentifier(), name); }
    void set(const QString &id, const QString &name)
    {
        Transaction transaction(*database);
        QVERIFY(!transaction.error());
        WebsiteStore store(*database);
        WebsiteRecord website;
        if (const auto existing = store.get(id); existing.ok())
            website = existing.value();
        website.id = id;
        website.name = name;
        website.url = u"https://%1.example/"_s.arg(id);
        website.created = website.updated = Timestamp::now();
        if (website.key != 0)
            QVERIFY(!store.update(website));
        else
            QVERIFY(store.create(website).ok());
        QVERIFY(!transaction.commit());
    }
    void remove(const QString &id)
    {
        Transaction transaction(*database);
        QVERIFY(!WebsiteStore(*database).remove(id));
        QVERIFY(!transaction.commit());
    }
    QStringList names() { return namesIn(*database); }
    static QStringList namesIn(const QString &path) { return namesIn(*Database::open(path).value()); }
    static QStringList namesIn(Database &database)
    {
        QStringList names;
        WebsiteStore(database).list([&](const WebsiteRow &website) {
            names.append(QString::fromUtf8(website.name));
            return true;
        });
        names.sort();
        return names;
    }
};

QDateTime at(const QString &text)
{
    QDateTime moment = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm"_s);
    moment.setTimeSpec(Qt::UTC);
    return moment;
}

qint64 countOf(const QString &path)
{
    qint64 count = 0;
    WebsiteStore(*Database::open(path).value()).list([&count](const WebsiteRow &) { return ++count > 0; });
    return count;
}

} // namespace

class TestBackups : public QObject
{
    Q_OBJECT

private slots:
    void whatIsKept();
    void copyOfALibraryInUse();
    void copyWhileOthersWrite();
    void changesOnceItIsSettled();
    void whatACrashLeftOfACopy();
    void whatDiffers();
    void restoring();
    void restoringThatACrashCutShort_data();
    void restoringThatACrashCutShort();
    void restoringWhatIsInUse();
    void restoringWhatIsDamaged();
    void folderThatCannotBeMade();
    void beforeAMigration();
};

void TestBackups::whatIsKept()
{
    const auto kept = [](const QList<std::pair<QString, BackupReason>> &all) {
        QList<BackupFile> backups;
        for (const auto &[moment, reason] : all)
            backups.append({moment, at(moment), reason});
        QStringList gone;
        for (const BackupFile &backup : superfluousBackups(backups, at(u"2026-11-24 12:00"_s)))
            gone.append(backup.path);
        return gone;
    };
    using Reason = BackupReason;
    QCOMPARE(kept({}), QStringList());
    // The newest stays, however old.
    QCOMPARE(kept({{u"2020-01-01 12:00"_s, Reason::Daily}}), QStringList());
    // Of a day the newest; of 7 days each; then one a week, for 4 weeks.
    QList<std::pair<QString, Reason>> daily;
    for (int age = 0; age < 40; ++age) {
        const QDateTime day = at(u"2026-11-24 10:00"_s).addDays(-age);
        for (const int hour : {10, 8})
            daily.append({day.toString(u"yyyy-MM-dd "_s) + u"%1:00"_s.arg(hour, 2, 10, QChar(u'0')), Reason::Daily});
    }
    const QStringList gone = kept(daily);
    QStringList left;
    for (const auto &[moment, reason] : std::as_const(daily)) {
        if (!gone.contains(moment))
            left.append(moment);
    }
    QCOMPARE(left,
        (QStringList{u"2026-11-24 10:00"_s, u"2026-11-23 10:00"_s, u"2026-11-22 10:00"_s, u"2026-11-21 10:00"_s,
            u"2026-11-20 10:00"_s, u"2026-11-19 10:00"_s, u"2026-11-18 10:00"_s, u"2026-11-15 10:00"_s,
            u"2026-11-08 10:00"_s, u"2026-11-01 10:00"_s}));
    // They get as old as that although all are looked through every day.
    QList<BackupFile> backups;
    for (QDateTime day = at(u"2026-08-01 10:00"_s); day <= at(u"2026-11-24 10:00"_s); day = day.addDays(1)) {
        backups.prepend({day.toString(u"yyyy-MM-dd hh:mm"_s), day, Reason::Daily});
        for (const BackupFile &backup : superfluousBackups(backups, day.addSecs(3600)))
            backups.removeIf([&](const BackupFile &each) { return each.path == backup.path; });
    }
    QStringList inTheEnd;
    for (const BackupFile &backup : std::as_const(backups))
        inTheEnd.append(backup.path);
    QCOMPARE(inTheEnd, left);
    QCOMPARE(kept({{u"2026-11-24 11:00"_s, Reason::Daily}, {u"2026-10-28 11:00"_s, Reason::Migration},
                 {u"2026-10-27 11:00"_s, Reason::Restore}, {u"2026-10-26 11:00"_s, Reason::MassChange},
                 {u"2020-10-26 11:00"_s, Reason::ByHand}}),
        (QStringList{u"2026-10-27 11:00"_s, u"2026-10-26 11:00"_s}));
}

void TestBackups::copyOfALibraryInUse()
{
    Scratch library;
    library.add(u"a"_s);
    QFile(journalOf(library.path())).open(QIODevice::WriteOnly); // empty is a database, too
    const Result<BackupFile> made = backUp(library.path(), BackupReason::ByHand);
    QVERIFY2(made.ok(), qPrintable(made.ok() ? QString() : made.error().message));
    QVERIFY(QFile::exists(journalOf(made.value().path)));
    library.add(u"b"_s);
    const QList<BackupFile> all = backupsOf(library.path());
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().path, made.value().path);
    QCOMPARE(all.first().reason, BackupReason::ByHand);
    QVERIFY(std::abs(all.first().moment.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(all.first().size > 0);
    // It is a library of its own, in one file.
    QCOMPARE(QDir(backupFolder(library.path())).entryList(QDir::Files).size(), 2);
    QCOMPARE(countOf(made.value().path), 1);
    QCOMPARE(library.names(), (QStringList{u"a"_s, u"b"_s}));
    // Two in the same second do not meet.
    QVERIFY(backUp(library.path(), BackupReason::Daily).ok());
    QVERIFY(backUp(library.path(), BackupReason::Daily).ok());
    QCOMPARE(backupsOf(library.path()).size(), 3);
}

/// Each copy is one state: pairs of websites are written together, and none is torn.
void TestBackups::copyWhileOthersWrite()
{
    Scratch library;
    std::atomic<bool> stop = false;
    QStringList problems;
    std::thread copier([&] {
        for (int i = 0; i < 5; ++i) {
            const auto made = backUp(library.path(), BackupReason::ByHand);
            if (!made.ok())
                problems.append(made.error().message);
        }
        stop = true;
    });
    while (!stop) {
        Transaction transaction(*library.database);
        for (int i = 0; i < 2; ++i) {
            WebsiteRecord website;
            website.id = newIdentifier();
            website.url = u"https://a.example/"_s;
            website.created = website.updated = Timestamp::now();
            QVERIFY(WebsiteStore(*library.database).create(website).ok());
        }
        QVERIFY(!transaction.commit());
    }
    copier.join();
    QCOMPARE(problems, QStringList());
    const QList<BackupFile> all = backupsOf(library.path());
    QCOMPARE(all.size(), 5);
    for (const BackupFile &backup : all)
        QCOMPARE(countOf(backup.path) % 2, 0);
}

/// Who waits until a backup is settled may change everything at once: the backup has none of it, and the library all.
void TestBackups::changesOnceItIsSettled()
{
    Scratch library;
    QStringList before;
    for (int i = 0; i < 200; ++i)
        before.append(u"website %1"_s.arg(i, 3, 10, QChar(u'0')));
    for (const QString &name : std::as_const(before))
        library.set(name, name);
    int settled = 0;
    const auto made = backUp(library.path(), BackupReason::MassChange, [&] {
        ++settled;
        for (const QString &name : std::as_const(before))
            library.remove(name);
        library.add(u"new"_s);
    });
    QVERIFY2(made.ok(), qPrintable(made.ok() ? QString() : made.error().message));
    QCOMPARE(settled, 1);
    QCOMPARE(library.names(), QStringList{u"new"_s});
    QCOMPARE(Scratch::namesIn(made.value().path), before);
}

void TestBackups::whatACrashLeftOfACopy()
{
    Scratch library;
    library.add(u"a"_s);
    const QString path = backUp(library.path(), BackupReason::Daily).value().path;
    const auto leave = [&](const QString &name, const QDateTime &moment) {
        QFile file(QDir(backupFolder(library.path())).filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("half of it") > 0 && file.flush()); // or closing it makes it new
        QVERIFY(file.setFileTime(moment, QFileDevice::FileModificationTime));
    };
    const QDateTime now = QDateTime::currentDateTimeUtc();
    leave(u"2026-01-01 10-00-00 daily.sitebook.part"_s, now.addDays(-2));
    leave(u"2026-01-01 10-00-00 daily.sitebook.part-journal"_s, now.addDays(-2));
    leave(u"2026-01-02 10-00-00 daily.sitebook.changes.part"_s, now.addDays(-2));
    leave(u"2026-01-03 10-00-00 daily.sitebook.part"_s, now); // somebody may be at it
    leave(u"Berlin.partners.sitebook"_s, now.addDays(-2)); // of the person
    const QString beside = library.path() + u".incoming 2026-01-0"_s;
    leave(beside + u"1 10-00-00 restore.sitebook.part"_s, now.addDays(-2));
    leave(beside + u"1 10-00-00 restore.sitebook.part-journal"_s, now.addDays(-2));
    leave(beside + u"1 10-00-00 restore.sitebook.changes"_s, now.addDays(-2));
    leave(beside + u"2 10-00-00 restore.sitebook.part"_s, now);
    tidyBackups(library.path());
    for (const bool isYoung : {false, true}) {
        const QStringList names{QFileInfo(beside).fileName() + (isYoung ? u"2*"_s : u"1*"_s)};
        QCOMPARE(QFileInfo(beside).dir().entryList(names, QDir::Files).size(), isYoung ? 1 : 0);
    }
    // One that came whole is put in place, with its journal.
    leave(beside + u"4 10-00-00 restore.sitebook"_s, now.addDays(-2));
    leave(beside + u"4 10-00-00 restore.sitebook.changes"_s, now.addDays(-2));
    tidyBackups(library.path());
    QVERIFY(hasUnfinishedRestoring(library.path()));
    QVERIFY(QFileInfo::exists(beside + u"4 10-00-00 restore.sitebook.changes"_s));
    const QStringList left = QDir(backupFolder(library.path())).entryList(QDir::Files, QDir::Name);
    const QStringList expected{
        u"2026-01-03 10-00-00 daily.sitebook.part"_s, QFileInfo(path).fileName(), u"Berlin.partners.sitebook"_s};
    QCOMPARE(left, expected);
}

void TestBackups::whatDiffers()
{
    Scratch library;
    for (const QString &name : {u"same"_s, u"changes"_s, u"goes"_s})
        library.set(name, name);
    const QString backup = backUp(library.path(), BackupReason::ByHand).value().path;
    Result<BackupDifference> found = compareWithBackup(library.path(), backup);
    QVERIFY(found.ok());
    QCOMPARE(found.value().onlyThere + found.value().onlyHere + found.value().changed, 0);
    library.set(u"changes"_s, u"changed"_s);
    library.set(u"new"_s, u"it’s new"_s);
    library.remove(u"goes"_s);
    found = compareWithBackup(library.path(), backup);
    QVERIFY(found.ok());
    QCOMPARE(found.value().onlyThere, 1);
    QCOMPARE(found.value().onlyThereNames, QStringList{u"goes"_s});
    QCOMPARE(found.value().onlyHereNames, QStringList{u"it’s new"_s});
    QCOMPARE(found.value().changedNames, QStringList{u"changed"_s});
    QFile damaged(backup);
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    QVERIFY(damaged.resize(damaged.size() / 2));
    damaged.close();
    QVERIFY(!compareWithBackup(library.path(), backup).ok());
    QVERIFY(!compareWithBackup(library.path(), library.path() + u".none"_s).ok());
}

void TestBackups::restoring()
{
    Scratch library;
    library.add(u"old"_s);
    const QString backup = backUp(library.path(), BackupReason::ByHand).value().path;
    library.add(u"new"_s);
    library.database.reset();
    const StoreError error = restoreBackup(library.path(), backup);
    QVERIFY2(!error, qPrintable(error.message));
    library.open();
    QCOMPARE(library.names(), QStringList{u"old"_s});
    // What was there is a backup now, and can come back in turn.
    const QList<BackupFile> all = backupsOf(library.path());
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.first().reason, BackupReason::Restore);
    library.database.reset();
    QVERIFY(!restoreBackup(library.path(), all.first().path));
    library.open();
    QCOMPARE(library.names(), (QStringList{u"new"_s, u"old"_s}));
}

void TestBackups::restoringThatACrashCutShort_data()
{
    QTest::addColumn<int>("moves");
    for (int moves = 0; moves <= 3; ++moves)
        QTest::addRow("after %d moves", moves) << moves;
}

/// Whatever a crash leaves of the moves: the next start makes the rest of them.
void TestBackups::restoringThatACrashCutShort()
{
    QFETCH(int, moves);
    Scratch library;
    library.add(u"old"_s);
    const QString path = library.path();
    const QString backup = backUp(path, BackupReason::ByHand).value().path;
    library.add(u"new"_s);
    library.database.reset();
    const auto write = [](const QString &file, const QByteArray &text) {
        QFile target(file);
        return target.open(QIODevice::WriteOnly) && target.write(text) == text.size();
    };
    const QString name = u"2026-11-24 10-00-00 restore.sitebook"_s;
    const QString kept = backupFolder(path) + u'/' + name;
    const QString incoming = path + u".incoming "_s + name;
    QVERIFY(QFile::copy(backup, incoming));
    QVERIFY(write(journalOf(path), "old journal") && write(journalOf(incoming), "journal of the backup"));
    const QList<std::pair<QString, QString>> all{
        {journalOf(path), journalOf(kept)}, {path, kept}, {journalOf(incoming), journalOf(path)}};
    for (const auto &[from, to] : all.first(moves))
        QVERIFY(QFile::rename(from, to));
    library.open();
    QCOMPARE(library.names(), QStringList{u"old"_s});
    const auto read = [](const QString &file) {
        QFile source(file);
        return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
    };
    QCOMPARE(read(journalOf(path)), QByteArray("journal of the backup"));
    QCOMPARE(read(journalOf(kept)), QByteArray("old journal"));
    QVERIFY(QFile::exists(kept));
    QVERIFY(!QFile::exists(incoming) && !QFile::exists(journalOf(incoming)));
}

void TestBackups::restoringWhatIsInUse()
{
    Scratch library;
    library.add(u"old"_s);
    const QString backup = backUp(library.path(), BackupReason::ByHand).value().path;
    library.add(u"new"_s);
    QCOMPARE(restoreBackup(library.path(), backup).kind, StoreError::Kind::InUse);
    QCOMPARE(library.names(), (QStringList{u"new"_s, u"old"_s}));
}

void TestBackups::restoringWhatIsDamaged()
{
    Scratch library;
    library.add(u"here"_s);
    library.database.reset();
    QDir().mkpath(backupFolder(library.path()));
    const QString backup = backupFolder(library.path()) + u"/2026-11-24 10-00-00 daily.sitebook"_s;
    QFile file(backup);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    const StoreError error = restoreBackup(library.path(), backup);
    QVERIFY(error);
    QVERIFY(error.message.contains(u"not restored"_s));
    library.open();
    QCOMPARE(library.names(), QStringList{u"here"_s});
    QCOMPARE(backupsOf(library.path()).size(), 1);
}

void TestBackups::folderThatCannotBeMade()
{
    Scratch library;
    library.add(u"here"_s);
    QVERIFY(QFile(backupFolder(library.path())).open(QIODevice::WriteOnly));
    const Result<BackupFile> made = backUp(library.path(), BackupReason::Daily);
    QVERIFY(!made.ok());
    QVERIFY(made.error().message.contains(backupFolder(library.path())));
    QCOMPARE(library.names(), QStringList{u"here"_s});
}

/// A newer version copies the library before it changes its format, and leaves it alone when that cannot be.
void TestBackups::beforeAMigration()
{
    Scratch library;
    library.add(u"old"_s);
    library.database.reset();
    QVERIFY(runOn(library.path(), u"DROP TABLE programs"_s));
    QVERIFY(runOn(library.path(), u"PRAGMA user_version = 1"_s));
    QFile blocking(backupFolder(library.path()));
    QVERIFY(blocking.open(QIODevice::WriteOnly));
    const auto refused = Database::open(library.path());
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, StoreError::Kind::MigrationFailed);
    QVERIFY(blocking.remove());
    library.open();
    QCOMPARE(library.names(), QStringList{u"old"_s});
    const QList<BackupFile> all = backupsOf(library.path());
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().reason, BackupReason::Migration);
    library.database.reset();
    QVERIFY(!restoreBackup(library.path(), all.first().path));
}

QTEST_GUILESS_MAIN(TestBackups)
#include "tst_backups.moc"
