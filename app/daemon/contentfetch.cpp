// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/contentfetch.h"

#include "api/client/listreply.h"

using namespace Qt::StringLiterals;

namespace sitebook {

ContentFetch::ContentFetch(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

void ContentFetch::start()
{
    fetchWebsites();
}

void ContentFetch::fetchWebsites()
{
    fetch(u"websites"_s, [this](const QJsonObject &item) {
        if (const auto website = Website::fromJson(item))
            m_content.websites.append(*website);
    });
}

void ContentFetch::fetchNext()
{
    while (m_next < associationKindCount && !allAssociationTraits()[m_next].hasItems())
        ++m_next;
    if (m_next == associationKindCount) {
        emit finished();
        return;
    }
    const AssociationTraits &traits = allAssociationTraits()[m_next++];
    fetch(traits.collection, [this, kind = traits.kind](const QJsonObject &item) {
        if (const auto material = Material::fromJson(kind, item))
            m_content.materials[kind].append(*material);
    });
}

void ContentFetch::fetch(const QString &collection, const std::function<void(const QJsonObject &)> &take)
{
    ApiRequest request = ApiRequest::get(collection);
    request.query.append({u"transferables"_s, u"true"_s});
    // Item by item, while they arrive: the whole of a large library is more than one JSON document can be.
    auto *list = m_client.sendList<ObjectListReply>(request);
    connect(list, &ObjectListReply::received, this, [take](const QList<QJsonObject> &items) {
        for (const QJsonObject &item : items)
            take(item);
    });
    list->then(this, [this](const ObjectListReply &reply) {
        if (reply.error())
            emit failed(reply.error().caption());
        else
            fetchNext();
    });
}

} // namespace sitebook
