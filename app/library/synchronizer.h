// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/identifierstream.h"
#include "api/types/association.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace sitebook {

class Library;

/// Keeps a Library up to date with its server: it follows the identifier streams, and asks again now and then where a
/// server has none.
class Synchronizer : public QObject
{
    Q_OBJECT

public:
    explicit Synchronizer(Library *library);

    /// Begins to follow. Call it when the library was loaded.
    void start();
    /// How often a server without streams is asked; every 30 seconds unless set.
    void setPollInterval(std::chrono::milliseconds interval) { m_poll.setInterval(interval); }

private:
    struct Feed
    {
        /// No kind: the websites.
        std::optional<AssociationKind> kind;
        IdentifierStream *stream = nullptr;
        QSet<QString> changed;
    };

    Library *m_library;
    std::vector<Feed> m_feeds;
    QTimer m_collect;
    QTimer m_poll;

    void takeChanges(std::size_t feed, const QList<IdentifierChange> &changes, bool complete);
    bool isNews(const Feed &feed, const IdentifierChange &change) const;
    bool hasAll(const Feed &feed, const QList<IdentifierChange> &changes) const;
    void refresh();
    void poll();
};

} // namespace sitebook
