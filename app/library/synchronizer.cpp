// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/synchronizer.h"

#include "api/client/apiclient.h"
#include "app/library/library.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// Changes come in bursts; what comes within this time is read together. The first after a while does not wait long.
constexpr auto collectTime = 60ms;
constexpr auto firstCollectTime = 5ms;
/// How long nothing has to come for the next to be the first of a burst.
constexpr auto calm = 500ms;

} // namespace

Synchronizer::Synchronizer(Library *library)
    : QObject(library)
    , m_library(library)
{
    m_feeds.push_back({std::nullopt, nullptr, {}});
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            m_feeds.push_back({traits.kind, nullptr, {}});
    }
    m_collect.setSingleShot(true);
    m_poll.setSingleShot(true);
    m_sincePoll.start();
    connect(&m_collect, &QTimer::timeout, this, &Synchronizer::refresh);
    connect(&m_poll, &QTimer::timeout, this, &Synchronizer::poll);
    connect(library, &Library::websitesAdded, this, &Synchronizer::onChanged);
    connect(library, &Library::websitesChanged, this, &Synchronizer::onChanged);
    connect(library, &Library::websitesRemoved, this, &Synchronizer::onChanged);
    connect(library, &Library::materialsChanged, this, &Synchronizer::onChanged);
}

void Synchronizer::start()
{
    for (std::size_t i = 0; i < m_feeds.size(); ++i) {
        Feed &feed = m_feeds[i];
        if (feed.stream || !isListed(feed))
            continue;
        const QString collection = feed.kind ? QString(associationTraits(*feed.kind).collection) : u"websites"_s;
        const QString field = feed.kind ? QString(associationTraits(*feed.kind).streamField) : u"website"_s;
        feed.stream = new IdentifierStream(m_library->client().base(), collection, field, this);
        feed.stream->setKnown([library = m_library, kind = feed.kind] { return library->listTag(kind); });
        ApiClient &client = m_library->client();
        feed.stream->setApplicationId(client.applicationId());
        connect(&client, &ApiClient::applicationIdChanged, feed.stream, &IdentifierStream::setApplicationId);
        connect(feed.stream, &IdentifierStream::identifiersReceived, this,
            [this, i](const QList<IdentifierChange> &changes, bool complete) { takeChanges(i, changes, complete); });
        connect(feed.stream, &IdentifierStream::unavailable, this, [this] {
            if (!m_poll.isActive()) {
                m_pause = m_firstPause;
                pollWithin(m_pause);
            }
        });
        feed.stream->open();
    }
}

bool Synchronizer::isNews(const Feed &feed, const IdentifierChange &change) const
{
    if (feed.kind) {
        const MaterialColumns &materials = m_library->materials(*feed.kind);
        const auto index = materials.find(change.id);
        const bool known = index && materials.isKnown(*index);
        return change.deleted ? known
                              : !known || change.updated.isNull() || materials.updated(*index) != change.updated;
    }
    const auto row = m_library->websites().find(change.id);
    return change.deleted ? row.has_value()
                          : !row || change.updated.isNull() || m_library->websites().updated(*row) != change.updated;
}

bool Synchronizer::hasAll(const Feed &feed, const QList<IdentifierChange> &changes) const
{
    QSet<QString> listed;
    listed.reserve(changes.size());
    for (const IdentifierChange &change : changes)
        listed.insert(change.id);
    if (feed.kind) {
        const MaterialColumns &materials = m_library->materials(*feed.kind);
        for (MaterialColumns::Index index = 0; index < materials.size(); ++index) {
            if (materials.isKnown(index) && !listed.contains(materials.id(index)))
                return false;
        }
        return true;
    }
    const WebsiteColumns &websites = m_library->websites();
    for (Library::Row row = 0; row < websites.size(); ++row) {
        if (websites.isLive(row) && !listed.contains(websites.id(row)))
            return false;
    }
    return true;
}

void Synchronizer::takeChanges(std::size_t index, const QList<IdentifierChange> &changes, bool complete)
{
    Feed &feed = m_feeds[index];
    for (const IdentifierChange &change : changes) {
        if (isNews(feed, change))
            feed.changed.insert(change.id);
    }
    if (complete) {
        // What is here and not in the whole list was deleted while nobody listened.
        if (!hasAll(feed, changes)) {
            if (feed.kind)
                m_library->reloadMaterials(*feed.kind);
            else
                m_library->reloadWebsites();
        }
    }
    if (!feed.changed.isEmpty() && !m_collect.isActive())
        m_collect.start(
            m_sinceRefresh.isValid() && !m_sinceRefresh.hasExpired(calm.count()) ? collectTime : firstCollectTime);
}

void Synchronizer::refresh()
{
    m_sinceRefresh.start();
    for (Feed &feed : m_feeds) {
        const QSet<QString> changed = std::exchange(feed.changed, {});
        if (changed.isEmpty())
            continue;
        if (feed.kind)
            m_library->refreshMaterials(*feed.kind, changed.values());
        else
            m_library->refreshWebsites(changed.values());
    }
}

/// Whether the server has such a list at all.
bool Synchronizer::isListed(const Feed &feed) const
{
    return m_library->features().has(ServerFeatures::Operation::List, feed.kind);
}

void Synchronizer::setPollPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    m_firstPause = first;
    m_longestPause = longest;
    m_pause = first;
}

void Synchronizer::pollWithin(std::chrono::milliseconds time)
{
    if (!m_poll.isActive() || m_poll.remainingTimeAsDuration() > time)
        m_poll.start(time);
}

void Synchronizer::onChanged()
{
    // Where something happens, more is likely to follow.
    m_pause = m_firstPause;
    if (m_poll.isActive())
        pollWithin(m_pause);
}

void Synchronizer::wake()
{
    m_pause = m_firstPause;
    if (m_poll.isActive())
        pollWithin(std::max(0ms, m_firstPause - std::chrono::milliseconds(m_sincePoll.elapsed())));
}

void Synchronizer::poll()
{
    const auto needsPolling = [this](const Feed &feed) {
        return isListed(feed) && !(feed.stream && feed.stream->isOpen());
    };
    if (std::ranges::none_of(m_feeds, needsPolling))
        return; // a stream that becomes unavailable begins it anew
    // A list that takes longer than the pause comes to its end before it is asked for again.
    if (!m_library->isReading()) {
        m_sincePoll.start();
        for (const Feed &feed : m_feeds) {
            if (!needsPolling(feed))
                continue;
            if (feed.kind)
                m_library->reloadMaterials(*feed.kind);
            else
                m_library->reloadWebsites();
        }
    }
    m_poll.start(m_pause);
    m_pause = std::min(m_pause * 2, m_longestPause);
}

} // namespace sitebook
