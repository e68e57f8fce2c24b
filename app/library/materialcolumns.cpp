// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/materialcolumns.h"

#include "app/library/fold.h"

#include <algorithm>

namespace sitebook {

namespace {

QString detailOf(const Material &material)
{
    switch (material.kind) {
    case AssociationKind::Person:
        return material.name.isEmpty() ? QString() : material.email;
    case AssociationKind::Asset:
        return material.text.isEmpty() ? material.type : material.text.left(200).simplified();
    case AssociationKind::Annotation:
        return material.text;
    case AssociationKind::Conversation:
    case AssociationKind::WorkstreamSummary:
    case AssociationKind::Tag:
    case AssociationKind::Message:
    case AssociationKind::WorkstreamEvent:
    case AssociationKind::Source:
    case AssociationKind::SourceWindow:
        break;
    }
    return {};
}

} // namespace

MaterialColumns::MaterialColumns(AssociationKind kind)
    : m_kind(kind)
{
}

std::optional<MaterialColumns::Index> MaterialColumns::find(const QString &id) const
{
    const auto found = m_byId.constFind(id);
    return found == m_byId.cend() ? std::nullopt : std::optional(found.value());
}

MaterialColumns::Index MaterialColumns::findOrAdd(const QString &id)
{
    if (const auto found = find(id))
        return *found;
    Index index = size();
    if (m_free.empty()) {
        m_entries.emplace_back();
    } else {
        index = m_free.back();
        m_free.pop_back();
    }
    m_entries[index].id = id;
    m_byId.insert(id, index);
    return index;
}

bool MaterialColumns::set(Index index, const Material &material)
{
    Entry &entry = m_entries[index];
    const QString name = material.caption();
    QString detail = detailOf(material);
    // Lists come without the contents of assets: what a whole item told before is better than nothing.
    if (material.kind == AssociationKind::Asset && material.text.isEmpty() && entry.known && entry.detail != entry.type)
        detail = entry.detail;
    const bool changed = !entry.known || entry.name != name || entry.detail != detail
        || entry.picture != material.picture || entry.type != material.type;
    entry.updated = material.updated;
    if (!changed)
        return false;
    m_count += entry.known ? 0 : 1;
    m_namesRevision += !entry.known || entry.name != name;
    entry.known = true;
    entry.name = name;
    entry.detail = detail;
    entry.picture = material.picture;
    entry.type = material.type;
    entry.folded = folded(name + u'\n' + detail);
    return true;
}

void MaterialColumns::remove(Index index)
{
    Entry &entry = m_entries[index];
    if (!entry.known)
        return;
    --m_count;
    ++m_namesRevision;
    Entry bare;
    bare.id = entry.id;
    bare.websites = std::move(entry.websites);
    entry = std::move(bare);
    freeIfUnused(index);
}

void MaterialColumns::rename(Index index, const QString &id)
{
    m_byId.remove(m_entries[index].id);
    m_entries[index].id = id;
    m_byId.insert(id, index);
}

void MaterialColumns::addWebsite(Index index, quint32 website)
{
    m_entries[index].websites.push_back(website);
}

void MaterialColumns::removeWebsite(Index index, quint32 website)
{
    std::vector<quint32> &websites = m_entries[index].websites;
    const auto found = std::ranges::find(websites, website);
    if (found == websites.end())
        return;
    *found = websites.back();
    websites.pop_back();
    freeIfUnused(index);
}

void MaterialColumns::clear()
{
    const quint64 revision = m_namesRevision;
    *this = MaterialColumns(m_kind);
    m_namesRevision = revision + 1;
}

void MaterialColumns::freeIfUnused(Index index)
{
    Entry &entry = m_entries[index];
    if (entry.known || !entry.websites.empty() || entry.id.isEmpty())
        return;
    m_byId.remove(entry.id);
    entry = Entry();
    m_free.push_back(index);
}

} // namespace sitebook
