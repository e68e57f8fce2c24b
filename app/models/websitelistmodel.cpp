// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/websitelistmodel.h"

#include "app/models/itemmime.h"
#include "app/models/websiteorder.h"
#include "app/search/websitematcher.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QLocale>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// More changes at once than this are answered by one new list instead of as many moves.
constexpr std::size_t worthAReset = 100;

QString dateText(Timestamp moment)
{
    return QLocale().toString(moment.toDateTime().toLocalTime().date(), QLocale::ShortFormat);
}

} // namespace

WebsiteListModel::WebsiteListModel(Library *library, QObject *parent)
    : QAbstractTableModel(parent)
    , m_library(library)
{
    m_refilterTimer.setSingleShot(true);
    connect(&m_refilterTimer, &QTimer::timeout, this, &WebsiteListModel::refilter);
    connect(library, &Library::websitesAdded, this, &WebsiteListModel::onAdded);
    connect(library, &Library::websitesChanged, this, &WebsiteListModel::onChanged);
    connect(library, &Library::websitesRemoved, this, &WebsiteListModel::onRemoved);
    connect(library, &Library::materialsChanged, this, &WebsiteListModel::onMaterialsChanged);
    refilter();
}

int WebsiteListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int WebsiteListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QString WebsiteListModel::id(const QModelIndex &index) const
{
    return index.isValid() ? m_library->websites().id(libraryRow(index)) : QString();
}

QModelIndex WebsiteListModel::indexOf(const QString &id) const
{
    const auto row = m_library->websites().find(id);
    if (!row)
        return {};
    const auto found = std::ranges::find(m_visible, *row);
    return found == m_visible.end() ? QModelIndex() : index(static_cast<int>(found - m_visible.begin()), 0);
}

QString WebsiteListModel::tagNames(Library::Row row) const
{
    QStringList names;
    const MaterialColumns &tags = m_library->materials(AssociationKind::Tag);
    for (const LinkTarget target : m_library->websites().links(row)) {
        if (target.kind() == AssociationKind::Tag && tags.isKnown(target.index()))
            names.append(tags.name(target.index()));
    }
    names.sort(Qt::CaseInsensitive);
    return names.join(u", "_s);
}

QVariant WebsiteListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const WebsiteColumns &websites = m_library->websites();
    const Library::Row row = libraryRow(index);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case IdRole:
        return websites.id(row);
    case UrlRole:
        return websites.url(row);
    case HostRole:
        return QString::fromUtf8(websites.hosts().name(websites.host(row)));
    case Qt::TextAlignmentRole:
        if (column == Column::Links || column == Column::Score)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column == Column::Tags ? tagNames(row) : websites.name(row) + u'\n' + websites.url(row);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case Column::Name: {
        const QString name = websites.name(row);
        return name.isEmpty() ? websites.url(row) : name;
    }
    case Column::Address:
        return websites.url(row);
    case Column::Links:
        return websites.linkCount(row);
    case Column::Tags:
        return tagNames(row);
    case Column::Added:
        return dateText(websites.created(row));
    case Column::Changed:
        return dateText(websites.updated(row));
    case Column::Score:
        return websites.score(row).total();
    }
    return {};
}

QVariant WebsiteListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        const auto column = static_cast<Column>(section);
        const bool number = column == Column::Links || column == Column::Score;
        return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Column::Name:
        return tr("Name");
    case Column::Address:
        return tr("Address");
    case Column::Links:
        //: Column header: how many things a website is linked to
        return tr("Links");
    case Column::Tags:
        return tr("Tags");
    case Column::Added:
        //: Column header: when a website was added
        return tr("Added");
    case Column::Changed:
        //: Column header: when a website was changed
        return tr("Changed");
    case Column::Score:
        //: Column header: how often a website was used
        return tr("Score");
    }
    return {};
}

Qt::ItemFlags WebsiteListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled
        | Qt::ItemNeverHasChildren;
}

void WebsiteListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCountValue)
        return;
    m_sortColumn = static_cast<Column>(column);
    m_sortOrder = order;
    m_orderIsCurrent = false;
    std::vector<quint32> rows = m_visible;
    sortRows(rows);
    arrange(std::move(rows));
}

/// Shows what it shows in the order of \a rows.
void WebsiteListModel::arrange(std::vector<quint32> rows)
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    if (!before.isEmpty()) {
        std::vector<int> position(m_library->websites().size(), -1);
        for (std::size_t i = 0; i < rows.size(); ++i)
            position[rows[i]] = static_cast<int>(i);
        for (const QModelIndex &old : before)
            after.append(index(position[libraryRow(old)], old.column()));
    }
    m_visible = std::move(rows);
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

void WebsiteListModel::sortRows(std::vector<quint32> &rows) const
{
    WebsiteOrder(*m_library, m_sortColumn, m_sortOrder).sort(rows);
}

void WebsiteListModel::setFilter(const WebsiteFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    refilter();
}

void WebsiteListModel::refilter()
{
    m_refilterTimer.stop();
    QElapsedTimer timer;
    timer.start();
    if (!m_orderIsCurrent) {
        m_order = WebsiteMatcher(*m_library, {}).matchingRows();
        sortRows(m_order);
        m_orderIsCurrent = true;
    }
    const WebsiteMatcher matcher(*m_library, m_filter);
    std::vector<quint32> rows;
    std::ranges::copy_if(m_order, std::back_inserter(rows), [&](quint32 row) { return matcher.matches(row); });
    show(std::move(rows));
    m_refilterTime = std::chrono::milliseconds(timer.elapsed());
}

void WebsiteListModel::show(std::vector<quint32> rows)
{
    if (rows == m_visible) {
        announceAll();
        return;
    }
    if (editInto(rows))
        return;
    beginResetModel();
    m_visible = std::move(rows);
    endResetModel();
}

/// Reaches \a rows from what is shown now by removals, a new order and inserts, so that selections stay; false when
/// that are too many.
bool WebsiteListModel::editInto(const std::vector<quint32> &rows)
{
    std::vector<bool> wanted(m_library->websites().size());
    std::vector<bool> shown(m_library->websites().size());
    for (const quint32 row : rows)
        wanted[row] = true;
    for (const quint32 row : m_visible)
        shown[row] = true;
    std::vector<quint32> staying;
    std::ranges::copy_if(rows, std::back_inserter(staying), [&](quint32 row) { return shown[row]; });
    if (rows.size() + m_visible.size() - 2 * staying.size() > worthAReset)
        return false;
    for (std::size_t position = m_visible.size(); position-- > 0;) {
        if (!wanted[m_visible[position]])
            removeAt(position);
    }
    if (staying != m_visible)
        arrange(std::move(staying));
    for (std::size_t position = 0; position < rows.size(); ++position) {
        if (!shown[rows[position]])
            insertAt(position, rows[position]);
    }
    announceAll();
    return true;
}

void WebsiteListModel::refilterSoon()
{
    // The first rows of a list show at once; while more stream in, sorting again and again would cost more than it
    // shows.
    if (m_visible.empty() && !m_refilterTimer.isActive())
        refilter();
    else if (!m_refilterTimer.isActive())
        m_refilterTimer.start(std::clamp<std::chrono::milliseconds>(m_refilterTime * 10, 50ms, 1000ms));
}

void WebsiteListModel::insertSorted(quint32 row)
{
    const WebsiteOrder order(*m_library, m_sortColumn, m_sortOrder);
    const auto place = std::ranges::lower_bound(m_visible, row, order);
    if (place == m_visible.end() || *place != row) // a new list may have brought it already
        insertAt(static_cast<std::size_t>(place - m_visible.begin()), row);
}

void WebsiteListModel::insertAt(std::size_t position, quint32 row)
{
    const int at = static_cast<int>(position);
    beginInsertRows({}, at, at);
    m_visible.insert(m_visible.begin() + at, row);
    endInsertRows();
}

void WebsiteListModel::removeAt(std::size_t position)
{
    const int row = static_cast<int>(position);
    beginRemoveRows({}, row, row);
    m_visible.erase(m_visible.begin() + row);
    endRemoveRows();
}

void WebsiteListModel::onAdded(const QList<quint32> &rows)
{
    m_orderIsCurrent = false;
    if (static_cast<std::size_t>(rows.size()) > worthAReset || m_refilterTimer.isActive()) {
        refilterSoon();
        return;
    }
    const WebsiteMatcher matcher(*m_library, m_filter);
    for (const quint32 row : rows) {
        if (matcher.matches(row))
            insertSorted(row);
    }
}

void WebsiteListModel::onRemoved(const QList<quint32> &rows)
{
    m_orderIsCurrent = false;
    if (static_cast<std::size_t>(rows.size()) > worthAReset) {
        // The rows may be used again right after this signal, so the list cannot wait.
        refilter();
        return;
    }
    for (const quint32 row : rows) {
        const auto found = std::ranges::find(m_visible, row);
        if (found != m_visible.end())
            removeAt(static_cast<std::size_t>(found - m_visible.begin()));
    }
}

void WebsiteListModel::onChanged(const QList<quint32> &rows)
{
    m_orderIsCurrent = false;
    if (static_cast<std::size_t>(rows.size()) > worthAReset || m_refilterTimer.isActive()) {
        refilterSoon();
        return;
    }
    // First those that go, then the order, then those that come: each step finds a list that is in order.
    const WebsiteMatcher matcher(*m_library, m_filter);
    std::vector<quint32> staying;
    std::vector<quint32> coming;
    for (const quint32 row : rows) {
        const auto found = std::ranges::find(m_visible, row);
        const bool wanted = matcher.matches(row);
        if (found == m_visible.end() && wanted)
            coming.push_back(row);
        else if (found != m_visible.end() && wanted)
            staying.push_back(row);
        else if (found != m_visible.end())
            removeAt(static_cast<std::size_t>(found - m_visible.begin()));
    }
    if (staying.size() == 1)
        moveSorted(staying.front());
    else if (!staying.empty())
        moveAllSorted(staying);
    for (const quint32 row : coming)
        insertSorted(row);
    for (const quint32 row : staying)
        announceChanged(row);
}

void WebsiteListModel::moveSorted(quint32 row)
{
    const WebsiteOrder order(*m_library, m_sortColumn, m_sortOrder);
    const auto found = std::ranges::find(m_visible, row);
    const bool tooEarly = found + 1 != m_visible.end() && order(*(found + 1), row);
    const bool tooLate = found != m_visible.begin() && order(row, *(found - 1));
    if (!tooEarly && !tooLate)
        return;
    const auto place = tooLate ? std::lower_bound(m_visible.begin(), found, row, order)
                               : std::lower_bound(found + 1, m_visible.end(), row, order);
    const int from = static_cast<int>(found - m_visible.begin());
    beginMoveRows({}, from, from, {}, static_cast<int>(place - m_visible.begin()));
    if (tooLate)
        std::rotate(place, found, found + 1);
    else
        std::rotate(found, found + 1, place);
    endMoveRows();
}

void WebsiteListModel::moveAllSorted(const std::vector<quint32> &rows)
{
    const WebsiteOrder order(*m_library, m_sortColumn, m_sortOrder);
    std::vector<quint32> sorted;
    std::ranges::copy_if(m_visible, std::back_inserter(sorted),
        [&rows](quint32 row) { return std::ranges::find(rows, row) == rows.end(); });
    for (const quint32 row : rows)
        sorted.insert(std::ranges::lower_bound(sorted, row, order), row);
    if (sorted != m_visible)
        arrange(std::move(sorted));
}

void WebsiteListModel::announceAll()
{
    if (!m_visible.empty())
        emit dataChanged(index(0, 0), index(static_cast<int>(m_visible.size()) - 1, columnCountValue - 1));
}

void WebsiteListModel::announceChanged(quint32 row)
{
    const int now = static_cast<int>(std::ranges::find(m_visible, row) - m_visible.begin());
    emit dataChanged(index(now, 0), index(now, columnCountValue - 1));
}

void WebsiteListModel::onMaterialsChanged(AssociationKind kind)
{
    m_orderIsCurrent = m_orderIsCurrent && !(kind == AssociationKind::Tag && m_sortColumn == Column::Tags);
    // Names of linked items count for the words, nested tags for the place, tags for what the rows show.
    const bool placeChanged = (m_filter.scope == WebsiteFilter::Scope::LinkedTo && m_filter.kind == kind)
        || (m_filter.scope == WebsiteFilter::Scope::TagFolder && kind == AssociationKind::Tag);
    const bool orderChanged = kind == AssociationKind::Tag && m_sortColumn == Column::Tags;
    if (!m_filter.text.isEmpty() || placeChanged || orderChanged)
        refilterSoon();
    else if (kind == AssociationKind::Tag && !m_visible.empty())
        emit dataChanged(
            index(0, static_cast<int>(Column::Tags)), index(rowCount() - 1, static_cast<int>(Column::Tags)));
}

QStringList WebsiteListModel::mimeTypes() const
{
    return {itemMimeType(), u"text/uri-list"_s, u"text/plain"_s};
}

QMimeData *WebsiteListModel::mimeData(const QModelIndexList &indexes) const
{
    DraggedItems items;
    QList<QUrl> urls;
    QStringList lines;
    for (const QModelIndex &index : indexes) {
        if (index.column() != 0)
            continue;
        items.websites.append(id(index));
        const QString url = m_library->websites().url(libraryRow(index));
        urls.append(QUrl(url));
        lines.append(url);
    }
    auto data = std::make_unique<QMimeData>();
    setDraggedItems(data.get(), items);
    data->setUrls(urls);
    data->setText(lines.join(u'\n'));
    return data.release();
}

bool WebsiteListModel::canDropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const
{
    Q_UNUSED(action)
    Q_UNUSED(row)
    Q_UNUSED(column)
    if (const auto items = draggedItems(data))
        return parent.isValid() && !items->materials.isEmpty();
    return !draggedAddresses(data).isEmpty();
}

bool WebsiteListModel::dropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    if (const auto items = draggedItems(data))
        emit materialsDropped(id(parent), items->materials);
    else
        emit addressesDropped(draggedAddresses(data));
    return true;
}

} // namespace sitebook
