// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"
#include "app/library/journalproblem.h"

#include <QJsonObject>
#include <QSqlQuery>
#include <QVariant>

#include <optional>

// How the journal's tables hold what is not a number or a text, and how they are asked.

namespace sitebook::journalsql {

/// \a object as compact JSON, and back.
QString toText(const QJsonObject &object);
QJsonObject toObject(const QVariant &text);
/// The number of a kind, -1 for that of a website, and back.
int toNumber(std::optional<AssociationKind> kind);
std::optional<AssociationKind> toKind(const QVariant &number);
/// SQLite tells a null text from an empty one.
QString notNull(const QString &text);
/// Runs \a sql with \a values, prepared once when it is run again and again; what went wrong.
JournalProblem run(QSqlQuery &query, const QString &sql, const QVariantList &values = {});
/// Something to read rows of \a database with.
QSqlQuery reader(const QSqlDatabase &database);

} // namespace sitebook::journalsql
