// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/linkcounts.h"
#include "app/models/materialmodel.h"

namespace sitebook {

/// What the selected websites are linked to, of one kind.
class AssociationModel : public MaterialModel
{
    Q_OBJECT

public:
    enum AssociationRole {
        /// How many of the selected websites are linked to the item.
        LinkedCountRole = Qt::UserRole + 100,
    };

    /// \a counts has to be there as long as it shows something.
    AssociationModel(LinkCounts *counts, AssociationKind kind, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    AssociationKind kind() const { return m_kind; }

private:
    LinkCounts *m_linkCounts;
    AssociationKind m_kind;
    QHash<MaterialColumns::Index, int> m_counts;

    void rebuild();
};

} // namespace sitebook
