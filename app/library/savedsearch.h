// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace sitebook {

/// A query that a person gave a name, with how its list looks.
struct SavedSearch
{
    QString id;
    QString name;
    QString query;
    /// The state of the list's header: columns, widths, order.
    QByteArray header{};
    bool bestFirst = true;

    bool operator==(const SavedSearch &) const = default;
};

/// What a journal keeps of searches.
struct KeptSearches
{
    /// Whether it could be read; else nothing is known.
    bool isRead = false;
    /// Whether any were ever kept in it.
    bool isKept = false;
    QList<SavedSearch> searches{};
};

} // namespace sitebook
