// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/storeerror.h"

#include <QCoreApplication>
#include <QSqlError>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

// The result codes of SQLite (https://sqlite.org/rescode.html): the primary ones, the low byte of what the driver
// reports, and those that are told of a full disk or a file at its largest size, too.
enum SqliteCode {
    Busy = 5,
    LockedTable = 6,
    ReadOnly = 8,
    BrokenDisk = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    NotADatabase = 26,
    CannotWrite = BrokenDisk | (3 << 8),
    CannotSync = BrokenDisk | (4 << 8),
    CannotTruncate = BrokenDisk | (6 << 8),
    CannotGrowIndex = BrokenDisk | (19 << 8),
};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::StoreError)
};

} // namespace

StoreError StoreError::fromSql(const QSqlError &error)
{
    if (error.type() == QSqlError::NoError)
        return {};
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    const int code = error.nativeErrorCode().toInt();
    if (code == CannotWrite || code == CannotSync || code == CannotTruncate || code == CannotGrowIndex)
        return {Kind::NoSpace, Words::tr("The disk takes nothing more for the library (%1).").arg(words)};
    switch (code & 0xff) {
    case Busy:
    case LockedTable:
        return {Kind::Locked, Words::tr("Another program has locked the library.")};
    case ReadOnly:
        return {Kind::ReadOnly, Words::tr("The library can be read but not changed.")};
    case Corrupt:
        //: %1 is what SQLite says, in English
        return {Kind::Damaged, Words::tr("The library is damaged (%1).").arg(words)};
    case Full:
        return {Kind::NoSpace, Words::tr("There is no space left for the library.")};
    case CannotOpen:
        return {Kind::CannotOpen, Words::tr("The library cannot be opened (%1).").arg(words)};
    case NotADatabase:
        return {Kind::NotALibrary, Words::tr("The file is not a Sitebook library.")};
    }
    return {Kind::Failed, Words::tr("The library reports an error: %1").arg(words)};
}

StoreError StoreError::noSuchItem(QAnyStringView noun, const QString &id)
{
    // These words cross the wire, where they are English.
    return {Kind::NoSuchItem, u"There is no %1 with the id %2."_s.arg(noun.toString(), id.left(200))};
}

} // namespace sitebook
