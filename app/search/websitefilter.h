// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"

#include <QString>

namespace sitebook {

/// Which websites a list shows: a place of the sidebar, and what was typed into the search field.
struct WebsiteFilter
{
    enum class Scope : quint8 {
        All,
        /// Created within the last 30 days.
        RecentlyAdded,
        /// Changed within the last 30 days.
        RecentlyChanged,
        WithoutLinks,
        /// Linked to the material `id` of `kind`; a tag finds its children (`a` finds `a/b`) too.
        LinkedTo,
        /// Linked to a tag at or below the path `path` (`a`, `a/b`), which may be no tag itself.
        TagFolder,
        /// On the host `host`.
        Host,
    };

    Scope scope = Scope::All;
    AssociationKind kind = AssociationKind::Tag;
    QString id{};
    QString host{};
    QString path{};
    /// What was typed, a query (parseQuery()).
    QString text{};

    bool operator==(const WebsiteFilter &) const = default;
};

} // namespace sitebook
