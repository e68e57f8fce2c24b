// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/materialmodel.h"

#include <QCoreApplication>
#include <QMimeData>

#include <algorithm>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Above this many inserts and removals a new list is cheaper.
constexpr std::size_t worthAReset = 200;

} // namespace

MaterialModel::MaterialModel(Library *library, QObject *parent)
    : QAbstractListModel(parent)
    , m_library(library)
{
}

int MaterialModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant MaterialModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const quint64 entry = entryAt(index);
    const AssociationKind kind = entryKind(entry);
    const MaterialColumns &materials = m_library->materials(kind);
    const MaterialColumns::Index item = entryIndex(entry);
    switch (role) {
    case Qt::DisplayRole: {
        const QString &name = materials.name(item);
        //: The name of an item that has none
        return name.isEmpty() ? tr("(without a name)") : name;
    }
    case Qt::ToolTipRole:
        return materials.detail(item).isEmpty() ? materials.name(item)
                                                : materials.name(item) + u'\n' + materials.detail(item);
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(materialKindName(kind), materials.name(item));
    case IdRole:
        return materials.id(item);
    case KindRole:
        return QVariant::fromValue(kind);
    case DetailRole:
        return materials.detail(item).section(u'\n', 0, 0);
    case WebsiteCountRole:
        return static_cast<int>(materials.websites(item).size());
    case PictureRole:
        return materials.picture(item);
    default:
        return {};
    }
}

QStringList MaterialModel::mimeTypes() const
{
    return {itemMimeType(), u"text/uri-list"_s, u"text/plain"_s, u"text/vcard"_s, u"text/x-vcard"_s};
}

QMimeData *MaterialModel::mimeData(const QModelIndexList &indexes) const
{
    DraggedItems items;
    QStringList lines;
    for (const QModelIndex &index : indexes) {
        if (material(index).id.isEmpty())
            continue; // it has just gone
        items.materials.append(material(index));
        lines.append(index.data().toString());
    }
    auto data = std::make_unique<QMimeData>();
    setDraggedItems(data.get(), items);
    data->setText(lines.join(u'\n'));
    return data.release();
}

MaterialRef MaterialModel::material(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const quint64 entry = entryAt(index);
    return {entryKind(entry), m_library->materials(entryKind(entry)).id(entryIndex(entry))};
}

QModelIndex MaterialModel::indexOf(const MaterialRef &material) const
{
    const auto item = m_library->materials(material.kind).find(material.id);
    if (!item)
        return {};
    const auto found = std::ranges::find(m_entries, entry(material.kind, *item));
    return found == m_entries.end() ? QModelIndex() : index(static_cast<int>(found - m_entries.begin()));
}

bool MaterialModel::reachableByEdits(const std::vector<quint64> &wanted) const
{
    if (std::max(m_entries.size(), wanted.size()) - std::min(m_entries.size(), wanted.size()) > worthAReset)
        return false;
    // Without what goes and what comes, both have to be in the same order.
    const std::unordered_set<quint64> before(m_entries.begin(), m_entries.end());
    const std::unordered_set<quint64> after(wanted.begin(), wanted.end());
    std::vector<quint64> staying;
    std::ranges::copy_if(m_entries, std::back_inserter(staying), [&](quint64 entry) { return after.contains(entry); });
    std::size_t next = 0;
    for (const quint64 entry : wanted) {
        if (before.contains(entry) && (next == staying.size() || staying[next++] != entry))
            return false;
    }
    return before.size() - staying.size() + after.size() - staying.size() <= worthAReset;
}

bool MaterialModel::showsRemoved() const
{
    return std::ranges::any_of(m_entries,
        [this](quint64 entry) { return !m_library->materials(entryKind(entry)).isKnown(entryIndex(entry)); });
}

void MaterialModel::setEntries(std::vector<quint64> entries)
{
    if (entries == m_entries) {
        if (!m_entries.empty())
            emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    if (!reachableByEdits(entries)) {
        beginResetModel();
        m_entries = std::move(entries);
        endResetModel();
        return;
    }
    const std::unordered_set<quint64> after(entries.begin(), entries.end());
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (after.contains(m_entries[static_cast<std::size_t>(row)]))
            continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    for (std::size_t position = 0; position < entries.size(); ++position) {
        if (position < m_entries.size() && m_entries[position] == entries[position])
            continue;
        const int row = static_cast<int>(position);
        beginInsertRows({}, row, row);
        m_entries.insert(m_entries.begin() + row, entries[position]);
        endInsertRows();
    }
    if (!m_entries.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

QString materialKindName(AssociationKind kind)
{
    switch (kind) {
    case AssociationKind::Asset:
        return QCoreApplication::translate("MaterialKind", "Asset");
    case AssociationKind::Person:
        return QCoreApplication::translate("MaterialKind", "Person");
    case AssociationKind::Conversation:
        return QCoreApplication::translate("MaterialKind", "Conversation");
    case AssociationKind::WorkstreamSummary:
        return QCoreApplication::translate("MaterialKind", "Summary");
    case AssociationKind::Tag:
        return QCoreApplication::translate("MaterialKind", "Tag");
    case AssociationKind::Annotation:
        return QCoreApplication::translate("MaterialKind", "Note");
    case AssociationKind::Message:
        return QCoreApplication::translate("MaterialKind", "Message");
    case AssociationKind::WorkstreamEvent:
        return QCoreApplication::translate("MaterialKind", "Event");
    case AssociationKind::Source:
        return QCoreApplication::translate("MaterialKind", "Source");
    case AssociationKind::SourceWindow:
        return QCoreApplication::translate("MaterialKind", "Window");
    }
    return {};
}

QString materialKindNamePlural(AssociationKind kind)
{
    switch (kind) {
    case AssociationKind::Asset:
        return QCoreApplication::translate("MaterialKind", "Assets");
    case AssociationKind::Person:
        return QCoreApplication::translate("MaterialKind", "People");
    case AssociationKind::Conversation:
        return QCoreApplication::translate("MaterialKind", "Conversations");
    case AssociationKind::WorkstreamSummary:
        return QCoreApplication::translate("MaterialKind", "Summaries");
    case AssociationKind::Tag:
        return QCoreApplication::translate("MaterialKind", "Tags");
    case AssociationKind::Annotation:
        return QCoreApplication::translate("MaterialKind", "Notes");
    case AssociationKind::Message:
        return QCoreApplication::translate("MaterialKind", "Messages");
    case AssociationKind::WorkstreamEvent:
        return QCoreApplication::translate("MaterialKind", "Events");
    case AssociationKind::Source:
        return QCoreApplication::translate("MaterialKind", "Sources");
    case AssociationKind::SourceWindow:
        return QCoreApplication::translate("MaterialKind", "Windows");
    }
    return {};
}

} // namespace sitebook
