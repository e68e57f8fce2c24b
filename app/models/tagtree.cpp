// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/tagtree.h"

#include "app/library/collation.h"
#include "app/search/websitematcher.h"

#include <algorithm>

namespace sitebook {

namespace {

using Nodes = std::vector<TagNode>;

void insert(Nodes &nodes, const QStringList &parts, qsizetype depth, MaterialColumns::Index tag)
{
    const bool last = depth == parts.size() - 1;
    // The names come in order, so a folder that is there already is the last one.
    const auto isIt = [&](const TagNode &node) {
        return node.text.compare(parts.at(depth), Qt::CaseInsensitive) == 0 && !(last && node.tag);
    };
    if (nodes.empty() || !isIt(nodes.back()))
        nodes.push_back({parts.at(depth), parts.first(depth + 1).join(u'/'), {}, {}});
    TagNode *found = &nodes.back();
    if (!last) {
        insert(found->children, parts, depth + 1, tag);
        return;
    }
    found->text = parts.at(depth);
    found->path = parts.join(u'/');
    found->tag = tag;
}

void sort(Nodes &nodes)
{
    std::vector<std::pair<QString, quint32>> names;
    names.reserve(nodes.size());
    for (const TagNode &node : nodes)
        names.emplace_back(node.text, static_cast<quint32>(names.size()));
    Nodes sorted;
    sorted.reserve(nodes.size());
    for (const quint32 position : sortedByName(names))
        sorted.push_back(std::move(nodes[position]));
    nodes = std::move(sorted);
    for (TagNode &node : nodes)
        sort(node.children);
}

} // namespace

std::vector<TagNode> tagTree(const MaterialColumns &tags)
{
    std::vector<std::pair<QString, MaterialColumns::Index>> names;
    for (MaterialColumns::Index index = 0; index < tags.size(); ++index) {
        // With the slash before all letters, what is below a folder follows it at once.
        if (tags.isKnown(index))
            names.emplace_back(tags.name(index).toCaseFolded().replace(u'/', u'\x1'), index);
    }
    std::ranges::sort(names);
    Nodes roots;
    for (const auto &[key, index] : names) {
        if (isNestedTag(tags.name(index)))
            insert(roots, tags.name(index).split(u'/'), 0, index);
    }
    for (const auto &[key, index] : names) {
        if (!isNestedTag(tags.name(index)))
            insert(roots, {tags.name(index)}, 0, index);
    }
    sort(roots);
    return roots;
}

} // namespace sitebook
