// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"

#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

// SQLite's own interface, for what Qt's driver cannot do: copying a file that is in use, interrupting a long check. A
// function does nothing when \a error says already that something went wrong.

namespace sitebook::sqlite {

struct Closer
{
    void operator()(sqlite3 *handle) const;
    void operator()(sqlite3_stmt *statement) const;
};
using Handle = std::unique_ptr<sqlite3, Closer>;
using Query = std::unique_ptr<sqlite3_stmt, Closer>;

/// What \a handle reported last.
StoreError errorOf(sqlite3 *handle);
/// Opens the file \a path, which may be a URI when \a flags say so; waits some seconds for the locks of others.
Handle open(const QString &path, int flags, StoreError &error);
/// Prepares the statement \a sql.
Query prepare(sqlite3 *handle, const QString &sql, StoreError &error);
/// Goes to the next row; false at the end, and after an error.
bool next(const Query &query, StoreError &error);
/// Runs \a sql and gives the first column of its first row.
QString readOne(sqlite3 *handle, const QString &sql, StoreError &error);
qint64 readNumber(sqlite3 *handle, const QString &sql, StoreError &error);
/// The column \a column of the current row.
QString text(const Query &query, int column);
qint64 integer(const Query &query, int column);
/// Binds \a value to the parameter \a position, counted from 1. A text is UTF-8, and has to be there until it is run.
void bind(const Query &query, int position, QByteArrayView value);
void bind(const Query &query, int position, qint64 value);
/// Runs a statement that gives no rows, and forgets what was bound to it.
void run(const Query &query, StoreError &error);
/// \a text as a literal of SQL.
QString quoted(QString text);

} // namespace sitebook::sqlite
