// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "app/library/conflict.h"
#include "app/library/operation.h"

#include <QStringList>

namespace sitebook {

/// What became of an operation, as the journal keeps it.
enum class OperationState : quint8 {
    /// In the cache and in the journal, not at the server.
    Applied,
    /// On its way; after a crash nobody knows whether the server did it. Only of what must not be done twice.
    Sent,
    /// The server did it.
    Confirmed,
    /// The server did not take it; it was taken back in the cache and waits for a decision.
    Refused,
    /// Given up by a person, before or after the server refused it.
    Dropped,
};

/// One operation of a group with what became of it.
struct JournalOperation
{
    Operation operation;
    OperationState state = OperationState::Applied;
    /// Why the server did not take it, for a person.
    QString problem{};
    /// The fields of an update that were left to somebody else.
    QStringList lost{};

    bool isWaiting() const { return state == OperationState::Applied || state == OperationState::Sent; }
};

/// One operation with its place in the journal.
struct PlacedOperation
{
    qint64 group = 0;
    qsizetype position = 0;
    Operation operation;
};

/// What a group of operations is in the history.
enum class GroupRole : quint8 {
    /// Something that a person did: a step of the history.
    Step,
    /// Takes a step back.
    Undo,
    /// Does a step again.
    Redo,
    /// Nothing to undo, as the count of a website that was opened.
    Silent,
};

/// The head of a group of operations in the journal.
struct JournalGroup
{
    /// Orders the groups by time: microseconds since 1970, made unique.
    qint64 id = 0;
    GroupRole role = GroupRole::Step;
    QString caption;
    /// The step that an Undo or Redo is about.
    qint64 step = 0;
    int count = 0;

    Timestamp moment() const { return Timestamp::fromMicroseconds(id); }
};

/// A step as the history shows it.
struct HistoryStep
{
    JournalGroup group;
    /// The group whose operations are in effect: the step's own, or that of the last redo.
    qint64 current = 0;
    /// The group that took it back; 0 while it is in effect.
    qint64 undoneBy = 0;
    /// How many of its operations the server refused, and how many wait.
    int refused = 0;
    int waiting = 0;
    /// How many of those that take it back the server refused.
    int undoRefused = 0;
};

/// One change of one item, or of an item or link that it has part in, as the journal has it.
struct ItemChange
{
    /// What it was done in; of a change by somebody else only the moment at which it was noticed.
    JournalGroup group;
    OperationState state = OperationState::Applied;
    Operation operation;
    /// Why the server did not take it.
    QString problem{};
    /// The fields of an update that were left to somebody else.
    QStringList lost{};
    /// Whether somebody else did it.
    bool isTheirs = false;
    /// So many changes by somebody else that came at once and were not written down one by one; else 0.
    int many = 0;
    /// What the other end of a link was called that is in the trash.
    QString otherName{};
};

/// A deleted item that can be restored.
struct TrashedItem
{
    /// No kind: a website.
    std::optional<AssociationKind> kind;
    QString id;
    QString name;
    QString url;
    Timestamp deleted;
    /// In bytes.
    qint64 size = 0;
    int links = 0;
};

/// A group that was not through when the program ended.
struct WaitingGroup
{
    JournalGroup group;
    QList<JournalOperation> operations;
};

/// What a journal knows when it is opened.
struct JournalContents
{
    /// Oldest first.
    QList<HistoryStep> steps;
    /// Oldest first.
    QList<WaitingGroup> waiting;
    QHash<QString, QString> aliases;
    QList<Conflict> conflicts;
    qint64 lastId = 0;
    /// Whether a person has stopped the sending of changes.
    bool paused = false;
    /// Whether it is on the disk, and not only in memory.
    bool durable = false;
    /// What a person should know, as that a damaged journal was set aside; empty when all is well.
    QString problem;
};

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::JournalContents)
