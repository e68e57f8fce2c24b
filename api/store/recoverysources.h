// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/recovery.h"
#include "api/store/sqlitehandle.h"

namespace sitebook {

class Salvage;

/// Makes a library of what a Salvage took from a damaged one, and of what else there is: its newest backup, its
/// journal, and its own indexes.
class RecoverySources
{
public:
    /// For the damaged library \a path, whose successor is \a library.
    RecoverySources(const QString &path, sqlite3 *library);

    /// Looks for a journal and a backup that can be used; before the transaction of the new library begins.
    void attach();
    /// Completes what \a salvage took. Adds to \a recovery what was read, taken from elsewhere, and lost.
    StoreError complete(const Salvage &salvage, LibraryRecovery &recovery);

private:
    QString m_path;
    sqlite3 *m_library;
    StoreError m_error;
    bool m_hasJournal = false;
    /// When the backup was made; invalid without one.
    QDateTime m_backup;

    bool attach(const QString &path, const QString &name, int applicationId, int newestVersion);
    void run(const QString &sql);
    qint64 number(const QString &sql);
    QStringList texts(const QString &sql);
    void readJournal();
    void dropDeletedStrays(const Salvage &salvage);
    void takeFromBackup(const Salvage &salvage, LibraryRecovery &recovery);
    void patch();
    void rebuild(const Salvage &salvage, LibraryRecovery &recovery);
    void insertLinks(const QString &selection);
    void takeLinks(const Salvage &salvage, LibraryRecovery &recovery);
    void countRest(const Salvage &salvage, LibraryRecovery &recovery);
    QString nameOf(const QString &kind, const QString &id) const;
};

} // namespace sitebook
