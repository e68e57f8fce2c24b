// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/associationmodel.h"

#include "app/library/collation.h"

#include <algorithm>

namespace sitebook {

AssociationModel::AssociationModel(Library *library, AssociationKind kind, QObject *parent)
    : MaterialModel(library, parent)
    , m_kind(kind)
{
    connect(library, &Library::materialsChanged, this, [this](AssociationKind changed) {
        if (changed == m_kind)
            rebuild();
    });
    connect(library, &Library::websiteIdReplaced, this, [this](const QString &before, const QString &now) {
        std::ranges::replace(m_websites, before, now);
        rebuild();
    });
}

void AssociationModel::setWebsites(const QStringList &ids)
{
    m_websites = ids;
    rebuild();
}

void AssociationModel::rebuild()
{
    m_counts.clear();
    std::vector<std::pair<QString, quint32>> names;
    for (const QString &id : std::as_const(m_websites)) {
        const auto row = library()->websites().find(id);
        if (!row)
            continue;
        for (const LinkTarget target : library()->websites().links(*row)) {
            if (target.kind() == m_kind && m_counts[target.index()]++ == 0)
                names.emplace_back(library()->materials(m_kind).name(target.index()), target.index());
        }
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
