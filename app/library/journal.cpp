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
    , m_writer(new JournalWriter)
{
    m_thread.setObjectName(u"journal"_s);
    m_writer->moveToThread(&m_thread);
    connect(m_writer, &JournalWriter::outcome, this, &Journal::note);
    m_thread.start();
    post([path](JournalWriter &writer) { writer.open(path); });
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
    post([this](JournalWriter &writer) {
        writer.close();
        m_thread.quit();
    });
    m_thread.wait();
    delete m_writer;
}

qint64 Journal::nextId()
{
    m_lastId = std::max(m_lastId + 1, Timestamp::now().microseconds());
    return m_lastId;
}

void Journal::post(const std::function<void(JournalWriter &)> &work)
{
    QMetaObject::invokeMethod(m_writer, [writer = m_writer, work] { work(*writer); });
}

void Journal::write(const JournalWriter::Write &work, QObject *context, const JournalWriter::Done &written)
{
    const auto done = [this, context = QPointer<QObject>(context), written](const QString &problem) {
        if (!written)
            return;
        QMetaObject::invokeMethod(
            this,
            [context, written, problem] {
                if (context)
                    written(problem);
            },
            Qt::QueuedConnection);
    };
    post([work, done](JournalWriter &writer) { writer.write(work, done); });
}

void Journal::note(const JournalProblem &problem)
{
    const bool failing = bool(problem);
    if (std::exchange(m_failing, failing) == failing)
        return;
    if (failing)
        emit failed(problem);
    else
        emit recovered();
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

void Journal::replace(const QList<PlacedOperation> &operations, QObject *context,
    const std::function<void(const QString &problem)> &written)
{
    write([operations](JournalStore &store) { return store.replace(operations); }, context, written);
}

void Journal::replaceRefused(qint64 group, const QList<qsizetype> &positions, qint64 by, QObject *context,
    const std::function<void(const QString &problem)> &written)
{
    write([=](JournalStore &store) { return store.replaceRefused(group, positions, by); }, context, written);
}

void Journal::noteTheirs(const QList<Operation> &operations, int further)
{
    // Between the steps in time, and no two at once.
    const Timestamp moment = Timestamp::fromMicroseconds(nextId());
    write([=](JournalStore &store) { return store.noteTheirs(moment, operations, further); });
}

void Journal::setPaused(bool paused)
{
    write([=](JournalStore &store) { return store.setPaused(paused); });
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

void Journal::setChecks(const QList<LinkCheck> &checks)
{
    write([checks](JournalStore &store) { return store.setChecks(checks); });
}

void Journal::forgetChecks(const QStringList &websites)
{
    write([websites](JournalStore &store) { return store.forgetChecks(websites); });
}

void Journal::setSearches(const QList<SavedSearch> &searches)
{
    write([searches](JournalStore &store) { return store.setSearches(searches); });
}

void Journal::emptyTrash(const QStringList &ids)
{
    write([=](JournalStore &store) { return store.emptyTrash(ids); }, this,
        [this](const QString &) { emit trashEmptied(); });
}

void Journal::prune(Timestamp groups, Timestamp trash, qint64 most)
{
    write([=](JournalStore &store) { return store.prune(groups, trash, most); });
}

} // namespace sitebook
