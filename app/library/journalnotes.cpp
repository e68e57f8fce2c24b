// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalsql.h"
#include "app/library/journalstore.h"

using namespace Qt::StringLiterals;

// What a journal keeps besides the steps of a person: what others did, what became of refused changes, settings.

namespace sitebook {

using namespace journalsql;

JournalProblem JournalStore::noteTheirs(Timestamp moment, const QList<Operation> &operations, int further)
{
    const auto note = [&](QSqlQuery &query, const Operation &operation, int count) {
        return run(query,
            u"INSERT INTO theirs (moment, type, kind, item, other, before, after, further) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {moment.microseconds(), static_cast<int>(operation.type), toNumber(operation.kind), notNull(operation.id),
                notNull(operation.other), toText(operation.before), toText(operation.after), count});
    };
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem;
        for (const Operation &operation : operations) {
            if (!problem)
                problem = note(query, operation, 0);
        }
        return !problem && further > 0 ? note(query, {}, further) : problem;
    });
}

JournalProblem JournalStore::replaceRefused(qint64 group, const QList<qsizetype> &positions, qint64 by)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem = run(query, u"SELECT 1 FROM groups WHERE id = ?"_s, {by});
        if (!problem && !query.next())
            problem.words = tr("What takes its place is not in the journal.");
        for (const qsizetype position : positions) {
            if (!problem)
                problem = run(query,
                    u"UPDATE operations SET state = ?, problem = '' WHERE id = ? AND position = ? AND state = ?"_s,
                    {static_cast<int>(OperationState::Dropped), group, position,
                        static_cast<int>(OperationState::Refused)});
        }
        return problem;
    });
}

JournalProblem JournalStore::setPaused(bool paused)
{
    return inTransaction([&](QSqlQuery &query) {
        return run(query, u"INSERT OR REPLACE INTO settings (name, value) VALUES ('paused', ?)"_s, {paused ? 1 : 0});
    });
}

} // namespace sitebook
