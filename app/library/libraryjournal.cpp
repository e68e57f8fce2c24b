// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "app/library/library.h"

#include <algorithm>

// What the library keeps in its journal, and what it finds there.

namespace sitebook {

namespace {

/// How many operations are kept to be undone without asking the journal.
constexpr qsizetype mostRemembered = 20'000;
/// The clocks of two computers differ by less, mostly.
constexpr qint64 clockSlack = 60'000'000;
/// How long steps, and what was deleted, are kept, in microseconds.
constexpr qint64 day = 24LL * 60 * 60 * 1'000'000;
constexpr qint64 stepsKept = 365 * day;
constexpr qint64 trashKept = 90 * day;

} // namespace

void Library::onJournalOpened(const JournalContents &contents)
{
    for (auto it = contents.aliases.begin(); it != contents.aliases.end(); ++it)
        m_aliases.insert(it.key(), m_aliases.value(it.value(), it.value()));
    for (const WaitingGroup &waiting : contents.waiting) {
        auto record = std::make_shared<GroupRecord>();
        record->head = waiting.group;
        record->group.caption = waiting.group.caption;
        record->restored = true;
        record->written = true;
        for (qsizetype i = 0; i < waiting.operations.size(); ++i) {
            const JournalOperation &each = waiting.operations.at(i);
            record->group.operations.append(each.operation);
            if (!each.isWaiting())
                record->settled.insert(i);
            if (each.state == OperationState::Sent)
                record->sent.insert(i);
            if (each.state == OperationState::Refused || each.state == OperationState::Dropped)
                record->refused.insert(i);
            if (!each.lost.isEmpty())
                record->lost.insert(i, each.lost);
        }
        m_restored.append(record);
    }
    m_history->restore(contents.steps);
    if (!contents.conflicts.isEmpty()) {
        m_conflicts = contents.conflicts + m_conflicts;
        emit conflictsChanged();
    }
    if (!contents.problem.isEmpty())
        emit journalProblem(contents.problem);
    const qint64 now = Timestamp::now().microseconds();
    m_journal.prune(Timestamp::fromMicroseconds(now - stepsKept), Timestamp::fromMicroseconds(now - trashKept));
    if (m_state != State::Loading || !m_outgoing.isEmpty())
        adoptRestored();
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
        question, context, [caption, handler](const QList<JournalOperation> &operations) {
            OperationGroup effective{caption, {}};
            for (const JournalOperation &each : operations) {
                const bool refused = each.state == OperationState::Refused || each.state == OperationState::Dropped;
                const Operation rest = each.operation.without(each.lost);
                if (!refused && !rest.isEmpty())
                    effective.operations.append(rest);
            }
            handler(effective);
        });
}

/// \a group without what would overwrite the work of others, which goes to the conflicts; \a words say so.
OperationGroup Library::stillPossible(const OperationGroup &group, QString &words)
{
    OperationGroup possible{group.caption, {}};
    QList<Conflict> conflicts;
    int changed = 0;
    for (const Operation &operation : group.operations) {
        const qsizetype before = conflicts.size();
        if (!isAsExpected(operation, conflicts)) {
            ++changed;
            continue;
        }
        QStringList fields;
        for (qsizetype i = before; i < conflicts.size(); ++i)
            fields.append(conflicts.at(i).field);
        const Operation rest = operation.without(fields);
        if (!rest.isEmpty())
            possible.operations.append(rest);
    }
    if (changed > 0) {
        //: Undo would delete items that were added here and changed by others
        words = tr("%n item(s) of “%1” stay: they were changed by somebody else since.", nullptr, changed)
                    .arg(group.caption);
    } else if (!conflicts.isEmpty()) {
        words = tr("“%1” was not taken back as a whole: somebody else has changed the same since.").arg(group.caption);
    }
    noteConflicts(conflicts);
    return possible;
}

/// Whether the item of \a operation may be deleted, and which fields of an update, in \a conflicts, are not as it
/// expects them.
bool Library::isAsExpected(const Operation &operation, QList<Conflict> &conflicts) const
{
    const bool deletes = operation.type == Operation::Type::Delete;
    if (!deletes && operation.type != Operation::Type::Update)
        return true;
    const QString id = currentId(operation.id);
    QJsonObject now;
    if (!operation.kind) {
        if (const auto row = m_websites.find(id))
            now = {{QStringLiteral("name"), m_websites.name(*row)}, {QStringLiteral("url"), m_websites.url(*row)}};
    } else if (const auto index = materials(*operation.kind).find(id);
               index && materials(*operation.kind).isKnown(*index)) {
        // The other fields of materials are not all here; the server's are looked at when it is sent.
        if (*operation.kind != AssociationKind::Annotation)
            now = {{QStringLiteral("name"), materials(*operation.kind).name(*index)}};
    }
    if (deletes) {
        const bool whole = !operation.kind;
        return !whole || now.isEmpty()
            || (now.value(QLatin1StringView("name")) == operation.before.value(QLatin1StringView("name"))
                && now.value(QLatin1StringView("url")) == operation.before.value(QLatin1StringView("url")));
    }
    for (auto it = now.begin(); it != now.end(); ++it) {
        const QString theirs = it.value().toString();
        if (operation.after.contains(it.key()) && theirs != operation.before.value(it.key()).toString()
            && theirs != operation.after.value(it.key()).toString())
        {
            conflicts.append({operation.kind, id, it.key(), operation.before.value(it.key()).toString(),
                operation.after.value(it.key()).toString(), theirs, Timestamp::now()});
        }
    }
    return true;
}

void Library::restoreFromTrash(const QStringList &ids, const QString &caption)
{
    const std::function question = [ids](JournalStore &store) { return store.fromTrash(ids); };
    m_journal.ask<QList<Operation>>(question, this, [this, caption](const QList<Operation> &operations) {
        perform({caption, operations});
    });
}

void Library::retryRefused(qint64 id)
{
    const HistoryStep *step = m_history->step(id);
    if (!step)
        return;
    const std::function question = [group = step->current](JournalStore &store) { return store.operations(group); };
    m_journal.ask<QList<JournalOperation>>(
        question, this, [this, id, caption = step->group.caption](const QList<JournalOperation> &operations) {
            OperationGroup again{caption, {}};
            for (const JournalOperation &each : operations) {
                if (each.state == OperationState::Refused)
                    again.operations.append(each.operation);
            }
            dropRefused(id);
            perform(again);
        });
}

void Library::dropRefused(qint64 id)
{
    const HistoryStep *step = m_history->step(id);
    if (!step)
        return;
    const qint64 group = step->current;
    const int waiting = step->waiting;
    const std::function question = [group](JournalStore &store) { return store.operations(group); };
    m_journal.ask<QList<JournalOperation>>(
        question, this, [this, group, waiting](const QList<JournalOperation> &operations) {
            QList<qsizetype> refused;
            for (qsizetype i = 0; i < operations.size(); ++i) {
                if (operations.at(i).state == OperationState::Refused)
                    refused.append(i);
            }
            m_journal.setState(group, refused, OperationState::Dropped);
            m_history->count(group, 0, waiting);
        });
}

} // namespace sitebook
