// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/message.h"
#include "api/server/taskqueue.h"

#include <thread>
#include <vector>

namespace sitebook {

/// Answers requests that change nothing, in threads of its own, each with its own connection to the library: who reads
/// a long list keeps nobody waiting. Threads come when they are needed.
class LibraryReader
{
public:
    struct Task
    {
        Request request;
        /// Takes the parts of a long list; called in the reading thread, which it may keep waiting.
        BodySink sink;
        /// Takes the answer; called once, in the reading thread.
        std::function<void(Response)> done;
    };

    /// Reads \a path, which a LibraryWriter has open, in at most \a threads threads at a time.
    LibraryReader(const QString &path, int threads);
    ~LibraryReader();
    Q_DISABLE_COPY_MOVE(LibraryReader)

    /// Gives up what was not begun and waits for the rest.
    void stop();
    /// Answers \a task as soon as a thread is free. For one thread only.
    void submit(Task task);

private:
    void run();

    QString m_path;
    std::size_t m_limit;
    TaskQueue<Task> m_queue;
    std::vector<std::thread> m_threads;
};

} // namespace sitebook
