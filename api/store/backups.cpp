// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/backups.h"

#include "api/store/databasecopy.h"
#include "api/store/librarylock.h"

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
constexpr QLatin1StringView journalSuffix(".changes");
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

/// Between the name of a library and that of the backup which it becomes: the library that takes its place.
constexpr QLatin1StringView incomingInfix(".incoming ");

/// The complete successor of \a library that a crash left beside it; empty when there is none.
QString unfinishedRestoring(const QString &library)
{
    const QFileInfo info(library);
    const QString prefix = info.fileName() + incomingInfix;
    const QStringList names = info.dir().entryList(QDir::Files | QDir::Hidden, QDir::Name);
    for (const QString &name : names) {
        if (name.startsWith(prefix) && name.endsWith(suffix))
            return info.dir().filePath(name);
    }
    return {};
}

/// Removes what has stayed unfinished for a day in \a folder, of the backups and journals whose names begin with
/// \a prefix: while it is younger, somebody may be at it. With \a all also what is whole.
void removeUnfinishedIn(const QDir &folder, const QString &prefix, bool all)
{
    const QDateTime yesterday = QDateTime::currentDateTimeUtc().addDays(-1);
    const QFileInfoList files = folder.entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &file : files) {
        if (!file.fileName().startsWith(prefix) || file.lastModified() >= yesterday)
            continue;
        QString whole = file.fileName().mid(prefix.size());
        const qsizetype unfinished = whole.lastIndexOf(unfinishedSuffix);
        if (unfinished >= 0)
            whole.truncate(unfinished);
        if (whole.endsWith(journalSuffix))
            whole.chop(journalSuffix.size());
        if ((unfinished >= 0 || all) && whole.endsWith(suffix) && fromName(QFileInfo(whole)))
            QFile::remove(file.filePath());
    }
}

/// Removes what crashes left of copies: it is of no use to anybody, and may be what fills the disk.
void removeUnfinished(const QString &library)
{
    removeUnfinishedIn(backupFolder(library), {}, false);
    // Beside a library that is whole, its journal waits to be put in place with it.
    if (const QFileInfo info(library); unfinishedRestoring(library).isEmpty())
        removeUnfinishedIn(info.dir(), info.fileName() + incomingInfix, true);
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

/// Makes \a library the backup \a kept and \a incoming the library, each with its journal; after an error everything is
/// as it was. A crash leaves what this goes on with: the library goes last and comes last.
StoreError putInPlace(const QString &library, const QString &incoming, const QString &kept)
{
    StoreError error;
    QList<std::pair<QString, QString>> moves;
    const auto move = [&](const QString &from, const QString &to) {
        if (error || !QFileInfo::exists(from))
            return;
        error = moveFile(from, to);
        if (!error)
            moves.prepend({from, to});
    };
    const bool isAway = QFileInfo::exists(kept);
    for (const auto &[from, to] : {std::pair(journalOf(library), journalOf(kept)), std::pair(library, kept)}) {
        if (isAway)
            break;
        move(from + "-wal"_L1, to + "-wal"_L1); // one that is left belongs to its file
        move(from, to);
    }
    move(journalOf(incoming), journalOf(library));
    move(incoming, library);
    if (error) {
        for (const auto &[from, to] : std::as_const(moves))
            QFile::rename(to, from);
    } else {
        QFile::remove(library + "-shm"_L1);
        QFile::remove(journalOf(library) + "-shm"_L1);
    }
    return error;
}

} // namespace

QString journalOf(const QString &library)
{
    return library + journalSuffix;
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

Result<BackupFile> backUp(const QString &library, BackupReason reason, const std::function<void()> &settled)
{
    removeUnfinished(library);
    const Result<QString> path = newPath(library, reason);
    if (!path.ok())
        return path.error();
    // The journal first: a change that is only in the newer library is there, one that is only in the journal is not.
    const QString journal = journalOf(path.value());
    const bool hasJournal = QFileInfo::exists(journalOf(library));
    StoreError error = hasJournal ? copyDatabase(journalOf(library), journal) : StoreError();
    if (!error)
        error = copyDatabase(library, path.value(), settled);
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
            // Weeks of the calendar: one counted from today would take the last of a week away before it gets old.
            const qint64 week = backup.moment.date().toJulianDay() / 7;
            const bool newestOfDay = !days.contains(age);
            const bool newestOfWeek = !weeks.contains(week);
            days.insert(age);
            weeks.insert(week);
            kept = kept || (age < daysKept && newestOfDay) || (age < weeksKept * 7 && newestOfWeek);
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
    removeUnfinished(library);
}

StoreError restoreBackup(const QString &library, const QString &backup)
{
    StoreError error;
    const QFileInfo info(library);
    const auto lock = lockLibrary(info.exists() ? info.canonicalFilePath() : info.absoluteFilePath(), error);
    if (!error)
        error = finishRestoring(library);
    if (error)
        return error;
    const Result<QString> kept = newPath(library, BackupReason::Restore);
    if (!kept.ok())
        return kept.error();
    // Beside the library first, so that nothing is touched when there is no room; the journal before the library,
    // which is there only as a whole, and says by its name where the old one goes.
    const QString incoming = library + incomingInfix + QFileInfo(kept.value()).fileName();
    if (QFileInfo::exists(journalOf(backup)))
        error = copyDatabase(journalOf(backup), journalOf(incoming));
    if (!error)
        error = copyDatabase(backup, incoming);
    if (!error)
        error = putInPlace(library, incoming, kept.value());
    if (error)
        error.message = Texts::tr("The backup was not restored: %1").arg(error.message);
    QFile::remove(incoming);
    QFile::remove(journalOf(incoming));
    return error;
}

bool hasUnfinishedRestoring(const QString &library)
{
    return !unfinishedRestoring(library).isEmpty();
}

StoreError finishRestoring(const QString &library)
{
    const QString incoming = unfinishedRestoring(library);
    if (incoming.isEmpty())
        return {};
    const QString name = incoming.mid(library.size() + incomingInfix.size());
    return putInPlace(library, incoming, QDir(backupFolder(library)).filePath(name));
}

} // namespace sitebook
