// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "app/library/library.h"
#include "app/library/retention.h"

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

// What the library keeps in its journal, and what it finds there.

namespace sitebook {

namespace {

/// How many operations are kept to be undone without asking the journal.
constexpr qsizetype mostRemembered = 20'000;
/// The clocks of two computers differ by less, mostly.
constexpr qint64 clockSlack = 60'000'000;
/// How large a journal gets, in bytes, unless more than that waits or is in the trash, or all of it is to be kept.
constexpr qint64 mostBytes = 512LL * 1024 * 1024;

} // namespace

void Library::onJournalOpened(const JournalContents &contents)
{
    for (auto it = contents.aliases.begin(); it != contents.aliases.end(); ++it)
        m_aliases.insert(it.key(), m_aliases.value(it.value(), it.value()));
    for (const WaitingGroup &waiting : contents.waiting)
        m_restored.append(restoredRecord(waiting.group, waiting.operations));
    m_history->restore(contents.steps);
    if (!contents.conflicts.isEmpty()) {
        m_conflicts = contents.conflicts + m_conflicts;
        for (Conflict &conflict : m_conflicts)
            conflict.id = currentId(conflict.id);
        emit conflictsChanged();
    }
    if (contents.paused && !std::exchange(m_paused, true))
        emit pausedChanged();
    if (!contents.problem.isEmpty())
        emit journalProblem(contents.problem);
    const Retention retention = Retention::load();
    m_journal.prune(Retention::limit(retention.historyDays), Retention::limit(retention.trashDays),
        retention.historyDays == 0 ? std::numeric_limits<qint64>::max() : mostBytes);
    if (m_state != State::Loading || !m_outgoing.isEmpty())
        adoptRestored();
}

/// The group \a head as it was when the journal last heard of it.
Library::GroupRecordPointer Library::restoredRecord(const JournalGroup &head, const QList<JournalOperation> &operations)
{
    auto record = std::make_shared<GroupRecord>();
    record->head = head;
    record->group.caption = head.caption;
    record->restored = true;
    record->written = true;
    for (qsizetype i = 0; i < operations.size(); ++i) {
        const JournalOperation &each = operations.at(i);
        record->group.operations.append(each.operation);
        if (!each.isWaiting())
            record->settled.insert(i);
        if (each.state == OperationState::Sent)
            record->sent.insert(i);
        if (each.state == OperationState::Refused || each.state == OperationState::Dropped)
            record->refused.insert(i);
        if (each.state == OperationState::Dropped)
            record->dropped.insert(i);
        if (!each.lost.isEmpty())
            record->lost.insert(i, each.lost);
    }
    return record;
}

/// Shows and sends what an earlier run left, once the lists are there that it changes.
void Library::adoptRestored()
{
    if (m_restored.isEmpty())
        return;
    const QList<GroupRecordPointer> restored = std::exchange(m_restored, {});
    for (auto it = restored.crbegin(); it != restored.crend(); ++it) {
        m_outgoing.prepend(*it);
        remember(*it);
    }
    ++m_generation;
    countPending();
    emit pendingOperationsChanged();
    applySome();
}

bool Library::wasThereBefore(const GroupRecord &record, std::optional<AssociationKind> kind, const QString &id) const
{
    Timestamp created;
    if (kind) {
        const auto index = materials(*kind).find(id);
        if (!index)
            return false;
        created = materials(*kind).updated(*index);
    } else {
        const auto row = m_websites.find(id);
        if (!row)
            return false;
        created = m_websites.created(*row);
    }
    if (!record.restored)
        return true;
    // The list was read after the create was sent, and may hold what it made.
    return created.isNull() || created.microseconds() < record.head.id - clockSlack
        || std::ranges::find(m_aliases, id) != m_aliases.end();
}

void Library::remember(const GroupRecordPointer &record)
{
    m_recent.append(record);
    m_recentSize += record->group.operations.size();
    // What is on its way is needed until it is through.
    while (m_recentSize > mostRemembered && m_recent.size() > 1 && m_recent.constFirst()->written
        && !m_outgoing.contains(m_recent.constFirst()))
        m_recentSize -= m_recent.takeFirst()->group.operations.size();
}

void Library::withEffective(qint64 group, const QString &caption, QObject *context,
    const std::function<void(const OperationGroup &effective)> &handler)
{
    for (const GroupRecordPointer &record : std::as_const(m_recent)) {
        if (record->head.id == group) {
            handler(record->effective());
            return;
        }
    }
    const std::function question = [group](JournalStore &store) { return store.operations(group); };
    m_journal.ask<QList<JournalOperation>>(
        question, context, [group, caption, handler](const QList<JournalOperation> &operations) {
            const JournalGroup head{group, GroupRole::Step, caption, 0, static_cast<int>(operations.size())};
            handler(restoredRecord(head, operations)->effective());
        });
}

/// \a group without what would overwrite the work of others, which is in \a conflicts and goes to those of the library;
/// \a words say so.
OperationGroup Library::stillPossible(const OperationGroup &group, QString &words, QList<Conflict> &conflicts)
{
    OperationGroup possible{group.caption, {}};
    int changed = 0;
    for (const Operation &operation : group.operations) {
        const bool removes = operation.type == Operation::Type::Delete;
        const QList<Conflict> own = removes ? changesByOthers(operation) : conflictsWith(operation);
        conflicts += own;
        if (removes && !own.isEmpty()) {
            ++changed;
            continue;
        }
        QStringList fields;
        for (const Conflict &conflict : own)
            fields.append(conflict.field);
        const Operation rest = operation.without(fields);
        if (!rest.isEmpty())
            possible.operations.append(rest);
    }
    if (changed > 0) {
        //: Undo would delete items that were added here and changed by others
        words = tr("%Ln item(s) of “%1” stay: they were changed by somebody else since.", nullptr, changed)
                    .arg(group.caption);
    } else if (!conflicts.isEmpty()) {
        words = tr("“%1” was not taken back as a whole: somebody else has changed the same since.").arg(group.caption);
    }
    noteConflicts(conflicts);
    return possible;
}

/// The fields in which the website that \a removal is about is not as it was when it was added here.
QList<Conflict> Library::changesByOthers(const Operation &removal) const
{
    const auto added = removal.kind ? std::nullopt : Website::fromJson(removal.before);
    if (!added)
        return {};
    Operation asAdded = removal;
    asAdded.type = Operation::Type::Update;
    asAdded.before = asAdded.after = fieldsOf(*added);
    return conflictsWith(asAdded);
}

/// The fields of \a change, if it is an update, that somebody else changed since, as far as they are here.
QList<Conflict> Library::conflictsWith(const Operation &change) const
{
    if (change.type != Operation::Type::Update)
        return {};
    Operation operation = change;
    operation.id = currentId(change.id);
    if (!operation.kind) {
        const auto row = m_websites.find(operation.id);
        if (!row)
            return {};
        Website item = website(*row);
        return mergeFields(item, operation);
    }
    // Other fields of materials are not all here; the server's are looked at when it is sent.
    const MaterialColumns &all = materials(*operation.kind);
    const auto index = all.find(operation.id);
    if (!index || !all.isKnown(*index) || *operation.kind == AssociationKind::Annotation)
        return {};
    Material item;
    item.kind = *operation.kind;
    item.name = all.name(*index);
    QStringList others = operation.after.keys();
    others.removeAll(u"name"_s);
    return mergeFields(item, operation.without(others));
}

void Library::restoreFromTrash(const QStringList &ids, const QString &caption)
{
    const std::function question = [ids](JournalStore &store) { return store.fromTrash(ids); };
    m_journal.ask<QList<Operation>>(question, this, [this, caption](const QList<Operation> &operations) {
        perform({caption, operations});
    });
}

/// \a operation; of one that deletes an item, what it deletes as a person sees it now.
Operation Library::asItIsNow(const Operation &operation) const
{
    if (operation.type != Operation::Type::Delete)
        return operation;
    const QString id = currentId(operation.id);
    if (operation.kind) {
        const auto index = materials(*operation.kind).find(id);
        return index ? Operation::remove(material(*operation.kind, *index)) : operation;
    }
    const auto row = m_websites.find(id);
    return row ? Operation::remove(website(*row)) : operation;
}

} // namespace sitebook
