// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/bookmark.h"
#include "app/exchange/libraryjson.h"

#include <QHash>

#include <functional>

namespace sitebook {

/// What an import would add to a library: nothing is done yet. Items already there are never touched.
struct ImportPlan
{
    /// With identifiers of their own, dates, and links to what is there and to what is new.
    QList<Website> newWebsites;
    QList<Material> newTags;
    /// Descriptions and other annotations, with the websites that they are of.
    QList<Material> newAnnotations;
    /// Assets, persons, conversations and workstream summaries; only the file of a library has them.
    QMap<AssociationKind, QList<Material>> newMaterials;
    /// The icon of a new website by its identifier, as a `data:image/…` address.
    QHash<QString, QByteArray> icons;
    /// How many websites of the file the library has already.
    int alreadyThere = 0;
    /// How many entries of the file are of a website that came before in it.
    int duplicatesInFile = 0;
    QList<UnreadableEntry> unreadable;

    /// Whether there is nothing to add.
    bool isEmpty() const
    {
        return newWebsites.isEmpty() && newTags.isEmpty() && newAnnotations.isEmpty() && newMaterials.isEmpty();
    }
};

/// Whether the library has a website with the key \a canonicalUrl, see canonicalUrl().
using WebsiteExists = std::function<bool(const QString &canonicalUrl)>;
/// The identifier of the tag \a tagText in the library; empty when there is none.
using TagIdentifier = std::function<QString(const QString &tagText)>;
/// Whether the library has an item of any kind with the identifier \a id.
using ItemExists = std::function<bool(const QString &id)>;

/// What importing \a file would add. A website that is in the file twice becomes one, with the tags and descriptions of
/// both, the first name and the earliest date. Tags that differ in case only become one.
ImportPlan planImport(const BookmarkFile &file, const WebsiteExists &exists, const TagIdentifier &tagId);

/// What importing \a content would add. Identifiers stay, so that importing twice adds nothing the second time; a
/// website whose address is there under another identifier is left out, and a tag whose text is there is replaced by
/// that one. Links to things that are neither in the file nor in the library are left out.
ImportPlan planImport(const LibraryContent &content, const WebsiteExists &exists, const TagIdentifier &tagId,
    const ItemExists &itemExists);

} // namespace sitebook
