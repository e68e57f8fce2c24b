// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/database.h"
#include "api/store/migrations.h"
#include "api/store/transaction.h"
#include "api/store/websitestore.h"

#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sitebook;
using namespace std::chrono_literals;
using Kind = StoreError::Kind;

Q_DECLARE_METATYPE(sitebook::StoreError::Kind)

namespace {

/// A connection to a file beside Sitebook's own, as another program has it.
class OtherProgram
{
public:
    explicit OtherProgram(const QString &path)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other program"_s))
    {
        m_database.setDatabaseName(path);
        m_database.open();
    }
    ~OtherProgram()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"other program"_s);
    }
    Q_DISABLE_COPY_MOVE(OtherProgram)

    bool run(const QStringList &statements)
    {
        QSqlQuery query(m_database);
        return std::ranges::all_of(statements, [&](const QString &statement) { return query.exec(statement); });
    }
    QVariant ask(const QString &statement)
    {
        QSqlQuery query(statement, m_database);
        return query.next() ? query.value(0) : QVariant();
    }
    QSqlDatabase &database() { return m_database; }

private:
    QSqlDatabase m_database;
};

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestStoreOpen : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void createAndReopen();
    void emptyFileBecomesLibrary();
    void refusesAndLeavesAsItIs_data();
    void refusesAndLeavesAsItIs();
    void missingFolder();
    void folderInsteadOfFile();
    void secondOpenIsInUse();
    void staleLockIsTakenOver();
    void emptyLockIsTakenOver();
    void lockedByOtherProgram();
    void readOnlyFile();
    void truncatedFile();
    void damagedAfterCrash();
    void migrationRollsBack();
    void migrationsContinue();

private:
    StoreError openError() const;
    /// Makes a library with \a count websites and closes it.
    void makeLibrary(int count);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestStoreOpen::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"web sites?.sitebook"_s);
}

StoreError TestStoreOpen::openError() const
{
    const auto opened = Database::open(m_path, 50ms);
    return opened.ok() ? StoreError() : opened.error();
}

void TestStoreOpen::makeLibrary(int count)
{
    const auto opened = Database::open(m_path);
    QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().message));
    Database &database = *opened.value();
    Transaction transaction(database);
    for (int i = 0; i < count; ++i) {
        WebsiteRecord website;
        website.id = QString::number(i);
        website.url = u"https://example.org/%1"_s.arg(i);
        website.created = website.updated = Timestamp::now();
        website.json = "{\"padding\":\""_ba + QByteArray(200, 'x') + "\"}";
        QVERIFY(WebsiteStore(database).create(website).ok());
    }
    QVERIFY(!transaction.commit());
}

void TestStoreOpen::createAndReopen()
{
    QString identifier;
    {
        const auto opened = Database::open(m_path);
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().message));
        identifier = opened.value()->identifier();
        QCOMPARE(QUuid(identifier).toString(QUuid::WithoutBraces), identifier);
    }
    QVERIFY(!QFile::exists(m_path + ".lock"_L1));
    QVERIFY(!QFile::exists(m_path + "-wal"_L1));
    {
        const auto opened = Database::open(m_path);
        QVERIFY(opened.ok());
        QCOMPARE(opened.value()->identifier(), identifier);
    }
    OtherProgram other(m_path);
    QCOMPARE(other.ask(u"PRAGMA application_id"_s).toInt(), libraryApplicationId);
    QCOMPARE(other.ask(u"PRAGMA user_version"_s).toInt(), int(libraryMigrations().size()));
    QCOMPARE(other.ask(u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
}

void TestStoreOpen::emptyFileBecomesLibrary()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(!openError());
    QVERIFY(readAll(m_path).startsWith("SQLite format 3"));
}

void TestStoreOpen::refusesAndLeavesAsItIs_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Kind>("kind");
    const QStringList none;
    QTest::newRow("text") << none << QByteArray("<html>a page that somebody saved</html>").repeated(10)
                          << Kind::NotALibrary;
    QTest::newRow("short") << none << "hello"_ba << Kind::NotALibrary;
    QTest::newRow("header only") << none << QByteArray("SQLite format 3\0", 16) << Kind::NotALibrary;
    QTest::newRow("another program's database")
        << QStringList{u"CREATE TABLE moz_places (id INTEGER)"_s} << QByteArray() << Kind::NotALibrary;
    QTest::newRow("another application id")
        << QStringList{u"PRAGMA application_id = 42"_s, u"CREATE TABLE websites (id TEXT)"_s} << QByteArray()
        << Kind::NotALibrary;
    QTest::newRow("newer") << QStringList{u"PRAGMA application_id = %1"_s.arg(libraryApplicationId),
        u"PRAGMA user_version = 1000"_s, u"CREATE TABLE websites (id TEXT)"_s}
                           << QByteArray() << Kind::NewerVersion;
}

void TestStoreOpen::refusesAndLeavesAsItIs()
{
    QFETCH(QStringList, statements);
    QFETCH(QByteArray, content);
    QFETCH(Kind, kind);
    if (!statements.isEmpty()) {
        OtherProgram other(m_path);
        QVERIFY(other.run(statements));
    } else {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    const QByteArray before = readAll(m_path);
    const StoreError error = openError();
    QCOMPARE(error.kind, kind);
    QVERIFY(!error.message.isEmpty());
    QCOMPARE(readAll(m_path), before);
    QVERIFY(!QFile::exists(m_path + ".lock"_L1));
}

void TestStoreOpen::missingFolder()
{
    m_path = m_folder->filePath(u"no/such/folder.sitebook"_s);
    QCOMPARE(openError().kind, Kind::CannotOpen);
    m_path.clear();
    QCOMPARE(openError().kind, Kind::CannotOpen);
}

void TestStoreOpen::folderInsteadOfFile()
{
    m_path = m_folder->path();
    QCOMPARE(openError().kind, Kind::CannotOpen);
}

void TestStoreOpen::secondOpenIsInUse()
{
    const auto opened = Database::open(m_path);
    QVERIFY(opened.ok());
    const StoreError error = openError();
    QCOMPARE(error.kind, Kind::InUse);
    QVERIFY(error.message.contains(QString::number(QCoreApplication::applicationPid())));
    // Another name of the same file is the same library.
    const QString alias = m_folder->filePath(u"alias"_s);
    QVERIFY(QFile::link(m_path, alias));
    m_path = alias;
    QCOMPARE(openError().kind, Kind::InUse);
}

void TestStoreOpen::staleLockIsTakenOver()
{
    makeLibrary(1);
    // A process number beyond the largest that the system gives, on this host.
    QFile lock(m_path + ".lock"_L1);
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write("999999999\nsitebook\n" + QSysInfo::machineHostName().toLocal8Bit() + '\n');
    lock.close();
    const StoreError error = openError();
    QVERIFY2(!error, qPrintable(error.message));
}

void TestStoreOpen::emptyLockIsTakenOver()
{
    makeLibrary(1);
    // As a process leaves it that is killed, or whose machine loses its power, right after the file was made.
    QFile lock(m_path + ".lock"_L1);
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.close();
    {
        const StoreError error = openError();
        QVERIFY2(!error, qPrintable(error.message));
    }
    {
        // Nor is one in the way that died while it removed the lock of another who had.
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write("999999999\nsitebook\n" + QSysInfo::machineHostName().toLocal8Bit() + '\n');
        lock.close();
        QFile removing(m_path + ".lock.rmlock"_L1);
        QVERIFY(removing.open(QIODevice::WriteOnly));
        removing.close();
        const StoreError error = openError();
        QVERIFY2(!error, qPrintable(error.message));
    }
    // But not from a process that lives.
    QLockFile held(m_path + ".lock"_L1);
    QVERIFY(held.tryLock());
    QVERIFY(lock.resize(0));
    QCOMPARE(openError().kind, Kind::InUse);
}

void TestStoreOpen::lockedByOtherProgram()
{
    makeLibrary(1);
    {
        OtherProgram other(m_path);
        QVERIFY(other.run({u"BEGIN IMMEDIATE"_s, u"DELETE FROM websites"_s}));
        QCOMPARE(openError().kind, Kind::Locked); // it may read, but not write
        QVERIFY(other.run({u"ROLLBACK"_s}));
    }
    {
        OtherProgram other(m_path);
        QVERIFY(other.run({u"PRAGMA locking_mode = EXCLUSIVE"_s, u"BEGIN EXCLUSIVE"_s}));
        QCOMPARE(openError().kind, Kind::Locked); // not even that
    }
    const StoreError error = openError();
    QVERIFY2(!error, qPrintable(error.message));
}

void TestStoreOpen::readOnlyFile()
{
    makeLibrary(1);
    const QFile::Permissions everyone = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
    QVERIFY(QFile::setPermissions(m_path, everyone));
    QVERIFY(QFile::setPermissions(m_folder->path(),
        everyone | QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther | QFile::ExeOwner | QFile::ExeGroup
            | QFile::ExeOther));
    // Nothing is read-only for root, who therefore becomes somebody else for a moment.
    constexpr uid_t nobody = 65534;
    const uid_t self = geteuid();
    QVERIFY(self != 0 || seteuid(nobody) == 0);
    const StoreError error = openError();
    QVERIFY(self != 0 || seteuid(self) == 0);
    QVERIFY2(error.kind == Kind::ReadOnly, qPrintable(error.message));
}

void TestStoreOpen::truncatedFile()
{
    makeLibrary(500);
    QFile file(m_path);
    QVERIFY(file.resize(file.size() / 2));
    const QByteArray before = readAll(m_path);
    QCOMPARE(openError().kind, Kind::Damaged);
    QCOMPARE(readAll(m_path), before);
}

void TestStoreOpen::damagedAfterCrash()
{
    makeLibrary(500);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    for (qint64 page = 4096 * 8; page < size - 4096; page += 4096) {
        file.seek(page);
        file.write(QByteArray(64, '\x7f'));
    }
    file.close();
    const StoreError error = openError();
    QCOMPARE(error.kind, Kind::Damaged);
    QVERIFY(!error.message.isEmpty());
}

void TestStoreOpen::migrationRollsBack()
{
    makeLibrary(3);
    OtherProgram other(m_path);
    QList<QStringList> migrations = libraryMigrations();
    const int current = int(migrations.size());
    migrations.append(QStringList{u"ALTER TABLE websites ADD COLUMN rating INTEGER"_s, u"DELETE FROM websites"_s,
        u"INSERT INTO no_such_table VALUES (1)"_s});
    const StoreError error = migrate(other.database(), current, migrations);
    QCOMPARE(error.kind, Kind::MigrationFailed);
    QVERIFY(error.message.contains("no_such_table"_L1));
    QCOMPARE(other.ask(u"PRAGMA user_version"_s).toInt(), current);
    QCOMPARE(other.ask(u"SELECT count(*) FROM websites"_s).toInt(), 3);
    QCOMPARE(other.ask(u"SELECT count(*) FROM pragma_table_info('websites') WHERE name = 'rating'"_s).toInt(), 0);
}

void TestStoreOpen::migrationsContinue()
{
    makeLibrary(3);
    OtherProgram other(m_path);
    QList<QStringList> migrations = libraryMigrations();
    const int current = int(migrations.size());
    migrations.append(QStringList{u"ALTER TABLE websites ADD COLUMN rating INTEGER"_s});
    migrations.append(QStringList{u"UPDATE websites SET rating = 5"_s});
    QVERIFY(!migrate(other.database(), current, migrations));
    QCOMPARE(other.ask(u"PRAGMA user_version"_s).toInt(), current + 2);
    QCOMPARE(other.ask(u"SELECT min(rating) FROM websites"_s).toInt(), 5);
}

QTEST_GUILESS_MAIN(TestStoreOpen)
#include "tst_storeopen.moc"
