// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <functional>

namespace sitebook {

/// What tells a journal ("SbJ1") from other SQLite files, and the version of its tables. Recovering a library reads
/// them, too.
inline constexpr int journalApplicationId = 0x53624a31;
inline constexpr int journalVersion = 4;

/// Why a backup was made.
enum class BackupReason : quint8 {
    Daily,
    /// Before a newer version changed the format.
    Migration,
    /// What was there before an older backup took its place.
    Restore,
    /// Before a change of very many items.
    MassChange,
    ByHand,
};

/// One backup of a library: a library file with a name that says when and why.
struct BackupFile
{
    QString path;
    /// In UTC.
    QDateTime moment;
    BackupReason reason = BackupReason::Daily;
    /// In bytes, with its journal.
    qint64 size = 0;
};

/// What restoring a backup would change.
struct BackupDifference
{
    /// Websites that only the backup has, that only the library has, and that both have but not alike.
    qint64 onlyThere = 0;
    qint64 onlyHere = 0;
    qint64 changed = 0;
    /// The names of some of each.
    QStringList onlyThereNames{};
    QStringList onlyHereNames{};
    QStringList changedNames{};
};

// These wait for the disk: call them on a thread of their own. A library may be in use meanwhile, unless it says not.

/// The file beside \a library in which its changes are written down.
QString journalOf(const QString &library);
/// The folder beside \a library in which its backups are.
QString backupFolder(const QString &library);
/// The backups of \a library, the newest first.
QList<BackupFile> backupsOf(const QString &library);
/// Whether \a library has no item, and its journal neither trash nor saved searches, so that there is nothing to keep.
bool isEmptyLibrary(const QString &library);
/// Copies \a library and its journal as they are now, by SQLite's online backup, and reads the
/// copies through before they count. \a settled is called once it is clear what is in the backup, long before it is
/// made: what is changed from then on is not in it.
Result<BackupFile> backUp(const QString &library, BackupReason reason, const std::function<void()> &settled = {});
/// Which of \a backups, the newest first, are not kept at \a now: of the daily ones the last of each of 7 days and of 4
/// weeks stay; those before a change 28 days; those by hand for ever; the newest of all always.
QList<BackupFile> superfluousBackups(const QList<BackupFile> &backups, const QDateTime &now);
/// Removes what superfluousBackups() names, and what crashes left of unfinished ones.
void tidyBackups(const QString &library);
/// Compares \a backup with \a library by identifier, and by the moment of the last change.
Result<BackupDifference> compareWithBackup(const QString &library, const QString &backup);
/// Puts \a backup and its journal in the place of \a library, which nobody may have open. What was there becomes a
/// backup itself; after an error everything is as it was.
StoreError restoreBackup(const QString &library, const QString &backup);
/// Whether a crash came between the moves of restoreBackup(), so that there may be no library in its place.
bool hasUnfinishedRestoring(const QString &library);
/// Makes those moves, if there are any, for whoever has the lock of \a library.
StoreError finishRestoring(const QString &library);

} // namespace sitebook
