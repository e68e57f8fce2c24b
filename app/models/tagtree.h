// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/materialcolumns.h"

#include <vector>

namespace sitebook {

/// One level of the tags of a library, nested by the slashes in their names: `a/b` stands below `a`, which may be a tag
/// itself or only the folder of others.
struct TagNode
{
    /// The whole name of a mere folder; empty for a tag, which knows its name.
    QString path;
    /// The tag of this name; nothing for a mere folder.
    std::optional<MaterialColumns::Index> tag;
    /// Sorted by their texts.
    std::vector<TagNode> children;
};

/// What the tag or folder called \a name is called within its folder: the last part of the name where it is nested.
QString tagText(const QString &name);

/// The nodes of the first level. Letters that differ in case only are one folder; names with an empty part
/// (`a//b`, `/`) are not nested. \a order has all known of \a tags in the order of their names (MaterialOrders); where
/// some are not sorted yet, they are where it has them.
std::vector<TagNode> tagTree(const MaterialColumns &tags, const std::vector<MaterialColumns::Index> &order);

} // namespace sitebook
