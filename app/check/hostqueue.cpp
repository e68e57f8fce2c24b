// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/hostqueue.h"

#include <utility>

namespace sitebook {

void HostQueue::push(std::unique_ptr<LinkTask> task, bool first)
{
    const QString name = task->now.host();
    std::shared_ptr<Host> &host = m_hosts[name];
    if (!host)
        host = std::make_shared<Host>();
    if (first)
        host->tasks.push_front(std::move(task));
    else
        host->tasks.push_back(std::move(task));
    line(name, *host);
}

/// Puts \a host in line if it has something to do and may do it.
void HostQueue::line(const QString &name, Host &host)
{
    if (host.tasks.empty() || host.active >= mostOfAHost || std::exchange(host.isReady, true))
        return;
    m_ready.push_back(name);
}

std::unique_ptr<LinkTask> HostQueue::take()
{
    if (m_ready.empty())
        return nullptr;
    const QString name = std::move(m_ready.front());
    m_ready.pop_front();
    Host &host = *m_hosts.value(name);
    host.isReady = false;
    std::unique_ptr<LinkTask> task = std::move(host.tasks.front());
    host.tasks.pop_front();
    ++host.active;
    line(name, host);
    return task;
}

void HostQueue::release(const QString &name)
{
    const auto found = m_hosts.find(name);
    if (found == m_hosts.end())
        return;
    Host &host = **found;
    --host.active;
    if (host.active == 0 && host.tasks.empty())
        m_hosts.erase(found);
    else
        line(name, host);
}

std::deque<std::unique_ptr<LinkTask>> HostQueue::takeAll(const QString &name)
{
    const auto found = m_hosts.find(name);
    if (found == m_hosts.end())
        return {};
    auto tasks = std::exchange((*found)->tasks, {});
    if (std::exchange((*found)->isReady, false))
        std::erase(m_ready, name);
    if ((*found)->active == 0)
        m_hosts.erase(found);
    return tasks;
}

void HostQueue::clear()
{
    m_hosts.clear();
    m_ready.clear();
}

} // namespace sitebook
