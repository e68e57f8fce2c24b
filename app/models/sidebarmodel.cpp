// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/sidebarmodel.h"

#include "app/library/collation.h"
#include "app/library/linkchecks.h"
#include "app/library/materialorders.h"
#include "app/models/itemmime.h"
#include "app/search/queryparser.h"
#include "app/search/savedsearches.h"
#include "app/search/searchcounter.h"
#include "app/search/trashmatcher.h"

#include <QElapsedTimer>
#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// A sidebar is for finding a place; hosts beyond this many are found by typing.
constexpr std::size_t mostHosts = 200;
const auto searchPrefix = u"search/"_s;

void sortByText(auto &places)
{
    const QCollator collator = nameCollator();
    std::ranges::sort(places, [&](const auto &a, const auto &b) { return collator.compare(a.text, b.text) < 0; });
}

} // namespace

SidebarModel::SidebarModel(Library *library, SavedSearches *searches, QObject *parent)
    : QStandardItemModel(parent)
    , m_library(library)
    , m_searches(searches)
{
    if (m_searches) {
        m_counter = new SearchCounter(library, this);
        connect(m_counter, &SearchCounter::counted, this, &SidebarModel::rebuildPlaces);
        connect(m_searches, &SavedSearches::changed, this, [this] {
            m_isStructureCurrent = false;
            rebuild();
        });
    }
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SidebarModel::rebuild);
    connect(library, &Library::websitesAdded, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::websitesChanged, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::websitesRemoved, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::materialsChanged, this, &SidebarModel::rebuildSoon);
    connect(&library->linkChecks(), &LinkChecks::changed, this, &SidebarModel::rebuildSoon);
    const auto structureChanged = [this] {
        m_isStructureCurrent = false;
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
    return u"%1/%2"_s.arg(associationTraits(kind).pathSegment, id);
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

bool SidebarModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || searchAt(index).isEmpty())
        return QStandardItemModel::setData(index, value, role);
    auto search = m_searches ? m_searches->find(searchAt(index)) : std::nullopt;
    if (!search || value.toString().simplified().isEmpty())
        return false;
    search->name = value.toString();
    m_searches->save(*search);
    return true;
}

std::optional<WebsiteFilter> SidebarModel::filter(const QModelIndex &index) const
{
    const auto found = m_filters.constFind(index.data(KeyRole).toString());
    return found == m_filters.cend() ? std::nullopt : std::optional(*found);
}

QModelIndex SidebarModel::indexOfKey(const QString &key) const
{
    const QStandardItem *item = m_items.value(key);
    return item ? item->index() : QModelIndex();
}

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
    countLibrary();
    Structure structure{m_library->materials(AssociationKind::Tag).namesRevision(),
        m_library->materials(AssociationKind::Person).namesRevision(), largestHosts()};
    if (std::exchange(m_isStructureCurrent, true) && structure == m_structure) {
        updateCounts();
        return;
    }
    m_structure = std::move(structure);
    m_filters.clear();
    const auto heading = [](const QString &key, const QString &text, const QList<Place> &children) {
        return Place{key, text, {}, {}, children};
    };
    QList<Place> places = libraryPlaces();
    for (const Place &section :
        {heading(u"searches"_s, tr("Searches"), searchPlaces()), heading(u"tags"_s, tr("Tags"), tagPlaces()),
            heading(u"persons"_s, tr("People"), personPlaces()), heading(u"hosts"_s, tr("Domains"), hostPlaces())})
    {
        if (!section.children.isEmpty())
            places.append(section);
    }
    sync(invisibleRootItem(), places);
    updateCounts();
}

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

/// Brings the count of every place up to date, where the places are those that there were.
void SidebarModel::updateCounts()
{
    QList<PlaceItem *> changed;
    for (PlaceItem *item : std::as_const(m_items)) {
        if (item->counter && std::exchange(item->count, item->counter()) != item->count)
            changed.append(item);
    }
    // A view looks for the place of each, so many at once are told as if all had moved.
    constexpr qsizetype few = 20;
    if (changed.size() > few) {
        emit layoutAboutToBeChanged();
        emit layoutChanged();
        return;
    }
    for (const PlaceItem *item : std::as_const(changed))
        emit dataChanged(item->index(), item->index(), {CountRole, Qt::AccessibleTextRole});
}

QList<SidebarModel::Place> SidebarModel::libraryPlaces()
{
    m_filters.insert(u"all"_s, {});
    m_filters.insert(u"added"_s, {.scope = WebsiteFilter::Scope::RecentlyAdded});
    m_filters.insert(u"changed"_s, {.scope = WebsiteFilter::Scope::RecentlyChanged});
    m_filters.insert(u"unlinked"_s, {.scope = WebsiteFilter::Scope::WithoutLinks});
    return {
        {u"all"_s, tr("All websites"), u"all"_s, [this] { return m_library->websites().count(); }, {}},
        {u"added"_s, tr("Recently added"), u"recent"_s, [this] { return m_recentlyAdded; }, {}},
        {u"changed"_s, tr("Recently changed"), u"changed"_s, [this] { return m_recentlyChanged; }, {}},
        {u"unlinked"_s, tr("Without links"), u"unlinked"_s, [this] { return m_unlinked; }, {}},
    };
}

QList<SidebarModel::Place> SidebarModel::searchPlaces()
{
    QList<Place> places;
    const QList<SavedSearch> searches = m_searches ? m_searches->all() : QList<SavedSearch>();
    for (const SavedSearch &search : searches) {
        const QString key = keyOfSearch(search.id);
        m_filters.insert(key, {.text = search.query});
        const auto counter = [this, query = search.query] { return m_counter->count(query); };
        const bool isOfTrash = TrashMatcher::isAskedFor(parseQuery(search.query));
        places.append({key, search.name, u"search"_s, counter, {}, isOfTrash});
    }
    sortByText(places);
    return places;
}

QList<SidebarModel::Place> SidebarModel::tagPlaces()
{
    QList<Place> places;
    for (const TagNode &node : tagTree(m_library->materials(AssociationKind::Tag)))
        places.append(tagPlace(node, nullptr));
    return places;
}

/// The place of \a node; \a tags gets the tags at and below it, where it is given.
SidebarModel::Place SidebarModel::tagPlace(const TagNode &node, Tags *tags)
{
    const MaterialColumns &all = m_library->materials(AssociationKind::Tag);
    Place place;
    place.text = node.text;
    Tags own;
    if (node.tag) {
        own.push_back(*node.tag);
        place.key = keyOf(AssociationKind::Tag, all.id(*node.tag));
        place.iconName = u"tag"_s;
        m_filters.insert(place.key,
            {.scope = WebsiteFilter::Scope::LinkedTo, .kind = AssociationKind::Tag, .id = all.id(*node.tag)});
    } else {
        place.key = u"tagfolder/"_s + node.path.toCaseFolded();
        place.iconName = u"folder"_s;
        m_filters.insert(place.key, {.scope = WebsiteFilter::Scope::TagFolder, .path = node.path});
    }
    for (const TagNode &child : node.children)
        place.children.append(tagPlace(child, &own));
    if (tags)
        tags->insert(tags->end(), own.begin(), own.end());
    place.counter = [this, own = std::move(own)] { return countOf(own); };
    return place;
}

/// How many websites have one of \a tags.
int SidebarModel::countOf(const Tags &tags) const
{
    const MaterialColumns &all = m_library->materials(AssociationKind::Tag);
    if (tags.size() == 1)
        return static_cast<int>(all.websites(tags.front()).size());
    std::vector<quint32> websites;
    for (const MaterialColumns::Index tag : tags)
        websites.insert(websites.end(), all.websites(tag).begin(), all.websites(tag).end());
    std::ranges::sort(websites);
    return static_cast<int>(std::ranges::unique(websites).begin() - websites.begin());
}

QList<SidebarModel::Place> SidebarModel::personPlaces()
{
    const MaterialColumns &persons = m_library->materials(AssociationKind::Person);
    QList<Place> places;
    for (const MaterialColumns::Index index : m_library->materialOrders().indexes(AssociationKind::Person)) {
        const QString key = keyOf(AssociationKind::Person, persons.id(index));
        m_filters.insert(
            key, {.scope = WebsiteFilter::Scope::LinkedTo, .kind = AssociationKind::Person, .id = persons.id(index)});
        const auto counter = [&persons, index] { return static_cast<int>(persons.websites(index).size()); };
        places.append({key, persons.name(index), u"person"_s, counter, {}});
    }
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

QList<SidebarModel::Place> SidebarModel::hostPlaces()
{
    const HostTable &hosts = m_library->websites().hosts();
    QList<Place> places;
    for (const quint32 host : m_structure.hosts) {
        const QString name = QString::fromUtf8(hosts.name(host));
        const QString key = u"hosts/"_s + name;
        places.append({key, name, u"domain"_s, [&hosts, host] { return hosts.count(host); }, {}});
        m_filters.insert(key, {.scope = WebsiteFilter::Scope::Host, .host = name});
    }
    sortByText(places);
    return places;
}

void SidebarModel::sync(QStandardItem *parent, const QList<Place> &places)
{
    // Items that stay are kept, so that the view keeps what is selected and unfolded.
    QSet<QString> wanted;
    for (const Place &place : places)
        wanted.insert(place.key);
    for (int row = parent->rowCount() - 1; row >= 0; --row) {
        if (!wanted.contains(parent->child(row)->data(KeyRole).toString())) {
            forget(parent->child(row));
            parent->removeRow(row);
        }
    }
    for (int row = 0; row < places.size(); ++row) {
        const Place &place = places.at(row);
        if (row == parent->rowCount())
            appendNew(parent, places.sliced(row));
        QStandardItem *item = parent->child(row);
        if (!item || item->data(KeyRole).toString() != place.key) {
            item = takeItem(parent, place);
            parent->insertRow(row, item);
        }
        if (item->text() != place.text)
            item->setText(place.text);
        if (item->data(IconNameRole).toString() != place.iconName)
            item->setData(place.iconName, IconNameRole);
        PlaceItem *known = m_items.value(place.key);
        known->counter = place.counter;
        if (std::exchange(known->isOfTrash, place.isOfTrash) != place.isOfTrash)
            emit dataChanged(item->index(), item->index(), {CountRole, Qt::AccessibleTextRole});
        sync(item, place.children);
    }
}

/// Appends the first of \a places as far as they are new, all at once: a view lays itself out after each insertion.
void SidebarModel::appendNew(QStandardItem *parent, const QList<Place> &places)
{
    QList<QStandardItem *> items;
    for (const Place &place : places) {
        if (m_items.contains(place.key))
            break;
        items.append(takeItem(parent, place));
    }
    // Several rows at once want a column that is there.
    if (!items.isEmpty() && parent->columnCount() == 0)
        parent->appendRow(items.takeFirst());
    if (!items.isEmpty())
        parent->appendRows(items);
}

/// The item of \a place from where it stands now, or a new one.
QStandardItem *SidebarModel::takeItem(QStandardItem *parent, const Place &place)
{
    PlaceItem *elsewhere = m_items.value(place.key);
    if (elsewhere && elsewhere->parent() == (parent == invisibleRootItem() ? nullptr : parent))
        return parent->takeRow(elsewhere->row()).constFirst();
    if (elsewhere) {
        forget(elsewhere);
        QStandardItem *owner = elsewhere->parent() ? elsewhere->parent() : invisibleRootItem();
        owner->removeRow(elsewhere->row());
    }
    auto *item = new PlaceItem(place.text);
    item->setData(place.key, KeyRole);
    item->setData(place.iconName, IconNameRole);
    if (place.counter)
        item->count = place.counter();
    item->setEditable(place.key.startsWith(searchPrefix));
    item->setDragEnabled(false);
    item->setSelectable(place.counter != nullptr);
    m_items.insert(place.key, item);
    return item;
}

QVariant SidebarModel::PlaceItem::data(int role) const
{
    if (role == CountRole)
        return count < 0 ? QVariant() : isOfTrash ? QVariant(QString()) : QVariant(count);
    if (role == Qt::AccessibleTextRole && isOfTrash)
        return text();
    if (role == Qt::AccessibleTextRole && count >= 0) {
        //: Read aloud for a place of the sidebar: its name and how many websites are there
        return SidebarModel::tr("%1, %n website(s)", nullptr, count).arg(text());
    }
    return QStandardItem::data(role);
}

void SidebarModel::forget(const QStandardItem *item)
{
    m_items.remove(item->data(KeyRole).toString());
    for (int row = 0; row < item->rowCount(); ++row)
        forget(item->child(row));
}

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
    return place && place->scope == WebsiteFilter::Scope::LinkedTo && items && !items->websites.isEmpty();
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
