// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/records.h"
#include "api/store/storeerror.h"

#include <functional>
#include <optional>
#include <span>

namespace sitebook {

class Database;

/// The assets, persons, conversations, workstream summaries, tags and annotations of a library. Whoever changes
/// something holds a Transaction.
class MaterialStore
{
public:
    /// Whether the contents of an asset's formats are read, which may be megabytes each.
    enum class Contents { Leave, Read };

    /// Takes one item with the websites that it is linked to; false ends the list.
    using Visitor = std::function<bool(const MaterialRecord &, std::span<const WebsiteRecord>)>;
    /// Takes one item; false ends the list.
    using RowVisitor = std::function<bool(const MaterialRow &)>;
    /// Takes an identifier and the moment of the item's last change; false ends the list.
    using IdentifierVisitor = std::function<bool(const QString &, Timestamp)>;

    explicit MaterialStore(Database &database);

    /// Hands every item of \a kind with the websites that it is linked to (without their `json`) to \a visit, in the
    /// order of their arrival, reading as it goes. \a visit must not use the store.
    StoreError list(AssociationKind kind, Contents contents, const Visitor &visit);
    /// Hands every item of \a kind to \a visit as list() does, without reading to what it is linked.
    StoreError listBare(AssociationKind kind, Contents contents, const RowVisitor &visit);
    /// Hands the identifier of every item of \a kind and the moment of its last change to \a visit, in the order of
    /// arrival.
    StoreError identifiers(AssociationKind kind, const IdentifierVisitor &visit);
    /// The item \a id of \a kind, or NoSuchItem.
    Result<MaterialRecord> get(AssociationKind kind, const QString &id, Contents contents = Contents::Read);
    /// The moment of the last change of the item \a id of \a kind; nothing when there is none.
    Result<std::optional<Timestamp>> updated(AssociationKind kind, const QString &id);
    /// The identifier of the first item of \a kind that is called exactly \a name; nothing when there is none.
    Result<std::optional<QString>> find(AssociationKind kind, const QString &name);

    /// Adds \a material as it is; its id must be new among its kind. Gives its key.
    Result<qint64> create(const MaterialRecord &material);
    /// Replaces the item that has the key of \a material; a moment of change later than the one it had is set.
    StoreError update(const MaterialRecord &material);
    /// Removes the item \a id of \a kind and its links, or NoSuchItem.
    StoreError remove(AssociationKind kind, const QString &id);

private:
    Database &m_database;
};

} // namespace sitebook
