// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>

namespace sitebook {

/// Keeps a thread that reads a list from running ahead of the client who gets it: so many parts are in memory at most.
class PartPipe
{
public:
    /// Waits until there is room for a part; false when nobody wants it any more.
    bool waitForRoom()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || m_onTheWay < roomFor; });
        ++m_onTheWay;
        return !m_closed;
    }
    /// One part has left.
    void partSent()
    {
        const std::lock_guard lock(m_mutex);
        --m_onTheWay;
        m_changed.notify_one();
    }
    /// Nobody wants any more.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_one();
    }

private:
    static constexpr int roomFor = 4;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_onTheWay = 0;
    bool m_closed = false;
};

} // namespace sitebook
