// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/websitelistmodel.h"

#include "app/library/linkchecks.h"
#include "app/library/percentencoding.h"
#include "app/library/websiteorders.h"
#include "app/models/itemmime.h"
#include "app/search/queryparser.h"
#include "app/search/websitesearch.h"

#include <QDateTime>
#include <QLocale>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QString dateText(Timestamp moment)
{
    return WebsiteListModel::shownDate(moment.toDateTime().toLocalTime().date());
}

} // namespace

WebsiteListModel::WebsiteListModel(Library *library, QObject *parent)
    : QAbstractTableModel(parent)
    , m_library(library)
{
    m_searchTimer.setSingleShot(true);
    connect(&m_searchTimer, &QTimer::timeout, this, &WebsiteListModel::goOnSearching);
    m_refilterTimer.setSingleShot(true);
    connect(&m_refilterTimer, &QTimer::timeout, this, &WebsiteListModel::refilter);
    m_sortTimer.setSingleShot(true);
    connect(&m_sortTimer, &QTimer::timeout, this, &WebsiteListModel::sortVisible);
    connect(&library->orders(), &WebsiteOrders::built, this, [this](SortKey key) {
        if (m_awaitsOrder && key == sortKey())
            m_sortTimer.start(0);
    });
    connect(library, &Library::websitesAdded, this, &WebsiteListModel::onAdded);
    connect(library, &Library::websitesChanged, this, &WebsiteListModel::onChanged);
    connect(library, &Library::websitesRemoved, this, &WebsiteListModel::onRemoved);
    connect(library, &Library::materialsChanged, this, &WebsiteListModel::onMaterialsChanged);
    connect(&library->linkChecks(), &LinkChecks::changed, this, &WebsiteListModel::onLinksChecked);
    refilter();
}

WebsiteListModel::~WebsiteListModel() = default;

QString WebsiteListModel::shownDate(QDate date)
{
    return QLocale().toString(date, QLocale::ShortFormat);
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

std::vector<int> WebsiteListModel::placesOf(const QStringList &ids) const
{
    std::vector<int> places;
    constexpr qsizetype few = 16; // are found sooner one by one
    if (ids.size() <= few) {
        for (const QString &id : ids) {
            if (const QModelIndex index = indexOf(id); index.isValid())
                places.push_back(index.row());
        }
        std::ranges::sort(places);
        places.erase(std::unique(places.begin(), places.end()), places.end());
        return places;
    }
    const WebsiteColumns &websites = m_library->websites();
    std::vector<bool> wanted(websites.size());
    for (const QString &id : ids) {
        if (const auto row = websites.find(id))
            wanted[*row] = true;
    }
    for (std::size_t place = 0; place < m_visible.size(); ++place) {
        if (wanted[m_visible[place]])
            places.push_back(static_cast<int>(place));
    }
    return places;
}

/// The address as people read it; the tool tip and the editor show it as it is.
QString WebsiteListModel::shownAddress(Library::Row row) const
{
    return readableAddress(m_library->websites().url(row));
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
    case MatchesRole:
        return matches(row, column);
    case ReasonsRole:
        return column == Column::Name && !m_filter.text.isEmpty() ? QVariant::fromValue(reasons(row)) : QVariant();
    case LinkStateRole:
        return static_cast<int>(m_library->linkChecks().state(row));
    case Qt::TextAlignmentRole:
        if (column == Column::Links || column == Column::Score)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column == Column::Tags ? tagNames(row) : toolTip(row);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case Column::Name: {
        const QString name = websites.name(row);
        const QString shown = name.isEmpty() ? shownAddress(row) : name;
        return role == Qt::DisplayRole ? shown : (QStringList{shown} + linkTexts(row) + reasonTexts(row)).join(u", "_s);
    }
    case Column::Address:
        return shownAddress(row);
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

QVariant WebsiteListModel::matches(Library::Row row, Column column) const
{
    if (m_highlighter.isEmpty())
        return {};
    const WebsiteColumns &websites = m_library->websites();
    switch (column) {
    case Column::Name: {
        const QString name = websites.name(row);
        return QVariant::fromValue(
            name.isEmpty() ? m_highlighter.inAddress(shownAddress(row)) : m_highlighter.inName(name));
    }
    case Column::Address:
        return QVariant::fromValue(m_highlighter.inAddress(shownAddress(row)));
    case Column::Tags:
        return QVariant::fromValue(m_highlighter.inLinked(AssociationKind::Tag, tagNames(row)));
    case Column::Links:
    case Column::Added:
    case Column::Changed:
    case Column::Score:
        break;
    }
    return {};
}

QList<MatchReason> WebsiteListModel::reasons(Library::Row row) const
{
    QList<MatchReason> reasons;
    if (m_showsBeginning) // of what has the words in its name
        return reasons;
    for (const LinkTarget target : m_matcher->reasons(row)) {
        const MaterialColumns &materials = m_library->materials(target.kind());
        const QString name = materials.name(target.index()).simplified();
        const QString detail = materials.detail(target.index()).simplified();
        const bool inDetail = m_highlighter.inLinked(target.kind(), name).isEmpty()
            && !m_highlighter.inLinked(target.kind(), detail).isEmpty();
        MatchReason reason{target.kind(), inDetail ? detail : name, {}};
        reason.matches = m_highlighter.inLinked(reason.kind, reason.text);
        // There is little room: what was found stands near the beginning.
        constexpr qsizetype before = 4;
        if (!reason.matches.isEmpty() && reason.matches.constFirst().start > before + 2) {
            reason.text = u'…' + reason.text.mid(reason.matches.constFirst().start - before);
            reason.matches = m_highlighter.inLinked(reason.kind, reason.text);
        }
        reasons.append(reason);
    }
    return reasons;
}

QStringList WebsiteListModel::reasonTexts(Library::Row row) const
{
    QStringList texts;
    const QList<MatchReason> all = m_filter.text.isEmpty() ? QList<MatchReason>() : reasons(row);
    for (const MatchReason &reason : all) {
        //: Why a search found a website: by the linked item %1
        texts.append(tr("found by “%1”").arg(reason.text));
    }
    return texts;
}

QString WebsiteListModel::toolTip(Library::Row row) const
{
    const WebsiteColumns &websites = m_library->websites();
    return (QStringList{websites.name(row), websites.url(row)} + linkTexts(row) + reasonTexts(row)).join(u'\n');
}

/// What is wrong with the address, if anything is known to be.
QStringList WebsiteListModel::linkTexts(Library::Row row) const
{
    const LinkFinding finding = m_library->linkChecks().finding(row);
    switch (finding.state) {
    case LinkState::Broken:
        //: The address of a website leads nowhere; %1 is "404 Not Found"
        return {tr("broken link: %1").arg(finding.reason)};
    case LinkState::Moved:
        //: %1 is an address
        return {tr("moved to %1").arg(finding.movedTo)};
    case LinkState::Unknown:
    case LinkState::Fine:
        break;
    }
    return {};
}

void WebsiteListModel::onLinksChecked(const QList<quint32> &rows)
{
    m_found.reset(); // it may have asked for checks, also where what is being searched for does not
    if (QueryMatcher::usesLinkChecks(parseQuery(m_filter.text)))
        onChanged(rows);
    else if (!m_visible.empty()) // to find the places of many rows would take longer than to paint those in sight
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0));
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
