// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalsql.h"
#include "app/library/journalstore.h"

using namespace Qt::StringLiterals;

// What a journal keeps of the searches that a person saved.

namespace sitebook {

using namespace journalsql;

QList<SavedSearch> JournalStore::searches()
{
    QList<SavedSearch> searches;
    QSqlQuery query = reader(connection());
    run(query, u"SELECT id, name, query, header, best_first FROM searches ORDER BY position"_s);
    while (query.next()) {
        searches.append({query.value(0).toString(), query.value(1).toString(), query.value(2).toString(),
            query.value(3).toByteArray(), query.value(4).toBool()});
    }
    return searches;
}

JournalProblem JournalStore::setSearches(const QList<SavedSearch> &searches)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem = run(query, u"DELETE FROM searches"_s);
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
