// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/materialorders.h"

#include "app/library/collation.h"
#include "app/library/library.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace sitebook {

namespace {

/// Up to so many are sorted at once, wherever they are asked for.
constexpr std::size_t few = 1024;

using Names = std::vector<std::pair<QString, MaterialColumns::Index>>;

MaterialOrders::Indexes sortedByName(const Names &names)
{
    const QCollator collator = nameCollator();
    std::vector<std::pair<QCollatorSortKey, MaterialColumns::Index>> keys;
    keys.reserve(names.size());
    for (const auto &[name, index] : names)
        keys.emplace_back(collator.sortKey(name), index);
    std::ranges::sort(keys, [](const auto &a, const auto &b) {
        const int order = a.first.compare(b.first);
        return order != 0 ? order < 0 : a.second < b.second;
    });
    MaterialOrders::Indexes indexes;
    indexes.reserve(keys.size());
    for (const auto &[key, index] : keys)
        indexes.push_back(index);
    return indexes;
}

} // namespace

MaterialOrders::MaterialOrders(Library *library)
    : QObject(library)
    , m_library(*library)
{
}

MaterialOrders::~MaterialOrders() = default;

const MaterialOrders::Indexes &MaterialOrders::indexes(AssociationKind kind)
{
    Order &order = m_orders[static_cast<std::size_t>(kind)];
    const MaterialColumns &materials = m_library.materials(kind);
    if (order.revision != materials.namesRevision()) {
        order.revision = materials.namesRevision();
        complete(order, materials);
    }
    if (order.sortedRevision != materials.namesRevision() && !order.sorting)
        sort(kind);
    return order.indexes;
}

/// Takes out what is gone, and puts what is new at the end.
void MaterialOrders::complete(Order &order, const MaterialColumns &materials) const
{
    std::vector<bool> isThere(materials.size());
    std::erase_if(order.indexes, [&](MaterialColumns::Index index) {
        const bool known = index < materials.size() && materials.isKnown(index);
        if (known)
            isThere[index] = true;
        return !known;
    });
    for (MaterialColumns::Index index = 0; index < materials.size(); ++index) {
        if (materials.isKnown(index) && !isThere[index])
            order.indexes.push_back(index);
    }
}

void MaterialOrders::sort(AssociationKind kind)
{
    Order &order = m_orders[static_cast<std::size_t>(kind)];
    const MaterialColumns &materials = m_library.materials(kind);
    Names names;
    names.reserve(order.indexes.size());
    for (const MaterialColumns::Index index : order.indexes)
        names.emplace_back(materials.name(index), index);
    if (names.size() <= few) {
        order.indexes = sortedByName(names);
        order.sortedRevision = order.revision;
        return;
    }
    order.sortingRevision = order.revision;
    order.sorting = std::make_unique<QFutureWatcher<Indexes>>();
    connect(order.sorting.get(), &QFutureWatcherBase::finished, this, [this, kind] {
        Order &done = m_orders[static_cast<std::size_t>(kind)];
        done.indexes = done.sorting->future().takeResult();
        done.sorting.release()->deleteLater();
        done.sortedRevision = done.sortingRevision;
        done.revision = 0; // names may have come meanwhile
        emit sorted(kind);
    });
    order.sorting->setFuture(QtConcurrent::run(sortedByName, std::move(names)));
}

} // namespace sitebook
