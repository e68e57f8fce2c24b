// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/linkchecks.h"

#include "app/library/journalstore.h"
#include "app/library/library.h"

#include <utility>

namespace sitebook {

namespace {

/// \a url stands for itself: a hash of 64 bits is as good, and much smaller.
std::size_t addressHash(QByteArrayView url)
{
    return qHash(url);
}

} // namespace

LinkChecks::LinkChecks(Library *library)
    : QObject(library)
    , m_library(library)
{
    connect(library, &Library::websitesAdded, this, &LinkChecks::onAdded);
    connect(library, &Library::websitesRemoved, this, &LinkChecks::onRemoved);
    connect(&library->journal(), &Journal::opened, this, [this] {
        const std::function question = [](JournalStore &store) { return store.checks(); };
        m_library->journal().ask<QList<LinkCheck>>(
            question, this, [this](const QList<LinkCheck> &checks) { load(checks); });
    });
    // Queued: what an earlier run left to send comes into the library right after it is ready.
    connect(library, &Library::stateChanged, this, &LinkChecks::forgetGone, Qt::QueuedConnection);
    connect(library, &Library::pendingOperationsChanged, this, &LinkChecks::forgetGone, Qt::QueuedConnection);
}

LinkChecks::~LinkChecks() = default;

/// What is known of the address that \a row has now; null when nothing is.
const LinkChecks::Entry *LinkChecks::entry(Row row) const
{
    const auto found = m_entries.find(row);
    if (found == m_entries.end() || found->second.address != addressHash(m_library->websites().urlUtf8(row)))
        return nullptr;
    return &found->second;
}

LinkState LinkChecks::state(Row row) const
{
    const Entry *known = entry(row);
    return known ? known->state : LinkState::Unknown;
}

LinkFinding LinkChecks::finding(Row row) const
{
    const Entry *known = entry(row);
    if (!known)
        return {};
    const Words words = m_words.value(row);
    return {known->state, known->status, words.reason, words.movedTo, Timestamp::fromMicroseconds(known->moment)};
}

void LinkChecks::take(Row row, const LinkCheck &check)
{
    const LinkFinding &finding = check.finding;
    m_entries[row] = {addressHash(check.url.toUtf8()), finding.moment.microseconds(),
        static_cast<qint16>(finding.status), finding.state};
    if (finding.reason.isEmpty() && finding.movedTo.isEmpty())
        m_words.remove(row);
    else
        m_words.insert(row, {finding.reason, finding.movedTo});
}

void LinkChecks::record(const QList<LinkCheck> &checks)
{
    QList<LinkCheck> taken;
    QList<quint32> rows;
    for (const LinkCheck &check : checks) {
        LinkCheck now = check;
        now.website = m_library->currentId(check.website);
        const auto row = m_library->websites().find(now.website);
        if (!row || m_library->websites().url(*row) != now.url)
            continue;
        take(*row, now);
        taken.append(now);
        rows.append(*row);
    }
    if (taken.isEmpty())
        return;
    m_library->journal().setChecks(taken);
    emit changed(rows);
}

void LinkChecks::load(const QList<LinkCheck> &checks)
{
    QList<quint32> rows;
    for (const LinkCheck &check : checks) {
        const auto row = m_library->websites().find(check.website);
        if (!row) {
            m_waiting.insert(check.website, check);
        } else if (!m_entries.contains(*row)) { // or it was checked since
            take(*row, check);
            rows.append(*row);
        }
    }
    if (!rows.isEmpty())
        emit changed(rows);
    QMetaObject::invokeMethod(this, &LinkChecks::forgetGone, Qt::QueuedConnection);
}

void LinkChecks::onAdded(const QList<quint32> &rows)
{
    if (m_waiting.isEmpty())
        return;
    for (const quint32 row : rows) {
        if (const auto found = m_waiting.constFind(m_library->websites().id(row)); found != m_waiting.cend()) {
            take(row, *found);
            m_waiting.erase(found);
        }
    }
}

void LinkChecks::onRemoved(const QList<quint32> &rows)
{
    QStringList ids;
    for (const quint32 row : rows) {
        if (m_entries.erase(row) == 0)
            continue;
        m_words.remove(row);
        ids.append(m_library->websites().id(row));
    }
    if (!ids.isEmpty())
        m_library->journal().forgetChecks(ids);
}

/// Forgets what is known of websites that are no longer there, once all are that there are.
void LinkChecks::forgetGone()
{
    if (m_waiting.isEmpty() || m_library->state() != Library::State::Ready || m_library->isReading()
        || m_library->isSaving())
        return;
    m_library->journal().forgetChecks(std::exchange(m_waiting, {}).keys());
}

} // namespace sitebook
