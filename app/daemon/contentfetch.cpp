// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/contentfetch.h"

#include "api/types/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

std::optional<QJsonArray> itemsFromBody(const QByteArray &body)
{
    const std::optional<QJsonObject> json = objectFromJson(body);
    if (!json || !json->value("iterable"_L1).isArray())
        return std::nullopt;
    return json->value("iterable"_L1).toArray();
}

} // namespace

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
    m_client.send<QJsonArray>(request, &itemsFromBody)->then(this, [this, take](const ValueReply<QJsonArray> &reply) {
        if (reply.error()) {
            emit failed(reply.error().caption());
            return;
        }
        for (const QJsonValue &item : reply.value())
            take(item.toObject());
        fetchNext();
    });
}

} // namespace sitebook
