// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/collation.h"
#include "app/library/materialorders.h"
#include "app/models/sidebarmodel.h"
#include "app/models/tagtree.h"
#include "app/search/queryparser.h"
#include "app/search/savedsearches.h"
#include "app/search/trashmatcher.h"

#include <algorithm>
#include <array>

namespace sitebook {

namespace {

/// A sidebar is for finding a place; hosts beyond this many are found by typing.
constexpr std::size_t mostHosts = 200;

quint32 textHash(auto text)
{
    return static_cast<quint32>(qHash(text));
}

} // namespace

/// The places as they are to be; of the headings, only those in \a sections are looked through, as tens of thousands of
/// tags take time.
std::vector<WantedPlace> SidebarModel::wantedPlaces(Sections sections) const
{
    std::vector<WantedPlace> places;
    for (quint32 position = 0; position < libraryPlaceKeys.size(); ++position) {
        places.push_back({.kind = PlaceKind::Library,
            .number = position,
            .identity = placeIdentity(PlaceKind::Library, libraryPlaceKeys[position])});
    }
    for (quint32 position = 0; position < headingKeys.size(); ++position) {
        WantedPlace heading{.kind = PlaceKind::Heading,
            .number = position,
            .count = -1,
            .identity = placeIdentity(PlaceKind::Heading, headingKeys[position])};
        if (sections.test(position))
            heading.children = wantedSection(position);
        else
            heading.keepsChildren = m_places.find(heading.kind, heading.identity) != SidebarPlaces::none;
        if (heading.keepsChildren || !heading.children.empty())
            places.push_back(std::move(heading));
    }
    return places;
}

std::vector<WantedPlace> SidebarModel::wantedSection(std::size_t section) const
{
    switch (section) {
    case SearchSection:
        return wantedSearches();
    case TagSection:
        return wantedTags();
    case PersonSection:
        return wantedPersons();
    default:
        return wantedHosts();
    }
}

std::vector<WantedPlace> SidebarModel::wantedSearches() const
{
    std::vector<WantedPlace> places;
    const QList<SavedSearch> searches = m_searches ? m_searches->all() : QList<SavedSearch>();
    std::vector<std::pair<QString, quint32>> names;
    for (const SavedSearch &search : searches)
        names.emplace_back(search.name, static_cast<quint32>(names.size()));
    for (const quint32 position : sortedByName(names)) {
        const SavedSearch &search = searches.at(position);
        places.push_back({.kind = PlaceKind::Search,
            .isOfTrash = TrashMatcher::isAskedFor(parseQuery(search.query)),
            .number = position,
            .textHash = textHash(QStringView(search.name)),
            .identity = placeIdentity(PlaceKind::Search, search.id.toUtf8())});
    }
    return places;
}

std::vector<WantedPlace> SidebarModel::wantedTags() const
{
    std::vector<WantedPlace> places;
    const MaterialColumns &tags = m_library->materials(AssociationKind::Tag);
    const std::vector<TagNode> nodes = tagTree(tags, m_library->materialOrders().indexes(AssociationKind::Tag));
    places.reserve(nodes.size());
    const Facts facts = materialFacts(PlaceKind::Tag);
    for (const TagNode &node : nodes)
        places.push_back(wantedTag(node, facts));
    return places;
}

WantedPlace SidebarModel::wantedTag(const TagNode &node, const Facts &facts)
{
    WantedPlace place;
    if (node.tag) {
        place = wantedMaterial(PlaceKind::Tag, *node.tag, facts);
    } else {
        place.kind = PlaceKind::TagFolder;
        place.identity = placeIdentity(PlaceKind::TagFolder, node.path.toCaseFolded().toUtf8());
        place.textHash = textHash(QStringView(node.path));
        place.path = node.path;
    }
    place.children.reserve(node.children.size());
    for (const TagNode &child : node.children)
        place.children.push_back(wantedTag(child, facts));
    return place;
}

WantedPlace SidebarModel::wantedMaterial(PlaceKind kind, quint32 index, const Facts &facts)
{
    const Fact &fact = facts[index];
    return {.kind = kind, .number = index, .textHash = fact.textHash, .count = fact.count, .identity = fact.identity};
}

/// What there is to know of each tag or person. One index after the other, as they are in memory: by name, they would
/// be fetched from all over it.
SidebarModel::Facts SidebarModel::materialFacts(PlaceKind kind) const
{
    const MaterialColumns &materials = materialsOf(kind);
    Facts facts(materials.size());
    for (MaterialColumns::Index index = 0; index < materials.size(); ++index) {
        if (!materials.isKnown(index))
            continue;
        facts[index] = {placeIdentity(kind, materials.utf8Id(index)), textHash(materials.utf8Name(index)),
            static_cast<int>(materials.websites(index).size())};
    }
    return facts;
}

std::vector<WantedPlace> SidebarModel::wantedPersons() const
{
    std::vector<WantedPlace> places;
    const MaterialOrders::Indexes &order = m_library->materialOrders().indexes(AssociationKind::Person);
    places.reserve(order.size());
    const Facts facts = materialFacts(PlaceKind::Person);
    for (const MaterialColumns::Index index : order)
        places.push_back(wantedMaterial(PlaceKind::Person, index, facts));
    return places;
}

/// The hosts with the most websites, by number.
std::vector<quint32> SidebarModel::largestHosts() const
{
    const HostTable &hosts = m_library->websites().hosts();
    std::vector<quint32> largest;
    for (quint32 host = 0; host < hosts.size(); ++host) {
        if (hosts.count(host) > 0 && !hosts.name(host).isEmpty())
            largest.push_back(host);
    }
    if (largest.size() > mostHosts) {
        const auto count = [&hosts](quint32 host) { return hosts.count(host); };
        std::ranges::nth_element(largest, largest.begin() + mostHosts, std::ranges::greater(), count);
        largest.resize(mostHosts);
    }
    std::ranges::sort(largest);
    return largest;
}

std::vector<WantedPlace> SidebarModel::wantedHosts() const
{
    const HostTable &hosts = m_library->websites().hosts();
    std::vector<std::pair<QString, quint32>> names;
    for (const quint32 host : m_structure.hosts)
        names.emplace_back(QString::fromUtf8(hosts.name(host)), host);
    std::vector<WantedPlace> places;
    for (const quint32 host : sortedByName(names)) {
        places.push_back({.kind = PlaceKind::Host,
            .number = host,
            .count = hosts.count(host),
            .identity = placeIdentity(PlaceKind::Host, hosts.name(host))});
    }
    return places;
}

} // namespace sitebook
