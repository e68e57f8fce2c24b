// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/backups.h"

#include "api/store/databasecopy.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::Backups)
};

constexpr QLatin1StringView suffix(".sitebook");
const QString stampFormat = u"yyyy-MM-dd HH-mm-ss"_s;
constexpr int daysKept = 7;
constexpr int weeksKept = 4;

/// In the order of BackupReason; they are in the names of files, and so never translated.
constexpr std::array<QLatin1StringView, 5> reasonNames{QLatin1StringView("daily"), QLatin1StringView("migration"),
    QLatin1StringView("restore"), QLatin1StringView("mass change"), QLatin1StringView("by hand")};

std::optional<BackupFile> fromName(const QFileInfo &info)
{
    const QString name = info.fileName().chopped(suffix.size());
    QDateTime moment = QDateTime::fromString(name.left(stampFormat.size()), stampFormat);
    moment.setTimeSpec(Qt::UTC);
    const auto reason = std::ranges::find(reasonNames, name.mid(stampFormat.size() + 1));
    if (!moment.isValid() || reason == reasonNames.end())
        return std::nullopt;
    return BackupFile{info.filePath(), moment, static_cast<BackupReason>(reason - reasonNames.begin()),
        info.size() + QFileInfo(journalOf(info.filePath())).size()};
}

/// A name for a backup made now, that no other has.
Result<QString> newPath(const QString &library, BackupReason reason)
{
    const QDir folder(backupFolder(library));
    if (!folder.mkpath(u"."_s))
        return StoreError{
            StoreError::Kind::CannotOpen, Texts::tr("The folder for backups, %1, cannot be made.").arg(folder.path())};
    for (QDateTime moment = QDateTime::currentDateTimeUtc();; moment = moment.addSecs(1)) {
        const QString stamp = moment.toString(stampFormat);
        if (folder.entryList({stamp + u'*'}, QDir::Files).isEmpty())
            return folder.filePath(stamp + u' ' + reasonNames.at(static_cast<std::size_t>(reason)) + suffix);
    }
}

/// Moves \a from to \a to, or copies it from one disk to another.
StoreError moveFile(const QString &from, const QString &to)
{
    QFile file(from);
    if (!file.exists() || file.rename(to))
        return {};
    return {StoreError::Kind::Failed, Texts::tr("%1 cannot be moved to %2: %3").arg(from, to, file.errorString())};
}

} // namespace

QString journalOf(const QString &library)
{
    return library + ".changes"_L1;
}

QString backupFolder(const QString &library)
{
    return library + ".backups"_L1;
}

QList<BackupFile> backupsOf(const QString &library)
{
    QList<BackupFile> backups;
    const QFileInfoList files = QDir(backupFolder(library)).entryInfoList({u'*' + suffix}, QDir::Files, QDir::Name);
    for (const QFileInfo &info : files) {
        if (const auto backup = fromName(info))
            backups.prepend(*backup);
    }
    return backups;
}

Result<BackupFile> backUp(const QString &library, BackupReason reason)
{
    const Result<QString> path = newPath(library, reason);
    if (!path.ok())
        return path.error();
    // The journal first: a change that is only in the newer library is there, one that is only in the journal is not.
    const QString journal = journalOf(path.value());
    const bool hasJournal = QFileInfo::exists(journalOf(library));
    StoreError error = hasJournal ? copyDatabase(journalOf(library), journal) : StoreError();
    if (!error)
        error = copyDatabase(library, path.value());
    if (error) {
        QFile::remove(journal);
        error.message = Texts::tr("No backup was made of %1: %2").arg(library, error.message);
        return error;
    }
    return *fromName(QFileInfo(path.value()));
}

QList<BackupFile> superfluousBackups(const QList<BackupFile> &backups, const QDateTime &now)
{
    QList<BackupFile> superfluous;
    QSet<qint64> days;
    QSet<qint64> weeks;
    for (qsizetype i = 0; i < backups.size(); ++i) {
        const BackupFile &backup = backups.at(i);
        const qint64 age = backup.moment.date().daysTo(now.date());
        bool kept = i == 0 || backup.reason == BackupReason::ByHand;
        if (backup.reason == BackupReason::Daily) {
            const qint64 week = age / 7;
            const bool newestOfDay = !days.contains(age);
            const bool newestOfWeek = !weeks.contains(week);
            days.insert(age);
            weeks.insert(week);
            kept = kept || (age < daysKept && newestOfDay) || (week < weeksKept && newestOfWeek);
        } else if (age < weeksKept * 7) {
            kept = true;
        }
        if (!kept)
            superfluous.append(backup);
    }
    return superfluous;
}

void tidyBackups(const QString &library)
{
    const QList<BackupFile> superfluous = superfluousBackups(backupsOf(library), QDateTime::currentDateTimeUtc());
    for (const BackupFile &backup : superfluous) {
        QFile::remove(backup.path);
        QFile::remove(journalOf(backup.path));
    }
}

StoreError restoreBackup(const QString &library, const QString &backup)
{
    const Result<QString> kept = newPath(library, BackupReason::Restore);
    if (!kept.ok())
        return kept.error();
    // Beside the library first, so that nothing is touched when there is no room.
    const QString incoming = library + ".incoming"_L1;
    QFile::remove(incoming);
    QFile::remove(journalOf(incoming));
    StoreError error = copyDatabase(backup, incoming);
    if (!error && QFileInfo::exists(journalOf(backup)))
        error = copyDatabase(journalOf(backup), journalOf(incoming));
    QList<std::pair<QString, QString>> moves;
    const auto move = [&](const QString &from, const QString &to) {
        if (error || !QFileInfo::exists(from))
            return;
        error = moveFile(from, to);
        if (!error)
            moves.prepend({from, to});
    };
    for (const auto &[from, to] :
        {std::pair(library, kept.value()), std::pair(journalOf(library), journalOf(kept.value()))})
    {
        move(from, to);
        move(from + "-wal"_L1, to + "-wal"_L1); // one that is left belongs to its file
    }
    move(incoming, library);
    move(journalOf(incoming), journalOf(library));
    if (error) {
        for (const auto &[from, to] : std::as_const(moves))
            QFile::rename(to, from);
        error.message = Texts::tr("The backup was not restored: %1").arg(error.message);
    } else {
        QFile::remove(library + "-shm"_L1);
        QFile::remove(journalOf(library) + "-shm"_L1);
    }
    QFile::remove(incoming);
    QFile::remove(journalOf(incoming));
    return error;
}

} // namespace sitebook
