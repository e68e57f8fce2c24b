// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/records.h"
#include "api/store/storeerror.h"

#include <functional>
#include <optional>

namespace sitebook {

class Database;

/// The websites of a library. Whoever changes something holds a Transaction.
class WebsiteStore
{
public:
    /// Takes one website with its links; false ends the list.
    using Visitor = std::function<bool(const WebsiteRow &)>;
    /// Takes an identifier and the moment of the item's last change; false ends the list.
    using IdentifierVisitor = std::function<bool(const QString &, Timestamp)>;

    explicit WebsiteStore(Database &database);

    /// Hands every website with its links to \a visit, in the order of their arrival, reading as it goes. \a visit must
    /// not use the store.
    StoreError list(const Visitor &visit);
    /// A number that there are not more websites than; as good as their number where few were removed. 0 when it cannot
    /// be read.
    qint64 mostWebsites();
    /// Hands the identifier of every website and the moment of its last change to \a visit, in the order of arrival.
    StoreError identifiers(const IdentifierVisitor &visit);
    /// The website with \a id, or NoSuchItem.
    Result<WebsiteRecord> get(const QString &id);
    /// The moment of the last change of the website with \a id; nothing when there is none.
    Result<std::optional<Timestamp>> updated(const QString &id);
    /// The identifier of the first website whose address equals \a url as comparableAddress() compares, one with
    /// exactly that text before others; nothing when there is none.
    Result<std::optional<QString>> find(const QString &url);

    /// Adds \a website as it is; its id must be new. Gives its key.
    Result<qint64> create(const WebsiteRecord &website);
    /// Replaces the website that has the key of \a website; a moment of change later than the one it had is set.
    StoreError update(const WebsiteRecord &website);
    /// Removes the website with \a id and its links, or NoSuchItem.
    StoreError remove(const QString &id);
    /// Adds \a increment to the score of the website with \a id, or NoSuchItem. An empty one changes nothing.
    StoreError incrementScore(const QString &id, const ScoreIncrement &increment);

private:
    Database &m_database;
};

} // namespace sitebook
