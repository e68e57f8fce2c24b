// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/identifierhub.h"

#include "api/server/handlers.h"
#include "api/server/service.h"
#include "api/store/database.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace sitebook {

IdentifierHub::IdentifierHub(Service &service)
    : m_service(service)
{
}

std::optional<StreamedCollection> IdentifierHub::collectionOf(QByteArrayView target)
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

IdentifierHub::Subscribers &IdentifierHub::subscribersOf(StreamedCollection collection)
{
    return m_subscribers[collection.kind ? static_cast<std::size_t>(*collection.kind) + 1 : 0];
}

StoreError IdentifierHub::subscribe(const std::shared_ptr<StreamSubscriber> &subscriber, StreamedCollection collection)
{
    const Result<QByteArray> all = allIdentifiers(m_service, collection.kind);
    if (!all.ok())
        return all.error();
    subscribersOf(collection).push_back(subscriber);
    subscriber->send(std::make_shared<const QByteArray>(all.value()));
    return {};
}

StoreError IdentifierHub::publish(const std::vector<Change> &changes)
{
    if (changes.empty())
        return {};
    StoreError first = publishTo(subscribersOf({}), {}, changes);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            continue;
        const StoreError error = publishTo(subscribersOf({traits.kind}), {traits.kind}, changes);
        if (!first)
            first = error;
    }
    return first;
}

StoreError IdentifierHub::publishTo(
    Subscribers &subscribers, StreamedCollection collection, const std::vector<Change> &changes)
{
    std::erase_if(subscribers, [](const std::weak_ptr<StreamSubscriber> &one) { return one.expired(); });
    if (subscribers.empty())
        return {};
    QByteArray json = "{\"iterable\":["_ba;
    QSet<QString> told;
    for (const Change &change : changes) {
        if (change.kind != collection.kind || told.contains(change.id))
            continue;
        told.insert(change.id);
        const auto updated = collection.kind ? m_service.materials.updated(*collection.kind, change.id)
                                             : m_service.websites.updated(change.id);
        if (!updated.ok())
            return updated.error();
        if (!json.endsWith('['))
            json.append(',');
        appendStreamedIdentifier(json, collection.kind, change.id, updated.value());
    }
    if (told.isEmpty())
        return {};
    const auto message = std::make_shared<const QByteArray>(json.append("]}"));
    const Subscribers current = subscribers; // sending may close one and so change the list
    for (const std::weak_ptr<StreamSubscriber> &one : current) {
        if (const auto subscriber = one.lock())
            subscriber->send(message);
    }
    return {};
}

} // namespace sitebook
