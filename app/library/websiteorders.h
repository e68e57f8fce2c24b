// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"
#include "app/library/rowlist.h"
#include "app/library/websitesortkeys.h"

#include <QObject>
#include <QTimer>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace sitebook {

/// Those of \a order of which \a isWanted says so, about \a expected, in that order or in the reverse of it.
template<class Wanted>
std::vector<quint32> rowsInOrder(const RowList &order, bool reversed, std::size_t expected, const Wanted &isWanted)
{
    std::vector<quint32> rows;
    rows.reserve(expected);
    if (reversed)
        std::copy_if(order.all().rbegin(), order.all().rend(), std::back_inserter(rows), isWanted);
    else
        std::ranges::copy_if(order.all(), std::back_inserter(rows), isWanted);
    return rows;
}

/// The websites of a library in the order of each key that was asked for, kept up to date, once for all who show them:
/// a filter that leaves rows of such an order out stays sorted. The order of a large library is made in a thread of its
/// own; the sort keys that this takes are not kept.
class WebsiteOrders : public QObject
{
    Q_OBJECT

public:
    /// Of \a library, which is its parent, and whose changes it has to hear of before anybody who asks it.
    explicit WebsiteOrders(Library *library);
    ~WebsiteOrders() override;

    /// Brings the order by \a key up to date, for about as long as \a deadline lets it; whether it is. When it has to
    /// be made first, built() tells that it was; while a large library is being read, that begins only at its end.
    bool work(SortKey key, QDeadlineTimer deadline);
    /// Whether the order by \a key is there, but for the last changes perhaps.
    bool isBuilt(SortKey key) const { return order(key).isBuilt; }
    /// All live rows in ascending order by \a key, right after work() said that it is up to date.
    const RowList &rows(SortKey key) const { return order(key).rows; }

signals:
    /// The order by \a key is there.
    void built(sitebook::SortKey key);

private:
    /// The places of rows that changed, found one by one, before all are moved there.
    struct Merge
    {
        std::vector<quint32> rows;
        std::vector<std::size_t> places;
    };
    struct Order
    {
        bool isWanted = false;
        bool isBuilt = false;
        RowList rows;
        /// Of what each row was sorted by, by row.
        std::vector<quint32> fingerprints;
        /// Rows whose place is not known, or that are gone.
        std::vector<quint32> changed;
        std::optional<Merge> merge;
        /// What is copied for the thread that sorts.
        std::unique_ptr<WebsiteSortKeys> keys;
        bool isSorting = false;
        /// Whether what is being sorted is not wanted any more.
        bool isOutdated = false;
    };

    const Library &m_library;
    std::array<Order, sortKeyCount> m_orders;
    /// Of the tags by whose names the order by tags goes, see MaterialColumns::namesRevision().
    quint64 m_tagNames = 0;
    QTimer m_collectTimer{this};
    /// Brings orders up to date while nobody waits for it.
    QTimer m_idleTimer{this};

    Order &order(SortKey key) { return m_orders[static_cast<std::size_t>(key)]; }
    const Order &order(SortKey key) const { return m_orders[static_cast<std::size_t>(key)]; }
    bool isLarge() const;
    bool canBuild() const;
    void build(SortKey key);
    void collectMore();
    void startSorting(SortKey key);
    void take(SortKey key, std::vector<quint32> rows);
    std::vector<quint32> sortedFew(SortKey key, std::vector<quint32> rows) const;
    bool mergeChanged(SortKey key, QDeadlineTimer deadline);
    void onWebsites(const QList<quint32> &rows);
    void noteChanged(SortKey key, std::span<const quint32> rows);
    void drop(SortKey key);
    void onMaterialsChanged(AssociationKind kind);
    void onStateChanged();
    void workWhenIdle();
};

} // namespace sitebook
