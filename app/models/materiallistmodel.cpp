// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/materiallistmodel.h"

#include "app/library/fold.h"
#include "app/library/materialorders.h"

#include <QElapsedTimer>
#include <QMimeData>

#include <algorithm>

using namespace std::chrono_literals;

namespace sitebook {

MaterialListModel::MaterialListModel(Library *library, QObject *parent)
    : MaterialModel(library, parent)
{
    m_rebuildTimer.setSingleShot(true);
    connect(&m_rebuildTimer, &QTimer::timeout, this, &MaterialListModel::rebuild);
    const auto rebuildSoon = [this](AssociationKind kind) {
        if (m_kind && *m_kind != kind)
            return;
        if (showsRemoved()) // what is gone must not be dropped on
            m_rebuildTimer.start(0);
        else if (!m_rebuildTimer.isActive())
            m_rebuildTimer.start(std::clamp<std::chrono::milliseconds>(m_rebuildTime * 20, 50ms, 2000ms));
    };
    connect(library, &Library::materialsChanged, this, rebuildSoon);
    connect(&library->materialOrders(), &MaterialOrders::sorted, this, rebuildSoon);
    rebuild();
}

void MaterialListModel::setKind(std::optional<AssociationKind> kind)
{
    m_kind = kind;
    rebuild();
}

void MaterialListModel::setText(const QString &text)
{
    m_text = text;
    rebuild();
}

void MaterialListModel::rebuild()
{
    QElapsedTimer clock;
    clock.start();
    QList<QByteArray> words;
    const QStringList parts = m_text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : parts)
        words.append(folded(word));
    std::vector<quint64> entries;
    for (const AssociationKind kind : shelfKinds) {
        if (m_kind && *m_kind != kind)
            continue;
        const MaterialColumns &materials = library()->materials(kind);
        for (const MaterialColumns::Index index : library()->materialOrders().indexes(kind)) {
            const auto has = [&](const QByteArray &word) { return materials.foldedText(index).contains(word); };
            if (std::ranges::all_of(words, has))
                entries.push_back(entry(kind, index));
        }
    }
    setEntries(std::move(entries));
    m_rebuildTime = std::chrono::milliseconds(clock.elapsed());
}

Qt::ItemFlags MaterialListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled
        | Qt::ItemNeverHasChildren;
}

bool MaterialListModel::canDropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) const
{
    Q_UNUSED(action)
    Q_UNUSED(row)
    Q_UNUSED(column)
    const auto items = draggedItems(data);
    return parent.isValid() && !material(parent).id.isEmpty() && items && !items->websites.isEmpty();
}

bool MaterialListModel::dropMimeData(
    const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    emit websitesDropped(material(parent), draggedItems(data)->websites);
    return true;
}

} // namespace sitebook
