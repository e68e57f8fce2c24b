// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/associationmodel.h"

#include "app/library/collation.h"

namespace sitebook {

AssociationModel::AssociationModel(LinkCounts *counts, AssociationKind kind, QObject *parent)
    : MaterialModel(counts->library(), parent)
    , m_linkCounts(counts)
    , m_kind(kind)
{
    connect(counts, &LinkCounts::changed, this, [this](AssociationKind changed) {
        if (changed == m_kind)
            rebuild();
    });
    rebuild();
}

void AssociationModel::rebuild()
{
    m_counts.clear();
    std::vector<std::pair<QString, quint32>> names;
    for (const LinkCounts::Linked &linked : m_linkCounts->of(m_kind)) {
        m_counts.insert(linked.item, linked.websites);
        names.emplace_back(library()->materials(m_kind).name(linked.item), linked.item);
    }
    std::vector<quint64> entries;
    for (const quint32 index : sortedByName(names))
        entries.push_back(entry(m_kind, index));
    setEntries(std::move(entries));
}

QVariant AssociationModel::data(const QModelIndex &index, int role) const
{
    if (role == LinkedCountRole && index.isValid())
        return m_counts.value(entryIndex(entryAt(index)));
    return MaterialModel::data(index, role);
}

Qt::ItemFlags AssociationModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

} // namespace sitebook
