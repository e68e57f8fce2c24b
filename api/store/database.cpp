// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/database.h"

#include "api/store/backups.h"
#include "api/store/librarylock.h"
#include "api/store/migrations.h"
#include "api/store/recovery.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QVariant>
#include <QtEndian>

#include <atomic>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

using Kind = StoreError::Kind;

/// Up to this size a library is checked each time it is opened; it takes some tens of milliseconds.
constexpr qint64 alwaysCheckedSize = 64 * 1024 * 1024;

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return u"sitebook-library-%1"_s.arg(++counter);
}

/// What can be said about the file at \a path before SQLite touches it.
StoreError examineFile(const QString &path)
{
    const QFileInfo info(path);
    if (path.isEmpty() || !QFileInfo(info.absolutePath()).isDir())
        return {Kind::CannotOpen, Database::tr("The folder %1 does not exist.").arg(info.absolutePath())};
    if (!info.exists())
        return {};
    if (!info.isFile())
        return {Kind::CannotOpen, Database::tr("%1 is not a file.").arg(path)};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {Kind::CannotOpen, Database::tr("%1 cannot be read: %2").arg(path, file.errorString())};
    const QByteArray header = file.read(100);
    if (header.isEmpty() && !backupsOf(path).isEmpty())
        return {Kind::Damaged, Database::tr("The library %1 is damaged: all of it is missing.").arg(path)};
    if (header.isEmpty())
        return {};
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return {Kind::NotALibrary, Database::tr("%1 is not a Sitebook library.").arg(path)};
    // The header states the size in pages, if it was written by a version that keeps both counters alike.
    const auto number = [&](int offset) { return qFromBigEndian<quint32>(header.constData() + offset); };
    const qint64 pageSize = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 stated = number(28) * (pageSize == 1 ? 65536 : pageSize);
    const bool ours = number(68) == static_cast<quint32>(libraryApplicationId);
    if (ours && number(24) == number(92) && info.size() < stated)
        return {Kind::Damaged, Database::tr("The library %1 is damaged: a part of it is missing.").arg(path)};
    return {};
}

} // namespace

Database::Database(const QString &path)
    : m_path(path)
    , m_connectionName(nextConnectionName())
{
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, std::chrono::milliseconds busyTimeout)
{
    // The lock must be the same whichever way the file is named.
    const QFileInfo info(path);
    const QString realPath = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    const bool isRecovered = !path.isEmpty() && hasUnfinishedRecovery(realPath);
    const bool isRestored = !path.isEmpty() && hasUnfinishedRestoring(realPath);
    StoreError error = isRecovered || isRestored ? StoreError() : examineFile(path.isEmpty() ? path : realPath);
    if (error)
        return error;
    std::unique_ptr<Database> database(new Database(realPath));
    error = database->takeLock();
    if (!error && isRestored)
        error = finishRestoring(realPath);
    if (!error && isRecovered)
        error = finishRecovery(realPath);
    if (!error)
        error = database->openFile(busyTimeout);
    if (!error)
        error = database->verifyAndMigrate();
    if (!error)
        error = database->configure();
    if (error)
        return error;
    return database;
}

Result<std::unique_ptr<Database>> Database::openReader(const QString &path)
{
    std::unique_ptr<Database> database(new Database(path));
    StoreError error = database->openFile(std::chrono::seconds(2));
    if (!error)
        error = database->configureReader();
    if (error)
        return error;
    return database;
}

Database::~Database()
{
    m_prepared.clear();
    QSqlDatabase::removeDatabase(m_connectionName);
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_connectionName, false);
}

StoreError Database::takeLock()
{
    m_unclean = hasLibraryLock(m_path) || QFileInfo(m_path + "-wal"_L1).size() > 0;
    StoreError error;
    m_lock = lockLibrary(m_path, error);
    return error;
}

StoreError Database::openFile(std::chrono::milliseconds busyTimeout)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
    database.setDatabaseName(m_path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeout.count()));
    if (database.open())
        return {};
    return {Kind::CannotOpen, tr("%1 cannot be opened: %2").arg(m_path, database.lastError().text())};
}

Result<QVariant> Database::readOne(const QString &sql)
{
    QSqlQuery query(connection());
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return StoreError::fromSql(query.lastError());
    return query.next() ? query.value(0) : QVariant();
}

StoreError Database::verifyAndMigrate()
{
    const Result<QVariant> application = readOne(u"PRAGMA application_id"_s);
    if (!application.ok())
        return application.error();
    const bool ours = application.value().toInt() == libraryApplicationId;
    if (!ours) {
        const Result<QVariant> tables = readOne(u"SELECT count(*) FROM sqlite_master"_s);
        if (!tables.ok() && tables.error().kind == Kind::Locked)
            return tables.error();
        if (!tables.ok() || application.value().toInt() != 0 || tables.value().toInt() != 0)
            return {Kind::NotALibrary, tr("%1 is not a Sitebook library.").arg(m_path)};
    }
    const Result<QVariant> version = readOne(u"PRAGMA user_version"_s);
    if (!version.ok())
        return version.error();
    if (ours && version.value().toInt() > libraryMigrations().size()) {
        return {Kind::NewerVersion,
            tr("The library %1 was written by a newer Sitebook (version %2 of its format).")
                .arg(m_path)
                .arg(version.value().toInt())};
    }
    if (ours && (m_unclean || QFileInfo(m_path).size() <= alwaysCheckedSize)) {
        if (StoreError error = check())
            return error;
    }
    if (ours && version.value().toInt() < libraryMigrations().size()) {
        if (const auto kept = backUp(m_path, BackupReason::Migration); !kept.ok())
            return {Kind::MigrationFailed, kept.error().message};
    }
    QSqlDatabase database = connection();
    return migrate(database, ours ? version.value().toInt() : 0);
}

StoreError Database::configure()
{
    // The statement that writes nothing tells a file that cannot be written from one that can.
    for (const QString &statement : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s,
             u"PRAGMA foreign_keys = ON"_s, u"PRAGMA temp_store = MEMORY"_s, u"PRAGMA cache_size = -16384"_s,
             u"BEGIN IMMEDIATE"_s, u"UPDATE properties SET value = value WHERE 0"_s, u"COMMIT"_s})
    {
        if (const Result<QVariant> done = readOne(statement); !done.ok())
            return done.error();
    }
    return readIdentifier();
}

StoreError Database::configureReader()
{
    for (const QString &statement :
        {u"PRAGMA query_only = ON"_s, u"PRAGMA temp_store = MEMORY"_s, u"PRAGMA cache_size = -2048"_s})
    {
        if (const Result<QVariant> done = readOne(statement); !done.ok())
            return done.error();
    }
    return readIdentifier();
}

StoreError Database::readIdentifier()
{
    const Result<QVariant> identifier = readOne(u"SELECT value FROM properties WHERE name = 'identifier'"_s);
    if (!identifier.ok())
        return identifier.error();
    m_identifier = identifier.value().toString();
    return {};
}

StoreError Database::check()
{
    const Result<QVariant> words = readOne(u"PRAGMA quick_check(1)"_s);
    if (!words.ok())
        return words.error();
    if (words.value().toString() == "ok"_L1)
        return {};
    return {Kind::Damaged, tr("The library %1 is damaged (%2).").arg(m_path, words.value().toString())};
}

StoreError Database::checkpoint()
{
    const Result<QVariant> done = readOne(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    return done.ok() ? StoreError() : done.error();
}

void Database::releaseMemory()
{
    // See https://www.sqlite.org/pragma.html#pragma_shrink_memory; it has no result, and nothing depends on it.
    QSqlQuery(connection()).exec(u"PRAGMA shrink_memory"_s);
}

} // namespace sitebook
