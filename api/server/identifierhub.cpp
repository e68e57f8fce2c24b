// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/identifierhub.h"

#include "api/server/handlers.h"
#include "api/server/service.h"
#include "api/store/database.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

std::size_t slotOf(StreamedCollection collection)
{
    return collection.kind ? static_cast<std::size_t>(*collection.kind) + 1 : 0;
}

/// The message about those of \a changes that are in \a collection; null when none is.
Result<std::shared_ptr<const QByteArray>> messageAbout(
    Service &service, StreamedCollection collection, const std::vector<Change> &changes)
{
    QByteArray json = "{\"iterable\":["_ba;
    QSet<QString> told;
    for (const Change &change : changes) {
        if (change.kind != collection.kind || told.contains(change.id))
            continue;
        told.insert(change.id);
        const auto updated = collection.kind ? service.materials.updated(*collection.kind, change.id)
                                             : service.websites.updated(change.id);
        if (!updated.ok())
            return updated.error();
        if (!json.endsWith('['))
            json.append(',');
        appendStreamedIdentifier(json, collection.kind, change.id, updated.value());
    }
    if (told.isEmpty())
        return std::shared_ptr<const QByteArray>();
    return std::shared_ptr<const QByteArray>(std::make_shared<const QByteArray>(json.append("]}")));
}

} // namespace

std::optional<StreamedCollection> StreamedCollection::fromTarget(QByteArrayView target)
{
    constexpr QByteArrayView ending = "/stream/identifiers";
    const qsizetype question = target.indexOf('?');
    const QByteArrayView path = question < 0 ? target : target.first(question);
    if (!path.startsWith('/') || !path.endsWith(ending))
        return std::nullopt;
    const QString collection = QString::fromUtf8(path.sliced(1).chopped(ending.size()));
    if (collection == "websites"_L1)
        return StreamedCollection{};
    if (const auto kind = associationKindFromCollection(collection))
        return StreamedCollection{kind};
    return std::nullopt;
}

void IdentifierHub::subscribe(const std::shared_ptr<StreamSubscriber> &subscriber, StreamedCollection collection)
{
    m_subscribers[slotOf(collection)].push_back(subscriber);
    m_hasSubscribers[slotOf(collection)] = true;
}

void IdentifierHub::publish(const std::vector<Announcement> &announcements)
{
    for (const Announcement &announcement : announcements) {
        const std::size_t slot = slotOf(announcement.collection);
        std::erase_if(m_subscribers[slot], [](const std::weak_ptr<StreamSubscriber> &one) { return one.expired(); });
        m_hasSubscribers[slot] = !m_subscribers[slot].empty();
        const Subscribers current = m_subscribers[slot]; // sending may close one and so change the list
        for (const std::weak_ptr<StreamSubscriber> &one : current) {
            if (const auto subscriber = one.lock())
                subscriber->send(announcement.message);
        }
    }
}

Result<std::vector<Announcement>> IdentifierHub::announcements(
    Service &service, const std::vector<Change> &changes) const
{
    std::vector<StreamedCollection> collections{{}};
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            collections.push_back({traits.kind});
    }
    std::vector<Announcement> announcements;
    for (const StreamedCollection collection : collections) {
        if (changes.empty() || !m_hasSubscribers[slotOf(collection)])
            continue;
        const auto message = messageAbout(service, collection, changes);
        if (!message.ok())
            return message.error();
        if (message.value())
            announcements.push_back({collection, message.value()});
    }
    return announcements;
}

} // namespace sitebook
