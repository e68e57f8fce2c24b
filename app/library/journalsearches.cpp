// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalsql.h"
#include "app/library/journalstore.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

// What a journal keeps of the searches that a person saved.

namespace sitebook {

using namespace journalsql;

KeptSearches JournalStore::searches()
{
    KeptSearches kept;
    QSqlQuery query = reader(connection());
    if (run(query, u"SELECT value FROM settings WHERE name = 'searches'"_s))
        return kept;
    kept.isKept = query.next();
    if (query.lastError().isValid()
        || run(query, u"SELECT id, name, query, header, best_first FROM searches ORDER BY position"_s))
        return kept;
    while (query.next()) {
        kept.searches.append({query.value(0).toString(), query.value(1).toString(), query.value(2).toString(),
            query.value(3).toByteArray(), query.value(4).toBool()});
    }
    kept.isRead = !query.lastError().isValid(); // a row that cannot be read looks like the end
    return kept;
}

JournalProblem JournalStore::setSearches(const QList<SavedSearch> &searches)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem = run(query, u"INSERT OR REPLACE INTO settings (name, value) VALUES ('searches', 1)"_s);
        if (!problem)
            problem = run(query, u"DELETE FROM searches"_s);
        for (qsizetype position = 0; !problem && position < searches.size(); ++position) {
            const SavedSearch &search = searches.at(position);
            const QByteArray header = search.header.isNull() ? QByteArray("") : search.header;
            problem = run(query,
                u"INSERT INTO searches (position, id, name, query, header, best_first) VALUES (?, ?, ?, ?, ?, ?)"_s,
                {position, search.id, search.name, search.query, header, search.bestFirst});
        }
        return problem;
    });
}

} // namespace sitebook
