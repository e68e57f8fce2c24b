// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/programcommands.h"

#include "api/store/database.h"
#include "api/store/transaction.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QString permissionText(Program::Permission permission)
{
    switch (permission) {
    case Program::Permission::Undecided:
        return u"waits"_s;
    case Program::Permission::Refused:
        return u"nothing"_s;
    case Program::Permission::Read:
        return u"read"_s;
    case Program::Permission::Change:
        return u"change"_s;
    }
    return {};
}

/// A line of what a person wants to know about \a program; the widths keep the columns of most apart.
QString lineAbout(const Program &program)
{
    return u"%1  %2  %3 %4  %5\n"_s.arg(program.id, permissionText(program.permission).leftJustified(7), program.name,
        program.version, program.platform);
}

Result<QString> permit(ProgramStore &store, const QList<Program> &programs, const CommandLine &command)
{
    QStringList ids;
    for (const Program &program : programs) {
        if (program.id == command.program || program.name == command.program)
            ids.append(program.id);
    }
    if (ids.isEmpty())
        return StoreError{StoreError::Kind::NoSuchItem,
            u"No program \"%1\" introduced itself. sitebookd programs tells which did."_s.arg(command.program)};
    if (ids.size() > 1)
        return StoreError{StoreError::Kind::Failed,
            u"Several programs are called %1. Name one by its identifier; sitebookd programs tells them."_s.arg(
                command.program)};
    if (StoreError error = store.setPermission(ids.first(), command.permission))
        return error;
    return u"%1 may %2 from now on.\n"_s.arg(command.program,
        command.permission == Program::Permission::Refused ? u"do nothing"_s : permissionText(command.permission));
}

} // namespace

Result<QString> runProgramCommand(const CommandLine &command)
{
    if (!QFileInfo::exists(command.library))
        return StoreError{StoreError::Kind::CannotOpen, u"There is no library %1."_s.arg(command.library)};
    const auto opened = Database::open(command.library);
    if (!opened.ok())
        return opened.error();
    ProgramStore store(*opened.value());
    Transaction transaction(*opened.value());
    if (transaction.error())
        return transaction.error();
    const Result<QList<Program>> programs = store.list();
    if (!programs.ok())
        return programs.error();
    if (command.action == CommandLine::Action::Permit) {
        Result<QString> done = permit(store, programs.value(), command);
        if (!done.ok())
            return done;
        if (StoreError error = transaction.commit())
            return error;
        return done;
    }
    QString text;
    for (const Program &program : programs.value())
        text += lineAbout(program);
    return text.isEmpty() ? u"No program introduced itself.\n"_s : text;
}

} // namespace sitebook
