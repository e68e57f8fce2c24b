// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/association.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr std::array<AssociationTraits, associationKindCount> table{{
    {AssociationKind::Asset, "assets"_L1, "assets"_L1, "asset"_L1, "assets"_L1, "asset"_L1, true},
    {AssociationKind::Person, "persons"_L1, "persons"_L1, "person"_L1, "persons"_L1, "person"_L1, true},
    {AssociationKind::Conversation, "conversations"_L1, "conversations"_L1, "conversation"_L1, "conversations"_L1,
        "conversation"_L1, true},
    {AssociationKind::WorkstreamSummary, "workstream_summaries"_L1, "summaries"_L1, "workstream_summary"_L1,
        "workstream_summaries"_L1, "workstream_summary"_L1, true},
    {AssociationKind::Tag, "tags"_L1, "tags"_L1, "tag"_L1, "tags"_L1, "tag"_L1, false},
    {AssociationKind::Annotation, "annotations"_L1, "annotations"_L1, "annotation"_L1, "annotations"_L1,
        "annotation"_L1, false},
    {AssociationKind::Message, "messages"_L1, "messages"_L1, "conversationMessage"_L1, {}, {}, false},
    {AssociationKind::WorkstreamEvent, "workstream_events"_L1, "workstream_events"_L1, {}, {}, {}, false},
    {AssociationKind::Source, "workstream_pattern_engine/sources"_L1, "sources"_L1, "workstreamPatternEngineSource"_L1,
        {}, {}, false},
    {AssociationKind::SourceWindow, "workstream_pattern_engine/source_windows"_L1, "source_windows"_L1,
        "workstreamPatternEngineSourceWindow"_L1, {}, {}, false},
}};

std::optional<AssociationKind> findKind(QAnyStringView text, QLatin1StringView AssociationTraits::*field)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto found = std::ranges::find_if(table, [&](const AssociationTraits &row) { return row.*field == text; });
    return found == table.end() ? std::nullopt : std::optional(found->kind);
}

} // namespace

std::span<const AssociationTraits, associationKindCount> allAssociationTraits()
{
    return table;
}

const AssociationTraits &associationTraits(AssociationKind kind)
{
    return table[static_cast<std::size_t>(kind)];
}

std::optional<AssociationKind> associationKindFromPathSegment(QAnyStringView segment)
{
    return findKind(segment, &AssociationTraits::pathSegment);
}

std::optional<AssociationKind> associationKindFromCollection(QAnyStringView collection)
{
    return findKind(collection, &AssociationTraits::collection);
}

std::optional<AssociationKind> associationKindFromItem(QAnyStringView item)
{
    return findKind(item, &AssociationTraits::item);
}

QString newIdentifier()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace sitebook
