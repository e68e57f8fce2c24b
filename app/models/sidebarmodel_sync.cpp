// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/sidebarmodel.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace sitebook {

namespace {

/// Up to so many runs of rows are inserted or removed one by one under a place. A view has some work with each, so more
/// than these are brought together by a new order of the rows, which takes one.
constexpr std::size_t mostRuns = 16;

/// How many runs of those that \a isPart there are in \a range.
std::size_t countRuns(const auto &range, auto isPart)
{
    std::size_t runs = 0;
    bool before = false;
    for (const auto &element : range) {
        const bool now = isPart(element);
        runs += now && !before ? 1 : 0;
        before = now;
    }
    return runs;
}

bool isNew(const WantedPlace &wanted)
{
    return wanted.place == SidebarPlaces::none;
}

} // namespace

/// Brings the model to \a places. Those that stay are kept, so that a view keeps what is selected and unfolded.
void SidebarModel::show(std::vector<WantedPlace> places)
{
    m_isShowing = true;
    m_places.adopt(SidebarPlaces::root, places, m_changed);
    // What goes is gone everywhere before anything comes, as it may come back in another place.
    removeUnwanted(SidebarPlaces::root);
    arrange(SidebarPlaces::root, places);
    m_isShowing = false;
}

void SidebarModel::removeUnwanted(Id parent)
{
    const auto isUnwanted = [this](Id id) { return !m_places.at(id).isWanted; };
    if (countRuns(m_places.children(parent), isUnwanted) > mostRuns) {
        const std::span<const Id> children = m_places.children(parent);
        std::vector<Id> ids(children.begin(), children.end());
        std::stable_partition(ids.begin(), ids.end(), std::not_fn(isUnwanted));
        reorder(parent, std::move(ids));
    }
    std::size_t end = m_places.children(parent).size();
    while (end > 0) {
        if (!isUnwanted(m_places.children(parent)[end - 1])) {
            --end;
            continue;
        }
        std::size_t begin = end - 1;
        while (begin > 0 && isUnwanted(m_places.children(parent)[begin - 1]))
            --begin;
        removeRun(parent, begin, end - begin);
        end = begin;
    }
    for (std::size_t row = 0; row < m_places.children(parent).size(); ++row)
        removeUnwanted(m_places.children(parent)[row]);
}

void SidebarModel::removeRun(Id parent, std::size_t row, std::size_t count)
{
    beginRemoveRows(indexOf(parent), static_cast<int>(row), static_cast<int>(row + count - 1));
    m_places.remove(parent, row, count);
    endRemoveRows();
}

/// Brings the children of \a parent, of which none is unwanted, into the order of \a wanted, with what is new.
void SidebarModel::arrange(Id parent, std::span<const WantedPlace> wanted)
{
    const std::size_t runs = countRuns(wanted, isNew);
    std::vector<Id> stay;
    for (const WantedPlace &place : wanted) {
        if (!isNew(place))
            stay.push_back(place.place);
    }
    const bool isInOrder = std::ranges::equal(m_places.children(parent), stay);
    if (isInOrder && runs <= mostRuns) {
        for (std::size_t row = 0; runs > 0 && row < wanted.size(); ++row) {
            std::size_t end = row;
            while (end < wanted.size() && isNew(wanted[end]))
                ++end;
            if (end > row)
                insertRun(parent, row, wanted.subspan(row, end - row));
            row = end;
        }
    } else {
        arrangeAtOnce(parent, wanted);
    }
    for (const WantedPlace &place : wanted) {
        if (!isNew(place) && !place.children.empty())
            arrange(place.place, place.children);
    }
}

void SidebarModel::insertRun(Id parent, std::size_t row, std::span<const WantedPlace> wanted)
{
    const std::vector<Id> made = m_places.make(parent, wanted);
    beginInsertRows(indexOf(parent), static_cast<int>(row), static_cast<int>(row + made.size() - 1));
    m_places.insert(parent, row, made);
    endInsertRows();
}

/// Puts all that is new at the end, and then all children of \a parent into the order of \a wanted.
void SidebarModel::arrangeAtOnce(Id parent, std::span<const WantedPlace> wanted)
{
    std::vector<Id> ids;
    ids.reserve(wanted.size());
    std::vector<Id> made;
    for (const WantedPlace &place : wanted) {
        ids.push_back(isNew(place) ? m_places.make(parent, {&place, 1}).front() : place.place);
        if (isNew(place))
            made.push_back(ids.back());
    }
    if (!made.empty()) {
        const std::size_t row = m_places.children(parent).size();
        beginInsertRows(indexOf(parent), static_cast<int>(row), static_cast<int>(row + made.size() - 1));
        m_places.insert(parent, row, made);
        endInsertRows();
    }
    reorder(parent, std::move(ids));
}

/// Gives the children of \a parent the order \a ids.
void SidebarModel::reorder(Id parent, std::vector<Id> ids)
{
    QList<QPersistentModelIndex> parents;
    if (parent != SidebarPlaces::root)
        parents.append(indexOf(parent));
    emit layoutAboutToBeChanged(parents, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    m_places.setOrder(parent, std::move(ids));
    QModelIndexList now;
    now.reserve(before.size());
    for (const QModelIndex &index : before)
        now.append(indexOf(idOf(index)));
    changePersistentIndexList(before, now);
    emit layoutChanged(parents, QAbstractItemModel::VerticalSortHint);
}

/// Tells the views which places look another way: under each place the first, the last and all between, as a view has
/// some work with each time that it is told.
void SidebarModel::announceChanged()
{
    std::map<Id, std::pair<Id, Id>> ranges;
    for (const Id id : std::exchange(m_changed, {})) {
        if (!m_places.contains(id))
            continue;
        auto &[first, last] = ranges.try_emplace(m_places.at(id).parent, id, id).first->second;
        if (m_places.row(id) < m_places.row(first))
            first = id;
        if (m_places.row(id) > m_places.row(last))
            last = id;
    }
    for (const auto &[parent, range] : ranges) {
        emit dataChanged(indexOf(range.first), indexOf(range.second),
            {Qt::DisplayRole, Qt::EditRole, Qt::AccessibleTextRole, CountRole});
    }
}

} // namespace sitebook
