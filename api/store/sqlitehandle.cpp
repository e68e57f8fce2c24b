// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/sqlitehandle.h"

#include <QSqlError>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace sitebook::sqlite {

void Closer::operator()(sqlite3 *handle) const
{
    sqlite3_close_v2(handle);
}

void Closer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

StoreError errorOf(sqlite3 *handle)
{
    return StoreError::fromSql(QSqlError({}, QString::fromUtf8(sqlite3_errmsg(handle)), QSqlError::StatementError,
        QString::number(sqlite3_extended_errcode(handle))));
}

Handle open(const QString &path, int flags, StoreError &error)
{
    constexpr int patience = 5'000; // milliseconds
    if (error)
        return nullptr;
    sqlite3 *raw = nullptr;
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &raw, flags, nullptr);
    Handle handle(raw);
    if (code != SQLITE_OK)
        error = {StoreError::Kind::CannotOpen,
            u"%1: %2"_s.arg(path, QString::fromUtf8(raw ? sqlite3_errmsg(raw) : sqlite3_errstr(code)))};
    else
        sqlite3_busy_timeout(raw, patience);
    return handle;
}

Query prepare(sqlite3 *handle, const QString &sql, StoreError &error)
{
    sqlite3_stmt *raw = nullptr;
    if (!error && sqlite3_prepare_v2(handle, sql.toUtf8().constData(), -1, &raw, nullptr) != SQLITE_OK)
        error = errorOf(handle);
    return Query(raw);
}

bool next(const Query &query, StoreError &error)
{
    if (error)
        return false;
    const int code = sqlite3_step(query.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        error = errorOf(sqlite3_db_handle(query.get()));
    return code == SQLITE_ROW;
}

QString readOne(sqlite3 *handle, const QString &sql, StoreError &error)
{
    const Query row = prepare(handle, sql, error);
    return next(row, error) ? text(row, 0) : QString();
}

qint64 readNumber(sqlite3 *handle, const QString &sql, StoreError &error)
{
    return readOne(handle, sql, error).toLongLong();
}

QString text(const Query &query, int column)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(query.get(), column)),
        sqlite3_column_bytes(query.get(), column));
}

qint64 integer(const Query &query, int column)
{
    return sqlite3_column_int64(query.get(), column);
}

void bind(const Query &query, int position, QByteArrayView value)
{
    sqlite3_bind_text64(query.get(), position, value.data() ? value.data() : "",
        static_cast<sqlite3_uint64>(value.size()), SQLITE_STATIC, SQLITE_UTF8);
}

void bind(const Query &query, int position, qint64 value)
{
    sqlite3_bind_int64(query.get(), position, value);
}

void run(const Query &query, StoreError &error)
{
    next(query, error);
    sqlite3_reset(query.get());
    sqlite3_clear_bindings(query.get());
}

QString quoted(QString text)
{
    return u'\'' + text.replace("'"_L1, "''"_L1) + u'\'';
}

} // namespace sitebook::sqlite
