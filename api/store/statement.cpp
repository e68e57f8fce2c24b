// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/statement.h"

#include "api/store/database.h"

#include <QSqlDatabase>
#include <QSqlError>

namespace sitebook {

Statement::Statement(Database &database, const char *sql)
    : m_query(database.m_prepared.try_emplace(sql, database.connection()).first->second)
{
    if (!m_query.lastQuery().isEmpty())
        return;
    m_query.setForwardOnly(true);
    if (m_query.prepare(QString::fromLatin1(sql)))
        return;
    m_prepareError = StoreError::fromSql(m_query.lastError());
    m_query = QSqlQuery(database.connection()); // prepared again at the next use: a lock of another program passes
}

QVariant Statement::toVariant(const QString &text)
{
    // SQLite takes a mark of the byte order that a text begins with for its own and leaves it out.
    constexpr QChar byteOrderMark(0xFEFF);
    if (text.startsWith(byteOrderMark))
        return QString(byteOrderMark + text);
    // The driver would make NULL of a null text, which means the same as an empty one everywhere else.
    return text.isNull() ? QStringLiteral("") : text;
}

StoreError Statement::execute()
{
    if (m_prepareError)
        return m_prepareError;
    m_query.exec();
    return StoreError::fromSql(m_query.lastError());
}

} // namespace sitebook
