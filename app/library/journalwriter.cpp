// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalwriter.h"

#include "app/library/journalstore.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace sitebook {

namespace {

constexpr auto firstPause = 100ms;
constexpr auto longestPause = 5'000ms;

} // namespace

JournalWriter::JournalWriter()
    : m_retry(new QTimer(this)) // a child, to move to the journal's thread with this
{
    m_retry->setSingleShot(true);
    connect(m_retry, &QTimer::timeout, this, &JournalWriter::writeHeld);
}

JournalWriter::~JournalWriter() = default;

void JournalWriter::open(const QString &path)
{
    m_store = std::make_unique<JournalStore>(path);
}

void JournalWriter::write(const Write &write, const Done &done)
{
    m_held.push_back({write, done});
    if (!m_retry->isActive())
        writeHeld();
}

void JournalWriter::writeHeld()
{
    while (!m_held.empty()) {
        const JournalProblem problem = m_held.front().write(*m_store);
        if (std::exchange(m_failing, bool(problem)) != bool(problem))
            emit outcome(problem);
        if (problem.mayPass) {
            m_pause = std::clamp<std::chrono::milliseconds>(m_pause * 2, firstPause, longestPause);
            m_retry->start(m_pause);
            return;
        }
        m_pause = 0ms;
        m_held.front().done(problem.words);
        m_held.pop_front();
    }
}

void JournalWriter::close()
{
    m_retry->stop();
    writeHeld();
    m_retry->stop();
    if (!m_held.empty())
        qWarning("journal: %zu changes could not be written", m_held.size());
    m_store.reset();
}

} // namespace sitebook
