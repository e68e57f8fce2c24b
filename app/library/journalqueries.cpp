// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalsql.h"
#include "app/library/journalstore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// What a journal is asked.

namespace sitebook {

using namespace journalsql;

namespace {

// What readOperation() and readGroup() read, in this order.
#define OPERATION_COLUMNS "type, kind, item, other, before, after, state, problem, lost"
constexpr int operationColumns = 9;
#define GROUP_COLUMNS "groups.id, role, caption, step, count"
// Nothing that waits makes it again.
#define STAYS_IN_TRASH                                                                                                 \
    "NOT EXISTS (SELECT 1 FROM operations AS making WHERE making.item = trash.id AND making.id > trash.deleted "       \
    "AND making.type = 0 AND making.state IN (0, 1)) "
// Makes `same` the identifiers that one item, the first value, has or had.
#define SAME_ITEM                                                                                                      \
    "WITH asked (name) AS (SELECT ?), "                                                                                \
    "root (name) AS (SELECT coalesce((SELECT now FROM aliases JOIN asked ON before = name), name) FROM asked), "       \
    "same (name) AS (SELECT name FROM asked UNION SELECT name FROM root "                                              \
    "UNION SELECT before FROM aliases JOIN root ON now = name) "

JournalOperation readOperation(const QSqlQuery &row, int first)
{
    JournalOperation result;
    result.operation.type = static_cast<Operation::Type>(row.value(first).toInt());
    result.operation.kind = toKind(row.value(first + 1));
    result.operation.id = row.value(first + 2).toString();
    result.operation.other = row.value(first + 3).toString();
    result.operation.before = toObject(row.value(first + 4));
    result.operation.after = toObject(row.value(first + 5));
    result.state = static_cast<OperationState>(row.value(first + 6).toInt());
    result.problem = row.value(first + 7).toString();
    result.lost = row.value(first + 8).toString().split(u'\n', Qt::SkipEmptyParts);
    return result;
}

JournalGroup readGroup(const QSqlQuery &row, int first)
{
    return {row.value(first).toLongLong(), static_cast<GroupRole>(row.value(first + 1).toInt()),
        row.value(first + 2).toString(), row.value(first + 3).toLongLong(), row.value(first + 4).toInt()};
}

bool isLink(const Operation &operation)
{
    return operation.type == Operation::Type::Link || operation.type == Operation::Type::Unlink;
}

/// Whether \a operation cannot be taken back alone because of \a later, which is about the same item: updates are
/// about the same only in a common field, links only with the same other end.
bool buildsOn(const Operation &later, const Operation &operation, const QHash<QString, QString> &aliases)
{
    const auto current = [&](const QString &id) { return aliases.value(id, id); };
    if (operation.type == Operation::Type::Create || later.type == Operation::Type::Delete)
        return true;
    if (isLink(operation) && isLink(later))
        return later.kind == operation.kind && current(later.other) == current(operation.other);
    const QStringList fields = operation.after.keys();
    return operation.type == Operation::Type::Update && later.type == Operation::Type::Update
        && std::ranges::any_of(fields, [&](const QString &field) { return later.after.contains(field); });
}

} // namespace

JournalContents JournalStore::contents(int steps)
{
    JournalContents contents;
    contents.problem = m_problem;
    contents.durable = m_durable;
    QSqlQuery query = reader(connection());
    run(query,
        u"SELECT " GROUP_COLUMNS ", current, undone_by, "
        "(SELECT count(*) FROM operations WHERE operations.id = groups.current AND state = 3), "
        "(SELECT count(*) FROM operations WHERE operations.id = groups.current AND state IN (0, 1)), "
        "(SELECT count(*) FROM operations WHERE operations.id = groups.undone_by AND state = 3) "
        "FROM groups WHERE role = ? ORDER BY groups.id DESC LIMIT ?"_s,
        {static_cast<int>(GroupRole::Step), steps});
    while (query.next()) {
        contents.steps.prepend({readGroup(query, 0), query.value(5).toLongLong(), query.value(6).toLongLong(),
            query.value(7).toInt(), query.value(8).toInt(), query.value(9).toInt()});
    }
    readWaiting(contents);
    contents.aliases = aliases();
    run(query, u"SELECT kind, item, field, base, mine, theirs, moment FROM conflicts ORDER BY rowid"_s);
    while (query.next()) {
        contents.conflicts.append({toKind(query.value(0)), query.value(1).toString(), query.value(2).toString(),
            query.value(3).toString(), query.value(4).toString(), query.value(5).toString(),
            Timestamp::fromMicroseconds(query.value(6).toLongLong())});
    }
    run(query, u"SELECT value FROM settings WHERE name = 'paused'"_s);
    contents.paused = query.next() && query.value(0).toBool();
    run(query, u"SELECT max(id) FROM groups"_s);
    if (query.next())
        contents.lastId = query.value(0).toLongLong();
    return contents;
}

QHash<QString, QString> JournalStore::aliases()
{
    QHash<QString, QString> aliases;
    QSqlQuery query = reader(connection());
    run(query, u"SELECT before, now FROM aliases"_s);
    while (query.next())
        aliases.insert(query.value(0).toString(), query.value(1).toString());
    return aliases;
}

void JournalStore::readWaiting(JournalContents &contents)
{
    QSqlQuery query = reader(connection());
    run(query,
        u"SELECT " GROUP_COLUMNS " FROM groups WHERE id IN (SELECT id FROM operations WHERE state IN (0, 1)) "
        "ORDER BY groups.id"_s);
    while (query.next())
        contents.waiting.append({readGroup(query, 0), {}});
    for (WaitingGroup &group : contents.waiting)
        group.operations = operations(group.group.id);
}

QList<JournalOperation> JournalStore::operations(qint64 group)
{
    QList<JournalOperation> operations;
    QSqlQuery query = reader(connection());
    run(query, u"SELECT " OPERATION_COLUMNS " FROM operations WHERE id = ? ORDER BY position"_s, {group});
    while (query.next())
        operations.append(readOperation(query, 0));
    return operations;
}

QSet<QString> JournalStore::identifiersOf(const QString &id)
{
    QSet<QString> identifiers;
    QSqlQuery query = reader(connection());
    run(query, u"" SAME_ITEM "SELECT name FROM same"_s, {id});
    while (query.next())
        identifiers.insert(query.value(0).toString());
    return identifiers;
}

QString JournalStore::trashedName(const QString &id)
{
    QSqlQuery query = reader(connection());
    run(query, u"" SAME_ITEM "SELECT trash.name FROM trash WHERE id IN same"_s, {id});
    return query.next() ? query.value(0).toString() : QString();
}

void JournalStore::readTheirs(const QString &id, int most, QList<ItemChange> &changes)
{
    QSqlQuery query = reader(connection());
    run(query,
        u"" SAME_ITEM "SELECT type, kind, item, other, before, after, 2, '', '', moment, further FROM theirs "
        "WHERE item IN same OR (other <> '' AND other IN same) OR further > 0 ORDER BY theirs.id DESC LIMIT ?"_s,
        {id, most});
    while (query.next()) {
        ItemChange change{{query.value(operationColumns).toLongLong(), GroupRole::Step, {}, 0, 1},
            OperationState::Confirmed, readOperation(query, 0).operation};
        change.isTheirs = true;
        change.many = query.value(operationColumns + 1).toInt();
        changes.append(change);
    }
}

QList<ItemChange> JournalStore::changesOf(const QString &id, int most)
{
    QList<ItemChange> changes;
    QSqlQuery query = reader(connection());
    // What links an item of its own accord, or ends that, is what is made or deleted with it.
    run(query,
        u"" SAME_ITEM "SELECT " OPERATION_COLUMNS ", " GROUP_COLUMNS " FROM operations JOIN groups USING (id) "
        "WHERE (operations.id, position) IN (SELECT id, position FROM operations "
        "WHERE item IN same OR (other <> '' AND other IN same) "
        "UNION SELECT id, position FROM operations WHERE type IN (0, 2) AND EXISTS (SELECT 1 FROM same "
        "WHERE instr(before, '\"' || name || '\"') > 0 OR instr(after, '\"' || name || '\"') > 0)) "
        "ORDER BY groups.id DESC, position DESC LIMIT ?"_s,
        {id, most});
    while (query.next()) {
        const JournalOperation row = readOperation(query, 0);
        changes.append({readGroup(query, operationColumns), row.state, row.operation, row.problem, row.lost});
    }
    readTheirs(id, most, changes);
    std::ranges::stable_sort(changes, [](const ItemChange &a, const ItemChange &b) { return a.group.id > b.group.id; });
    changes = changes.first(std::min<qsizetype>(changes.size(), most));
    const QSet<QString> own = identifiersOf(id);
    QHash<QString, QString> names;
    for (ItemChange &change : changes) {
        const QString other = own.contains(change.operation.id) ? change.operation.other : change.operation.id;
        if (!isLink(change.operation))
            continue;
        if (!names.contains(other))
            names.insert(other, trashedName(other));
        change.otherName = names.value(other);
    }
    return changes;
}

std::optional<JournalGroup> JournalStore::dependent(const HistoryStep &step)
{
    QSqlQuery query = reader(connection());
    const QList<JournalOperation> own = operations(step.current);
    const QHash<QString, QString> known = aliases();
    for (const JournalOperation &each : own) {
        const Operation &operation = each.operation;
        run(query,
            u"" SAME_ITEM "SELECT " OPERATION_COLUMNS ", " GROUP_COLUMNS " FROM operations "
            "JOIN groups ON groups.current = operations.id "
            "WHERE (item IN same OR (other <> '' AND other IN same)) AND groups.id > ? AND role = 0 "
            "AND undone_by = 0 AND state <> 3 AND state <> 4 ORDER BY groups.id"_s,
            {operation.id, step.group.id});
        while (query.next()) {
            if (buildsOn(readOperation(query, 0).operation, operation, known))
                return readGroup(query, operationColumns);
        }
        if (isLink(operation)) {
            run(query,
                u"" SAME_ITEM "SELECT " GROUP_COLUMNS " FROM operations "
                "JOIN groups ON groups.current = operations.id "
                "WHERE item IN same AND type = ? AND groups.id > ? AND role = 0 AND undone_by = 0 AND state < 3"_s,
                {operation.other, static_cast<int>(Operation::Type::Delete), step.group.id});
            if (query.next())
                return readGroup(query, 0);
        }
    }
    return std::nullopt;
}

QList<TrashedItem> JournalStore::trash()
{
    QList<TrashedItem> items;
    QSqlQuery query = reader(connection());
    run(query,
        u"SELECT kind, id, name, url, deleted, length(CAST(item AS BLOB)), links FROM trash WHERE " STAYS_IN_TRASH
        "ORDER BY deleted DESC, name"_s);
    while (query.next()) {
        items.append({toKind(query.value(0)), query.value(1).toString(), query.value(2).toString(),
            query.value(3).toString(), Timestamp::fromMicroseconds(query.value(4).toLongLong()),
            query.value(5).toLongLong(), query.value(6).toInt()});
    }
    return items;
}

QList<Operation> JournalStore::fromTrash(const QStringList &ids)
{
    QList<Operation> operations;
    QSqlQuery query = reader(connection());
    for (const QString &id : ids) {
        run(query, u"SELECT kind, item FROM trash WHERE id = ? AND " STAYS_IN_TRASH ""_s, {id});
        if (query.next()) {
            Operation create;
            create.type = Operation::Type::Create;
            create.kind = toKind(query.value(0));
            create.id = id;
            create.after = toObject(query.value(1));
            operations.append(create);
        }
    }
    return operations;
}

} // namespace sitebook
