// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/recovery.h"

#include "api/store/backups.h"
#include "api/store/librarylock.h"
#include "api/store/migrations.h"
#include "api/store/recoveryreport.h"
#include "api/store/recoverysources.h"
#include "api/store/salvage.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::Recovery)
};

// Beside the library NAME: NAME.recovering while it is made, NAME.recovered STAMP when it is complete, and NAME.damaged
// STAMP for the old one. From the second on a recovery only goes forward.
constexpr QLatin1StringView readyInfix(".recovered ");
constexpr QLatin1StringView damagedInfix(".damaged ");
const QString stampFormat = u"yyyy-MM-dd HH-mm-ss"_s;

constexpr qsizetype versionOffset = 60;
constexpr qsizetype applicationOffset = 68;

/// A time that none of the files beside \a path has in its name.
QString newStamp(const QString &path)
{
    for (QDateTime moment = QDateTime::currentDateTimeUtc();; moment = moment.addSecs(1)) {
        const QString stamp = moment.toString(stampFormat);
        if (!QFileInfo::exists(path + damagedInfix + stamp))
            return stamp;
    }
}

/// The time in the name of the complete successor of \a path; empty when there is none.
QString readyStamp(const QString &path)
{
    const QFileInfo info(path);
    const QString prefix = info.fileName() + readyInfix;
    const QStringList names = info.dir().entryList(QDir::Files | QDir::Hidden, QDir::Name);
    for (const QString &name : names) {
        const QString stamp = name.mid(prefix.size());
        if (name.startsWith(prefix) && QDateTime::fromString(stamp, stampFormat).isValid())
            return stamp;
    }
    return {};
}

void removeUnfinished(const QString &path)
{
    for (const QString &part : {u""_s, u"-journal"_s})
        QFile::remove(path + ".recovering"_L1 + part);
}

std::filesystem::path native(const QString &path)
{
    return QFileInfo(path).filesystemAbsoluteFilePath();
}

/// Moves files one after the other, and all of them back when one cannot be moved.
class Moves
{
public:
    /// Moves \a from, if it is there, to \a to, where nothing may be.
    bool move(const QString &from, const QString &to)
    {
        if (!QFileInfo::exists(from))
            return true;
        if (!QFile::rename(from, to))
            return false;
        m_done.append({from, to});
        return true;
    }
    /// Gives the file \a from the second name \a to; false where a disk knows no such names.
    bool link(const QString &from, const QString &to)
    {
        std::error_code code;
        std::filesystem::create_hard_link(native(from), native(to), code);
        if (!code)
            m_link = to;
        return !code;
    }
    void takeBack()
    {
        if (!m_link.isEmpty())
            QFile::remove(m_link);
        while (!m_done.isEmpty()) {
            const auto [from, to] = m_done.takeLast();
            QFile::rename(to, from);
        }
    }

private:
    QList<std::pair<QString, QString>> m_done;
    QString m_link;
};

StoreError makeTables(sqlite3 *library)
{
    StoreError error;
    QStringList statements{u"PRAGMA application_id = %1"_s.arg(libraryApplicationId)};
    for (const QStringList &migration : libraryMigrations())
        statements += migration;
    statements.append(u"PRAGMA user_version = %1"_s.arg(libraryMigrations().size()));
    for (const QString &statement : std::as_const(statements))
        sqlite::readOne(library, statement, error);
    return error;
}

StoreError damaged(const QString &path)
{
    return {StoreError::Kind::Damaged,
        Texts::tr("The library %1 is damaged, and nothing of it can be read. It was left as it is.").arg(path)};
}

bool isEmptyHanded(const LibraryRecovery &recovery)
{
    const auto count = [](const RecoveryCount &each) { return each.read + each.fromBackup + each.rebuilt; };
    return count(recovery.websites) == 0
        && std::ranges::all_of(recovery.materials, [&](const RecoveryCount &each) { return count(each) == 0; });
}

/// Makes \a target of what there is of \a path.
StoreError makeSuccessor(const QString &path, const QString &target, LibraryRecovery &recovery,
    const std::function<bool(int percent)> &progress)
{
    StoreError error;
    const sqlite::Handle library =
        sqlite::open(target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, error);
    if (error)
        return error;
    RecoverySources sources(path, library.get());
    sources.attach();
    sqlite::readOne(library.get(), u"PRAGMA temp_store = FILE"_s, error);
    sqlite::readOne(library.get(), u"BEGIN IMMEDIATE"_s, error);
    if (!error)
        error = makeTables(library.get());
    if (error)
        return error;
    PageFile pages(path);
    Salvage salvage(pages, library.get());
    error = salvage.run(progress);
    if (!error && salvage.isStopped())
        error = {StoreError::Kind::Failed, Texts::tr("The recovery was stopped. The library is as it was.")};
    if (!error)
        error = sources.complete(salvage, recovery);
    if (!error && isEmptyHanded(recovery) && !(salvage.isWhole(u"websites"_s) && salvage.isWhole(u"materials"_s)))
        return damaged(path);
    sqlite::readOne(library.get(), u"COMMIT"_s, error);
    const QString words = sqlite::readOne(library.get(), u"PRAGMA main.quick_check(1)"_s, error);
    if (!error && words != "ok"_L1)
        error = {StoreError::Kind::Failed, Texts::tr("What was recovered could not be written: %1").arg(words)};
    return error;
}

StoreError writeReport(const LibraryRecovery &recovery)
{
    QSaveFile file(recovery.reportFile);
    const QByteArray text = recovery.report.toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return {StoreError::Kind::CannotOpen,
        Texts::tr("%1 cannot be written: %2").arg(recovery.reportFile, file.errorString())};
}

/// What a recovery came to that a crash cut short before it could be told.
LibraryRecovery toldAgain(const QString &path, const QString &stamp)
{
    LibraryRecovery recovery;
    recovery.damagedFile = path + damagedInfix + stamp;
    recovery.reportFile = recovery.damagedFile + ".txt"_L1;
    QFile file(recovery.reportFile);
    if (file.open(QIODevice::ReadOnly))
        recovery.report = QString::fromUtf8(file.readAll());
    recovery.summary = summaryOf(recovery.report);
    return recovery;
}

} // namespace

bool wasLibrary(const QString &path)
{
    PageFile pages(path);
    if (pages.hasHeader())
        return pages.headerNumber(applicationOffset) == static_cast<quint32>(libraryApplicationId);
    if (!path.endsWith(".sitebook"_L1))
        return false;
    bool isZero = QFileInfo(path).isFile();
    for (quint32 number = 1; number <= pages.pageCount(); ++number) {
        const QByteArray bytes = pages.bytes(number);
        isZero = isZero && std::ranges::all_of(bytes, [](char byte) { return byte == 0; });
        const PageFile::Page page = pages.read(number);
        if (std::ranges::any_of(page.rows, isLibraryRow))
            return true;
    }
    // Nothing, or zeros, are what some file systems leave after a crash; a document of somebody else is not like that.
    return isZero && !backupsOf(path).isEmpty();
}

Result<LibraryRecovery> recoverLibrary(const QString &given, const std::function<bool(int percent)> &progress)
{
    const QFileInfo info(given);
    const QString path = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    StoreError error;
    const auto lock = lockLibrary(path, error);
    if (error)
        return error;
    if (const QString stamp = readyStamp(path); !stamp.isEmpty()) {
        error = finishRecovery(path);
        if (error)
            return error;
        return toldAgain(path, stamp);
    }
    if (!info.isFile())
        return StoreError{StoreError::Kind::CannotOpen, Texts::tr("There is no library %1.").arg(path)};
    if (!wasLibrary(path))
        return StoreError{StoreError::Kind::NotALibrary, Texts::tr("%1 is not a Sitebook library.").arg(path)};
    if (PageFile pages(path); pages.hasHeader() && pages.headerNumber(versionOffset) > libraryMigrations().size())
        return StoreError{StoreError::Kind::NewerVersion,
            Texts::tr("The library %1 was written by a newer Sitebook, which alone can recover it.").arg(path)};

    removeUnfinished(path);
    const QString stamp = newStamp(path);
    const QString part = path + ".recovering"_L1;
    LibraryRecovery recovery;
    recovery.damagedFile = path + damagedInfix + stamp;
    recovery.reportFile = recovery.damagedFile + ".txt"_L1;
    error = makeSuccessor(path, part, recovery, progress);
    if (!error) {
        recovery.report = reportOn(path, recovery);
        recovery.summary = summaryOf(recovery.report);
        QFile::setPermissions(part, QFile::permissions(path));
        error = writeReport(recovery);
    }
    const QString ready = path + readyInfix + stamp;
    if (!error && !QFile::rename(part, ready))
        error = {StoreError::Kind::CannotOpen, Texts::tr("%1 cannot be written.").arg(ready)};
    if (!error)
        error = finishRecovery(path);
    removeUnfinished(path);
    if (error) {
        QFile::remove(ready);
        QFile::remove(recovery.reportFile);
        return error;
    }
    return recovery;
}

bool hasUnfinishedRecovery(const QString &path)
{
    return !readyStamp(path).isEmpty();
}

StoreError finishRecovery(const QString &path)
{
    const QString stamp = readyStamp(path);
    if (stamp.isEmpty())
        return {};
    const QString aside = path + damagedInfix + stamp;
    const auto failure = [&](const std::error_code &code) {
        return StoreError{StoreError::Kind::CannotOpen,
            Texts::tr("The damaged library cannot be set aside as %1, so nothing was changed: %2")
                .arg(aside, QString::fromLocal8Bit(code.message().c_str()))};
    };
    std::error_code code = std::make_error_code(std::errc::permission_denied);
    Moves moves;
    // By a second name first, so that there is a library of the old name all the time. What is left in the log belongs
    // to the old file, and would be written into the new one.
    const bool isAside =
        !QFileInfo::exists(path) || QFileInfo::exists(aside) || moves.link(path, aside) || moves.move(path, aside);
    if (!isAside || !moves.move(path + "-wal"_L1, aside + "-wal"_L1)
        || !moves.move(path + "-shm"_L1, aside + "-shm"_L1)) {
        moves.takeBack();
        return failure(code);
    }
    std::filesystem::rename(native(path + readyInfix + stamp), native(path), code);
    if (!code)
        return {};
    moves.takeBack();
    return failure(code);
}

} // namespace sitebook
