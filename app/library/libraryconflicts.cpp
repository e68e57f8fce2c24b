// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groups.h"
#include "app/library/library.h"

#include <algorithm>

// Fields that were changed here and by somebody else at the same time.

namespace sitebook {

void Library::keepMine(const QList<Conflict> &conflicts)
{
    if (conflicts.isEmpty())
        return;
    const Conflict &first = conflicts.constFirst();
    //: A step to undo: what was typed here goes over what somebody else wrote
    OperationGroup group{conflicts.size() == 1
            ? tr("Keep mine in “%1”").arg(itemCaption(*this, first.kind, first.id))
            //: A step to undo: what was typed here goes over what somebody else wrote
            : tr("Keep %Ln text(s) of mine", nullptr, static_cast<int>(conflicts.size())),
        {}};
    for (const Conflict &conflict : conflicts)
        group.operations.append(keepingMine(conflict));
    decide(conflicts, group);
}

void Library::keepValue(const QList<Conflict> &conflicts, const QString &value)
{
    if (conflicts.isEmpty())
        return;
    const Conflict &first = conflicts.constFirst();
    //: A step to undo: a third text goes over what was changed here and by somebody else
    OperationGroup group{conflicts.size() == 1
            ? tr("Decide about “%1”").arg(itemCaption(*this, first.kind, first.id))
            //: A step to undo: a third text goes over what was changed here and by somebody else
            : tr("Decide about %Ln field(s)", nullptr, static_cast<int>(conflicts.size())),
        {}};
    for (Conflict decided : conflicts) {
        decided.mine = value;
        if (value != decided.theirs)
            group.operations.append(keepingMine(decided));
    }
    decide(conflicts, group);
}

void Library::decide(const QList<Conflict> &conflicts, const OperationGroup &group)
{
    // In the journal before they are forgotten there: whatever happens between the two, one of them is.
    const QList<Conflict> decided = conflicts; // which may be our own list
    perform(group);
    keepTheirs(decided);
}

void Library::keepTheirs(const QList<Conflict> &conflicts)
{
    const QList<Conflict> decided = conflicts; // which may be our own list
    forgetConflicts([&](const Conflict &known) {
        return std::ranges::any_of(decided, [&](const Conflict &each) { return each.isAbout(known); });
    });
}

void Library::forgetConflicts(const std::function<bool(const Conflict &)> &isOver)
{
    if (m_conflicts.removeIf(isOver) == 0)
        return;
    m_journal.setConflicts(m_conflicts);
    emit conflictsChanged();
}

void Library::takeConflicts(const GroupRecordPointer &record, qsizetype index, const QList<Conflict> &conflicts)
{
    QStringList &lost = record->lost[index];
    for (const Conflict &conflict : conflicts) {
        lost.append(conflict.field);
        if (!isChangedAgain(record, index, conflict.field))
            applyUpdate(keepingMine(conflict).inverse());
    }
    for (const Conflict &conflict : conflicts) {
        Operation theirs = keepingMine(conflict).inverse();
        theirs.before.insert(conflict.field, conflict.base);
        theirs.id = currentId(conflict.id);
        noteTheirs(theirs);
    }
    flushTheirs();
    m_journal.setLost(record->head.id, index, lost);
    flush();
    noteConflicts(conflicts);
}

/// Keeps \a conflicts until a person decides.
void Library::noteConflicts(const QList<Conflict> &conflicts)
{
    if (conflicts.isEmpty())
        return;
    for (Conflict conflict : conflicts) {
        conflict.id = currentId(conflict.id);
        const auto known = std::ranges::find_if(m_conflicts, [&](const Conflict &c) { return c.isAbout(conflict); });
        if (known == m_conflicts.end()) {
            m_conflicts.append(conflict);
        } else {
            conflict.base = known->base;
            *known = conflict;
        }
    }
    m_journal.setConflicts(m_conflicts);
    emit conflictsChanged();
}

/// Whether a change of ours that follows the one at \a index of \a record, which is being sent, is about \a field of
/// the same item; then the cache shows that one.
bool Library::isChangedAgain(const GroupRecordPointer &record, qsizetype index, const QString &field) const
{
    const Operation changed = record->group.operations.at(index);
    const auto changesAgain = [&](const Operation &operation) {
        return operation.type == Operation::Type::Update && operation.kind == changed.kind
            && operation.after.contains(field) && currentId(operation.id) == currentId(changed.id);
    };
    for (const GroupRecordPointer &outgoing : m_outgoing) {
        const QList<Operation> &operations = outgoing->group.operations;
        const auto begin = operations.begin() + (outgoing == record ? index + 1 : 0);
        if (std::any_of(begin, operations.end(), changesAgain))
            return true;
    }
    return false;
}

void Library::settleConflicts(const Operation &update)
{
    const QString id = currentId(update.id);
    forgetConflicts([&](const Conflict &conflict) {
        return conflict.kind == update.kind && conflict.id == id && update.after.contains(conflict.field);
    });
}

} // namespace sitebook
