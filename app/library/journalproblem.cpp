// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalproblem.h"

#include <QSqlError>

namespace sitebook {

namespace {

/// Whether the primary result code \a code of SQLite (https://sqlite.org/rescode.html) is about the file's
/// surroundings.
bool mayPassCode(int code)
{
    switch (code) {
    case 3: // no permission
    case 5: // another connection has a lock
    case 6:
    case 7: // no memory
    case 8: // read-only
    case 10: // the disk does not do what it is told, as at the limit of a file's size
    case 13: // no space
    case 14: // cannot be opened
        return true;
    default:
        return false;
    }
}

} // namespace

JournalProblem JournalProblem::fromSql(const QSqlError &error)
{
    if (error.type() == QSqlError::NoError)
        return {};
    const QString words = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    return {words, mayPassCode(error.nativeErrorCode().toInt() & 0xff)};
}

} // namespace sitebook
