// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/identifierstream.h"
#include "api/types/association.h"

#include <QElapsedTimer>
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
    /// Sets the first and the longest pause between two looks at a server without streams; 5 and 60 seconds unless set.
    /// They grow while nothing changes.
    void setPollPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest);
    /// The pause that follows the next look.
    std::chrono::milliseconds pollPause() const { return m_pause; }
    /// A person looks at the library now: asks a server without streams soon, and more often again.
    void wake();

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
    QTimer m_collect{this};
    QTimer m_poll{this};
    QElapsedTimer m_sincePoll;
    QElapsedTimer m_sinceRefresh;
    std::chrono::milliseconds m_firstPause = std::chrono::seconds(5);
    std::chrono::milliseconds m_longestPause = std::chrono::seconds(60);
    std::chrono::milliseconds m_pause = m_firstPause;

    void takeChanges(std::size_t feed, const QList<IdentifierChange> &changes, bool complete);
    bool isNews(const Feed &feed, const IdentifierChange &change) const;
    bool hasAll(const Feed &feed, const QList<IdentifierChange> &changes) const;
    void refresh();
    void poll();
    void pollWithin(std::chrono::milliseconds time);
    void onChanged();
    bool isListed(const Feed &feed) const;
};

} // namespace sitebook
