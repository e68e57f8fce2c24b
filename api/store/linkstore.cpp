// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/linkstore.h"

#include "api/store/database.h"
#include "api/store/statement.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace sitebook {

LinkStore::LinkStore(Database &database)
    : m_database(database)
{
}

Result<bool> LinkStore::associate(const QString &website, AssociationKind kind, const QString &id)
{
    const Result<qint64> key = websiteKey(website);
    if (!key.ok())
        return key.error();
    Result<bool> inserted = associateNew(key.value(), kind, id);
    if (!inserted.ok() || !inserted.value())
        return inserted;
    if (StoreError error = touchWebsite(key.value()))
        return error;
    m_database.noteChange(std::nullopt, website);
    return true;
}

Result<bool> LinkStore::associateNew(qint64 website, AssociationKind kind, const QString &id)
{
    Result<bool> inserted = insert(website, kind, id);
    if (!inserted.ok() || !inserted.value())
        return inserted;
    if (StoreError error = touchMaterial(kind, id))
        return error;
    return true;
}

Result<bool> LinkStore::associateNew(const QString &website, AssociationKind kind, const QString &id)
{
    const Result<qint64> key = websiteKey(website);
    if (!key.ok())
        return key.error();
    Result<bool> inserted = insert(key.value(), kind, id);
    if (!inserted.ok() || !inserted.value())
        return inserted;
    if (StoreError error = touchWebsite(key.value()))
        return error;
    m_database.noteChange(std::nullopt, website);
    return true;
}

Result<bool> LinkStore::insert(qint64 website, AssociationKind kind, const QString &id)
{
    const int kindValue = static_cast<int>(kind);
    Statement insert(m_database,
        "INSERT INTO links (website, kind, position, id) SELECT ?, ?, "
        "COALESCE((SELECT MAX(position) + 1 FROM links WHERE website = ? AND kind = ?), 0), ? "
        "WHERE ? OR EXISTS (SELECT 1 FROM materials WHERE kind = ? AND id = ?) ON CONFLICT DO NOTHING");
    const int bare = associationTraits(kind).hasItems() ? 0 : 1;
    if (StoreError error = insert.run(website, kindValue, website, kindValue, id, bare, kindValue, id))
        return error;
    if (insert.affectedRows() > 0)
        return true;
    // Nothing happened: they are linked already, or the item is not there.
    const Result<bool> exists = materialExists(kind, id);
    if (!exists.ok())
        return exists.error();
    return false;
}

Result<bool> LinkStore::disassociate(const QString &website, AssociationKind kind, const QString &id)
{
    const Result<qint64> key = websiteKey(website);
    if (!key.ok())
        return key.error();
    Statement remove(m_database, "DELETE FROM links WHERE kind = ? AND id = ? AND website = ?");
    if (StoreError error = remove.run(static_cast<int>(kind), id, key.value()))
        return error;
    if (remove.affectedRows() == 0) {
        const Result<bool> exists = materialExists(kind, id);
        if (!exists.ok())
            return exists.error();
        return false;
    }
    if (StoreError error = forgetMechanism(key.value(), id))
        return error;
    if (StoreError error = touchWebsite(key.value()))
        return error;
    if (StoreError error = touchMaterial(kind, id))
        return error;
    m_database.noteChange(std::nullopt, website);
    return true;
}

Result<std::vector<Link>> LinkStore::ofWebsite(qint64 website)
{
    Statement rows(m_database, "SELECT kind, id FROM links WHERE website = ? ORDER BY kind, position");
    if (StoreError error = rows.run(website))
        return error;
    std::vector<Link> links;
    while (rows.next())
        links.push_back({static_cast<AssociationKind>(rows.integer(0)), rows.text(1)});
    if (StoreError error = rows.error())
        return error;
    return links;
}

Result<std::vector<WebsiteRecord>> LinkStore::ofMaterial(AssociationKind kind, const QString &id)
{
    Statement rows(m_database,
        "SELECT w.key, w.id, w.url, w.name, w.created, w.updated FROM links l JOIN websites w ON w.key = l.website "
        "WHERE l.kind = ? AND l.id = ? ORDER BY l.website");
    if (StoreError error = rows.run(static_cast<int>(kind), id))
        return error;
    std::vector<WebsiteRecord> websites;
    while (rows.next()) {
        WebsiteRecord &website = websites.emplace_back();
        website.key = rows.integer(0);
        website.id = rows.text(1);
        website.url = rows.text(2);
        website.name = rows.text(3);
        website.created = rows.moment(4);
        website.updated = rows.moment(5);
    }
    if (StoreError error = rows.error())
        return error;
    return websites;
}

StoreError LinkStore::clearWebsite(qint64 website)
{
    const Result<std::vector<Link>> links = ofWebsite(website);
    if (!links.ok())
        return links.error();
    Statement remove(m_database, "DELETE FROM links WHERE website = ?");
    if (StoreError error = remove.run(website))
        return error;
    for (const Link &link : links.value()) {
        if (StoreError error = touchMaterial(link.kind, link.id))
            return error;
    }
    return {};
}

StoreError LinkStore::clearMaterial(AssociationKind kind, const QString &id)
{
    const Result<std::vector<WebsiteRecord>> websites = ofMaterial(kind, id);
    if (!websites.ok())
        return websites.error();
    Statement remove(m_database, "DELETE FROM links WHERE kind = ? AND id = ?");
    if (StoreError error = remove.run(static_cast<int>(kind), id))
        return error;
    for (const WebsiteRecord &website : websites.value()) {
        if (StoreError error = forgetMechanism(website.key, id))
            return error;
        if (StoreError error = touchWebsite(website.key))
            return error;
        m_database.noteChange(std::nullopt, website.id);
    }
    return {};
}

Result<qint64> LinkStore::websiteKey(const QString &website)
{
    Statement row(m_database, "SELECT key FROM websites WHERE id = ?");
    if (StoreError error = row.run(website))
        return error;
    if (row.next())
        return row.integer(0);
    const StoreError error = row.error();
    return error ? error : StoreError::noSuchItem("website", website);
}

Result<bool> LinkStore::materialExists(AssociationKind kind, const QString &id)
{
    if (!associationTraits(kind).hasItems())
        return true;
    Statement row(m_database, "SELECT 1 FROM materials WHERE kind = ? AND id = ?");
    if (StoreError error = row.run(static_cast<int>(kind), id))
        return error;
    if (row.next())
        return true;
    const StoreError error = row.error();
    return error ? error : StoreError::noSuchItem(associationTraits(kind).item, id);
}

StoreError LinkStore::touchWebsite(qint64 key)
{
    Statement touch(m_database, "UPDATE websites SET updated = MAX(?, updated + 1) WHERE key = ?");
    return touch.run(Timestamp::now(), key);
}

StoreError LinkStore::touchMaterial(AssociationKind kind, const QString &id)
{
    if (!associationTraits(kind).hasItems())
        return {};
    m_database.noteChange(kind, id);
    Statement touch(m_database, "UPDATE materials SET updated = MAX(?, updated + 1) WHERE kind = ? AND id = ?");
    return touch.run(Timestamp::now(), static_cast<int>(kind), id);
}

StoreError LinkStore::forgetMechanism(qint64 key, const QString &asset)
{
    QByteArray json;
    {
        Statement row(m_database, "SELECT CAST(json AS BLOB) FROM websites WHERE key = ?");
        if (StoreError error = row.run(key))
            return error;
        if (row.next())
            json = row.bytes(0);
        if (StoreError error = row.error())
            return error;
    }
    if (!json.contains("\"mechanisms\""))
        return {};
    QJsonObject object = QJsonDocument::fromJson(json).object();
    QJsonObject mechanisms = object.value("mechanisms"_L1).toObject();
    if (!mechanisms.contains(asset))
        return {};
    mechanisms.remove(asset);
    object.insert("mechanisms"_L1, mechanisms);
    Statement write(m_database, "UPDATE websites SET json = ? WHERE key = ?");
    return write.run(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)), key);
}

} // namespace sitebook
