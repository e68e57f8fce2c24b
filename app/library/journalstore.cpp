// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"

#include "api/store/backups.h"
#include "api/store/librarylock.h"
#include "app/library/journalsql.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <array>
#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

using namespace journalsql;

namespace {

/// What the second version brought: the changes of others, and what a person set for this library.
QStringList secondVersion()
{
    return {
        u"CREATE TABLE theirs (id INTEGER PRIMARY KEY, moment INTEGER NOT NULL, type INTEGER NOT NULL, "
        "kind INTEGER NOT NULL, item TEXT NOT NULL, other TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, "
        "further INTEGER NOT NULL)"_s,
        u"CREATE INDEX theirs_item ON theirs (item)"_s,
        u"CREATE INDEX theirs_other ON theirs (other) WHERE other <> ''"_s,
        u"CREATE INDEX theirs_many ON theirs (further) WHERE further > 0"_s,
        u"CREATE INDEX operations_whole ON operations (type) WHERE type IN (0, 2)"_s,
        u"CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"_s,
        u"PRAGMA user_version = 2"_s,
    };
}

/// What the third version brought: what the checks of addresses found, see LinkCheck.
QStringList thirdVersion()
{
    return {
        u"CREATE TABLE checks (website TEXT NOT NULL PRIMARY KEY, url TEXT NOT NULL, state INTEGER NOT NULL, "
        "status INTEGER NOT NULL, reason TEXT NOT NULL, moved_to TEXT NOT NULL, moment INTEGER NOT NULL) "
        "WITHOUT ROWID"_s,
        u"PRAGMA user_version = 3"_s,
    };
}

/// What the fourth version brought: the searches that a person saved, see SavedSearch.
QStringList fourthVersion()
{
    return {
        u"CREATE TABLE searches (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "
        "query TEXT NOT NULL, header BLOB NOT NULL, best_first INTEGER NOT NULL)"_s,
        u"PRAGMA user_version = 4"_s,
    };
}

QStringList firstVersion()
{
    // `item` is the item that changes, of a link the website; `other` of a link the linked item. Moments are
    // microseconds since 1970, and the identifier of a group is its moment.
    return {
        u"CREATE TABLE groups (id INTEGER PRIMARY KEY, role INTEGER NOT NULL, caption TEXT NOT NULL, "
        "step INTEGER NOT NULL, count INTEGER NOT NULL, current INTEGER NOT NULL, undone_by INTEGER NOT NULL)"_s,
        u"CREATE TABLE operations (id INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE, "
        "position INTEGER NOT NULL, type INTEGER NOT NULL, kind INTEGER NOT NULL, item TEXT NOT NULL, "
        "other TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, state INTEGER NOT NULL, "
        "problem TEXT NOT NULL, lost TEXT NOT NULL, PRIMARY KEY (id, position)) WITHOUT ROWID"_s,
        u"CREATE INDEX operations_item ON operations (item)"_s,
        u"CREATE INDEX operations_other ON operations (other) WHERE other <> ''"_s,
        u"CREATE INDEX operations_open ON operations (state, id) WHERE state IN (0, 1, 3)"_s,
        u"CREATE TABLE aliases (before TEXT NOT NULL PRIMARY KEY, now TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE conflicts (kind INTEGER NOT NULL, item TEXT NOT NULL, field TEXT NOT NULL, base TEXT NOT NULL, "
        "mine TEXT NOT NULL, theirs TEXT NOT NULL, moment INTEGER NOT NULL)"_s,
        u"CREATE TABLE trash (id TEXT NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, "
        "url TEXT NOT NULL, deleted INTEGER NOT NULL, links INTEGER NOT NULL, item TEXT NOT NULL)"_s,
        u"PRAGMA application_id = %1"_s.arg(journalApplicationId),
    };
}

/// What brings a journal of \a version, 0 for an empty file, to that of today.
QStringList statementsAfter(int version)
{
    QStringList statements;
    for (const auto &next : std::array{firstVersion, secondVersion, thirdVersion, fourthVersion}) {
        if (version-- <= 0)
            statements += next();
    }
    return statements;
}

JournalProblem runAll(QSqlQuery &query, const QStringList &statements)
{
    for (const QString &sql : statements) {
        if (!query.exec(sql))
            return JournalProblem::fromSql(query.lastError());
    }
    return {};
}

} // namespace

JournalStore::JournalStore(const QString &path)
{
    static std::atomic<int> counter = 0;
    m_connectionName = u"sitebook-journal-%1"_s.arg(++counter);
    const QString problem = path.isEmpty() ? QString() : openFile(path);
    m_durable = !path.isEmpty() && problem.isEmpty();
    if (!m_durable) {
        QSqlDatabase::removeDatabase(m_connectionName);
        QSqlDatabase memory = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
        memory.setDatabaseName(u":memory:"_s);
        memory.open();
        examine();
        if (!problem.isEmpty())
            m_problem = tr("Changes of this session are not kept on the disk: %1").arg(problem);
    }
}

JournalStore::~JournalStore()
{
    QSqlDatabase::removeDatabase(m_connectionName);
}

/// Opens the file \a path; what is wrong with it when it cannot be used.
QString JournalStore::openFile(const QString &path)
{
    m_lock = std::make_unique<QLockFile>(path + ".lock"_L1);
    if (!tryLock(*m_lock)) {
        return m_lock->error() == QLockFile::LockFailedError
            ? tr("The journal %1 is in use by another Sitebook.").arg(path)
            : tr("Nothing can be created in the folder of %1.").arg(path);
    }
    for (bool setAside = false;; setAside = true) {
        const JournalProblem problem = tryFile(path);
        if (!problem)
            return {};
        QSqlDatabase::removeDatabase(m_connectionName);
        const bool readable = QFileInfo(path).isReadable() && QFileInfo(path).isFile();
        if (setAside || problem.mayPass || !readable || m_isOtherFormat)
            return tr("%1 cannot be used: %2").arg(path, problem.words);
        // It is never overwritten: what it holds may be the only copy of something.
        const QString aside =
            u"%1.damaged %2"_s.arg(path, QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd HH-mm-ss-zzz"_s));
        if (!QFile::rename(path, aside))
            return tr("%1 cannot be used: %2").arg(path, problem.words);
        for (const QString &part : {u"-wal"_s, u"-shm"_s})
            QFile::rename(path + part, aside + part);
        m_problem = tr("The journal could not be read (%1). It was set aside as %2, and a new one begins.")
                        .arg(problem.words, aside);
    }
}

JournalProblem JournalStore::tryFile(const QString &path)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
    database.setDatabaseName(path);
    return database.open() ? examine() : JournalProblem::fromSql(database.lastError());
}

/// Makes the tables where there are none; what is wrong with the file in words.
JournalProblem JournalStore::examine()
{
    QSqlQuery query = reader(connection());
    JournalProblem unread;
    const auto number = [&](const QString &sql) {
        if (query.exec(sql) && query.next())
            return query.value(0).toInt();
        unread = JournalProblem::fromSql(query.lastError());
        return -1;
    };
    for (const QString &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s,
             u"PRAGMA foreign_keys = ON"_s, u"PRAGMA temp_store = MEMORY"_s})
    {
        if (!query.exec(pragma))
            return JournalProblem::fromSql(query.lastError());
    }
    query.finish();
    if (number(u"SELECT count(*) FROM sqlite_master"_s) == 0) {
        return inTransaction([](QSqlQuery &writer) { return runAll(writer, statementsAfter(0)); });
    }
    const bool ours = number(u"PRAGMA application_id"_s) == journalApplicationId;
    const int version = number(u"PRAGMA user_version"_s);
    if (unread)
        return unread;
    if (!ours)
        return {tr("it is not a journal of Sitebook")};
    m_isOtherFormat = version > journalVersion;
    if (m_isOtherFormat)
        return {tr("it was written by a newer Sitebook")};
    if (!query.exec(u"PRAGMA quick_check(1)"_s) || !query.next())
        return JournalProblem::fromSql(query.lastError());
    const QString words = query.value(0).toString();
    query.finish();
    return words == "ok"_L1 ? migrate(version) : JournalProblem{words};
}

/// Brings a sound file of the format \a version to that of today, or leaves it as it is.
JournalProblem JournalStore::migrate(int version)
{
    if (version == journalVersion)
        return {};
    const JournalProblem problem =
        inTransaction([&](QSqlQuery &query) { return runAll(query, statementsAfter(version)); });
    m_isOtherFormat = bool(problem);
    return problem;
}

JournalProblem JournalStore::inTransaction(const std::function<JournalProblem(QSqlQuery &)> &work)
{
    QSqlQuery query(connection());
    if (!query.exec(u"BEGIN IMMEDIATE"_s))
        return JournalProblem::fromSql(query.lastError());
    JournalProblem problem = work(query);
    if (!problem && !query.exec(u"COMMIT"_s))
        problem = JournalProblem::fromSql(query.lastError());
    if (problem)
        query.exec(u"ROLLBACK"_s);
    return problem;
}

JournalProblem JournalStore::append(const JournalGroup &group, const QList<Operation> &operations)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem = run(query,
            u"INSERT INTO groups (id, role, caption, step, count, current, undone_by) VALUES (?, ?, ?, ?, ?, ?, 0)"_s,
            {group.id, static_cast<int>(group.role), notNull(group.caption), group.step, operations.size(), group.id});
        if (!problem && group.role == GroupRole::Undo)
            problem = run(query, u"UPDATE groups SET undone_by = ? WHERE id = ?"_s, {group.id, group.step});
        else if (!problem && group.role == GroupRole::Redo)
            problem =
                run(query, u"UPDATE groups SET undone_by = 0, current = ? WHERE id = ?"_s, {group.id, group.step});
        if (problem)
            return problem;
        QSqlQuery insert(connection());
        for (qsizetype i = 0; i < operations.size() && !problem; ++i) {
            const Operation &operation = operations.at(i);
            problem = run(insert,
                u"INSERT INTO operations (id, position, type, kind, item, other, before, after, state, problem, lost) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '')"_s,
                {group.id, i, static_cast<int>(operation.type), toNumber(operation.kind), notNull(operation.id),
                    notNull(operation.other), toText(operation.before), toText(operation.after)});
            if (!problem)
                problem = noteTrash(query, group.id, operation);
        }
        return problem;
    });
}

/// What is deleted goes to the trash.
JournalProblem JournalStore::noteTrash(QSqlQuery &query, qint64 group, const Operation &operation)
{
    if (operation.type != Operation::Type::Delete)
        return {};
    QString name = operation.before.value("name"_L1).toString();
    int links = 0;
    if (operation.kind) {
        if (const auto material = Material::fromJson(*operation.kind, operation.before)) {
            name = material->name.isEmpty() ? material->text.left(100) : material->name;
            links = static_cast<int>(material->websites.size());
        }
    } else if (const auto website = Website::fromJson(operation.before)) {
        for (const QStringList &ids : website->associations)
            links += static_cast<int>(ids.size());
    }
    return run(query,
        u"INSERT OR REPLACE INTO trash (id, kind, name, url, deleted, links, item) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {operation.id, toNumber(operation.kind), notNull(name), notNull(operation.before.value("url"_L1).toString()),
            group, links, toText(operation.before)});
}

JournalProblem JournalStore::setState(
    qint64 group, const QList<qsizetype> &positions, OperationState state, const QString &problem)
{
    return inTransaction([&](QSqlQuery &query) {
        for (const qsizetype position : positions) {
            JournalProblem failed =
                run(query, u"UPDATE operations SET state = ?, problem = ? WHERE id = ? AND position = ?"_s,
                    {static_cast<int>(state), notNull(problem), group, position});
            if (failed)
                return failed;
        }
        return leaveTrash(query, group, positions, state);
    });
}

/// What was not deleted after all is in no trash, and what was made again leaves it, but not before it is there.
JournalProblem JournalStore::leaveTrash(
    QSqlQuery &query, qint64 group, const QList<qsizetype> &positions, OperationState state)
{
    if (state == OperationState::Applied || state == OperationState::Sent)
        return {};
    const bool isDone = state == OperationState::Confirmed;
    const QString which = isDone ? u"deleted < ?"_s : u"deleted = ?"_s;
    JournalProblem problem = run(query, u"SELECT 1 FROM trash WHERE %1 LIMIT 1"_s.arg(which), {group});
    if (problem || !query.next())
        return problem;
    for (const qsizetype position : positions) {
        if (!problem)
            problem = run(query,
                u"DELETE FROM trash WHERE %1 AND id IN "
                "(SELECT item FROM operations WHERE id = ? AND position = ? AND type = ?)"_s.arg(which),
                {group, group, position, static_cast<int>(isDone ? Operation::Type::Create : Operation::Type::Delete)});
    }
    return problem;
}

JournalProblem JournalStore::dropRefused(qint64 group)
{
    return inTransaction([&](QSqlQuery &query) {
        return run(query, u"UPDATE operations SET state = ?, problem = '' WHERE id = ? AND state = ?"_s,
            {static_cast<int>(OperationState::Dropped), group, static_cast<int>(OperationState::Refused)});
    });
}

JournalProblem JournalStore::replace(const QList<PlacedOperation> &operations)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem;
        for (const auto &[group, position, operation] : operations) {
            problem = run(query, u"UPDATE operations SET before = ?, after = ? WHERE id = ? AND position = ?"_s,
                {toText(operation.before), toText(operation.after), group, position});
            // What was taken out of the trash meanwhile stays out.
            if (!problem && operation.type == Operation::Type::Delete)
                problem = run(query, u"SELECT 1 FROM trash WHERE id = ? AND deleted = ?"_s, {operation.id, group});
            if (!problem && operation.type == Operation::Type::Delete && query.next())
                problem = noteTrash(query, group, operation);
            if (problem)
                break;
        }
        return problem;
    });
}

JournalProblem JournalStore::setLost(qint64 group, qsizetype position, const QStringList &fields)
{
    return inTransaction([&](QSqlQuery &query) {
        return run(query, u"UPDATE operations SET lost = ? WHERE id = ? AND position = ?"_s,
            {notNull(fields.join(u'\n')), group, position});
    });
}

JournalProblem JournalStore::addAlias(const QString &before, const QString &now)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem = run(query, u"UPDATE aliases SET now = ? WHERE now = ?"_s, {now, before});
        if (!problem)
            problem = run(query, u"INSERT OR REPLACE INTO aliases (before, now) VALUES (?, ?)"_s, {before, now});
        if (!problem)
            problem = run(query, u"UPDATE OR REPLACE checks SET website = ? WHERE website = ?"_s, {now, before});
        return problem;
    });
}

JournalProblem JournalStore::setConflicts(const QList<Conflict> &conflicts)
{
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem = run(query, u"DELETE FROM conflicts"_s);
        for (const Conflict &conflict : conflicts) {
            if (problem)
                break;
            problem = run(query,
                u"INSERT INTO conflicts (kind, item, field, base, mine, theirs, moment) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                {toNumber(conflict.kind), notNull(conflict.id), notNull(conflict.field), notNull(conflict.base),
                    notNull(conflict.mine), notNull(conflict.theirs), conflict.moment.microseconds()});
        }
        return problem;
    });
}

JournalProblem JournalStore::emptyTrash(const QStringList &ids)
{
    return inTransaction([&](QSqlQuery &query) {
        if (ids.isEmpty())
            return run(query, u"DELETE FROM trash"_s);
        JournalProblem problem;
        for (const QString &id : ids) {
            if (!problem)
                problem = run(query, u"DELETE FROM trash WHERE id = ?"_s, {id});
        }
        return problem;
    });
}

JournalProblem JournalStore::prune(Timestamp groups, Timestamp trash, qint64 most)
{
    // So few at a time that no more goes than has to.
    constexpr int groupsAtATime = 50;
    return inTransaction([&](QSqlQuery &query) {
        JournalProblem problem = run(query, u"DELETE FROM trash WHERE deleted < ?"_s, {trash.microseconds()});
        if (!problem)
            problem = forgetGroupsBefore(query, groups.microseconds());
        for (qint64 used = usedBytes(query); !problem && used > most;) {
            problem = run(query, u"SELECT id FROM groups ORDER BY id LIMIT 1 OFFSET ?"_s, {groupsAtATime});
            if (problem || !query.next())
                break;
            problem = forgetGroupsBefore(query, query.value(0).toLongLong());
            if (std::exchange(used, usedBytes(query)) <= used)
                break; // those wait, or are needed by later ones
        }
        return problem;
    });
}

JournalProblem JournalStore::forgetGroupsBefore(QSqlQuery &query, qint64 moment)
{
    if (const JournalProblem problem = run(query, u"DELETE FROM theirs WHERE moment < ?"_s, {moment}))
        return problem;
    // A redo or undo of a step that stays is needed by it.
    return run(query,
        u"DELETE FROM groups WHERE id < ? AND id NOT IN (SELECT id FROM operations WHERE state IN (0, 1, 3)) "
        "AND step NOT IN (SELECT id FROM groups WHERE id >= ?) "
        "AND id NOT IN (SELECT step FROM groups WHERE id >= ?)"_s,
        {moment, moment, moment});
}

/// How much of the file is in use, the transaction that runs included; 0 when that cannot be found out.
qint64 JournalStore::usedBytes(QSqlQuery &query)
{
    const auto number = [&](const QString &pragma) {
        return !run(query, pragma) && query.next() ? query.value(0).toLongLong() : 0;
    };
    return (number(u"PRAGMA page_count"_s) - number(u"PRAGMA freelist_count"_s)) * number(u"PRAGMA page_size"_s);
}

} // namespace sitebook
