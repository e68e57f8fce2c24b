// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QUrl>

#include <deque>
#include <memory>

namespace sitebook {

/// One address on its way to an answer.
struct LinkTask
{
    /// What was asked for, and what it leads to so far.
    QUrl url;
    QUrl now;
    /// Where it moved to for good, as far as that is known; empty when nowhere.
    QUrl movedTo{};
    /// Whether every redirect so far was for good.
    bool isPermanent = true;
    /// Whether the whole page is asked for, because its head alone was refused.
    bool asksForPage = false;
    int redirects = 0;
    /// How often it is being tried again.
    int retries = 0;
};

/// Tasks in their order, but never more of one host at once than is polite.
class HostQueue
{
public:
    /// Adds \a task, of the host of its address `now`; with \a first before the others of that host.
    void push(std::unique_ptr<LinkTask> task, bool first = false);
    /// The next task that may be begun, whose host counts one more until release(); null when there is none.
    std::unique_ptr<LinkTask> take();
    /// A task of \a host that take() gave is done.
    void release(const QString &host);
    /// Takes out all tasks of \a host that are not begun.
    std::deque<std::unique_ptr<LinkTask>> takeAll(const QString &host);
    void clear();

private:
    static constexpr int mostOfAHost = 2;

    struct Host
    {
        std::deque<std::unique_ptr<LinkTask>> tasks;
        int active = 0;
        /// Whether it stands in line.
        bool isReady = false;
    };

    QHash<QString, std::shared_ptr<Host>> m_hosts;
    std::deque<QString> m_ready;

    void line(const QString &name, Host &host);
};

} // namespace sitebook
