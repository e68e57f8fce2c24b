// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/sidebarmodel.h"

#include "app/library/linkchecks.h"
#include "app/library/materialorders.h"
#include "app/models/itemmime.h"
#include "app/models/tagtree.h"
#include "app/search/savedsearches.h"
#include "app/search/searchcounter.h"

#include <QElapsedTimer>
#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

const auto searchPrefix = u"search/"_s;
const auto folderPrefix = u"tagfolder/"_s;
const auto hostPrefix = u"hosts/"_s;

QString materialPrefix(AssociationKind kind)
{
    return associationTraits(kind).pathSegment + u'/';
}

} // namespace

SidebarModel::SidebarModel(Library *library, SavedSearches *searches, QObject *parent)
    : QAbstractItemModel(parent)
    , m_library(library)
    , m_searches(searches)
{
    if (m_searches) {
        m_counter = new SearchCounter(library, this);
        connect(m_counter, &SearchCounter::counted, this, &SidebarModel::rebuildPlaces);
        connect(m_searches, &SavedSearches::changed, this, [this] {
            m_outdated.set(SearchSection);
            rebuild();
        });
    }
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SidebarModel::rebuild);
    m_countTimer.setSingleShot(true);
    connect(&m_countTimer, &QTimer::timeout, this, &SidebarModel::countMore);
    // What `today` and `recently` mean changes by itself.
    connect(&m_hourTimer, &QTimer::timeout, this, &SidebarModel::rebuildSoon);
    m_hourTimer.start(1h);
    connect(library, &Library::websitesAdded, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::websitesChanged, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::websitesRemoved, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::materialsChanged, this, &SidebarModel::rebuildSoon);
    connect(&library->linkChecks(), &LinkChecks::changed, this, &SidebarModel::rebuildSoon);
    const auto structureChanged = [this](AssociationKind kind) {
        if (kind != AssociationKind::Tag && kind != AssociationKind::Person)
            return;
        m_outdated.set(kind == AssociationKind::Tag ? TagSection : PersonSection);
        rebuildSoon();
    };
    connect(&library->materialOrders(), &MaterialOrders::sorted, this, structureChanged);
    connect(library, &Library::materialIdReplaced, this, structureChanged);
    rebuild();
}

void SidebarModel::rebuildSoon()
{
    // Only a small part of the time goes into the counts, however much is going on.
    if (!m_timer.isActive())
        m_timer.start(std::clamp<std::chrono::milliseconds>(m_rebuildTime * 20, 100ms, 2000ms));
}

QString SidebarModel::keyOf(AssociationKind kind, const QString &id)
{
    return materialPrefix(kind) + id;
}

QString SidebarModel::keyOfSearch(const QString &id)
{
    return searchPrefix + id;
}

QString SidebarModel::searchAt(const QModelIndex &index)
{
    const QString key = index.data(KeyRole).toString();
    return key.startsWith(searchPrefix) ? key.mid(searchPrefix.size()) : QString();
}

// --- the rows --------------------------------------------------------------------------------------------------------

SidebarModel::Id SidebarModel::idOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Id>(index.internalId()) : SidebarPlaces::root;
}

QModelIndex SidebarModel::indexOf(Id id) const
{
    if (!m_places.contains(id))
        return {};
    return createIndex(static_cast<int>(m_places.row(id)), 0, static_cast<quintptr>(id));
}

QModelIndex SidebarModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(
        row, column, static_cast<quintptr>(m_places.children(idOf(parent))[static_cast<std::size_t>(row)]));
}

QModelIndex SidebarModel::parent(const QModelIndex &index) const
{
    const Id id = idOf(index);
    return m_places.contains(id) ? indexOf(m_places.at(id).parent) : QModelIndex();
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    const Id id = idOf(parent);
    return id < m_places.size() ? static_cast<int>(m_places.children(id).size()) : 0;
}

int SidebarModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return 1;
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    const Id id = idOf(index);
    if (!m_places.contains(id))
        return Qt::ItemIsDropEnabled;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsDropEnabled;
    flags.setFlag(Qt::ItemIsSelectable, m_places.at(id).kind != PlaceKind::Heading);
    flags.setFlag(Qt::ItemIsEditable, m_places.at(id).kind == PlaceKind::Search);
    return flags;
}

// --- what the places are ---------------------------------------------------------------------------------------------

const MaterialColumns &SidebarModel::materialsOf(PlaceKind kind) const
{
    return m_library->materials(kind == PlaceKind::Person ? AssociationKind::Person : AssociationKind::Tag);
}

/// The identifier of a tag or a person; empty when another has its index by now.
QString SidebarModel::materialId(const Place &place) const
{
    const MaterialColumns &materials = materialsOf(place.kind);
    const QByteArray id = place.number < materials.size() ? materials.utf8Id(place.number) : QByteArray();
    return placeIdentity(place.kind, id) == place.identity ? QString::fromUtf8(id) : QString();
}

/// The saved search of a place; nothing when it is no more.
const SavedSearch *SidebarModel::searchOf(const Place &place) const
{
    if (!m_searches)
        return nullptr;
    const QList<SavedSearch> &all = m_searches->all();
    const auto isIt = [&place](const SavedSearch &search) {
        return placeIdentity(PlaceKind::Search, search.id.toUtf8()) == place.identity;
    };
    if (place.number < static_cast<quint64>(all.size()) && isIt(all.at(place.number)))
        return &all.at(place.number);
    // Another was removed before it, and the places do not know yet.
    const auto found = std::ranges::find_if(all, isIt);
    return found == all.end() ? nullptr : &*found;
}

QString SidebarModel::hostOf(const Place &place) const
{
    const HostTable &hosts = m_library->websites().hosts();
    return place.number < hosts.size() ? QString::fromUtf8(hosts.name(place.number)) : QString();
}

QString SidebarModel::text(Id id) const
{
    const Place &place = m_places.at(id);
    switch (place.kind) {
    case PlaceKind::Root:
        break;
    case PlaceKind::Heading:
        return std::array{tr("Searches"), tr("Tags"), tr("People"), tr("Domains")}[place.number];
    case PlaceKind::Library:
        return std::array{
            tr("All websites"), tr("Recently added"), tr("Recently changed"), tr("Without links")}[place.number];
    case PlaceKind::Search: {
        const SavedSearch *search = searchOf(place);
        return search ? search->name : QString();
    }
    case PlaceKind::Tag:
    case PlaceKind::Person: {
        const MaterialColumns &materials = materialsOf(place.kind);
        const QString name = place.number < materials.size() ? materials.name(place.number) : QString();
        return place.kind == PlaceKind::Tag ? tagText(name) : name;
    }
    case PlaceKind::TagFolder:
        return tagText(m_places.path(id));
    case PlaceKind::Host:
        return hostOf(place);
    }
    return {};
}

QString SidebarModel::key(Id id) const
{
    const Place &place = m_places.at(id);
    switch (place.kind) {
    case PlaceKind::Root:
        break;
    case PlaceKind::Heading:
        return QString::fromLatin1(headingKeys[place.number]);
    case PlaceKind::Library:
        return QString::fromLatin1(libraryPlaceKeys[place.number]);
    case PlaceKind::Search: {
        const SavedSearch *search = searchOf(place);
        return search ? keyOfSearch(search->id) : QString();
    }
    case PlaceKind::Tag:
    case PlaceKind::Person: {
        const QString material = materialId(place);
        return material.isEmpty() ? QString() : keyOf(materialsOf(place.kind).kind(), material);
    }
    case PlaceKind::TagFolder:
        return folderPrefix + m_places.path(id).toCaseFolded();
    case PlaceKind::Host:
        return hostPrefix + hostOf(place);
    }
    return {};
}

QString SidebarModel::iconName(const Place &place)
{
    switch (place.kind) {
    case PlaceKind::Root:
    case PlaceKind::Heading:
        break;
    case PlaceKind::Library:
        return std::array{u"all"_s, u"recent"_s, u"changed"_s, u"unlinked"_s}[place.number];
    case PlaceKind::Search:
        return u"search"_s;
    case PlaceKind::Tag:
        return u"tag"_s;
    case PlaceKind::TagFolder:
        return u"folder"_s;
    case PlaceKind::Person:
        return u"person"_s;
    case PlaceKind::Host:
        return u"domain"_s;
    }
    return {};
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    const Id id = idOf(index);
    if (!m_places.contains(id))
        return {};
    const Place &place = m_places.at(id);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(id);
    case Qt::AccessibleTextRole:
        if (place.isOfTrash)
            return text(id);
        if (place.count < 0)
            return {};
        //: Read aloud for a place of the sidebar: its name and how many websites are there
        return tr("%1, %Ln website(s)", nullptr, place.count).arg(text(id));
    case CountRole:
        return place.count < 0 ? QVariant() : place.isOfTrash ? QVariant(QString()) : QVariant(place.count);
    case KeyRole:
        return key(id);
    case IconNameRole:
        return iconName(place);
    default:
        return {};
    }
}

bool SidebarModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    auto search = m_searches && role == Qt::EditRole ? m_searches->find(searchAt(index)) : std::nullopt;
    if (!search || value.toString().simplified().isEmpty())
        return false;
    search->name = value.toString();
    m_searches->save(*search);
    return true;
}

std::optional<WebsiteFilter> SidebarModel::filter(const QModelIndex &index) const
{
    using Scope = WebsiteFilter::Scope;
    const Id id = idOf(index);
    const Place &place = m_places.at(m_places.contains(id) ? id : SidebarPlaces::root);
    switch (place.kind) {
    case PlaceKind::Root:
    case PlaceKind::Heading:
        break;
    case PlaceKind::Library: {
        constexpr std::array scopes{Scope::All, Scope::RecentlyAdded, Scope::RecentlyChanged, Scope::WithoutLinks};
        return WebsiteFilter{.scope = scopes[place.number]};
    }
    case PlaceKind::Search:
        if (const SavedSearch *search = searchOf(place))
            return WebsiteFilter{.text = search->query};
        break;
    case PlaceKind::Tag:
    case PlaceKind::Person:
        return WebsiteFilter{.scope = Scope::LinkedTo, .kind = materialsOf(place.kind).kind(), .id = materialId(place)};
    case PlaceKind::TagFolder:
        return WebsiteFilter{.scope = Scope::TagFolder, .path = m_places.path(id)};
    case PlaceKind::Host:
        return WebsiteFilter{.scope = Scope::Host, .host = hostOf(place)};
    }
    return {};
}

QModelIndex SidebarModel::indexOfKey(const QString &key) const
{
    const auto find = [this](PlaceKind kind, const QString &id) {
        return indexOf(m_places.find(kind, placeIdentity(kind, id.toUtf8())));
    };
    for (const PlaceKind kind : {PlaceKind::Tag, PlaceKind::Person}) {
        if (const QString prefix = materialPrefix(materialsOf(kind).kind()); key.startsWith(prefix))
            return find(kind, key.mid(prefix.size()));
    }
    const std::initializer_list<std::pair<PlaceKind, QString>> prefixes{
        {PlaceKind::Search, searchPrefix}, {PlaceKind::TagFolder, folderPrefix}, {PlaceKind::Host, hostPrefix}};
    for (const auto &[kind, prefix] : prefixes) {
        if (key.startsWith(prefix))
            return find(kind, key.mid(prefix.size()));
    }
    const QModelIndex place = find(PlaceKind::Library, key);
    return place.isValid() ? place : find(PlaceKind::Heading, key);
}

// --- bringing them up to date ----------------------------------------------------------------------------------------

void SidebarModel::rebuild()
{
    QElapsedTimer clock;
    clock.start();
    rebuildPlaces();
    m_rebuildTime = std::chrono::milliseconds(clock.elapsed());
    if (!m_searches)
        return;
    QStringList queries;
    for (const SavedSearch &search : m_searches->all())
        queries.append(search.query);
    m_counter->start(queries);
}

void SidebarModel::rebuildPlaces()
{
    if (m_isShowing) {
        rebuildSoon();
        return;
    }
    countLibrary();
    const Structure before = std::exchange(m_structure,
        {m_library->materials(AssociationKind::Tag).namesRevision(),
            m_library->materials(AssociationKind::Person).namesRevision(), largestHosts()});
    if (m_structure.tagNames != before.tagNames)
        m_outdated.set(TagSection);
    if (m_structure.personNames != before.personNames)
        m_outdated.set(PersonSection);
    if (m_structure.hosts != before.hosts)
        m_outdated.set(HostSection);
    if (m_outdated.any())
        show(wantedPlaces(std::exchange(m_outdated, {})));
    updateCounts();
}

// --- drops -----------------------------------------------------------------------------------------------------------

QStringList SidebarModel::mimeTypes() const
{
    return {itemMimeType()};
}

bool SidebarModel::canDropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const
{
    Q_UNUSED(action)
    Q_UNUSED(row)
    Q_UNUSED(column)
    const auto place = filter(parent);
    const auto items = draggedItems(data);
    return place && place->scope == WebsiteFilter::Scope::LinkedTo && !place->id.isEmpty() && items
        && !items->websites.isEmpty();
}

bool SidebarModel::dropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const auto place = filter(parent);
    emit websitesDropped(place->kind, place->id, draggedItems(data)->websites);
    return true;
}

} // namespace sitebook
