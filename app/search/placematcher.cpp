// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/placematcher.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Marks the tags called \a path and all below it.
std::vector<bool> tagsUnder(const MaterialColumns &tags, const QString &path)
{
    std::vector<bool> marks(tags.size());
    const QString prefix = path + u'/';
    for (MaterialColumns::Index index = 0; index < tags.size(); ++index) {
        if (!tags.isKnown(index))
            continue;
        const QString &name = tags.name(index);
        if (name.compare(path, Qt::CaseInsensitive) == 0
            || (name.startsWith(prefix, Qt::CaseInsensitive) && isNestedTag(path) && isNestedTag(name)))
            marks[index] = true;
    }
    return marks;
}

/// Marks \a tag and all tags below it: `a` is above `a/b`.
std::vector<bool> tagWithChildren(const MaterialColumns &tags, MaterialColumns::Index tag)
{
    const QString &path = tags.name(tag);
    std::vector<bool> marks = path.isEmpty() ? std::vector<bool>(tags.size()) : tagsUnder(tags, path);
    for (MaterialColumns::Index index = 0; index < tags.size(); ++index) {
        // Another tag of the same name is another tag.
        if (index != tag && tags.name(index).compare(path, Qt::CaseInsensitive) == 0)
            marks[index] = false;
    }
    marks[tag] = true;
    return marks;
}

} // namespace

bool isNestedTag(const QString &name)
{
    return !name.isEmpty() && !name.startsWith(u'/') && !name.endsWith(u'/') && !name.contains("//"_L1);
}

PlaceMatcher::PlaceMatcher(const Library &library, const WebsiteFilter &filter)
    : m_library(library)
    , m_scope(filter.scope)
    , m_kind(filter.scope == WebsiteFilter::Scope::TagFolder ? AssociationKind::Tag : filter.kind)
{
    switch (m_scope) {
    case WebsiteFilter::Scope::RecentlyAdded:
    case WebsiteFilter::Scope::RecentlyChanged:
        m_since = Timestamp::now().microseconds() - recently;
        break;
    case WebsiteFilter::Scope::LinkedTo: {
        const MaterialColumns &materials = m_library.materials(m_kind);
        const auto index = materials.find(m_library.currentId(filter.id));
        m_nothing = !index;
        if (!index)
            break;
        if (m_kind == AssociationKind::Tag) {
            m_materials = tagWithChildren(materials, *index);
        } else {
            m_materials.resize(materials.size());
            m_materials[*index] = true;
        }
        break;
    }
    case WebsiteFilter::Scope::TagFolder:
        m_materials = tagsUnder(m_library.materials(AssociationKind::Tag), filter.path);
        break;
    case WebsiteFilter::Scope::Host: {
        const auto host = m_library.websites().hosts().find(filter.host.toUtf8());
        m_nothing = !host;
        m_host = host.value_or(0);
        break;
    }
    case WebsiteFilter::Scope::All:
    case WebsiteFilter::Scope::WithoutLinks:
        break;
    }
}

bool PlaceMatcher::inScope(Library::Row row) const
{
    const WebsiteColumns &websites = m_library.websites();
    switch (m_scope) {
    case WebsiteFilter::Scope::All:
        return true;
    case WebsiteFilter::Scope::RecentlyAdded:
        return websites.created(row).microseconds() >= m_since;
    case WebsiteFilter::Scope::RecentlyChanged:
        return websites.updated(row).microseconds() >= m_since;
    case WebsiteFilter::Scope::WithoutLinks:
        return websites.linkCount(row) == 0;
    case WebsiteFilter::Scope::LinkedTo:
    case WebsiteFilter::Scope::TagFolder:
        return std::ranges::any_of(websites.links(row), [this](LinkTarget target) {
            return target.kind() == m_kind && target.index() < m_materials.size() && m_materials[target.index()];
        });
    case WebsiteFilter::Scope::Host:
        return websites.host(row) == m_host;
    }
    return false;
}

} // namespace sitebook
