// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/mirrorstore.h"

#include "api/store/database.h"
#include "api/store/materialstore.h"
#include "api/store/statement.h"
#include "api/store/websitestore.h"

namespace sitebook {

namespace {

bool isMissing(const StoreError &error)
{
    return error.kind == StoreError::Kind::NoSuchItem;
}

} // namespace

MirrorStore::MirrorStore(Database &database)
    : m_database(database)
{
}

Result<bool> MirrorStore::put(WebsiteRecord website)
{
    WebsiteStore websites(m_database);
    const Result<WebsiteRecord> before = websites.get(website.id);
    if (!before.ok() && !isMissing(before.error()))
        return before.error();
    if (!before.ok()) {
        const Result<qint64> key = websites.create(website);
        return key.ok() ? Result<bool>(true) : key.error();
    }
    website.key = before.value().key;
    if (website == before.value())
        return false;
    if (StoreError error = websites.update(website))
        return error;
    Statement moment(m_database, "UPDATE websites SET updated = ? WHERE key = ?");
    if (StoreError error = moment.run(website.updated, website.key))
        return error;
    return true;
}

Result<bool> MirrorStore::put(MaterialRecord material)
{
    MaterialStore materials(m_database);
    const Result<MaterialRecord> before = materials.get(material.kind, material.id);
    if (!before.ok() && !isMissing(before.error()))
        return before.error();
    if (!before.ok()) {
        const Result<qint64> key = materials.create(material);
        return key.ok() ? Result<bool>(true) : key.error();
    }
    material.key = before.value().key;
    if (material == before.value())
        return false;
    if (StoreError error = materials.update(material))
        return error;
    Statement moment(m_database, "UPDATE materials SET updated = ? WHERE key = ?");
    if (StoreError error = moment.run(material.updated, material.key))
        return error;
    return true;
}

Result<bool> MirrorStore::link(const QString &website, AssociationKind kind, const QString &id)
{
    Statement insert(m_database,
        "INSERT INTO links (website, kind, position, id) SELECT w.key, ?, "
        "COALESCE((SELECT MAX(position) + 1 FROM links WHERE website = w.key AND kind = ?), 0), ? "
        "FROM websites w WHERE w.id = ? ON CONFLICT DO NOTHING");
    if (StoreError error = insert.run(static_cast<int>(kind), static_cast<int>(kind), id, website))
        return error;
    return insert.affectedRows() > 0;
}

StoreError MirrorStore::unlink(const QString &website, AssociationKind kind, const QString &id)
{
    Statement remove(m_database,
        "DELETE FROM links WHERE kind = ? AND id = ? AND website = (SELECT key FROM websites WHERE id = ?)");
    return remove.run(static_cast<int>(kind), id, website);
}

StoreError MirrorStore::remove(std::optional<AssociationKind> kind, const QString &id)
{
    // Their links go with them, see the schema.
    if (kind) {
        Statement material(m_database, "DELETE FROM materials WHERE kind = ? AND id = ?");
        return material.run(static_cast<int>(*kind), id);
    }
    Statement website(m_database, "DELETE FROM websites WHERE id = ?");
    return website.run(id);
}

Result<LibraryCounts> MirrorStore::counts()
{
    Statement row(m_database,
        "SELECT (SELECT COUNT(*) FROM websites), (SELECT COUNT(*) FROM materials), (SELECT COUNT(*) FROM links)");
    if (StoreError error = row.run())
        return error;
    if (!row.next())
        return row.error();
    return LibraryCounts{row.integer(0), row.integer(1), row.integer(2)};
}

Result<QString> MirrorStore::property(const QString &name)
{
    Statement row(m_database, "SELECT value FROM properties WHERE name = ?");
    if (StoreError error = row.run(name))
        return error;
    if (row.next())
        return row.text(0);
    const StoreError error = row.error();
    return error ? Result<QString>(error) : Result<QString>(QString());
}

StoreError MirrorStore::setProperty(const QString &name, const QString &value)
{
    Statement row(m_database,
        "INSERT INTO properties (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    return row.run(name, value);
}

StoreError MirrorStore::removeProperty(const QString &name)
{
    Statement row(m_database, "DELETE FROM properties WHERE name = ?");
    return row.run(name);
}

} // namespace sitebook
