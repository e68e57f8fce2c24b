// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/mirror.h"

#include "api/client/apiclient.h"
#include "app/library/library.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace sitebook {

namespace {

constexpr auto firstPatience = 30s;
constexpr auto fullUpdatePause = 1h;
/// For how many times as long as an update takes there is none, so that a large library is not read all the time.
constexpr qint64 restAfterWork = 10;
constexpr auto longestPatience = std::chrono::milliseconds(10min);

} // namespace

Mirror::Mirror(Library *library, const QString &path, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_path(path)
    , m_worker(new MirrorWorker)
{
    setAllDue();
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Mirror::begin);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &MirrorWorker::inspected, this, [this](const MirrorState &state) {
        m_outcome.note = state.note;
        m_outcome.counts = state.counts;
        emit changed();
    });
    connect(m_worker, &MirrorWorker::synced, this, &Mirror::onSynced);
    connect(m_worker, &MirrorWorker::checked, this, &Mirror::onChecked);
    connect(m_worker, &MirrorWorker::checkProgress, this, &Mirror::verifyProgress);
    connect(m_worker, &MirrorWorker::syncProgress, this, [this](const QString &list, qsizetype items) {
        //: %1 is the name of a list of a server, like "websites"
        m_progressText = tr("%1: %Ln item(s) read", nullptr, static_cast<int>(items)).arg(list);
        emit changed();
    });
    m_thread.setObjectName(QStringLiteral("mirror"));
    m_thread.start(QThread::LowPriority);
    onWorker([this] { m_worker->inspect(m_path); });
    connect(library, &Library::stateChanged, this, [this] {
        if (m_library->state() != Library::State::Ready)
            return;
        setAllDue();
        schedule(m_first);
    });
    // Not every change is one of what the library shows.
    m_fullUpdate.setInterval(fullUpdatePause);
    connect(&m_fullUpdate, &QTimer::timeout, this, [this] {
        setAllDue();
        schedule(m_quiet);
    });
    m_fullUpdate.start();
    const auto websitesChanged = [this] { noteChange(listSlot(std::nullopt)); };
    connect(library, &Library::websitesAdded, this, websitesChanged);
    connect(library, &Library::websitesChanged, this, websitesChanged);
    connect(library, &Library::websitesRemoved, this, websitesChanged);
    connect(library, &Library::materialsChanged, this, [this](AssociationKind kind) {
        if (associationTraits(kind).hasItems())
            noteChange(listSlot(kind));
    });
    connect(library, &Library::pendingOperationsChanged, this, &Mirror::onSending);
    connect(library, &Library::pausedChanged, this, &Mirror::onSending);
    if (library->state() == Library::State::Ready)
        schedule(m_first);
}

Mirror::~Mirror()
{
    m_thread.quit();
    m_thread.wait();
}

template<class Work> void Mirror::onWorker(Work work)
{
    QMetaObject::invokeMethod(m_worker, std::move(work), Qt::QueuedConnection);
}

QUrl Mirror::server() const
{
    return m_library->client().base();
}

QString Mirror::problem() const
{
    return m_outcome.problem.isEmpty() ? m_outcome.serverError.caption() : m_outcome.problem;
}

/// Whether changes are on their way now, and not only wait for somebody or something.
bool Mirror::isSending() const
{
    return m_library->isSaving() && !m_library->isPaused() && !m_library->isOffline();
}

void Mirror::onSending()
{
    onWorker([this, paused = isSending()] { m_worker->setPaused(paused); });
    if (m_activity == Activity::Updating)
        emit changed();
}

QString Mirror::progressText() const
{
    if (m_activity != Activity::Updating)
        return {};
    if (isSending())
        return tr("The copy waits until your changes are sent.");
    return m_progressText.isEmpty() ? tr("Reading from the server…")
                                    : tr("Reading from the server: %1").arg(m_progressText);
}

void Mirror::setPauses(std::chrono::milliseconds first, std::chrono::milliseconds quiet)
{
    m_first = first;
    m_quiet = quiet;
    if (m_next.isActive())
        m_next.start(first);
}

void Mirror::setAllDue()
{
    for (const std::size_t slot : listsInOrder())
        m_due.set(slot);
}

void Mirror::noteChange(std::size_t slot)
{
    m_due.set(slot);
    if (m_library->state() == Library::State::Ready)
        schedule(m_quiet);
}

void Mirror::schedule(std::chrono::milliseconds pause)
{
    const auto wait = std::max({pause, m_patience, m_rest});
    if (!m_next.isActive() || m_next.remainingTimeAsDuration() > wait)
        m_next.start(wait);
}

void Mirror::update(bool deep)
{
    m_deep |= deep;
    m_patience = m_rest = 0ms;
    setAllDue();
    schedule(0ms);
}

void Mirror::begin()
{
    if (m_activity != Activity::None)
        return; // whoever ends that comes back
    m_activity = Activity::Updating;
    // What is held back may be in any list.
    if (m_outcome.note.holdsBack)
        setAllDue();
    m_reading = m_due;
    MirrorSync::Options options{m_path, m_reading, std::exchange(m_deep, false), m_permitted};
    m_due.reset();
    m_sinceBegin.start();
    onWorker([this, server = server(), id = m_library->client().applicationId(), options, paused = isSending()] {
        m_worker->sync(server, id, options, paused);
    });
    emit changed();
}

void Mirror::onSynced(const SyncOutcome &outcome)
{
    if (m_activity != Activity::Updating)
        return; // it was ended before it could say so
    m_activity = Activity::None;
    m_rest = std::chrono::milliseconds(m_sinceBegin.elapsed() * restAfterWork);
    m_progressText.clear();
    const bool failed = !outcome.problem.isEmpty();
    m_due |= failed ? m_reading : m_reading & ~outcome.read;
    m_outcome = outcome;
    m_permitted.clear();
    if (!failed && !(m_reading & ~outcome.read).any())
        m_patience = 0ms;
    else
        m_patience = std::clamp(m_patience * 2, std::chrono::milliseconds(firstPatience), longestPatience);
    emit changed();
    emit updated();
    if (!outcome.kept.isEmpty() && outcome.kept != m_asked)
        emit asked(outcome.kept);
    m_asked = outcome.kept;
    if (m_due.any())
        schedule(m_quiet);
}

void Mirror::verify()
{
    m_due |= m_activity == Activity::Updating ? m_reading : ListSet();
    m_activity = Activity::Verifying;
    m_progressText.clear();
    onWorker(
        [this, server = server(), id = m_library->client().applicationId()] { m_worker->check(server, id, m_path); });
    emit changed();
}

void Mirror::onChecked(const CheckOutcome &outcome)
{
    if (m_activity != Activity::Verifying)
        return;
    m_activity = Activity::None;
    emit changed();
    emit verified(outcome);
    if (m_due.any())
        schedule(m_quiet);
}

void Mirror::cancel()
{
    if (m_activity != Activity::Verifying)
        return;
    m_activity = Activity::None;
    onWorker([this] { m_worker->cancel(); });
    emit changed();
    if (m_due.any())
        schedule(m_quiet);
}

void Mirror::letGo()
{
    m_permitted = m_outcome.names;
    update();
}

} // namespace sitebook
