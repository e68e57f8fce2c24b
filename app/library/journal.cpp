// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journal.h"

#include "app/library/journalstore.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// What a person scrolls through at most.
constexpr int shownSteps = 5000;

} // namespace

Journal::Journal(const QString &path, QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
    , m_store(std::make_shared<std::unique_ptr<JournalStore>>())
{
    m_thread.setObjectName(u"journal"_s);
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, [store = m_store, path] { *store = std::make_unique<JournalStore>(path); });
    ask<JournalContents>([](JournalStore &store) { return store.contents(shownSteps); }, this,
        [this](const JournalContents &contents) {
            m_lastId = std::max(m_lastId, contents.lastId);
            m_durable = contents.durable;
            emit opened(contents);
        });
}

Journal::~Journal()
{
    // Behind everything that was asked for.
    QMetaObject::invokeMethod(m_worker, [this] {
        m_store->reset();
        m_thread.quit();
    });
    m_thread.wait();
    delete m_worker;
}

qint64 Journal::nextId()
{
    m_lastId = std::max(m_lastId + 1, Timestamp::now().microseconds());
    return m_lastId;
}

void Journal::post(const std::function<void(JournalStore &)> &work)
{
    QMetaObject::invokeMethod(m_worker, [store = m_store, work] { work(**store); });
}

void Journal::write(const std::function<QString(JournalStore &)> &work, QObject *context,
    const std::function<void(const QString &problem)> &written)
{
    ask<QString>(work, this, [this, context = QPointer<QObject>(context), written](const QString &problem) {
        note(problem);
        if (written && context)
            written(problem);
    });
}

void Journal::note(const QString &problem)
{
    const bool failing = !problem.isEmpty();
    if (failing && !m_failing)
        emit failed(problem);
    m_failing = failing;
}

void Journal::append(const JournalGroup &group, const QList<Operation> &operations, QObject *context,
    const std::function<void(const QString &problem)> &written)
{
    write([group, operations](JournalStore &store) { return store.append(group, operations); }, context, written);
}

void Journal::setState(qint64 group, const QList<qsizetype> &positions, OperationState state, const QString &problem,
    QObject *context, const std::function<void(const QString &problem)> &written)
{
    write([=](JournalStore &store) { return store.setState(group, positions, state, problem); }, context, written);
}

void Journal::dropRefused(qint64 group)
{
    write([=](JournalStore &store) { return store.dropRefused(group); });
}

void Journal::setLost(qint64 group, qsizetype position, const QStringList &fields)
{
    write([=](JournalStore &store) { return store.setLost(group, position, fields); });
}

void Journal::addAlias(const QString &before, const QString &now)
{
    write([=](JournalStore &store) { return store.addAlias(before, now); });
}

void Journal::setConflicts(const QList<Conflict> &conflicts)
{
    write([=](JournalStore &store) { return store.setConflicts(conflicts); });
}

void Journal::emptyTrash(const QStringList &ids)
{
    write([=](JournalStore &store) { return store.emptyTrash(ids); });
}

void Journal::prune(Timestamp groups, Timestamp trash)
{
    write([=](JournalStore &store) { return store.prune(groups, trash); });
}

} // namespace sitebook
