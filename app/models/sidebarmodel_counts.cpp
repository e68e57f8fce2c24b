// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/sidebarmodel.h"
#include "app/search/savedsearches.h"
#include "app/search/searchcounter.h"

#include <QDeadlineTimer>

#include <utility>

using namespace std::chrono_literals;

namespace sitebook {

void SidebarModel::countLibrary()
{
    const WebsiteColumns &websites = m_library->websites();
    const qint64 since = Timestamp::now().microseconds() - recently;
    m_recentlyAdded = 0;
    m_recentlyChanged = 0;
    m_unlinked = 0;
    for (Library::Row row = 0; row < websites.size(); ++row) {
        if (!websites.isLive(row))
            continue;
        m_recentlyAdded += websites.created(row).microseconds() >= since;
        m_recentlyChanged += websites.updated(row).microseconds() >= since;
        m_unlinked += websites.linkCount(row) == 0;
    }
}

/// Brings the count of every place up to date, in pieces where that takes long.
void SidebarModel::updateCounts()
{
    m_nextToCount = 0;
    countMore();
}

void SidebarModel::countMore()
{
    // A small library is counted at once, however long that takes on a busy machine.
    constexpr std::size_t few = 50'000;
    const QDeadlineTimer deadline(8ms);
    std::vector<bool> marks;
    std::vector<MaterialColumns::Index> tags;
    std::size_t looked = 0;
    for (; m_nextToCount < m_places.size(); ++m_nextToCount) {
        if (looked > few && deadline.hasExpired()) {
            m_countTimer.start(0);
            return;
        }
        Place &place = m_places.at(m_nextToCount);
        if (place.count < 0)
            continue;
        int count = 0;
        if (place.children) {
            tags.clear();
            looked += collectTags(m_nextToCount, tags);
            count = countDistinct(tags, marks);
        } else {
            count = countOf(place);
            ++looked;
        }
        if (std::exchange(place.count, count) != count)
            m_changed.push_back(m_nextToCount);
    }
    m_countTimer.stop();
    announceChanged();
}

/// How many websites are at a place without others below it.
int SidebarModel::countOf(const Place &place) const
{
    switch (place.kind) {
    case PlaceKind::Root:
    case PlaceKind::Heading:
    case PlaceKind::TagFolder:
        break;
    case PlaceKind::Library:
        return std::array{m_library->websites().count(), m_recentlyAdded, m_recentlyChanged, m_unlinked}[place.number];
    case PlaceKind::Search: {
        const SavedSearch *search = searchOf(place);
        return search ? m_counter->count(search->query) : 0;
    }
    case PlaceKind::Tag:
    case PlaceKind::Person: {
        const MaterialColumns &materials = materialsOf(place.kind);
        return place.number < materials.size() ? static_cast<int>(materials.websites(place.number).size()) : 0;
    }
    case PlaceKind::Host: {
        const HostTable &hosts = m_library->websites().hosts();
        return place.number < hosts.size() ? hosts.count(place.number) : 0;
    }
    }
    return 0;
}

/// Adds the tags at and below the place \a id to \a tags; how many links they have.
std::size_t SidebarModel::collectTags(Id id, std::vector<MaterialColumns::Index> &tags) const
{
    const MaterialColumns &all = m_library->materials(AssociationKind::Tag);
    const Place &place = m_places.at(id);
    std::size_t links = 1;
    if (place.kind == PlaceKind::Tag && place.number < all.size()) {
        tags.push_back(place.number);
        links += all.websites(place.number).size();
    }
    for (const Id child : m_places.children(id))
        links += collectTags(child, tags);
    return links;
}

/// How many websites have one of \a tags. \a marks has a place for each website, and is empty again afterwards.
int SidebarModel::countDistinct(const std::vector<MaterialColumns::Index> &tags, std::vector<bool> &marks) const
{
    const MaterialColumns &all = m_library->materials(AssociationKind::Tag);
    marks.resize(m_library->websites().size());
    int count = 0;
    for (const MaterialColumns::Index tag : tags) {
        for (const Library::Row website : all.websites(tag)) {
            count += marks[website] ? 0 : 1;
            marks[website] = true;
        }
    }
    for (const MaterialColumns::Index tag : tags) {
        for (const Library::Row website : all.websites(tag))
            marks[website] = false;
    }
    return count;
}

} // namespace sitebook
