// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/materialcolumns.h"

#include <QObject>

#include <array>
#include <vector>

namespace sitebook {

class Library;

/// The materials of a library in the order of their names, once for all who show them. Many are sorted in a thread of
/// their own; until that is done, those with new names stand at the end, or where they stood before.
class MaterialOrders : public QObject
{
    Q_OBJECT

public:
    using Indexes = std::vector<MaterialColumns::Index>;

    /// Of \a library, which is its parent.
    explicit MaterialOrders(Library *library);
    ~MaterialOrders() override;

    /// The known materials of \a kind, by name.
    const Indexes &indexes(AssociationKind kind);

signals:
    /// The order of \a kind is another one, though nothing else has changed.
    void sorted(sitebook::AssociationKind kind);

private:
    struct Order
    {
        Indexes indexes;
        /// What of the names it goes by, and up to when it is complete; see MaterialColumns::namesRevision().
        quint64 sortedRevision = 0;
        quint64 revision = 0;
        bool isSorting = false;
    };

    const Library &m_library;
    std::array<Order, associationKindCount> m_orders;

    void complete(Order &order, const MaterialColumns &materials) const;
    void sort(AssociationKind kind);
};

} // namespace sitebook
