// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/sidebarplaces.h"

#include <QHashFunctions>

#include <algorithm>
#include <utility>

namespace sitebook {

std::size_t placeIdentity(PlaceKind kind, QByteArrayView id)
{
    return qHash(id, static_cast<std::size_t>(QHashSeed::globalSeed()) + static_cast<std::size_t>(kind));
}

SidebarPlaces::SidebarPlaces()
    : m_places(1)
{
}

std::span<const SidebarPlaces::Id> SidebarPlaces::children(Id id) const
{
    const auto &children = m_places[id].children;
    return children ? std::span<const Id>(*children) : std::span<const Id>();
}

quint32 SidebarPlaces::row(Id id) const
{
    // Rows are looked up far less often than they change, so they are counted when one is wanted.
    const std::span<const Id> siblings = children(m_places[id].parent);
    if (const quint32 row = m_places[id].row; row < siblings.size() && siblings[row] == id)
        return row;
    for (quint32 row = 0; row < siblings.size(); ++row)
        m_places[siblings[row]].row = row;
    return m_places[id].row;
}

SidebarPlaces::Id SidebarPlaces::find(PlaceKind kind, std::size_t identity) const
{
    const auto found = std::ranges::find_if(
        m_places, [&](const Place &place) { return place.identity == identity && place.kind == kind; });
    return found == m_places.end() ? none : static_cast<Id>(found - m_places.begin());
}

void SidebarPlaces::adopt(Id parent, std::span<WantedPlace> wanted, std::vector<Id> &changed)
{
    const std::span<const Id> there = children(parent);
    const auto isSame = [this](Id id, const WantedPlace &place) {
        return m_places[id].identity == place.identity && m_places[id].kind == place.kind;
    };
    const auto [firstId, firstWanted] = std::ranges::mismatch(there, wanted, isSame);
    const auto same = static_cast<std::size_t>(firstId - there.begin());
    for (std::size_t i = 0; i < same; ++i)
        take(there[i], wanted[i], changed);
    QHash<std::size_t, Id> left;
    left.reserve(static_cast<qsizetype>(there.size() - same));
    for (const Id id : there.subspan(same)) {
        m_places[id].isWanted = false;
        left.insert(m_places[id].identity, id);
    }
    for (WantedPlace &place : wanted.subspan(same)) {
        const auto found = left.constFind(place.identity);
        if (found == left.cend() || !isSame(*found, place))
            continue;
        take(*found, place, changed);
        left.erase(found);
    }
}

void SidebarPlaces::take(Id id, WantedPlace &wanted, std::vector<Id> &changed)
{
    Place &place = m_places[id];
    wanted.place = id;
    place.isWanted = true;
    place.number = wanted.number;
    const bool hasOtherText = std::exchange(place.textHash, wanted.textHash) != wanted.textHash;
    const bool hasOtherCount = std::exchange(place.isOfTrash, wanted.isOfTrash) != wanted.isOfTrash;
    if (hasOtherText || hasOtherCount)
        changed.push_back(id);
    if (place.kind == PlaceKind::TagFolder)
        m_paths.insert(id, wanted.path);
    if (!wanted.keepsChildren && (place.children || !wanted.children.empty()))
        adopt(id, wanted.children, changed);
}

std::vector<SidebarPlaces::Id> SidebarPlaces::make(Id parent, std::span<const WantedPlace> wanted)
{
    std::vector<Id> made;
    made.reserve(wanted.size());
    for (const WantedPlace &place : wanted) {
        Id id = size();
        if (m_free.empty()) {
            m_places.emplace_back();
        } else {
            id = m_free.back();
            m_free.pop_back();
        }
        made.push_back(id);
        Place &node = m_places[id];
        node.identity = place.identity;
        node.number = place.number;
        node.textHash = place.textHash;
        node.count = place.count;
        node.parent = parent;
        node.kind = place.kind;
        node.isOfTrash = place.isOfTrash;
        node.isWanted = true;
        if (place.kind == PlaceKind::TagFolder)
            m_paths.insert(id, place.path);
        if (!place.children.empty()) {
            auto children = std::make_unique<std::vector<Id>>(make(id, place.children));
            m_places[id].children = std::move(children);
        }
    }
    return made;
}

void SidebarPlaces::insert(Id parent, std::size_t row, std::span<const Id> made)
{
    auto &children = m_places[parent].children;
    if (!children)
        children = std::make_unique<std::vector<Id>>();
    children->insert(children->begin() + static_cast<std::ptrdiff_t>(row), made.begin(), made.end());
}

void SidebarPlaces::remove(Id parent, std::size_t row, std::size_t count)
{
    auto &children = m_places[parent].children;
    const auto begin = children->begin() + static_cast<std::ptrdiff_t>(row);
    const auto end = begin + static_cast<std::ptrdiff_t>(count);
    std::for_each(begin, end, [this](Id id) { free(id); });
    children->erase(begin, end);
    if (children->empty())
        children.reset();
}

void SidebarPlaces::free(Id id)
{
    for (const Id child : children(id))
        free(child);
    m_paths.remove(id);
    m_places[id] = Place();
    m_free.push_back(id);
}

void SidebarPlaces::setOrder(Id parent, std::vector<Id> ids)
{
    *m_places[parent].children = std::move(ids);
}

} // namespace sitebook
