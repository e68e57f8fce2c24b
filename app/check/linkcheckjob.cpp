// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/linkcheckjob.h"

#include "app/library/linkchecks.h"

#include <QNetworkAccessManager>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// So many addresses are looked through in a few milliseconds.
constexpr std::size_t rowsAtOnce = 2000;
/// Findings come one by one; searches that ask for them are done anew each time they are recorded.
constexpr auto recordPause = 400ms;

} // namespace

QString movedAddress(const QString &url, const QString &target)
{
    const QUrl before(url);
    QUrl now(target);
    if (!now.hasFragment() && before.hasFragment())
        now.setFragment(before.fragment(QUrl::FullyEncoded), QUrl::TolerantMode);
    if (now.host() == before.host() && !before.userInfo().isEmpty())
        now.setUserInfo(before.userInfo(QUrl::FullyEncoded), QUrl::TolerantMode);
    return now.toString(QUrl::FullyEncoded);
}

LinkCheckJob::LinkCheckJob(Library *library, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_checker(new LinkChecker(new QNetworkAccessManager(this), this)) // a network without the cookies of others
{
    m_collectTimer.setInterval(0);
    connect(&m_collectTimer, &QTimer::timeout, this, &LinkCheckJob::collect);
    m_recordTimer.setSingleShot(true);
    m_recordTimer.setInterval(recordPause);
    connect(&m_recordTimer, &QTimer::timeout, this, &LinkCheckJob::record);
    connect(m_checker, &LinkChecker::checked, this, &LinkCheckJob::onChecked);
    connect(m_checker, &LinkChecker::finished, this, &LinkCheckJob::finish);
}

LinkCheckJob::~LinkCheckJob()
{
    record();
    delete m_checker; // before its network
}

void LinkCheckJob::start(std::vector<Library::Row> rows)
{
    if (std::exchange(m_isRunning, true))
        return;
    m_tally = {.total = static_cast<int>(rows.size())};
    m_rows = std::move(rows);
    std::ranges::reverse(m_rows);
    m_collectTimer.start();
    emit progressed();
}

void LinkCheckJob::cancel()
{
    m_checker->cancel();
    if (m_isRunning) // while addresses were being collected
        finish(LinkChecker::End::Cancelled);
}

void LinkCheckJob::collect()
{
    const WebsiteColumns &websites = m_library->websites();
    for (std::size_t i = 0; i < rowsAtOnce && !m_rows.empty(); ++i) {
        const Library::Row row = m_rows.back();
        m_rows.pop_back();
        const QString url = row < websites.size() && websites.isLive(row) ? websites.url(row) : QString();
        const QUrl asked = LinkChecker::requested(url);
        if (asked.isEmpty()) {
            ++m_tally.notChecked;
            continue;
        }
        QList<Asked> &same = m_asked[asked];
        if (same.isEmpty())
            m_checker->add(asked);
        same.append({websites.id(row), url});
    }
    emit progressed();
    if (m_isRunning && m_rows.empty()) {
        m_collectTimer.stop();
        m_checker->start();
    }
}

void LinkCheckJob::onChecked(const QUrl &url, const LinkFinding &finding)
{
    const QList<Asked> same = m_asked.take(url);
    for (const Asked &asked : same) {
        count(finding.state);
        // What cannot be told is no reason to forget what was known.
        if (finding.state == LinkState::Unknown)
            continue;
        LinkCheck check{asked.website, asked.url, finding};
        if (!finding.movedTo.isEmpty())
            check.finding.movedTo = movedAddress(asked.url, finding.movedTo);
        m_found.append(check);
    }
    if (!m_recordTimer.isActive())
        m_recordTimer.start();
    emit progressed();
}

void LinkCheckJob::count(LinkState state)
{
    switch (state) {
    case LinkState::Unknown:
        ++m_tally.unknown;
        break;
    case LinkState::Fine:
        ++m_tally.fine;
        break;
    case LinkState::Moved:
        ++m_tally.moved;
        break;
    case LinkState::Broken:
        ++m_tally.broken;
        break;
    }
}

void LinkCheckJob::record()
{
    if (!m_found.isEmpty())
        m_library->linkChecks().record(std::exchange(m_found, {}));
}

void LinkCheckJob::finish(LinkChecker::End end)
{
    m_isRunning = false;
    m_collectTimer.stop();
    m_recordTimer.stop();
    m_rows.clear();
    m_asked.clear();
    record();
    emit finished(end);
}

} // namespace sitebook
