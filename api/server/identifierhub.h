// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/association.h"

#include <QByteArray>

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace sitebook {

class Service;
struct Change;

/// Somebody who listens to a stream of identifiers.
class StreamSubscriber
{
public:
    StreamSubscriber() = default;
    virtual ~StreamSubscriber() = default;
    Q_DISABLE_COPY_MOVE(StreamSubscriber)

    /// Takes one message, a StreamedIdentifiers object; must not block.
    virtual void send(const std::shared_ptr<const QByteArray> &message) = 0;
};

/// One of the seven collections that have a stream.
struct StreamedCollection
{
    /// Nothing for the websites.
    std::optional<AssociationKind> kind;

    /// The collection whose stream has the path \a target (`/websites/stream/identifiers`); nothing when none has.
    static std::optional<StreamedCollection> fromTarget(QByteArrayView target);
};

/// What changed in one collection, ready to be sent.
struct Announcement
{
    StreamedCollection collection;
    std::shared_ptr<const QByteArray> message;
};

/// Tells those who listen to a collection what changes in it. All but announcements() is for one thread.
class IdentifierHub
{
public:
    /// Sends \a subscriber what changes in \a collection from now on, until it is gone.
    void subscribe(const std::shared_ptr<StreamSubscriber> &subscriber, StreamedCollection collection);
    /// Sends \a announcements to those who listen.
    void publish(const std::vector<Announcement> &announcements);

    /// One message for each collection that somebody listens to and that \a changes, which \a service committed, are
    /// about. For the thread of \a service.
    Result<std::vector<Announcement>> announcements(Service &service, const std::vector<Change> &changes) const;

private:
    using Subscribers = std::vector<std::weak_ptr<StreamSubscriber>>;
    static constexpr std::size_t collectionCount = associationKindCount + 1;

    std::array<Subscribers, collectionCount> m_subscribers;
    std::array<std::atomic<bool>, collectionCount> m_hasSubscribers{};
};

} // namespace sitebook
