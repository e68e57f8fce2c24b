// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sqlfile.h"

#include <QStringList>

#include <algorithm>

namespace sitebook {

/// Makes the journal in the file \a path, which nobody has open, one of the older \a version: without what came later;
/// whether it could.
inline bool makeJournalOlder(const QString &path, int version)
{
    QStringList statements;
    if (version < 4)
        statements.append(QStringLiteral("DROP TABLE searches"));
    if (version < 3)
        statements.append(QStringLiteral("DROP TABLE checks"));
    if (version < 2) {
        statements += {QStringLiteral("DROP TABLE theirs"), QStringLiteral("DROP TABLE settings"),
            QStringLiteral("DROP INDEX operations_whole")};
    }
    statements.append(QStringLiteral("PRAGMA user_version = %1").arg(version));
    return std::ranges::all_of(statements, [&path](const QString &sql) { return runOn(path, sql); });
}

} // namespace sitebook
