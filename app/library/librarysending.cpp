// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "app/library/groupsender.h"
#include "app/library/library.h"
#include "app/library/libraryloader.h"

#include <QPointer>
#include <QTimer>

#include <utility>

// The way of the changes to the server, one group after the other, and back when it refuses.

namespace sitebook {

void Library::submit(const JournalGroup &head, const OperationGroup &group)
{
    auto record = std::make_shared<GroupRecord>();
    record->head = head;
    record->group = group;
    submit(record);
}

void Library::submit(const GroupRecordPointer &record)
{
    if (record->group.operations.isEmpty())
        return;
    adoptRestored(); // what waits from before goes first
    ++m_generation;
    m_outgoing.enqueue(record);
    remember(record);
    m_journal.append(record->head, record->group.operations, this, [this, record](const QString &) {
        // A journal that is broken for good must not keep anything from being saved; failed() said it.
        record->written = true;
        sendNext();
    });
    countPending();
    emit pendingOperationsChanged();
    applySome();
}

void Library::noteState(
    const GroupRecordPointer &record, const QList<qsizetype> &positions, OperationState state, const QString &problem)
{
    if (positions.isEmpty())
        return;
    if (state == OperationState::Dropped)
        record->dropped.unite(QSet(positions.begin(), positions.end()));
    if (state != OperationState::Confirmed) {
        m_journal.setState(record->head.id, positions, state, problem);
        return;
    }
    m_confirmed[record->head.id] += positions;
    if (!std::exchange(m_confirmQueued, true))
        QTimer::singleShot(0, this, &Library::flushConfirmed);
}

void Library::flushConfirmed()
{
    m_confirmQueued = false;
    const auto confirmed = std::exchange(m_confirmed, {});
    for (auto it = confirmed.begin(); it != confirmed.end(); ++it)
        m_journal.setState(it.key(), it.value(), OperationState::Confirmed);
}

void Library::countStep(const GroupRecordPointer &record)
{
    const QSet<qsizetype> undecided = QSet(record->refused).subtract(record->dropped);
    m_history->setCounts(record->head.id, static_cast<int>(undecided.size()), 0);
}

/// A person decided about what was refused of \a group at \a positions, or without them about all of it; a group that
/// is still on its way is not to count it at its end.
void Library::noteDecided(qint64 group, const QList<qsizetype> &positions)
{
    for (const GroupRecordPointer &record : std::as_const(m_outgoing)) {
        if (record->head.id == group)
            record->dropped.unite(positions.isEmpty() ? record->refused : QSet(positions.begin(), positions.end()));
    }
}

/// The item that \a removal was to delete stays, so that what would make it again, as its undo that waits, is done: it
/// would make a second one.
void Library::settleRemaking(const Operation &removal)
{
    const QString id = currentId(removal.id);
    for (qsizetype later = 1; later < m_outgoing.size(); ++later) {
        const GroupRecordPointer &record = m_outgoing.at(later);
        for (qsizetype i = 0; i < record->group.operations.size(); ++i) {
            const Operation &operation = record->group.operations.at(i);
            const bool isMaking = operation.type == Operation::Type::Create;
            if ((!isMaking && operation.type != Operation::Type::Delete) || operation.kind != removal.kind
                || currentId(operation.id) != id || record->settled.contains(i))
                continue;
            if (isMaking) {
                record->settled.insert(i);
                noteState(record, {i}, OperationState::Confirmed);
            }
            return;
        }
    }
}

void Library::setRetryPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    m_firstPause = first;
    m_longestPause = longest;
}

void Library::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    m_journal.setPaused(paused);
    if (m_sender)
        m_sender->hold(paused);
    sendNext();
    emit pausedChanged();
}

void Library::sendNext()
{
    if (m_sender || m_paused || m_outgoing.isEmpty())
        return;
    const GroupRecordPointer record = m_outgoing.head();
    if (!record->written || record->applied < record->group.operations.size())
        return; // whoever ends that comes back
    if (!isReleased(record))
        return;
    m_sender = new GroupSender(
        *m_client, record->group, [this](const QString &id) { return currentId(id); }, this);
    m_sender->setPauses(m_firstPause, m_longestPause);
    m_sender->setKnown([this, record](std::optional<AssociationKind> kind, const QString &id) {
        return wasThereBefore(*record, kind, id);
    });
    m_sender->setMarker([this, record](const QList<qsizetype> &indexes, const std::function<void()> &marked) {
        m_journal.setState(
            record->head.id, indexes, OperationState::Sent, {}, m_sender, [marked](const QString &) { marked(); });
    });
    m_sender->setKeeper([this, record](const QList<GroupSender::WholeItem> &items, const std::function<void()> &kept) {
        keepWhole(record, items, kept);
    });
    m_sender->resume(record->settled, record->sent);
    connectSender(record);
    m_sender->start();
}

/// Whether \a record may be sent; if not, whoever it waits for comes back.
bool Library::isReleased(const GroupRecordPointer &record)
{
    if (m_beforeSending && !std::exchange(record->announced, true)) {
        m_beforeSending(record->group, [self = QPointer<Library>(this), record] {
            if (!std::exchange(record->released, true) && self)
                QMetaObject::invokeMethod(self.data(), &Library::sendNext, Qt::QueuedConnection);
        });
    }
    return !m_beforeSending || record->released;
}

void Library::connectSender(const GroupRecordPointer &record)
{
    connect(m_sender, &GroupSender::confirmed, this,
        [this, record](qsizetype index, const Operation &operation, const QJsonObject &item) {
            confirm(record, index, operation, item);
        });
    connect(m_sender, &GroupSender::conflicted, this,
        [this, record](qsizetype index, const QList<Conflict> &conflicts) { takeConflicts(record, index, conflicts); });
    connect(m_sender, &GroupSender::refused, this,
        [this, record](qsizetype index, const Operation &operation, const ApiError &error) {
            countPending();
            takeBack(record, index);
            noteState(record, {index}, OperationState::Refused, error.caption());
            if (operation.type == Operation::Type::Delete)
                settleRemaking(operation);
            for (const QString &id : {operation.id, operation.other})
                m_doubtful.insert(currentId(id));
            flush();
            noteAnswer(operation, error);
            // Who opens a website did not ask for its score to be counted.
            if (operation.type != Operation::Type::Increment || error.kind != ApiError::Kind::NotSupported)
                emit changeRefused(record->group.caption, error);
        });
    connect(m_sender, &GroupSender::identifierReplaced, this, &Library::replaceId);
    connect(m_sender, &GroupSender::waiting, this, [this](const ApiError &error) {
        m_offline = bool(error);
        emit savingWaits(error);
        emit pendingOperationsChanged();
    });
    connect(m_sender, &GroupSender::progress, this,
        [this, record](int done, int total) { emit savingProgress(record->group.caption, done, total); });
    connect(m_sender, &GroupSender::finished, this, &Library::finishGroup);
}

void Library::finishGroup()
{
    m_sender->deleteLater();
    m_sender = nullptr;
    const GroupRecordPointer record = m_outgoing.dequeue();
    m_offline = false;
    if (!m_heldCreates.isEmpty())
        noteState(record, std::exchange(m_heldCreates, {}), OperationState::Confirmed);
    // Counts that may have arrived before a crash are not sent again; what else was sent then has its own outcome.
    QList<qsizetype> counts = record->sent.values();
    counts.removeIf(
        [&](qsizetype index) { return record->group.operations.at(index).type != Operation::Type::Increment; });
    noteState(record, counts, OperationState::Confirmed);
    countStep(record);
    countPending();
    emit pendingOperationsChanged();
    emit groupFinished(record->group.caption);
    sendNext();
    if (isSaving())
        return;
    readDoubtful();
    m_loader->catchUp();
}

/// Reads again what was refused, as far as it is here.
void Library::readDoubtful()
{
    const QStringList doubtful(m_doubtful.cbegin(), m_doubtful.cend());
    m_doubtful.clear();
    QStringList websites;
    std::array<QStringList, associationKindCount> others;
    for (const QString &id : doubtful) {
        if (m_websites.find(id))
            websites.append(id);
        for (const AssociationTraits &traits : allAssociationTraits()) {
            const MaterialColumns &all = materials(traits.kind);
            if (const auto index = all.find(id); index && all.isKnown(*index))
                others[static_cast<std::size_t>(traits.kind)].append(id);
        }
    }
    if (!websites.isEmpty())
        m_loader->refreshWebsites(websites);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (const QStringList &ids = others[static_cast<std::size_t>(traits.kind)]; !ids.isEmpty())
            m_loader->refreshMaterials(traits.kind, ids);
    }
}

void Library::takeBack(const GroupRecordPointer &record, qsizetype index)
{
    if (index >= record->group.operations.size())
        return; // a link that was to complete a create
    record->refused.insert(index);
    if (index >= record->applied)
        return; // the cache never showed it
    const Operation operation = record->group.operations.at(index).without(record->lost.value(index));
    if (operation.type == Operation::Type::Increment)
        applyIncrement(operation, -1);
    else
        applyToCache(operation.inverse());
}

void Library::cancelPending()
{
    // The last first, as with undo.
    while (m_outgoing.size() > (m_sender ? 1 : 0)) {
        const GroupRecordPointer record = m_outgoing.takeLast();
        QList<qsizetype> dropped;
        for (qsizetype i = record->group.operations.size() - 1; i >= 0; --i) {
            if (record->settled.contains(i))
                continue;
            takeBack(record, i);
            dropped.append(i);
        }
        noteState(record, dropped, OperationState::Dropped);
        countStep(record);
        if (m_outgoing.isEmpty())
            emit groupFinished(record->group.caption);
    }
    if (m_sender) {
        const QList<qsizetype> unsent = m_sender->cancel();
        for (auto it = unsent.crbegin(); it != unsent.crend(); ++it)
            takeBack(m_outgoing.head(), *it);
        QList<qsizetype> dropped = unsent;
        dropped.removeIf([&](qsizetype index) { return index >= m_outgoing.head()->group.operations.size(); });
        noteState(m_outgoing.head(), dropped, OperationState::Dropped);
    }
    flush();
    countPending();
    emit pendingOperationsChanged();
    if (!isSaving())
        m_loader->catchUp();
}

void Library::confirm(
    const GroupRecordPointer &record, qsizetype index, const Operation &operation, const QJsonObject &item)
{
    countPending();
    if (index < record->group.operations.size()) {
        // Links that complete a create elsewhere follow at the end; until then it is only half done.
        if (operation.type == Operation::Type::Create && !m_client->isSitebook())
            m_heldCreates.append(index);
        else
            noteState(record, {index}, OperationState::Confirmed);
    }
    if (!operation.isEmpty())
        noteAnswer(operation, {});
    if (operation.type == Operation::Type::Update)
        settleConflicts(operation);
    if (item.isEmpty() || m_pending > 0)
        return;
    // What the server made of it: its times, and whatever it set straight.
    if (operation.kind) {
        if (const auto material = Material::fromJson(*operation.kind, item))
            takeMaterial(*material);
    } else if (const auto website = Website::fromJson(item)) {
        takeWebsite(*website);
    }
    flush();
}

void Library::countPending()
{
    m_pending = 0;
    for (const GroupRecordPointer &record : std::as_const(m_outgoing))
        m_pending += static_cast<int>(record->group.operations.size());
    // Links that complete a create are sent besides those of the group.
    if (m_sender)
        m_pending += m_sender->remaining() - static_cast<int>(m_outgoing.head()->group.operations.size());
}

} // namespace sitebook
