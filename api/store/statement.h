// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/timestamp.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace sitebook {

class Database;

/// A prepared statement borrowed from a Database, given back when this object goes. The same statement cannot be
/// borrowed twice at a time.
class Statement
{
public:
    /// Prepares \a sql, a literal, at its first use.
    Statement(Database &database, const char *sql);
    ~Statement() { m_query.finish(); }
    Q_DISABLE_COPY_MOVE(Statement)

    /// Binds \a values to the question marks in their order and executes.
    template<typename... Values> StoreError run(const Values &...values)
    {
        int position = 0;
        (m_query.bindValue(position++, toVariant(values)), ...);
        return execute();
    }
    /// Moves to the next row; false at the end or after an error, see error().
    bool next() { return m_query.next(); }
    /// The error that ended next(), if one did.
    StoreError error() const { return StoreError::fromSql(m_query.lastError()); }
    /// How many rows the execution inserted, changed or deleted.
    int affectedRows() const { return m_query.numRowsAffected(); }
    /// The key of the row that the execution inserted.
    qint64 insertedKey() const { return m_query.lastInsertId().toLongLong(); }

    QString text(int column) const { return m_query.value(column).toString(); }
    QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    qint64 integer(int column) const { return m_query.value(column).toLongLong(); }
    Timestamp moment(int column) const { return Timestamp::fromMicroseconds(integer(column)); }
    bool isNull(int column) const { return m_query.isNull(column); }

private:
    static QVariant toVariant(Timestamp moment) { return moment.microseconds(); }
    template<typename T> static QVariant toVariant(const T &value) { return QVariant::fromValue(value); }
    static QVariant toVariant(const QVariant &value) { return value; }
    static QVariant toVariant(const QString &text);

    StoreError execute();

    QSqlQuery &m_query;
    StoreError m_prepareError;
};

} // namespace sitebook
