// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/history.h"

#include "app/library/journalstore.h"
#include "app/library/library.h"

#include <algorithm>
#include <numeric>

namespace sitebook {

History::History(Library *library)
    : QObject(library)
    , m_library(library)
{
}

const HistoryStep *History::step(qint64 id) const
{
    const auto found = std::ranges::lower_bound(m_steps, id, {}, [](const HistoryStep &step) { return step.group.id; });
    return found != m_steps.end() && found->group.id == id ? &*found : nullptr;
}

HistoryStep *History::find(qint64 id)
{
    const HistoryStep *found = std::as_const(*this).step(id);
    return found ? &m_steps[found - m_steps.constData()] : nullptr;
}

qsizetype History::lastInEffect() const
{
    for (qsizetype i = m_steps.size() - 1; i >= 0; --i) {
        if (m_steps.at(i).undoneBy == 0)
            return i;
    }
    return -1;
}

QString History::undoText() const
{
    const qsizetype last = lastInEffect();
    return last < 0 ? QString() : m_steps.at(last).group.caption;
}

QString History::redoText() const
{
    const HistoryStep *next = m_redo.isEmpty() ? nullptr : step(m_redo.constLast());
    return next ? next->group.caption : QString();
}

int History::refusedCount() const
{
    return std::accumulate(m_steps.begin(), m_steps.end(), 0,
        [](int sum, const HistoryStep &step) { return sum + step.refused + step.undoRefused; });
}

int History::count() const
{
    return static_cast<int>(std::ranges::count(m_steps, 0, &HistoryStep::undoneBy));
}

void History::restore(const QList<HistoryStep> &steps)
{
    // What was done meanwhile is newer than everything in the journal.
    m_steps = steps + m_steps;
    if (m_redo.isEmpty()) {
        QList<std::pair<qint64, qint64>> undone;
        for (const HistoryStep &step : m_steps) {
            if (step.undoneBy > m_steps.constLast().group.id)
                undone.append({step.undoneBy, step.group.id});
        }
        std::ranges::sort(undone);
        for (const auto &[undoneBy, id] : std::as_const(undone))
            m_redo.append(id);
    }
    emit changed();
}

void History::add(const JournalGroup &group)
{
    m_steps.append({group, group.id, 0, 0, group.count, 0});
    m_redo.clear();
    emit changed();
}

void History::setCounts(qint64 group, int refused, int waiting)
{
    // The newest first: it is one of them, nearly always.
    for (qsizetype i = m_steps.size() - 1; i >= 0; --i) {
        const bool isUndo = m_steps.at(i).undoneBy == group;
        if (m_steps.at(i).current != group && !isUndo)
            continue;
        (isUndo ? m_steps[i].undoRefused : m_steps[i].refused) = refused;
        if (!isUndo)
            m_steps[i].waiting = waiting;
        emit changed();
        return;
    }
}

void History::takeRefused(qint64 group, int count)
{
    for (HistoryStep &step : m_steps) {
        for (int *refused :
            {step.current == group ? &step.refused : nullptr, step.undoneBy == group ? &step.undoRefused : nullptr})
        {
            if (refused)
                *refused -= std::min(*refused, count);
        }
    }
    emit changed();
}

void History::undo()
{
    if (const qsizetype last = lastInEffect(); last >= 0)
        takeBack(m_steps[last]);
}

void History::redo()
{
    if (m_redo.isEmpty())
        return;
    if (HistoryStep *next = find(m_redo.constLast()))
        doAgain(*next);
}

void History::undoTo(qint64 id)
{
    for (qsizetype i = m_steps.size() - 1; i >= 0 && m_steps.at(i).group.id > id; --i) {
        if (m_steps.at(i).undoneBy == 0)
            takeBack(m_steps[i]);
    }
}

void History::undoStep(qint64 id)
{
    HistoryStep *step = find(id);
    if (!step || step->undoneBy != 0)
        return;
    if (lastInEffect() == step - m_steps.constData()) {
        takeBack(*step);
        return;
    }
    if (m_library->journal().isFailing()) {
        emit refused(tr("%1 cannot be taken back alone while the journal cannot be written: what builds on it is not "
                        "known.")
                         .arg(step->group.caption),
            {});
        return;
    }
    const std::function question = [asked = *step](JournalStore &store) { return store.dependent(asked); };
    m_library->journal().ask<std::optional<JournalGroup>>(
        question, this, [this, id](const std::optional<JournalGroup> &dependent) {
            HistoryStep *found = find(id);
            if (!found || found->undoneBy != 0)
                return;
            if (!dependent) {
                takeBack(*found);
                return;
            }
            //: Both are names of steps, as in: Rename “Qt”
            emit refused(tr("%1 cannot be taken back alone: %2 came later and builds on it. Take that back first.")
                             .arg(found->group.caption, dependent->caption),
                {});
        });
}

void History::redoStep(qint64 id)
{
    HistoryStep *step = find(id);
    if (step && step->undoneBy != 0)
        doAgain(*step);
}

void History::takeBack(HistoryStep &step)
{
    const qint64 group = m_library->journal().nextId();
    step.undoneBy = group;
    step.undoRefused = 0;
    m_redo.append(step.group.id);
    emit changed();
    enqueue([this, id = step.group.id, group] { submit(id, GroupRole::Undo, group); });
}

void History::doAgain(HistoryStep &step)
{
    const qint64 group = m_library->journal().nextId();
    step.undoneBy = 0;
    step.undoRefused = 0;
    m_redo.removeAll(step.group.id);
    emit changed();
    enqueue([this, id = step.group.id, group] { submit(id, GroupRole::Redo, group); });
}

void History::enqueue(const std::function<void()> &work)
{
    m_waiting.enqueue(work);
    goOn();
}

void History::goOn()
{
    while (!m_busy && !m_waiting.isEmpty()) {
        m_busy = true;
        m_waiting.dequeue()();
    }
}

/// Sends what takes the step \a id back, or does it again, as the group \a group.
void History::submit(qint64 id, GroupRole role, qint64 group)
{
    const HistoryStep *step = find(id);
    const QString caption = step->group.caption;
    m_library->withEffective(step->current, caption, this, [=, this](const OperationGroup &effective) {
        QString words;
        QList<Conflict> conflicts;
        const OperationGroup wanted = role == GroupRole::Undo ? effective.inverse() : effective;
        const OperationGroup possible = m_library->stillPossible(wanted, words, conflicts);
        HistoryStep *changing = find(id);
        if (possible.operations.isEmpty() && !effective.operations.isEmpty()) {
            // Nothing came about, so the step is as it was. One of which nothing was done is simply passed over.
            changing->undoneBy = role == GroupRole::Undo ? 0 : group;
            m_redo.removeAll(id);
        } else if (!possible.operations.isEmpty()) {
            if (role == GroupRole::Redo)
                changing->current = group;
            m_library->submit({group, role, caption, id, 0}, possible);
        }
        m_busy = false;
        emit changed();
        if (!words.isEmpty())
            emit refused(words, conflicts);
        goOn();
        if (!m_busy)
            emit m_library->pendingOperationsChanged();
    });
}

} // namespace sitebook
