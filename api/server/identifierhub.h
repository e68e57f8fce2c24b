// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/association.h"

#include <QByteArray>

#include <array>
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
};

/// Tells those who listen to a collection what is in it, and then what changes.
class IdentifierHub
{
public:
    explicit IdentifierHub(Service &service);

    /// The collection whose stream has the path \a target (`/websites/stream/identifiers`); nothing when none has.
    static std::optional<StreamedCollection> collectionOf(QByteArrayView target);

    /// Sends \a subscriber every identifier of \a collection, and from now on what changes, until it is gone.
    StoreError subscribe(const std::shared_ptr<StreamSubscriber> &subscriber, StreamedCollection collection);
    /// Tells what \a changes, which were committed, did: one message for each collection that somebody listens to.
    StoreError publish(const std::vector<Change> &changes);

private:
    using Subscribers = std::vector<std::weak_ptr<StreamSubscriber>>;

    Subscribers &subscribersOf(StreamedCollection collection);
    StoreError publishTo(Subscribers &subscribers, StreamedCollection collection, const std::vector<Change> &changes);

    Service &m_service;
    std::array<Subscribers, associationKindCount + 1> m_subscribers;
};

} // namespace sitebook
