// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/materialcolumns.h"

#include "app/library/fold.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

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

MaterialColumns::Index MaterialColumns::findOrAdd(const QString &id)
{
    const QByteArray utf8 = id.toUtf8();
    if (const auto found = m_ids.find(utf8))
        return *found;
    Index index = size();
    if (m_free.empty()) {
        m_entries.emplace_back();
    } else {
        index = m_free.back();
        m_free.pop_back();
    }
    m_entries[index].isUsed = true;
    m_ids.add(index, utf8);
    return index;
}

/// One text of the material at \a index (UTF-8); empty when it is not known.
QByteArrayView MaterialColumns::text(Index index, Part part) const
{
    const QByteArrayView kept = m_texts.view(m_entries[index].texts);
    if (kept.isEmpty())
        return kept;
    std::array<quint32, Type> lengths{};
    std::memcpy(lengths.data(), kept.data(), sizeof lengths);
    const auto begin = std::accumulate(lengths.begin(), lengths.begin() + part, sizeof lengths);
    const QByteArrayView rest = kept.sliced(static_cast<qsizetype>(begin));
    return part == Type ? rest : rest.first(lengths[part]);
}

void MaterialColumns::setTexts(Entry &entry, const Parts &parts)
{
    std::array<quint32, Type> lengths{};
    std::ranges::transform(parts.begin(), parts.begin() + Type, lengths.begin(),
        [](const QByteArray &part) { return static_cast<quint32>(part.size()); });
    QByteArray texts(reinterpret_cast<const char *>(lengths.data()), sizeof lengths);
    for (const QByteArray &part : parts)
        texts += part;
    QByteArray folded;
    appendFoldedLines(folded, parts[Name], parts[Detail]);
    m_texts.release(entry.texts);
    m_texts.release(entry.folded);
    entry.texts = m_texts.add(texts);
    entry.folded = m_texts.add(folded);
    compactIfWanted();
}

bool MaterialColumns::set(Index index, const Material &material)
{
    Entry &entry = m_entries[index];
    Parts parts{
        material.caption().toUtf8(), detailOf(material).toUtf8(), material.picture.toUtf8(), material.type.toUtf8()};
    // Lists come without the contents of assets: what a whole item told before is better than nothing.
    if (material.kind == AssociationKind::Asset && material.text.isEmpty() && entry.isKnown
        && text(index, Detail) != text(index, Type))
        parts[Detail] = text(index, Detail).toByteArray();
    const bool isRenamed = !entry.isKnown || text(index, Name) != parts[Name];
    const bool changed = isRenamed || text(index, Detail) != parts[Detail] || text(index, Picture) != parts[Picture]
        || text(index, Type) != parts[Type];
    entry.updated = material.updated;
    if (!changed)
        return false;
    m_count += entry.isKnown ? 0 : 1;
    m_namesRevision += isRenamed ? 1 : 0;
    entry.isKnown = true;
    setTexts(entry, parts);
    return true;
}

void MaterialColumns::remove(Index index)
{
    Entry &entry = m_entries[index];
    if (!entry.isKnown)
        return;
    --m_count;
    ++m_namesRevision;
    m_texts.release(entry.texts);
    m_texts.release(entry.folded);
    entry.texts = 0;
    entry.folded = 0;
    entry.updated = {};
    entry.isKnown = false;
    freeIfUnused(index);
}

void MaterialColumns::rename(Index index, const QString &id)
{
    m_ids.remove(index);
    m_ids.add(index, id.toUtf8());
}

void MaterialColumns::compactIfWanted()
{
    if (!m_texts.wantsCompaction())
        return;
    TextArena texts;
    for (Entry &entry : m_entries) {
        entry.texts = texts.add(m_texts.view(entry.texts));
        entry.folded = texts.add(m_texts.view(entry.folded));
    }
    m_texts = std::move(texts);
}

void MaterialColumns::addWebsite(Index index, quint32 website)
{
    std::vector<quint32> &websites = m_entries[index].websites;
    if (websites.size() == websites.capacity()) // most items have few, so that doubling would be a third of all
        websites.reserve(websites.size() + websites.size() / 4 + 1);
    websites.push_back(website);
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
    m_ids.clear();
    m_texts = {};
    m_entries.clear();
    m_free.clear();
    m_count = 0;
    ++m_namesRevision;
}

void MaterialColumns::freeIfUnused(Index index)
{
    Entry &entry = m_entries[index];
    if (entry.isKnown || !entry.websites.empty() || !entry.isUsed)
        return;
    m_ids.remove(index);
    entry = Entry();
    m_free.push_back(index);
}

} // namespace sitebook
