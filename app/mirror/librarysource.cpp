// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/librarysource.h"

#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/materialstore.h"
#include "api/store/recordjson.h"
#include "api/store/websitestore.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sitebook {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::LibrarySource)
};

} // namespace

LibrarySource::LibrarySource(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

LibrarySource::~LibrarySource() = default;

Result<std::unique_ptr<LibrarySource>> LibrarySource::open(const QString &path)
{
    if (!QFileInfo::exists(path)) // to open it would make it
        return StoreError{StoreError::Kind::CannotOpen, Words::tr("There is no library %1.").arg(path)};
    auto database = Database::openReader(path);
    if (!database.ok())
        return database.error();
    std::unique_ptr<LibrarySource> source(new LibrarySource(std::move(database).value()));
    const Result<QString> note = MirrorStore(*source->m_database).property(mirrorProperty);
    if (!note.ok())
        return note.error();
    source->m_server = MirrorNote::fromJson(note.value().toUtf8()).server;
    return source;
}

StoreError LibrarySource::websites(const std::function<void(const Website &)> &visit)
{
    return WebsiteStore(*m_database).list([&](const WebsiteRow &row) {
        Website website;
        website.id = QString::fromUtf8(row.id);
        website.name = QString::fromUtf8(row.name);
        website.url = QString::fromUtf8(row.url);
        for (const WebsiteRow::Link &link : row.links)
            website.links(link.kind).append(QString::fromUtf8(link.id));
        visit(website);
        return true;
    });
}

StoreError LibrarySource::materials(AssociationKind kind, const std::function<void(const Material &)> &visit)
{
    return MaterialStore(*m_database).listBare(kind, MaterialStore::Contents::Leave, [&](const MaterialRow &row) {
        if (const auto material = Material::fromJson(kind, objectFromRecord(row.toRecord())))
            visit(*material);
        return true;
    });
}

Result<Website> LibrarySource::website(const QString &id)
{
    const Result<WebsiteRecord> record = WebsiteStore(*m_database).get(id);
    if (!record.ok())
        return record.error();
    const auto links = LinkStore(*m_database).ofWebsite(record.value().key);
    if (!links.ok())
        return links.error();
    QString problem;
    auto website = Website::fromJson(objectFromRecord(record.value()), &problem);
    if (!website)
        return StoreError{StoreError::Kind::Damaged, problem};
    for (const Link &link : links.value())
        website->links(link.kind).append(link.id);
    return *website;
}

Result<Material> LibrarySource::material(AssociationKind kind, const QString &id)
{
    const Result<MaterialRecord> record = MaterialStore(*m_database).get(kind, id);
    if (!record.ok())
        return record.error();
    QString problem;
    const auto material = Material::fromJson(kind, objectFromRecord(record.value()), &problem);
    return material ? Result<Material>(*material) : StoreError{StoreError::Kind::Damaged, problem};
}

} // namespace sitebook
