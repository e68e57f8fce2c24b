// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/materialorders.h"

#include "app/library/background.h"
#include "app/library/collation.h"
#include "app/library/library.h"

namespace sitebook {

namespace {

/// Up to so many are sorted at once, wherever they are asked for.
constexpr std::size_t few = 1024;

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
    if (order.sortedRevision != materials.namesRevision() && !order.isSorting)
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
    std::vector<std::pair<QString, quint32>> names;
    names.reserve(order.indexes.size());
    for (const MaterialColumns::Index index : order.indexes)
        names.emplace_back(materials.name(index), index);
    if (names.size() <= few) {
        order.indexes = sortedByName(names);
        order.sortedRevision = order.revision;
        return;
    }
    order.isSorting = true;
    inBackground(
        this, [names = std::move(names)] { return sortedByName(names); },
        [this, kind, revision = order.revision](Indexes indexes) {
            Order &done = m_orders[static_cast<std::size_t>(kind)];
            done.isSorting = false;
            done.indexes = std::move(indexes);
            done.sortedRevision = revision;
            done.revision = 0; // names may have come meanwhile
            emit sorted(kind);
        });
}

} // namespace sitebook
