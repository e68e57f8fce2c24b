// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/librarylock.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::LibraryLock)
};

QString lockPath(const QString &library)
{
    return library + ".lock"_L1;
}

/// Whether the file of \a lock is there without a word of who owns it.
bool saysNothing(const QLockFile &lock)
{
    qint64 process = 0;
    QString host;
    QString application;
    return QFileInfo::exists(lock.fileName()) && !lock.getLockInfo(&process, &host, &application);
}

} // namespace

bool hasLibraryLock(const QString &path)
{
    return QFileInfo::exists(lockPath(path));
}

bool tryLock(QLockFile &lock)
{
    using namespace std::chrono_literals;
    lock.setStaleLockTime(0ms); // age says nothing; a dead owner does
    if (lock.tryLock())
        return true;
    if (lock.error() != QLockFile::LockFailedError)
        return false;
    // Whoever removes the lock of a dead owner holds another meanwhile, see QLockFile, and may die as well.
    QLockFile removing(lock.fileName() + ".rmlock"_L1);
    removing.setStaleLockTime(0ms);
    if (!saysNothing(lock) && !saysNothing(removing))
        return false;
    // An owner may be about to write, which takes no time. If not, the file goes unless a living process has it open.
    std::this_thread::sleep_for(100ms);
    if (saysNothing(removing))
        removing.removeStaleLockFile();
    if (lock.tryLock())
        return true;
    // Of two who come to this at once, the second must not remove what the first has made meanwhile.
    return removing.tryLock() && saysNothing(lock) && lock.removeStaleLockFile() && lock.tryLock();
}

std::unique_ptr<QLockFile> lockLibrary(const QString &path, StoreError &error)
{
    using Kind = StoreError::Kind;
    auto lock = std::make_unique<QLockFile>(lockPath(path));
    if (tryLock(*lock))
        return lock;
    if (lock->error() != QLockFile::LockFailedError) {
        if (QFileInfo::exists(path))
            error = {Kind::ReadOnly,
                Words::tr("The library %1 can be read but not changed: its folder is closed.").arg(path)};
        else
            error = {Kind::CannotOpen, Words::tr("Nothing can be created in the folder of %1.").arg(path)};
        return nullptr;
    }
    qint64 process = 0;
    QString host;
    QString application;
    if (lock->getLockInfo(&process, &host, &application)) {
        //: %1 is a file, %2 the number of a process
        error = {Kind::InUse,
            Words::tr("The library %1 is in use by another Sitebook (process %2).").arg(path).arg(process)};
    } else {
        error = {Kind::InUse, Words::tr("The library %1 is in use by another Sitebook.").arg(path)};
    }
    return nullptr;
}

} // namespace sitebook
