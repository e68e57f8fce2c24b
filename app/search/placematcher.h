// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/websitefilter.h"

#include <vector>

namespace sitebook {

/// The place of a filter, whatever its text is, made ready for one state of a library.
class PlaceMatcher
{
public:
    PlaceMatcher(const Library &library, const WebsiteFilter &filter);

    /// Whether every live website is there.
    bool hasAll() const { return m_scope == WebsiteFilter::Scope::All; }
    /// Whether the website at \a row is live, and there.
    bool has(Library::Row row) const
    {
        return m_library.websites().isLive(row) && !m_nothing && (hasAll() || inScope(row));
    }

private:
    const Library &m_library;
    WebsiteFilter::Scope m_scope;
    /// The items that the scopes LinkedTo and TagFolder mean, and of which kind they are.
    AssociationKind m_kind;
    std::vector<bool> m_materials;
    quint32 m_host = 0;
    qint64 m_since = 0;
    bool m_nothing = false;

    bool inScope(Library::Row row) const;
};

/// How long "recently" is, in microseconds.
inline constexpr qint64 recently = 30LL * 24 * 3600 * 1'000'000;

/// Whether the slashes in the name of a tag nest it: not where a part between them is empty (`a//b`, `/`).
bool isNestedTag(const QString &name);

} // namespace sitebook
