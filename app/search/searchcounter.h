// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/websitesearch.h"

#include <QHash>
#include <QTimer>

namespace sitebook {

/// Counts what queries find, one after the other and in small pieces, while there is nothing else to do.
class SearchCounter : public QObject
{
    Q_OBJECT

public:
    explicit SearchCounter(const Library *library, QObject *parent = nullptr);

    /// Counts \a queries in the library as it is now; a count that is under way comes to its end first.
    void start(const QStringList &queries);
    /// How many websites \a query found last; 0 before it was counted.
    int count(const QString &query) const { return m_counts.value(query); }

signals:
    /// All queries are counted, and a count is another than before.
    void counted();

private:
    const Library *m_library;
    QTimer m_timer{this};
    AddressKeys m_keys;
    QStringList m_wanted;
    bool m_wantsAgain = false;
    QStringList m_left;
    std::unique_ptr<WebsiteSearch> m_search;
    QHash<QString, int> m_counts;
    bool m_differs = false;

    void begin();
    void work();
};

} // namespace sitebook
