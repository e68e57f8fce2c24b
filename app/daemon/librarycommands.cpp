// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/librarycommands.h"

#include "api/store/librarycheck.h"
#include "api/store/recovery.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

Result<QString> check(const QString &library)
{
    const Result<LibraryCheck> checked = checkLibrary(library);
    if (!checked.ok())
        return checked.error();
    const QString report = checked.value().report();
    if (checked.value().isFine())
        return report;
    return StoreError{StoreError::Kind::Damaged, report.trimmed()};
}

Result<QString> recover(const QString &library)
{
    // What is fine is left alone.
    if (!hasUnfinishedRecovery(library)) {
        const Result<LibraryCheck> checked = checkLibrary(library);
        if (checked.ok() && checked.value().isFine())
            return u"There is nothing to recover. "_s + checked.value().report();
    }
    const Result<LibraryRecovery> recovery = recoverLibrary(library);
    if (!recovery.ok())
        return recovery.error();
    return recovery.value().report;
}

} // namespace

Result<QString> runLibraryCommand(const CommandLine &command)
{
    if (!QFileInfo::exists(command.library) && !hasUnfinishedRecovery(command.library))
        return StoreError{StoreError::Kind::CannotOpen, u"There is no library %1."_s.arg(command.library)};
    return command.action == CommandLine::Action::Check ? check(command.library) : recover(command.library);
}

QString withRemedy(const StoreError &error, const QString &library)
{
    using Kind = StoreError::Kind;
    const bool isDamaged = error.kind == Kind::Damaged || (error.kind == Kind::NotALibrary && wasLibrary(library));
    if (!isDamaged || library.isEmpty())
        return error.message;
    return u"%1\nWhat can be read of it is recovered by: sitebookd recover --library \"%2\""_s.arg(
        error.message, library);
}

} // namespace sitebook
