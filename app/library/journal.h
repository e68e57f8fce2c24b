// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"
#include "app/library/journalwriter.h"
#include "app/library/linkcheck.h"
#include "app/library/savedsearch.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>
#include <memory>

namespace sitebook {

class JournalStore;

/// The durable list of everything that was done to a library: who changes something writes it here first, and sends it
/// when it is on the disk. It has a thread of its own, which does what it is asked in the order in which it was asked,
/// so that nobody waits for a disk; while the disk is full, everything waits, see JournalWriter. Deleting it waits
/// until everything is written that can be.
class Journal : public QObject
{
    Q_OBJECT

public:
    /// The journal in the file \a path, see JournalStore; in memory only without a path.
    explicit Journal(const QString &path = {}, QObject *parent = nullptr);
    ~Journal() override;

    /// Whether what is in it outlives the program; false until that is known, and while it cannot be written.
    bool isDurable() const { return m_durable && !m_failing; }
    /// Whether it cannot be written at the moment, so that ask() may not know of what was done last.
    bool isFailing() const { return m_failing; }
    /// An identifier for the next group, after all others.
    qint64 nextId();

    /// Writes a group down; \a written is called in the life of \a context when it is on the disk, or, with what went
    /// wrong in words, when it never will be.
    void append(const JournalGroup &group, const QList<Operation> &operations, QObject *context,
        const std::function<void(const QString &problem)> &written);
    /// Notes what became of these operations; \a written as above.
    void setState(qint64 group, const QList<qsizetype> &positions, OperationState state, const QString &problem = {},
        QObject *context = nullptr, const std::function<void(const QString &problem)> &written = {});
    /// Gives up everything of \a group that was refused.
    void dropRefused(qint64 group);
    /// Writes what is known better now over these operations; \a written as above.
    void replace(const QList<PlacedOperation> &operations, QObject *context,
        const std::function<void(const QString &problem)> &written);
    /// See JournalStore::replaceRefused(); \a written as above.
    void replaceRefused(qint64 group, const QList<qsizetype> &positions, qint64 by, QObject *context,
        const std::function<void(const QString &problem)> &written);
    /// Writes down what somebody else did, as it was noticed now; of \a further changes only how many.
    void noteTheirs(const QList<Operation> &operations, int further);
    void setPaused(bool paused);
    void setLost(qint64 group, qsizetype position, const QStringList &fields);
    void addAlias(const QString &before, const QString &now);
    void setConflicts(const QList<Conflict> &conflicts);
    /// See JournalStore::setChecks() and forgetChecks().
    void setChecks(const QList<LinkCheck> &checks);
    void forgetChecks(const QStringList &websites);
    /// See JournalStore::setSearches().
    void setSearches(const QList<SavedSearch> &searches);
    /// Removes these from the trash for ever; all when \a ids is empty.
    void emptyTrash(const QStringList &ids);
    /// See JournalStore::prune().
    void prune(Timestamp groups, Timestamp trash, qint64 most);

    /// Calls \a question with the store on the journal's thread, and \a handler with the answer in the life of
    /// \a context. What waits to be written, it does not know of.
    template<class Answer>
    void ask(const std::function<Answer(JournalStore &)> &question, QObject *context,
        const std::function<void(const Answer &)> &handler)
    {
        post([this, question, context = QPointer<QObject>(context), handler](JournalWriter &writer) {
            auto answer = std::make_shared<Answer>(question(writer.store()));
            QMetaObject::invokeMethod(
                this,
                [context, handler, answer] {
                    if (context)
                        handler(*answer);
                },
                Qt::QueuedConnection);
        });
    }

signals:
    /// What was in it when it was opened; told once.
    void opened(const sitebook::JournalContents &contents);
    /// Something could not be written; told once until something can be written again. What may pass is waited for.
    void failed(const sitebook::JournalProblem &problem);
    /// After failed(): it can be written again.
    void recovered();
    /// Something was removed from the trash for ever.
    void trashEmptied();

private:
    QThread m_thread;
    JournalWriter *m_writer;
    bool m_durable = false;
    bool m_failing = false;
    qint64 m_lastId = 0;

    void post(const std::function<void(JournalWriter &)> &work);
    void write(const JournalWriter::Write &work, QObject *context = nullptr, const JournalWriter::Done &written = {});
    void note(const JournalProblem &problem);
};

} // namespace sitebook
