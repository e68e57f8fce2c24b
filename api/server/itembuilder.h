// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"
#include "api/types/timestamp.h"

#include <QJsonObject>

#include <vector>

namespace sitebook {

/// A further item that the body of a create operation asks for.
struct NestedItem
{
    AssociationKind kind;
    /// What its own create operation would take; carries its `id`.
    QJsonObject body;
};

/// What the body of a create operation asks for.
struct BuiltItem
{
    /// The item without its links to websites.
    QJsonObject item;
    /// Annotations, tags and persons that come with it.
    std::vector<NestedItem> nested;
    /// Websites (SeededAssetWebsite) that an asset comes from.
    std::vector<QJsonObject> websites;
};

/// Makes an item of \a kind from \a body, a seed of its kind or a whole item, which becomes \a id. What the contract
/// requires and the body leaves out is added.
BuiltItem buildItem(
    AssociationKind kind, const QJsonObject &body, const QString &id, const QString &creator, Timestamp created);

/// What is wrong with \a body for making an item of \a kind, in words; empty when nothing is.
QString problemOfSeed(AssociationKind kind, const QJsonObject &body);
/// What is wrong with the values of \a changes for an item of \a kind, in words; empty when nothing is.
QString problemOfChanges(AssociationKind kind, const QJsonObject &changes);

} // namespace sitebook
