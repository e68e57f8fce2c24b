// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"
#include "app/library/journalproblem.h"
#include "app/library/linkcheck.h"
#include "app/library/savedsearch.h"

#include <QCoreApplication>
#include <QSet>
#include <QSqlDatabase>

#include <functional>
#include <memory>

class QLockFile;
class QSqlQuery;

namespace sitebook {

/// The tables of a journal, in a SQLite file of its own. It belongs to the thread that opened it. Every function that
/// writes does so in one transaction, which is on the disk when it returns, or not at all, which it says.
class JournalStore
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::JournalStore)

public:
    /// Opens the journal at \a path, or makes it; without a path it is in memory only. A file that is damaged, or was
    /// written by a newer version, is set aside and named in JournalContents::problem; one that cannot be used for now,
    /// as on a full disk, is left as it is and replaced by one in memory, and that is said as well.
    explicit JournalStore(const QString &path);
    ~JournalStore();
    Q_DISABLE_COPY_MOVE(JournalStore)

    /// Everything that the history shows, with at most \a steps steps.
    JournalContents contents(int steps);

    /// Writes a new group down; an undo or redo also changes its step.
    JournalProblem append(const JournalGroup &group, const QList<Operation> &operations);
    JournalProblem setState(
        qint64 group, const QList<qsizetype> &positions, OperationState state, const QString &problem);
    /// Gives up everything of \a group that was refused.
    JournalProblem dropRefused(qint64 group);
    /// Writes what is known better now over these operations, and what they deleted in the trash.
    JournalProblem replace(const QList<PlacedOperation> &operations);
    /// Gives up those of \a group at \a positions that were refused, for the group \a by, which does it better; says
    /// what is wrong, and keeps them, when that is not in the journal.
    JournalProblem replaceRefused(qint64 group, const QList<qsizetype> &positions, qint64 by);
    /// Keeps whether a person has stopped the sending of changes.
    JournalProblem setPaused(bool paused);
    JournalProblem setLost(qint64 group, qsizetype position, const QStringList &fields);
    JournalProblem addAlias(const QString &before, const QString &now);
    JournalProblem setConflicts(const QList<Conflict> &conflicts);

    /// The operations of a group in their order.
    QList<JournalOperation> operations(qint64 group);
    /// What was done, here and by others, to the item that has, or had, the identifier \a id, and to what it is linked
    /// to where that made or ended the link; the newest first, at most \a most.
    QList<ItemChange> changesOf(const QString &id, int most);
    /// Every identifier that the item \a id has or had.
    QSet<QString> identifiersOf(const QString &id);
    /// Writes down what somebody else did, as it was noticed at \a moment; of \a further changes only how many.
    JournalProblem noteTheirs(Timestamp moment, const QList<Operation> &operations, int further);
    /// What the last checks of addresses found.
    QList<LinkCheck> checks();
    /// Writes down what checks found, in the place of what is known of these websites.
    JournalProblem setChecks(const QList<LinkCheck> &checks);
    /// Forgets what is known of \a websites.
    JournalProblem forgetChecks(const QStringList &websites);
    /// The searches that a person saved, in their order.
    KeptSearches searches();
    /// Keeps \a searches in the place of those.
    JournalProblem setSearches(const QList<SavedSearch> &searches);
    /// The first step in effect after \a step that touches what \a step did, so that \a step cannot be taken back
    /// alone; nothing when there is none.
    std::optional<JournalGroup> dependent(const HistoryStep &step);

    /// What is in the trash, the newest first; not what is on its way out of it.
    QList<TrashedItem> trash();
    /// The items of the trash whole, as creates.
    QList<Operation> fromTrash(const QStringList &ids);
    /// Removes these for ever; all when \a ids is empty.
    JournalProblem emptyTrash(const QStringList &ids);
    /// Forgets what is older than \a groups, of groups of which nothing waits and nothing is refused, and of what
    /// others did, and what is in the trash since before \a trash; then the oldest of the former until the journal
    /// takes no more than \a most bytes, which the rest may not leave it.
    JournalProblem prune(Timestamp groups, Timestamp trash, qint64 most);

private:
    QString m_connectionName;
    QString m_problem;
    bool m_durable = false;
    /// Whether the file is sound, but could not be brought to the format of this version, or is of a newer one.
    bool m_isOtherFormat = false;
    std::unique_ptr<QLockFile> m_lock;

    QSqlDatabase connection() const { return QSqlDatabase::database(m_connectionName, false); }
    QString openFile(const QString &path);
    JournalProblem tryFile(const QString &path);
    JournalProblem examine();
    JournalProblem migrate(int version);
    JournalProblem inTransaction(const std::function<JournalProblem(QSqlQuery &)> &work);
    JournalProblem noteTrash(QSqlQuery &query, qint64 group, const Operation &operation);
    JournalProblem leaveTrash(QSqlQuery &query, qint64 group, const QList<qsizetype> &positions, OperationState state);
    JournalProblem forgetGroupsBefore(QSqlQuery &query, qint64 moment);
    qint64 usedBytes(QSqlQuery &query);
    QHash<QString, QString> aliases();
    void readWaiting(JournalContents &contents);
    void readTheirs(const QString &id, int most, QList<ItemChange> &changes);
    QString trashedName(const QString &id);
};

} // namespace sitebook
