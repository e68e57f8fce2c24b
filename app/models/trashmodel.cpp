// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/trashmodel.h"

#include "app/library/collation.h"
#include "app/library/journalstore.h"
#include "app/library/library.h"
#include "app/library/percentencoding.h"
#include "app/search/trashmatcher.h"

#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// More changes at once than this are answered by one new list instead of as many moves.
constexpr qsizetype worthAReset = 100;

/// Whether both look the same.
bool isSame(const TrashedItem &a, const TrashedItem &b)
{
    return a.name == b.name && a.url == b.url && a.links == b.links && a.deleted == b.deleted;
}

QString timeOf(const TrashedItem &item, QLocale::FormatType format)
{
    return QLocale().toString(item.deleted.toDateTime().toLocalTime(), format);
}

} // namespace

TrashModel::TrashModel(Library *library, QObject *parent)
    : QAbstractTableModel(parent)
    , m_library(library)
{
    connect(library->history(), &History::changed, this, &TrashModel::read);
    connect(&library->journal(), &Journal::trashEmptied, this, &TrashModel::read);
}

int TrashModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int TrashModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountValue;
}

QVariant TrashModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const TrashedItem &item = m_items.at(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == IdRole)
        return item.id;
    if (role == KindRole)
        return item.kind ? QVariant(static_cast<int>(*item.kind)) : QVariant();
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (role == Qt::ToolTipRole && column == Column::Deleted)
        return timeOf(item, QLocale::LongFormat);
    if (role == MatchesRole && column == Column::Name)
        return QVariant::fromValue(m_highlighter.inName(item.name.simplified()));
    if (role == MatchesRole && column == Column::Address)
        return QVariant::fromValue(m_highlighter.inAddress(readableAddress(item.url)));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Name:
        return item.name.isEmpty() ? tr("(no name)") : item.name.simplified();
    case Column::Address:
        return readableAddress(item.url);
    case Column::Deleted:
        return timeOf(item, QLocale::ShortFormat);
    case Column::Links:
        return QLocale().toString(item.links);
    }
    return {};
}

QVariant TrashModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto column = static_cast<Column>(section);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant((column == Column::Links ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (column) {
    case Column::Name:
        return tr("Name");
    case Column::Address:
        return tr("Address");
    case Column::Deleted:
        //: The column that says when something was deleted
        return tr("Deleted");
    case Column::Links:
        return tr("Links");
    }
    return {};
}

void TrashModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCountValue)
        return;
    m_column = static_cast<Column>(column);
    m_order = order;
    read();
}

void TrashModel::start()
{
    begin(std::nullopt);
}

void TrashModel::start(const Query &query)
{
    begin(query);
}

void TrashModel::begin(const std::optional<Query> &query)
{
    const bool isOther = query.has_value() != m_query.has_value() || (query && query->root != m_query->root);
    if (std::exchange(m_isReading, true) && !isOther)
        return;
    m_query = query;
    m_highlighter = query ? Highlighter(*query) : Highlighter();
    if (!m_items.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCountValue - 1), {MatchesRole});
    read();
}

void TrashModel::stop()
{
    m_isReading = false;
    m_isKnown = false;
    showItems({});
}

qint64 TrashModel::size() const
{
    qint64 size = 0;
    for (const TrashedItem &item : m_items)
        size += item.size;
    return size;
}

QString TrashModel::id(const QModelIndex &index) const
{
    return index.isValid() ? m_items.at(index.row()).id : QString();
}

QModelIndex TrashModel::indexOf(const QString &id) const
{
    const auto found = std::ranges::find(m_items, id, &TrashedItem::id);
    return found == m_items.end() ? QModelIndex() : index(static_cast<int>(found - m_items.begin()), 0);
}

void TrashModel::read()
{
    if (!m_isReading)
        return;
    // Many changes come together; of what waits one answer knows all.
    m_isStale = m_isAsking;
    if (std::exchange(m_isAsking, true))
        return;
    const std::function question = [query = m_query, column = m_column, order = m_order](JournalStore &store) {
        Contents contents{store.trash()};
        contents.isTrashEmpty = contents.items.isEmpty();
        if (query) {
            const TrashMatcher matcher(*query);
            contents.items.removeIf([&matcher](const TrashedItem &item) {
                return item.kind.has_value() || !matcher.matches(item.name, item.url);
            });
        }
        arrange(contents.items, column, order);
        return contents;
    };
    m_library->journal().ask<Contents>(question, this, [this](const Contents &contents) { take(contents); });
}

void TrashModel::take(const Contents &contents)
{
    m_isAsking = false;
    if (!m_isReading)
        return;
    if (m_isStale && !m_isKnown) { // it was asked for something else
        read();
        return;
    }
    m_isKnown = true;
    m_isTrashEmpty = contents.isTrashEmpty;
    showItems(contents.items);
    if (m_isStale)
        read();
    emit updated();
}

/// Sorts \a items, which come with the newest first; equal ones stay so.
void TrashModel::arrange(QList<TrashedItem> &items, Column column, Qt::SortOrder order)
{
    if (column == Column::Name || column == Column::Address) {
        std::vector<std::pair<QString, quint32>> texts;
        texts.reserve(static_cast<std::size_t>(items.size()));
        for (const TrashedItem &item : std::as_const(items)) {
            texts.emplace_back(column == Column::Name ? item.name.simplified() : readableAddress(item.url),
                static_cast<quint32>(texts.size()));
        }
        QList<TrashedItem> sorted;
        sorted.reserve(items.size());
        for (const quint32 number : sortedByName(texts))
            sorted.append(items.at(number));
        if (order == Qt::DescendingOrder)
            std::ranges::reverse(sorted);
        items = sorted;
        return;
    }
    const auto value = [column](const TrashedItem &item) {
        return column == Column::Links ? qint64(item.links) : item.deleted.microseconds();
    };
    if (order == Qt::AscendingOrder)
        std::ranges::stable_sort(items, std::ranges::less(), value);
    else
        std::ranges::stable_sort(items, std::ranges::greater(), value);
}

void TrashModel::showItems(const QList<TrashedItem> &now)
{
    if (std::ranges::equal(now, m_items, {}, &TrashedItem::id, &TrashedItem::id)) {
        takeKept(now);
        return;
    }
    if (std::abs(now.size() - m_items.size()) > worthAReset) {
        showAnew(now);
        return;
    }
    QSet<QString> shown;
    for (const TrashedItem &item : std::as_const(m_items))
        shown.insert(item.id);
    QSet<QString> wanted;
    QList<TrashedItem> kept;
    for (const TrashedItem &item : now) {
        wanted.insert(item.id);
        if (shown.contains(item.id))
            kept.append(item);
    }
    if (now.size() + m_items.size() - 2 * kept.size() > worthAReset) {
        showAnew(now);
        return;
    }
    removeOthers(wanted);
    takeKept(kept);
    for (qsizetype row = 0; row < now.size(); ++row) {
        if (shown.contains(now.at(row).id))
            continue;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
        m_items.insert(row, now.at(row));
        endInsertRows();
    }
}

void TrashModel::showAnew(const QList<TrashedItem> &now)
{
    beginResetModel();
    m_items = now;
    endResetModel();
}

void TrashModel::removeOthers(const QSet<QString> &kept)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (kept.contains(m_items.at(row).id))
            continue;
        beginRemoveRows({}, row, row);
        m_items.removeAt(row);
        endRemoveRows();
    }
}

/// Takes \a kept in the place of the same items in another order, or with something else known of them.
void TrashModel::takeKept(const QList<TrashedItem> &kept)
{
    if (kept.isEmpty())
        return;
    if (std::ranges::equal(kept, m_items, {}, &TrashedItem::id, &TrashedItem::id)) {
        const bool isOther = !std::ranges::equal(kept, m_items, isSame);
        m_items = kept;
        if (isOther)
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCountValue - 1));
        return;
    }
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    QHash<QString, int> rows;
    for (const TrashedItem &item : kept)
        rows.insert(item.id, static_cast<int>(rows.size()));
    QModelIndexList after;
    const QModelIndexList before = persistentIndexList();
    for (const QModelIndex &each : before)
        after.append(index(rows.value(id(each)), each.column()));
    m_items = kept;
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

} // namespace sitebook
