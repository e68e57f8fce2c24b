// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/records.h"
#include "api/store/storeerror.h"

#include <vector>

namespace sitebook {

class Database;

/// The links between websites and items; one row for both directions. Whoever changes something holds a Transaction. A
/// change that really happens sets the moment of the last change at both ends.
class LinkStore
{
public:
    explicit LinkStore(Database &database);

    /// Links the website with the identifier \a website to the item \a id of \a kind. False when they were linked
    /// already; NoSuchItem when either is missing. Items of kinds that have none here are taken on trust.
    Result<bool> associate(const QString &website, AssociationKind kind, const QString &id);
    /// Removes the link. False when there was none; NoSuchItem as above.
    Result<bool> disassociate(const QString &website, AssociationKind kind, const QString &id);
    /// Links a website that was just created and has the key \a website; its own moment of change stays.
    Result<bool> associateNew(qint64 website, AssociationKind kind, const QString &id);
    /// Links an item that was just created to the website with the identifier \a website; its own moment stays.
    Result<bool> associateNew(const QString &website, AssociationKind kind, const QString &id);

    /// What the website with the key \a website is linked to, by kind, each in the order in which it was linked.
    Result<std::vector<Link>> ofWebsite(qint64 website);
    /// The websites that the item \a id of \a kind is linked to, in the order of their arrival; without `json`.
    Result<std::vector<WebsiteRecord>> ofMaterial(AssociationKind kind, const QString &id);

    /// Removes all links of the website with the key \a website, which is about to go.
    StoreError clearWebsite(qint64 website);
    /// Removes all links of the item \a id of \a kind, which is about to go.
    StoreError clearMaterial(AssociationKind kind, const QString &id);

private:
    Result<qint64> websiteKey(const QString &website);
    Result<bool> materialExists(AssociationKind kind, const QString &id);
    Result<bool> insert(qint64 website, AssociationKind kind, const QString &id);
    StoreError touchWebsite(qint64 key);
    StoreError touchMaterial(AssociationKind kind, const QString &id);
    /// Takes what the website with \a key says about how it came to be linked to \a asset out of its `mechanisms`.
    StoreError forgetMechanism(qint64 key, const QString &asset);

    Database &m_database;
};

} // namespace sitebook
