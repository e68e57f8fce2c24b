// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalsql.h"
#include "app/library/journalstore.h"

using namespace Qt::StringLiterals;

// What a journal keeps of the checks of addresses.

namespace sitebook {

using namespace journalsql;

QList<LinkCheck> JournalStore::checks()
{
    QList<LinkCheck> checks;
    QSqlQuery query = reader(connection());
    run(query, u"SELECT website, url, state, status, reason, moved_to, moment FROM checks"_s);
    while (query.next()) {
        const int state = query.value(2).toInt();
        if (state < static_cast<int>(LinkState::Unknown) || state > static_cast<int>(LinkState::Broken))
            continue;
        checks.append({query.value(0).toString(), query.value(1).toString(),
            {static_cast<LinkState>(state), query.value(3).toInt(), query.value(4).toString(),
                query.value(5).toString(), Timestamp::fromMicroseconds(query.value(6).toLongLong())}});
    }
    return checks;
}

JournalProblem JournalStore::setChecks(const QList<LinkCheck> &checks)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem;
        for (const auto &[website, url, finding] : checks) {
            if (problem)
                break;
            problem = run(query,
                u"INSERT OR REPLACE INTO checks (website, url, state, status, reason, moved_to, moment) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                {notNull(website), notNull(url), static_cast<int>(finding.state), finding.status,
                    notNull(finding.reason), notNull(finding.movedTo), finding.moment.microseconds()});
        }
        return problem;
    });
}

JournalProblem JournalStore::forgetChecks(const QStringList &websites)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem;
        for (const QString &website : websites) {
            if (!problem)
                problem = run(query, u"DELETE FROM checks WHERE website = ?"_s, {website});
        }
        return problem;
    });
}

} // namespace sitebook
