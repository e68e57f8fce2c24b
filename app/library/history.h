// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"

#include <QObject>
#include <QQueue>

#include <functional>

namespace sitebook {

class Library;

/// What a person did to a library, step by step, as far back as the journal goes: each step can be taken back and done
/// again, also after a restart.
class History : public QObject
{
    Q_OBJECT

public:
    explicit History(Library *library);

    /// The steps that are known, oldest first.
    const QList<HistoryStep> &steps() const { return m_steps; }
    /// The step \a id; null when there is none.
    const HistoryStep *step(qint64 id) const;

    bool canUndo() const { return lastInEffect() >= 0; }
    bool canRedo() const { return !m_redo.isEmpty(); }
    /// What undo() takes back, in words.
    QString undoText() const;
    QString redoText() const;
    /// How many changes the server refused that nobody has decided about.
    int refusedCount() const;
    /// How many steps are in effect.
    int count() const;

    /// Takes the last step back that is in effect.
    void undo();
    /// Does the step again that was taken back last, unless something else was done since.
    void redo();
    /// Takes back every step that came after the step \a id, the last first.
    void undoTo(qint64 id);
    /// Takes one step back alone, whatever came after it; says by refused() why that cannot be.
    void undoStep(qint64 id);
    /// Does a step again that was taken back.
    void redoStep(qint64 id);
    /// Whether it waits for the journal.
    bool isBusy() const { return m_busy; }

signals:
    void changed();
    /// \a words say why a step was not taken back, or not as a whole; \a conflicts are the fields that somebody else
    /// has changed since, where it is for those.
    void refused(const QString &words, const QList<sitebook::Conflict> &conflicts);

private:
    friend class Library;

    Library *m_library;
    QList<HistoryStep> m_steps;
    /// The steps that redo() does, the next one last.
    QList<qint64> m_redo;
    QQueue<std::function<void()>> m_waiting;
    bool m_busy = false;

    void restore(const QList<HistoryStep> &steps);
    /// A step was done now.
    void add(const JournalGroup &group);
    void setCounts(qint64 group, int refused, int waiting);
    /// At most \a count of what was refused of \a group is decided.
    void takeRefused(qint64 group, int count);
    HistoryStep *find(qint64 id);
    qsizetype lastInEffect() const;
    void takeBack(HistoryStep &step);
    void doAgain(HistoryStep &step);
    void enqueue(const std::function<void()> &work);
    void goOn();
    void submit(qint64 id, GroupRole role, qint64 group);
};

} // namespace sitebook
