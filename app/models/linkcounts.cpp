// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/linkcounts.h"

#include <algorithm>
#include <utility>

namespace sitebook {

LinkCounts::LinkCounts(Library *library, QObject *parent)
    : QObject(parent)
    , m_library(library)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LinkCounts::work);
    connect(
        library, &Library::materialsChanged, this, [this](AssociationKind kind) { recount(Kinds().set(slot(kind))); });
    connect(library, &Library::websiteIdReplaced, this,
        [this](const QString &before, const QString &now) { std::ranges::replace(m_websites, before, now); });
    // The rows of removed websites are used again, and what was not there may be.
    for (const auto signal : {&Library::websitesRemoved, &Library::websitesAdded})
        connect(library, signal, this, [this] { m_rowsDue = true; });
}

void LinkCounts::setWebsites(const QStringList &ids)
{
    m_websites = ids;
    m_rowsDue = true;
    m_timer.stop();
    m_counted.reset();
    m_dueAgain.reset();
    m_isKnown = false;
    for (std::vector<Linked> &linked : m_linked)
        linked.clear();
    recount(Kinds().set());
    if (!m_isKnown)
        tell(Kinds().set()); // that nothing is known
}

/// Counts the links to items of \a kinds; what is being counted comes to its end before, however much is going on.
void LinkCounts::recount(Kinds kinds)
{
    if (m_counted.any()) {
        m_dueAgain |= kinds;
        return;
    }
    m_counted = kinds;
    m_nextRow = 0;
    if (std::exchange(m_rowsDue, false)) {
        m_rows.clear();
        m_nextWebsite = 0;
    }
    for (std::size_t kind = 0; kind < m_counts.size(); ++kind) {
        m_places[kind].clear();
        m_counts[kind].clear();
    }
    work();
}

void LinkCounts::work()
{
    if (countMore(QDeadlineTimer(m_piece)))
        finish();
    else
        m_timer.start();
}

/// Goes on for about as long as \a deadline lets it; whether it is at the end.
bool LinkCounts::countMore(QDeadlineTimer deadline)
{
    constexpr int step = 1024; // between two looks at the clock
    const WebsiteColumns &websites = m_library->websites();
    while (m_nextWebsite < m_websites.size()) {
        const qsizetype end = std::min<qsizetype>(m_nextWebsite + step, m_websites.size());
        for (; m_nextWebsite < end; ++m_nextWebsite) {
            if (const auto row = websites.find(m_websites[m_nextWebsite]))
                m_rows.push_back(*row);
        }
        if (deadline.hasExpired() && m_nextWebsite < m_websites.size())
            return false;
    }
    while (m_nextRow < m_rows.size()) {
        const std::size_t end = std::min<std::size_t>(m_nextRow + step, m_rows.size());
        for (; m_nextRow < end; ++m_nextRow) {
            for (const LinkTarget target : websites.links(m_rows[m_nextRow]))
                count(target);
        }
        if (deadline.hasExpired() && m_nextRow < m_rows.size())
            return false;
    }
    return true;
}

void LinkCounts::count(LinkTarget target)
{
    const std::size_t kind = slot(target.kind());
    if (!m_counted.test(kind))
        return;
    std::vector<quint32> &places = m_places[kind];
    if (target.index() >= places.size())
        places.resize(std::max<std::size_t>(m_library->materials(target.kind()).size(), target.index() + 1));
    quint32 &place = places[target.index()];
    if (place == 0) {
        m_counts[kind].push_back({target.index(), 0});
        place = static_cast<quint32>(m_counts[kind].size());
    }
    ++m_counts[kind][place - 1].websites;
}

void LinkCounts::finish()
{
    const Kinds counted = std::exchange(m_counted, {});
    for (std::size_t kind = 0; kind < m_counts.size(); ++kind) {
        if (counted.test(kind))
            m_linked[kind] = std::move(m_counts[kind]);
    }
    m_isKnown = true;
    tell(counted);
    if (m_dueAgain.any())
        recount(std::exchange(m_dueAgain, {}));
}

void LinkCounts::tell(Kinds kinds)
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (kinds.test(slot(traits.kind)))
            emit changed(traits.kind);
    }
}

} // namespace sitebook
