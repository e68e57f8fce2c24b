// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/sidebarmodel.h"

#include "app/library/collation.h"
#include "app/library/materialorders.h"
#include "app/models/itemmime.h"
#include "app/search/savedsearches.h"
#include "app/search/searchcounter.h"

#include <QElapsedTimer>
#include <QMimeData>
#include <QSignalBlocker>

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
        connect(m_searches, &SavedSearches::changed, this, &SidebarModel::rebuild);
    }
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SidebarModel::rebuild);
    connect(library, &Library::websitesAdded, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::websitesChanged, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::websitesRemoved, this, &SidebarModel::rebuildSoon);
    connect(library, &Library::materialsChanged, this, &SidebarModel::rebuildSoon);
    connect(&library->materialOrders(), &MaterialOrders::sorted, this, &SidebarModel::rebuildSoon);
    rebuild();
}

void SidebarModel::rebuildSoon()
{
    // Not more than a tenth of the time goes into the counts, however much is going on.
    if (!m_timer.isActive())
        m_timer.start(std::clamp<std::chrono::milliseconds>(m_rebuildTime * 10, 100ms, 2000ms));
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
    m_filters.clear();
    const auto heading = [](const QString &key, const QString &text, const QList<Place> &children) {
        return Place{key, text, {}, -1, children};
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
}

QList<SidebarModel::Place> SidebarModel::libraryPlaces()
{
    const WebsiteColumns &websites = m_library->websites();
    const qint64 since = Timestamp::now().microseconds() - recently;
    int added = 0;
    int changed = 0;
    int unlinked = 0;
    for (Library::Row row = 0; row < websites.size(); ++row) {
        if (!websites.isLive(row))
            continue;
        added += websites.created(row).microseconds() >= since;
        changed += websites.updated(row).microseconds() >= since;
        unlinked += websites.linkCount(row) == 0;
    }
    m_filters.insert(u"all"_s, {});
    m_filters.insert(u"added"_s, {.scope = WebsiteFilter::Scope::RecentlyAdded});
    m_filters.insert(u"changed"_s, {.scope = WebsiteFilter::Scope::RecentlyChanged});
    m_filters.insert(u"unlinked"_s, {.scope = WebsiteFilter::Scope::WithoutLinks});
    return {
        {u"all"_s, tr("All websites"), u"all"_s, websites.count(), {}},
        {u"added"_s, tr("Recently added"), u"recent"_s, added, {}},
        {u"changed"_s, tr("Recently changed"), u"changed"_s, changed, {}},
        {u"unlinked"_s, tr("Without links"), u"unlinked"_s, unlinked, {}},
    };
}

QList<SidebarModel::Place> SidebarModel::searchPlaces()
{
    QList<Place> places;
    const QList<SavedSearch> searches = m_searches ? m_searches->all() : QList<SavedSearch>();
    for (const SavedSearch &search : searches) {
        const QString key = keyOfSearch(search.id);
        m_filters.insert(key, {.text = search.query});
        places.append({key, search.name, u"search"_s, m_counter->count(search.query), {}});
    }
    sortByText(places);
    return places;
}

QList<SidebarModel::Place> SidebarModel::tagPlaces()
{
    const MaterialColumns &tags = m_library->materials(AssociationKind::Tag);
    if (std::exchange(m_tagTreeRevision, tags.namesRevision()) != tags.namesRevision())
        m_tagTree = tagTree(tags);
    QList<Place> places;
    for (const TagNode &node : m_tagTree)
        places.append(tagPlace(node, nullptr));
    return places;
}

/// The place of \a node, and the websites there, which may come several times, for \a websites where that is given.
SidebarModel::Place SidebarModel::tagPlace(const TagNode &node, std::vector<quint32> *websites)
{
    const MaterialColumns &tags = m_library->materials(AssociationKind::Tag);
    static const std::vector<quint32> none;
    const std::vector<quint32> &own = node.tag ? tags.websites(*node.tag) : none;
    Place place;
    place.text = node.text;
    if (node.tag) {
        place.key = keyOf(AssociationKind::Tag, tags.id(*node.tag));
        place.iconName = u"tag"_s;
        m_filters.insert(place.key,
            {.scope = WebsiteFilter::Scope::LinkedTo, .kind = AssociationKind::Tag, .id = tags.id(*node.tag)});
    } else {
        place.key = u"tagfolder/"_s + node.path.toCaseFolded();
        place.iconName = u"folder"_s;
        m_filters.insert(place.key, {.scope = WebsiteFilter::Scope::TagFolder, .path = node.path});
    }
    place.count = static_cast<int>(own.size());
    if (!node.children.empty()) {
        std::vector<quint32> all = own;
        for (const TagNode &child : node.children)
            place.children.append(tagPlace(child, &all));
        std::ranges::sort(all);
        const auto repeated = std::ranges::unique(all);
        all.erase(repeated.begin(), repeated.end());
        place.count = static_cast<int>(all.size());
        if (websites)
            websites->insert(websites->end(), all.begin(), all.end());
    } else if (websites) {
        websites->insert(websites->end(), own.begin(), own.end());
    }
    return place;
}

QList<SidebarModel::Place> SidebarModel::personPlaces()
{
    const MaterialColumns &persons = m_library->materials(AssociationKind::Person);
    QList<Place> places;
    for (const MaterialColumns::Index index : m_library->materialOrders().indexes(AssociationKind::Person)) {
        const QString key = keyOf(AssociationKind::Person, persons.id(index));
        m_filters.insert(
            key, {.scope = WebsiteFilter::Scope::LinkedTo, .kind = AssociationKind::Person, .id = persons.id(index)});
        places.append({key, persons.name(index), u"person"_s, static_cast<int>(persons.websites(index).size()), {}});
    }
    return places;
}

QList<SidebarModel::Place> SidebarModel::hostPlaces()
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
    QList<Place> places;
    for (const quint32 host : largest) {
        const QString name = QString::fromUtf8(hosts.name(host));
        places.append({u"hosts/"_s + name, name, u"domain"_s, hosts.count(host), {}});
    }
    sortByText(places);
    for (const Place &place : std::as_const(places))
        m_filters.insert(place.key, {.scope = WebsiteFilter::Scope::Host, .host = place.text});
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
    int changed = 0;
    const QStandardItem *only = nullptr;
    for (int row = 0; row < places.size(); ++row) {
        const Place &place = places.at(row);
        QStandardItem *item = parent->child(row);
        if (!item || item->data(KeyRole).toString() != place.key) {
            item = takeItem(parent, place);
            parent->insertRow(row, item);
        }
        if (item->text() != place.text)
            item->setText(place.text);
        if (item->data(IconNameRole).toString() != place.iconName)
            item->setData(place.iconName, IconNameRole);
        if (place.count >= 0 && item->data(CountRole) != QVariant(place.count)) {
            // Told once for all of them: each by itself makes a view look for its place.
            const QSignalBlocker blocker(this);
            item->setData(place.count, CountRole);
            ++changed;
            only = item;
        }
        if (item->isSelectable() != (place.count >= 0))
            item->setSelectable(place.count >= 0);
        sync(item, place.children);
    }
    if (changed == 1) {
        emit dataChanged(only->index(), only->index());
    } else if (changed > 1) {
        // A view would look for the place of each row between the first and the last of them, one after the other.
        emit layoutAboutToBeChanged({parent->index()});
        emit layoutChanged({parent->index()});
    }
}

/// The item of \a place from where it stands now, or a new one.
QStandardItem *SidebarModel::takeItem(QStandardItem *parent, const Place &place)
{
    QStandardItem *elsewhere = m_items.value(place.key);
    if (elsewhere && elsewhere->parent() == (parent == invisibleRootItem() ? nullptr : parent))
        return parent->takeRow(elsewhere->row()).constFirst();
    if (elsewhere) {
        forget(elsewhere);
        QStandardItem *owner = elsewhere->parent() ? elsewhere->parent() : invisibleRootItem();
        owner->removeRow(elsewhere->row());
    }
    auto *item = new QStandardItem(place.text);
    item->setData(place.key, KeyRole);
    item->setData(place.iconName, IconNameRole);
    if (place.count >= 0)
        item->setData(place.count, CountRole);
    item->setEditable(place.key.startsWith(searchPrefix));
    item->setDragEnabled(false);
    item->setSelectable(place.count >= 0);
    m_items.insert(place.key, item);
    return item;
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    const QVariant count = role == Qt::AccessibleTextRole ? index.data(CountRole) : QVariant();
    if (!count.isValid())
        return QStandardItemModel::data(index, role);
    //: Read aloud for a place of the sidebar: its name and how many websites are there
    return tr("%1, %n website(s)", nullptr, count.toInt()).arg(index.data().toString());
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
