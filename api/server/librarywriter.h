// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/identifierhub.h"
#include "api/server/message.h"
#include "api/server/taskqueue.h"
#include "api/store/programstore.h"

#include <atomic>
#include <functional>
#include <future>
#include <thread>

namespace sitebook {

/// Makes the changes of one library, in a thread of its own. What comes while the disk is written is written together
/// the next time: each change is on the disk when it is answered, but not each waits for the disk alone.
class LibraryWriter
{
public:
    /// Something to do with the library; the answer tells whether it lasts.
    using Work = std::function<Response(Service &)>;
    struct Task
    {
        Work work;
        /// Takes the answer; called once, in the writing thread, when the change lasts or is refused.
        std::function<void(Response)> done;
    };
    /// Both are called in the writing thread, before the answers to what they are about.
    struct Events
    {
        std::function<void(std::vector<Announcement>)> changed;
        std::function<void(QList<Program>)> programsChanged;
    };

    /// Opens the library \a path; see open(). \a hub says what is worth an announcement.
    LibraryWriter(const QString &path, const IdentifierHub &hub, Events events);
    /// Ends the group that is being written, gives up the rest, and closes the library.
    ~LibraryWriter();
    Q_DISABLE_COPY_MOVE(LibraryWriter)

    /// Waits until the library is open; gives its path without links, or why it cannot be opened.
    Result<QString> open() { return m_opened.get(); }
    /// Does \a task after those before it.
    void submit(Task task) { m_queue.push(std::move(task)); }
    /// Answers \a request after those before it.
    void submit(Request request, std::function<void(Response)> done);
    /// Counts what was committed: as long as it stays the same, so does the library.
    quint64 revision() const { return m_revision; }

private:
    void run(const QString &path, std::promise<Result<QString>> opened);
    void answerAll(Service &service, const std::vector<Task> &tasks);
    bool answerTogether(Service &service, const std::vector<Task> &tasks, std::vector<Response> &responses);
    void tellOthers(Service &service);

    const IdentifierHub &m_hub;
    Events m_events;
    TaskQueue<Task> m_queue;
    std::atomic<quint64> m_revision = 1;
    std::future<Result<QString>> m_opened;
    std::thread m_thread;
};

} // namespace sitebook
