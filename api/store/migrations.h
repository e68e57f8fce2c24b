// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"

#include <QStringList>

class QSqlDatabase;

namespace sitebook {

/// What `PRAGMA application_id` of a library says ("SBok").
inline constexpr qint32 libraryApplicationId = 0x53426f6b;

/// The statements that lead from each version of the schema to the next; the first entry creates version 1.
const QList<QStringList> &libraryMigrations();

/// Brings the library in \a database from version \a from (0: nothing there yet) to the last of \a migrations. Each one
/// happens entirely or not at all; an error says which one failed, and the library is at the version before it.
StoreError migrate(QSqlDatabase &database, int from, const QList<QStringList> &migrations = libraryMigrations());

} // namespace sitebook
