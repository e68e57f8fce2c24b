// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>
#include <QString>

#include <array>
#include <optional>
#include <span>

namespace sitebook {

/// The kinds of thing that a website can be linked to. The values are stored in libraries: append, never renumber.
enum class AssociationKind : quint8 {
    Asset,
    Person,
    Conversation,
    WorkstreamSummary,
    Tag,
    Annotation,
    Message,
    WorkstreamEvent,
    Source,
    SourceWindow,
};

inline constexpr std::size_t associationKindCount = 10;

/// How one kind of link is spelled in each place of the wire.
struct AssociationTraits
{
    AssociationKind kind;
    /// In `/website/{website}/<pathSegment>/associate/{id}`.
    QLatin1StringView pathSegment;
    /// The field of Website that lists the linked identifiers.
    QLatin1StringView websiteField;
    /// The field of a StreamedIdentifier, and of ExistingMetadata, that names an item of this kind.
    QLatin1StringView streamField;
    /// Path of the whole collection, as in `/<collection>/create`; empty when the kind has no operations of its own.
    QLatin1StringView collection;
    /// Path of one item, as in `/<item>/{id}` and `/<item>/update`; empty when the kind has no operations of its own.
    QLatin1StringView item;
    /// Whether servers of the seed's version know this kind.
    bool inSeed;

    /// Whether items of this kind can be listed, created, updated and deleted.
    bool hasItems() const { return !collection.isEmpty(); }
};

/// The one table of all ten kinds, in the order of their values.
std::span<const AssociationTraits, associationKindCount> allAssociationTraits();
/// The row of \a kind.
const AssociationTraits &associationTraits(AssociationKind kind);
/// The kind whose path segment is \a segment (`workstream_pattern_engine/sources` is one segment); nothing when
/// unknown.
std::optional<AssociationKind> associationKindFromPathSegment(QAnyStringView segment);
/// The kind whose collection is \a collection (`persons`); nothing when unknown.
std::optional<AssociationKind> associationKindFromCollection(QAnyStringView collection);
/// The kind whose item path is \a item (`person`); nothing when unknown.
std::optional<AssociationKind> associationKindFromItem(QAnyStringView item);

/// A new random identifier: a version 4 UUID in lower case without braces.
QString newIdentifier();

} // namespace sitebook
