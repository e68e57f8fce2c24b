// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/conflict.h"

namespace sitebook {

namespace {

template<class Item> QList<Conflict> merge(Item &item, const Operation &update)
{
    const QJsonObject now = fieldsOf(item);
    const Timestamp moment = Timestamp::now();
    QJsonObject wanted;
    QList<Conflict> conflicts;
    for (auto it = update.after.begin(); it != update.after.end(); ++it) {
        const QString base = update.before.value(it.key()).toString();
        const QString theirs = now.value(it.key()).toString();
        const QString mine = it.value().toString();
        if (theirs == base || theirs == mine)
            wanted.insert(it.key(), mine);
        else
            conflicts.append({update.kind, update.id, it.key(), base, mine, theirs, moment});
    }
    applyFields(item, wanted);
    return conflicts;
}

} // namespace

QList<Conflict> mergeFields(Website &item, const Operation &update)
{
    return merge(item, update);
}

QList<Conflict> mergeFields(Material &item, const Operation &update)
{
    return merge(item, update);
}

Operation keepingMine(const Conflict &conflict)
{
    Operation operation;
    operation.type = Operation::Type::Update;
    operation.kind = conflict.kind;
    operation.id = conflict.id;
    operation.before.insert(conflict.field, conflict.theirs);
    operation.after.insert(conflict.field, conflict.mine);
    return operation;
}

} // namespace sitebook
