// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/materialstore.h"

#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/rowreader.h"
#include "api/store/statement.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

#define MATERIAL_COLUMNS "key, id, name, created, updated, CAST(json AS BLOB)"
#define CONTENTS_COLUMN ", CAST(contents AS BLOB)"

constexpr const char *listSql = "SELECT " MATERIAL_COLUMNS " FROM materials WHERE kind = ? ORDER BY key";
constexpr const char *wholeListSql =
    "SELECT " MATERIAL_COLUMNS CONTENTS_COLUMN " FROM materials WHERE kind = ? ORDER BY key";

/// Reads the columns of \a row: a MaterialRecord, which lasts, of a Statement, or a MaterialRow, which does not, of a
/// RowReader.
template<class Material, class Row>
Material readMaterial(const Row &row, AssociationKind kind, MaterialStore::Contents contents)
{
    Material material;
    material.kind = kind;
    material.key = row.integer(0);
    material.id = row.text(1);
    material.name = row.text(2);
    material.created = row.moment(3);
    material.updated = row.moment(4);
    material.json = row.bytes(5);
    if (contents == MaterialStore::Contents::Read)
        material.contents = row.bytes(6);
    return material;
}

QVariant textOrNull(const QByteArray &json)
{
    return json.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(QString::fromUtf8(json));
}

} // namespace

MaterialStore::MaterialStore(Database &database)
    : m_database(database)
{
}

StoreError MaterialStore::list(AssociationKind kind, Contents contents, const Visitor &visit)
{
    Statement materials(m_database, contents == Contents::Read ? wholeListSql : listSql);
    // CROSS JOIN fixes the order of the loops, in which the rows come out sorted by themselves.
    Statement links(m_database,
        "SELECT m.key, w.key, w.id, w.url, w.name, w.created, w.updated FROM materials m "
        "CROSS JOIN links l ON l.kind = m.kind AND l.id = m.id CROSS JOIN websites w ON w.key = l.website "
        "WHERE m.kind = ? ORDER BY m.key, l.website");
    if (StoreError error = materials.run(static_cast<int>(kind)))
        return error;
    if (StoreError error = links.run(static_cast<int>(kind)))
        return error;
    bool more = links.next();
    std::vector<WebsiteRecord> own;
    while (materials.next()) {
        const auto material = readMaterial<MaterialRecord>(materials, kind, contents);
        own.clear();
        for (; more && links.integer(0) <= material.key; more = links.next()) {
            WebsiteRecord &website = own.emplace_back();
            website.key = links.integer(1);
            website.id = links.text(2);
            website.url = links.text(3);
            website.name = links.text(4);
            website.created = links.moment(5);
            website.updated = links.moment(6);
        }
        if (!visit(material, own))
            return {};
    }
    const StoreError error = materials.error();
    return error ? error : links.error();
}

StoreError MaterialStore::listBare(AssociationKind kind, Contents contents, const RowVisitor &visit)
{
    RowReader rows(m_database, contents == Contents::Read ? wholeListSql : listSql, {static_cast<qint64>(kind)});
    while (rows.next()) {
        if (!visit(readMaterial<MaterialRow>(rows, kind, contents)))
            return {};
    }
    return rows.error();
}

StoreError MaterialStore::identifiers(AssociationKind kind, const IdentifierVisitor &visit)
{
    Statement rows(m_database, "SELECT id, updated FROM materials WHERE kind = ? ORDER BY key");
    if (StoreError error = rows.run(static_cast<int>(kind)))
        return error;
    while (rows.next())
        if (!visit(rows.text(0), rows.moment(1)))
            return {};
    return rows.error();
}

Result<MaterialRecord> MaterialStore::get(AssociationKind kind, const QString &id, Contents contents)
{
    Statement row(m_database,
        contents == Contents::Read ? "SELECT " MATERIAL_COLUMNS CONTENTS_COLUMN
                                     " FROM materials WHERE kind = ? AND id = ?"
                                   : "SELECT " MATERIAL_COLUMNS " FROM materials WHERE kind = ? AND id = ?");
    if (StoreError error = row.run(static_cast<int>(kind), id))
        return error;
    if (row.next())
        return readMaterial<MaterialRecord>(row, kind, contents);
    const StoreError error = row.error();
    return error ? error : StoreError::noSuchItem(associationTraits(kind).item, id);
}

Result<std::optional<Timestamp>> MaterialStore::updated(AssociationKind kind, const QString &id)
{
    Statement row(m_database, "SELECT updated FROM materials WHERE kind = ? AND id = ?");
    if (StoreError error = row.run(static_cast<int>(kind), id))
        return error;
    if (row.next())
        return std::optional(row.moment(0));
    if (StoreError error = row.error())
        return error;
    return std::optional<Timestamp>();
}

Result<std::optional<QString>> MaterialStore::find(AssociationKind kind, const QString &name)
{
    Statement row(m_database, "SELECT id FROM materials WHERE kind = ? AND name = ? ORDER BY key LIMIT 1");
    if (StoreError error = row.run(static_cast<int>(kind), name))
        return error;
    if (row.next())
        return std::optional(row.text(0));
    if (StoreError error = row.error())
        return error;
    return std::optional<QString>();
}

Result<qint64> MaterialStore::create(const MaterialRecord &material)
{
    Statement insert(m_database,
        "INSERT INTO materials (kind, id, name, created, updated, json, contents) VALUES (?, ?, ?, ?, ?, ?, ?)");
    if (StoreError error = insert.run(static_cast<int>(material.kind), material.id, material.name, material.created,
            material.updated, QString::fromUtf8(material.json), textOrNull(material.contents)))
        return error;
    m_database.noteChange(material.kind, material.id);
    return insert.insertedKey();
}

StoreError MaterialStore::update(const MaterialRecord &material)
{
    Statement update(m_database,
        "UPDATE materials SET name = ?, created = ?, updated = MAX(?, updated + 1), json = ?, contents = ? "
        "WHERE key = ?");
    if (StoreError error = update.run(material.name, material.created, Timestamp::now(),
            QString::fromUtf8(material.json), textOrNull(material.contents), material.key))
        return error;
    m_database.noteChange(material.kind, material.id);
    return {};
}

StoreError MaterialStore::remove(AssociationKind kind, const QString &id)
{
    const Result<MaterialRecord> material = get(kind, id, Contents::Leave);
    if (!material.ok())
        return material.error();
    if (StoreError error = LinkStore(m_database).clearMaterial(kind, id))
        return error;
    Statement remove(m_database, "DELETE FROM materials WHERE key = ?");
    if (StoreError error = remove.run(material.value().key))
        return error;
    m_database.noteChange(kind, id);
    return {};
}

} // namespace sitebook
