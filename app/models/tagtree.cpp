// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/tagtree.h"

#include "app/library/collation.h"
#include "app/search/placematcher.h"

#include <QSet>

#include <algorithm>

namespace sitebook {

namespace {

using Index = MaterialColumns::Index;
using Nodes = std::vector<TagNode>;

/// Makes the nodes of what is nested. Until the end, tags have their names as paths too.
class NestedTags
{
public:
    NestedTags(const MaterialColumns &tags, const std::vector<Index> &order)
        : m_tags(tags)
        , m_order(order)
    {
    }

    /// The folders of the first level with all below them, in no order, children sorted.
    Nodes takeFolders() { return std::exchange(m_folders, {}); }
    /// The tags of the first level with something below them, as their order is.
    Nodes takeTags() { return std::exchange(m_roots, {}); }
    /// Whether the tag at each index is below another node.
    const std::vector<bool> &isBelow() const { return m_isBelow; }

    void build();
    void merge(Nodes &tags, Nodes folders);

private:
    const MaterialColumns &m_tags;
    const std::vector<Index> &m_order;
    std::vector<bool> m_isBelow;
    /// Where each tag is in the order.
    std::vector<quint32> m_ranks;
    std::optional<QCollator> m_collator;
    Nodes m_roots;
    Nodes m_folders;

    void collect(std::vector<std::pair<QString, Index>> &names);
    static void insert(Nodes &nodes, const QStringList &parts, qsizetype depth, Index tag);
    void sort(Nodes &nodes, Nodes &folders);
    QString textOf(const TagNode &node) const { return tagText(node.tag ? m_tags.name(*node.tag) : node.path); }
};

/// What names are sorted by, so that what is below a folder follows it at once: the slash comes before all letters.
QString nestingKey(const QString &name)
{
    return name.toCaseFolded().replace(u'/', u'\x1');
}

/// Finds the tags whose names have slashes, and those that may be the folders of them.
void NestedTags::collect(std::vector<std::pair<QString, Index>> &names)
{
    m_isBelow.resize(m_tags.size());
    QSet<QString> roots;
    for (const Index index : m_order) {
        if (!m_tags.utf8Name(index).contains('/'))
            continue;
        const QString name = m_tags.name(index);
        if (!isNestedTag(name))
            continue;
        m_isBelow[index] = true;
        names.emplace_back(nestingKey(name), index);
        roots.insert(names.back().first.section(u'\x1', 0, 0));
    }
    if (names.empty())
        return;
    for (const Index index : m_order) {
        if (m_tags.utf8Name(index).contains('/') || m_tags.utf8Name(index).isEmpty())
            continue;
        if (const QString key = m_tags.name(index).toCaseFolded(); roots.contains(key))
            names.emplace_back(key, index);
    }
}

void NestedTags::build()
{
    std::vector<std::pair<QString, Index>> names;
    collect(names);
    if (names.empty())
        return;
    std::ranges::sort(names);
    for (const auto &[key, index] : names)
        insert(m_roots, m_tags.name(index).split(u'/'), 0, index);
    m_ranks.resize(m_tags.size());
    for (std::size_t rank = 0; rank < m_order.size(); ++rank)
        m_ranks[m_order[rank]] = static_cast<quint32>(rank);
    sort(m_roots, m_folders);
}

void NestedTags::insert(Nodes &nodes, const QStringList &parts, qsizetype depth, Index tag)
{
    const bool last = depth == parts.size() - 1;
    // The names come in order, so a folder that is there already is the last one.
    const auto isIt = [&](const TagNode &node) {
        const QStringView text = QStringView(node.path).mid(node.path.lastIndexOf(u'/') + 1);
        return text.compare(parts.at(depth), Qt::CaseInsensitive) == 0 && !(last && node.tag);
    };
    if (nodes.empty() || !isIt(nodes.back()))
        nodes.push_back({parts.first(depth + 1).join(u'/'), {}, {}});
    TagNode *found = &nodes.back();
    if (!last) {
        insert(found->children, parts, depth + 1, tag);
        return;
    }
    found->path = parts.join(u'/');
    found->tag = tag;
}

/// Leaves the tags of \a nodes there, in their order, and puts the others into \a folders; what is below is sorted.
void NestedTags::sort(Nodes &nodes, Nodes &folders)
{
    for (TagNode &node : nodes) {
        if (node.tag)
            node.path.clear();
        Nodes inner;
        sort(node.children, inner);
        merge(node.children, std::move(inner));
    }
    const auto mere =
        std::partition(nodes.begin(), nodes.end(), [](const TagNode &node) { return node.tag.has_value(); });
    folders.assign(std::move_iterator(mere), std::move_iterator(nodes.end()));
    nodes.erase(mere, nodes.end());
    // Names with the same beginning are in the order of what follows.
    std::sort(nodes.begin(), nodes.end(),
        [this](const TagNode &a, const TagNode &b) { return m_ranks[*a.tag] < m_ranks[*b.tag]; });
}

/// Puts \a folders among \a tags, which are sorted.
void NestedTags::merge(Nodes &tags, Nodes folders)
{
    if (folders.empty())
        return;
    if (tags.empty() && folders.size() == 1) { // which needs no collator
        tags = std::move(folders);
        return;
    }
    std::vector<std::pair<QString, quint32>> names;
    for (const TagNode &folder : folders)
        names.emplace_back(textOf(folder), static_cast<quint32>(names.size()));
    const std::vector<quint32> order = sortedByName(names);
    if (!m_collator)
        m_collator = nameCollator();
    const auto comesBefore = [this](const QString &text, const TagNode &tag) {
        const QString other = textOf(tag);
        const int compared = m_collator->compare(text, other);
        return compared != 0 ? compared < 0 : text.toCaseFolded() < other.toCaseFolded();
    };
    Nodes merged;
    merged.reserve(tags.size() + folders.size());
    auto next = tags.begin();
    for (const quint32 folder : order) {
        const auto place = std::upper_bound(next, tags.end(), names[folder].first, comesBefore);
        merged.insert(merged.end(), std::move_iterator(next), std::move_iterator(place));
        merged.push_back(std::move(folders[folder]));
        next = place;
    }
    merged.insert(merged.end(), std::move_iterator(next), std::move_iterator(tags.end()));
    tags = std::move(merged);
}

} // namespace

QString tagText(const QString &name)
{
    return isNestedTag(name) ? name.mid(name.lastIndexOf(u'/') + 1) : name;
}

std::vector<TagNode> tagTree(const MaterialColumns &tags, const std::vector<MaterialColumns::Index> &order)
{
    NestedTags nested(tags, order);
    nested.build();
    Nodes withChildren = nested.takeTags();
    Nodes roots;
    roots.reserve(order.size());
    auto next = withChildren.begin();
    for (const Index index : order) {
        if (nested.isBelow()[index])
            continue;
        if (next != withChildren.end() && next->tag == index)
            roots.push_back(std::move(*next++));
        else
            roots.push_back({{}, index, {}});
    }
    nested.merge(roots, nested.takeFolders());
    return roots;
}

} // namespace sitebook
