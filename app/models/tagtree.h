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
    /// The last part of the name.
    QString text;
    /// The whole name.
    QString path;
    /// The tag of this name; nothing for a mere folder.
    std::optional<MaterialColumns::Index> tag;
    /// Sorted by their texts.
    std::vector<TagNode> children;
};

/// The nodes of the first level. Letters that differ in case only are one folder; names with an empty part
/// (`a//b`, `/`) are not nested.
std::vector<TagNode> tagTree(const MaterialColumns &tags);

} // namespace sitebook
