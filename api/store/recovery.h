// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/association.h"

#include <QDateTime>
#include <QStringList>

#include <array>
#include <functional>

namespace sitebook {

/// What became of the items of one kind, or of the links, of a damaged library.
struct RecoveryCount
{
    /// Read from the damaged file.
    qint64 read = 0;
    /// Of them, those of which a part is lost: they are there, but not with everything that they had.
    qint64 patchy = 0;
    /// Taken from a backup, as they were then.
    qint64 fromBackup = 0;
    /// Put together from what an index still knew.
    qint64 rebuilt = 0;
    /// Known to have been there, and gone.
    qint64 lost = 0;
    /// Whether there may have been more of which there is no trace.
    bool mayBeMore = false;
    /// The names of some of those that are patchy and that are lost, as far as anything knows them.
    QStringList patchyNames{};
    QStringList lostNames{};
};

/// What recovering a library came to.
struct LibraryRecovery
{
    RecoveryCount websites;
    std::array<RecoveryCount, associationKindCount> materials{};
    RecoveryCount links;
    /// When the backup was made that was used; invalid without one.
    QDateTime backup{};
    /// Where the damaged file is now, untouched.
    QString damagedFile{};
    /// Where `report` was written down.
    QString reportFile{};
    /// What happened, in a few lines, and in full.
    QString summary{};
    QString report{};
};

// These wait for the disk: call them on a thread of their own.

/// Whether the file \a path, which cannot be opened as a library, was one: anything else must not be touched.
bool wasLibrary(const QString &path);

/// Makes a new library of what can be read of the damaged one at \a path, which nobody may have open, and of what its
/// newest backup has of the rest; items that were deleted since the backup stay deleted, as far as the journal knows.
/// The damaged file is kept under another name beside the report; \a progress is told how far it is, in percent, and
/// ends it by false. After an error everything is as it was, and a crash at any moment leaves the old file or the new
/// one. A recovery that a crash cut short after its last decision is brought to its end, and told of.
Result<LibraryRecovery> recoverLibrary(const QString &path, const std::function<bool(int percent)> &progress = {});

/// Whether a recovery of \a path is complete but for the names of its files.
bool hasUnfinishedRecovery(const QString &path);
/// Gives the files of such a recovery their names, under the lock of the library.
StoreError finishRecovery(const QString &path);

} // namespace sitebook
