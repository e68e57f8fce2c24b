// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/records.h"
#include "api/store/storeerror.h"

#include <QStringList>

#include <optional>

namespace sitebook {

class Database;

/// How much a library holds.
struct LibraryCounts
{
    qint64 websites = 0;
    qint64 materials = 0;
    qint64 links = 0;

    qint64 items() const { return websites + materials; }
};

/// Writes a copy of somebody else's library: everything as it is there, with its moments, and no change touches the
/// other end of a link. Whoever changes something holds a Transaction.
class MirrorStore
{
public:
    explicit MirrorStore(Database &database);

    /// Adds \a website, or makes the one with its identifier what it is; whether that changed anything.
    Result<bool> put(WebsiteRecord website);
    /// The same for an item.
    Result<bool> put(MaterialRecord material);
    /// Links the website \a website to the item \a id of \a kind, which need not be there yet; whether they were not
    /// linked before. Does nothing when there is no such website.
    Result<bool> link(const QString &website, AssociationKind kind, const QString &id);
    StoreError unlink(const QString &website, AssociationKind kind, const QString &id);
    /// Removes the item \a id of \a kind, or the website without one, with its links.
    StoreError remove(std::optional<AssociationKind> kind, const QString &id);

    Result<LibraryCounts> counts();
    /// What the library says about itself under \a name; empty when nothing.
    Result<QString> property(const QString &name);
    StoreError setProperty(const QString &name, const QString &value);
    /// Forgets what the library says under \a name.
    StoreError removeProperty(const QString &name);

private:
    Database &m_database;
};

} // namespace sitebook
