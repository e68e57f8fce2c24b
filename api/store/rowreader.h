// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/timestamp.h"

#include <QByteArrayView>

#include <initializer_list>

struct sqlite3_stmt;

namespace sitebook {

class Database;

/// Reads the rows of a long list by SQLite's own interface, on the connection that Qt opened: text comes as UTF-8 where
/// it lies, which halves the time that a list of 100,000 websites takes. Everything else goes through Statement.
class RowReader
{
public:
    /// Runs \a sql, which takes \a values in their order.
    RowReader(Database &database, const char *sql, std::initializer_list<qint64> values = {});
    ~RowReader();
    Q_DISABLE_COPY_MOVE(RowReader)

    /// Moves to the next row; false at the end or after an error, see error().
    bool next();
    /// Why it ended, when that was an error.
    const StoreError &error() const { return m_error; }

    /// The text of a column, until the next row.
    QByteArrayView text(int column) const { return bytes(column); }
    /// The blob of a column, until the next row.
    QByteArrayView bytes(int column) const;
    qint64 integer(int column) const;
    Timestamp moment(int column) const { return Timestamp::fromMicroseconds(integer(column)); }

private:
    sqlite3_stmt *m_statement = nullptr;
    StoreError m_error;
};

} // namespace sitebook
