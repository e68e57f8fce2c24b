// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/librarylock.h"

#include <QCoreApplication>
#include <QFileInfo>

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

} // namespace

bool hasLibraryLock(const QString &path)
{
    return QFileInfo::exists(lockPath(path));
}

std::unique_ptr<QLockFile> lockLibrary(const QString &path, StoreError &error)
{
    using Kind = StoreError::Kind;
    auto lock = std::make_unique<QLockFile>(lockPath(path));
    lock->setStaleLockTime(std::chrono::milliseconds(0)); // age says nothing; a dead owner does
    if (lock->tryLock())
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
    lock->getLockInfo(&process, &host, &application);
    //: %1 is a file, %2 the number of a process
    error = {
        Kind::InUse, Words::tr("The library %1 is in use by another Sitebook (process %2).").arg(path).arg(process)};
    return nullptr;
}

} // namespace sitebook
