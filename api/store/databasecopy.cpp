// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/databasecopy.h"

#include "api/store/backups.h"
#include "api/store/sqlitehandle.h"

#include <QFile>

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

using namespace sqlite;

namespace {

StoreError copyPages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return errorOf(to);
    // All at once is one state of the library; writers go on, since theirs goes to the write-ahead log.
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup) == SQLITE_OK ? StoreError() : errorOf(to);
}

/// Reads something, and stays at the state of the database that it saw.
void beginReading(sqlite3 *handle, StoreError &error)
{
    readOne(handle, u"BEGIN"_s, error);
    readNumber(handle, u"SELECT count(*) FROM sqlite_schema"_s, error);
}

StoreError copyAndCheck(const QString &from, const QString &to, const std::function<void()> &settled)
{
    StoreError error;
    const Handle source = open(from, SQLITE_OPEN_READWRITE, error);
    beginReading(source.get(), error);
    if (error)
        return error;
    if (settled)
        settled();
    const Handle target = open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
    if (!error)
        error = copyPages(source.get(), target.get());
    // One file, that can be copied and opened on its own.
    readOne(target.get(), u"PRAGMA journal_mode = DELETE"_s, error);
    const QString words = readOne(target.get(), u"PRAGMA quick_check(1)"_s, error);
    if (!error && words != "ok"_L1)
        error = {StoreError::Kind::Damaged, words};
    return error;
}

/// The count in the first column of \a sql, and the names in the second.
qint64 countNames(sqlite3 *handle, const QString &sql, QStringList &names, StoreError &error)
{
    constexpr qsizetype mostNames = 5;
    qint64 count = 0;
    const Query rows = prepare(handle, sql, error);
    while (next(rows, error)) {
        ++count;
        if (names.size() < mostNames)
            names.append(text(rows, 0));
    }
    return count;
}

} // namespace

StoreError copyDatabase(const QString &from, const QString &to, const std::function<void()> &settled)
{
    const QString unfinished = to + unfinishedSuffix;
    QFile::remove(unfinished);
    StoreError error = copyAndCheck(from, unfinished, settled);
    QFile file(unfinished);
    if (!error && !file.rename(to))
        error = {StoreError::Kind::Failed, u"%1: %2"_s.arg(to, file.errorString())};
    if (error)
        QFile::remove(unfinished);
    return error;
}

bool isEmptyLibrary(const QString &library)
{
    const auto isEmpty = [](const QString &path, const QStringList &tables) {
        StoreError error;
        const Handle handle = open(path, SQLITE_OPEN_READWRITE, error);
        return std::ranges::all_of(tables, [&](const QString &table) {
            const QString known = u"SELECT count(*) FROM sqlite_schema WHERE name = %1"_s.arg(quoted(table));
            const bool isThere = readNumber(handle.get(), known, error) > 0; // or the file is of an older version
            const qint64 rows =
                isThere ? readNumber(handle.get(), u"SELECT EXISTS (SELECT 1 FROM %1)"_s.arg(table), error) : 0;
            return rows == 0 && !error;
        });
    };
    return isEmpty(library, {u"websites"_s, u"materials"_s})
        && (!QFile::exists(journalOf(library)) || isEmpty(journalOf(library), {u"trash"_s, u"searches"_s}));
}

Result<BackupDifference> compareWithBackup(const QString &library, const QString &backup)
{
    StoreError error;
    const Handle handle = open(library, SQLITE_OPEN_READWRITE, error);
    readOne(handle.get(), u"ATTACH %1 AS backup"_s.arg(quoted(backup)), error);
    BackupDifference result;
    result.onlyThere = countNames(handle.get(),
        u"SELECT name FROM backup.websites WHERE id NOT IN (SELECT id FROM main.websites) ORDER BY name"_s,
        result.onlyThereNames, error);
    result.onlyHere = countNames(handle.get(),
        u"SELECT name FROM main.websites WHERE id NOT IN (SELECT id FROM backup.websites) ORDER BY name"_s,
        result.onlyHereNames, error);
    result.changed = countNames(handle.get(),
        u"SELECT here.name FROM main.websites AS here JOIN backup.websites AS there ON there.id = here.id "
        "WHERE there.updated <> here.updated OR there.name <> here.name OR there.url <> here.url ORDER BY 1"_s,
        result.changedNames, error);
    if (error)
        return error;
    return result;
}

} // namespace sitebook
