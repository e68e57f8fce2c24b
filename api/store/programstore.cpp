// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/programstore.h"

#include "api/store/database.h"
#include "api/store/statement.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace sitebook {

ProgramStore::ProgramStore(Database &database)
    : m_database(database)
{
}

Result<QList<Program>> ProgramStore::list()
{
    Statement rows(m_database,
        "SELECT id, name, version, platform, permission, first_seen, last_seen FROM programs ORDER BY first_seen, id");
    if (StoreError error = rows.run())
        return error;
    QList<Program> programs;
    while (rows.next()) {
        programs.append({rows.text(0), rows.text(1), rows.text(2), rows.text(3),
            static_cast<Program::Permission>(rows.integer(4)), rows.moment(5), rows.moment(6)});
    }
    if (StoreError error = rows.error())
        return error;
    return programs;
}

Result<QString> ProgramStore::introduce(const QString &name, const QString &version, const QString &platform)
{
    const QUuid id = QUuid::createUuidV5(QUuid(m_database.identifier()), name + u'/' + platform);
    const QString text = id.toString(QUuid::WithoutBraces);
    const Timestamp now = Timestamp::now();
    Statement upsert(m_database,
        "INSERT INTO programs (id, name, version, platform, permission, first_seen, last_seen) "
        "VALUES (?, ?, ?, ?, 0, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET version = excluded.version, last_seen = excluded.last_seen");
    if (StoreError error = upsert.run(text, name, version, platform, now, now))
        return error;
    m_changed = true;
    return text;
}

StoreError ProgramStore::setPermission(const QString &id, Program::Permission permission)
{
    Statement update(m_database, "UPDATE programs SET permission = ? WHERE id = ?");
    const StoreError error = update.run(static_cast<int>(permission), id);
    return changed(error, update.affectedRows(), id);
}

StoreError ProgramStore::remove(const QString &id)
{
    Statement remove(m_database, "DELETE FROM programs WHERE id = ?");
    const StoreError error = remove.run(id);
    return changed(error, remove.affectedRows(), id);
}

StoreError ProgramStore::changed(const StoreError &error, int rows, const QString &id)
{
    if (error)
        return error;
    if (rows == 0)
        return StoreError::noSuchItem("program", id);
    m_changed = true;
    return {};
}

} // namespace sitebook
