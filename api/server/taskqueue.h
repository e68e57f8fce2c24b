// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace sitebook {

/// Hands tasks from one thread to others, in order.
template<typename Task> class TaskQueue
{
public:
    /// Adds \a task; gives how many threads wait for one.
    int push(Task task)
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        m_filled.notify_one();
        return m_waiting - static_cast<int>(m_tasks.size());
    }

    /// The next tasks, up to \a limit; waits for one for at most \a patience. Nothing when none came, and at the end.
    std::vector<Task> take(std::size_t limit, std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        ++m_waiting;
        m_filled.wait_for(lock, patience, [this] { return m_closed || !m_tasks.empty(); });
        --m_waiting;
        std::vector<Task> taken;
        while (!m_closed && !m_tasks.empty() && taken.size() < limit) {
            taken.push_back(std::move(m_tasks.front()));
            m_tasks.pop_front();
        }
        return taken;
    }

    /// Gives up what was not taken, and lets nobody wait any more.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_filled.notify_all();
    }
    bool isClosed()
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_filled;
    std::deque<Task> m_tasks;
    int m_waiting = 0;
    bool m_closed = false;
};

} // namespace sitebook
