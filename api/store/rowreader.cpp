// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/rowreader.h"

#include "api/store/database.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

StoreError errorOf(sqlite3 *handle)
{
    return StoreError::fromSql(QSqlError({}, QString::fromUtf8(sqlite3_errmsg(handle)), QSqlError::StatementError,
        QString::number(sqlite3_extended_errcode(handle))));
}

} // namespace

RowReader::RowReader(Database &database, const char *sql, std::initializer_list<qint64> values)
{
    // https://doc.qt.io/qt-6/qsqldriver.html#handle
    const QVariant variant = database.connection().driver()->handle();
    if (!variant.isValid() || qstrcmp(variant.typeName(), "sqlite3*") != 0) {
        m_error = {StoreError::Kind::Failed, u"Qt's SQLite driver gives no handle."_s};
        return;
    }
    sqlite3 *handle = *static_cast<sqlite3 *const *>(variant.constData());
    if (sqlite3_prepare_v2(handle, sql, -1, &m_statement, nullptr) != SQLITE_OK)
        m_error = errorOf(handle);
    int position = 0;
    for (const qint64 value : values) {
        if (!m_error && sqlite3_bind_int64(m_statement, ++position, value) != SQLITE_OK)
            m_error = errorOf(handle);
    }
}

RowReader::~RowReader()
{
    sqlite3_finalize(m_statement);
}

bool RowReader::next()
{
    if (m_error)
        return false;
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        m_error = errorOf(sqlite3_db_handle(m_statement));
    return code == SQLITE_ROW;
}

QByteArrayView RowReader::bytes(int column) const
{
    const void *bytes = sqlite3_column_blob(m_statement, column); // in UTF-8, as the library is
    return {static_cast<const char *>(bytes), sqlite3_column_bytes(m_statement, column)};
}

qint64 RowReader::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

} // namespace sitebook
