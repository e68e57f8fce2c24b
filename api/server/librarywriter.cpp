// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/librarywriter.h"

#include "api/server/service.h"
#include "api/store/database.h"
#include "api/store/transaction.h"

using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// How many changes are written together at most, so that none waits long for the others.
constexpr std::size_t groupLimit = 64;
/// A checkpoint inside a commit would make its client wait, so it happens once nobody has changed anything for so long.
constexpr auto checkpointDelay = 2s;
constexpr auto longPatience = 1h;

} // namespace

LibraryWriter::LibraryWriter(const QString &path, const IdentifierHub &hub, Events events)
    : m_hub(hub)
    , m_events(std::move(events))
{
    std::promise<Result<QString>> opened;
    m_opened = opened.get_future();
    m_thread = std::thread([this, path, opened = std::move(opened)]() mutable { run(path, std::move(opened)); });
}

LibraryWriter::~LibraryWriter()
{
    m_queue.close();
    m_thread.join();
}

void LibraryWriter::submit(Request request, std::function<void(Response)> done)
{
    submit({[request = std::move(request)](Service &service) { return service.dispatch(request); }, std::move(done)});
}

void LibraryWriter::run(const QString &path, std::promise<Result<QString>> opened)
{
    const auto database = Database::open(path);
    if (!database.ok()) {
        opened.set_value(database.error());
        return;
    }
    Service service(*database.value());
    if (const auto programs = service.programs.list(); programs.ok())
        m_events.programsChanged(programs.value());
    opened.set_value(database.value()->path());
    bool changed = true; // opening it took memory, too
    while (!m_queue.isClosed()) {
        const std::vector<Task> tasks = m_queue.take(groupLimit, changed ? checkpointDelay : longPatience);
        if (!tasks.empty()) {
            answerAll(service, tasks);
            changed = true;
        } else if (std::exchange(changed, false)) {
            if (const StoreError error = service.database.checkpoint())
                qWarning("The library could not be tidied up: %ls", qUtf16Printable(error.message));
            service.database.releaseMemory();
        }
    }
}

void LibraryWriter::answerAll(Service &service, const std::vector<Task> &tasks)
{
    std::vector<Response> responses;
    responses.reserve(tasks.size());
    if (tasks.size() == 1 || !answerTogether(service, tasks, responses)) {
        responses.clear();
        for (const Task &task : tasks)
            responses.push_back(service.inTransaction(task.work));
    }
    tellOthers(service);
    for (std::size_t i = 0; i < tasks.size(); ++i)
        tasks[i].done(std::move(responses[i]));
}

/// Answers \a tasks in one transaction. False when that failed, whereupon nothing has happened.
bool LibraryWriter::answerTogether(Service &service, const std::vector<Task> &tasks, std::vector<Response> &responses)
{
    Transaction group(service.database);
    if (group.error())
        return false;
    for (const Task &task : tasks) {
        responses.push_back(service.inTransaction(task.work));
        // After a fault of the disk SQLite may have undone the whole transaction by itself.
        if (responses.back().status >= 500)
            return false;
    }
    return !group.commit();
}

void LibraryWriter::tellOthers(Service &service)
{
    const std::vector<Change> changes = service.database.takeChanges();
    if (!changes.empty()) {
        ++m_revision;
        auto announcements = m_hub.announcements(service, changes);
        if (!announcements.ok())
            qWarning("A stream was not told of a change: %ls", qUtf16Printable(announcements.error().message));
        else if (!announcements.value().empty())
            m_events.changed(std::move(announcements).value());
    }
    if (service.programs.takeChanged()) {
        if (const auto programs = service.programs.list(); programs.ok())
            m_events.programsChanged(programs.value());
    }
}

} // namespace sitebook
