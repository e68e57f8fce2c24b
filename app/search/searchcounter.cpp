// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/searchcounter.h"

#include <utility>

using namespace std::chrono_literals;

namespace sitebook {

SearchCounter::SearchCounter(const Library *library, QObject *parent)
    : QObject(parent)
    , m_library(library)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SearchCounter::work);
}

void SearchCounter::start(const QStringList &queries)
{
    m_wanted = queries;
    m_wantsAgain = m_timer.isActive();
    if (!m_wantsAgain)
        begin();
}

void SearchCounter::begin()
{
    m_wantsAgain = false;
    m_left = m_wanted;
    if (!m_left.isEmpty())
        m_timer.start();
}

void SearchCounter::work()
{
    constexpr auto piece = 4ms;
    if (!m_search) {
        m_search = std::make_unique<WebsiteSearch>(*m_library, WebsiteFilter{.text = m_left.constFirst()}, m_keys);
    }
    if (!m_search->work(QDeadlineTimer(piece)))
        return;
    const int count = static_cast<int>(m_search->count());
    m_search.reset();
    const QString query = m_left.takeFirst();
    m_differs = m_differs || !m_counts.contains(query) || m_counts.value(query) != count;
    m_counts.insert(query, count);
    if (!m_left.isEmpty())
        return;
    m_timer.stop();
    if (m_wantsAgain)
        begin();
    if (std::exchange(m_differs, false))
        emit counted();
}

} // namespace sitebook
