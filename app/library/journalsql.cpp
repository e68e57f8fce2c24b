// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalsql.h"

#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>

using namespace Qt::StringLiterals;

namespace sitebook::journalsql {

namespace {

/// Where the column of the kind says that the item is a website.
constexpr int noKind = -1;

} // namespace

QString toText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject toObject(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

int toNumber(std::optional<AssociationKind> kind)
{
    return kind ? static_cast<int>(*kind) : noKind;
}

std::optional<AssociationKind> toKind(const QVariant &number)
{
    const int value = number.toInt();
    if (value < 0 || value >= static_cast<int>(associationKindCount))
        return std::nullopt;
    return static_cast<AssociationKind>(value);
}

QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

JournalProblem run(QSqlQuery &query, const QString &sql, const QVariantList &values)
{
    if (query.lastQuery() == sql || query.prepare(sql)) {
        for (qsizetype i = 0; i < values.size(); ++i)
            query.bindValue(static_cast<int>(i), values.at(i));
        if (query.exec())
            return {};
    }
    qWarning("journal: %s in %s", qPrintable(query.lastError().text()), qPrintable(sql));
    return JournalProblem::fromSql(query.lastError());
}

QSqlQuery reader(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    return query;
}

} // namespace sitebook::journalsql
