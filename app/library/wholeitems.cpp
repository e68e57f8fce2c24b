// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/wholeitems.h"

#include "api/client/batchapi.h"
#include "api/client/materialapi.h"
#include "api/client/websiteapi.h"

#include <QTimer>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int parallelRequests = 6;
/// How many items a Sitebook is asked for at once, and from how many on that pays.
constexpr qsizetype batchSize = 100;
constexpr qsizetype worthABatch = 4;

/// How one kind of item is read.
template<class Item> struct Reading
{
    std::function<ValueReply<Item> *(const QString &id)> get;
    std::function<QString(const QString &id)> path;
    std::function<std::optional<Item>(const QJsonObject &json)> parse;
};

/// Reads items, six at a time, or in batches where the server is a Sitebook. It lives as a child of the context and
/// deletes itself at its end.
template<class Item> class WholeItems : public QObject
{
public:
    using Handler = std::function<void(const QList<Item> &items, const ApiError &error)>;

    WholeItems(ApiClient &client, const QStringList &ids, const Reading<Item> &reading, const Handler &handler,
        QObject *context)
        : QObject(context)
        , m_client(client)
        , m_ids(ids)
        , m_reading(reading)
        , m_handler(handler)
        , m_items(ids.size())
    {
        QTimer::singleShot(0, this, [this, isSitebook = client.isSitebook()] {
            if (isSitebook && m_ids.size() >= worthABatch) {
                readBatch(0);
            } else {
                for (qsizetype i = 0; i < m_ids.size(); ++i)
                    m_singles.append(i);
                pump();
            }
        });
    }

private:
    ApiClient &m_client;
    QStringList m_ids;
    Reading<Item> m_reading;
    Handler m_handler;
    QList<std::optional<Item>> m_items;
    /// The places of those that are read one by one.
    QList<qsizetype> m_singles;
    qsizetype m_next = 0;
    int m_inFlight = 0;

    void readBatch(qsizetype first)
    {
        if (first >= m_ids.size()) {
            pump();
            return;
        }
        QList<BatchOperation> operations;
        for (qsizetype i = first; i < std::min(first + batchSize, m_ids.size()); ++i)
            operations.append({m_reading.path(m_ids.at(i)), std::nullopt, true});
        BatchApi(m_client).run(operations, false)->then(this, [this, first](ValueReply<QList<BatchResult>> &reply) {
            if (!reply.isSuccess())
                return finish(reply.error());
            const QList<BatchResult> &results = reply.value();
            for (qsizetype i = 0; i < results.size(); ++i) {
                if (results.at(i).isSuccess())
                    m_items[first + i] = m_reading.parse(results.at(i).body);
                // What is too large for one answer together with others comes alone.
                else if (results.at(i).error().kind != ApiError::Kind::NotFound)
                    m_singles.append(first + i);
            }
            readBatch(first + results.size());
        });
    }

    void pump()
    {
        while (m_next < m_singles.size() && m_inFlight < parallelRequests) {
            const qsizetype index = m_singles.at(m_next++);
            ++m_inFlight;
            m_reading.get(m_ids.at(index))->then(this, [this, index](ValueReply<Item> &reply) {
                --m_inFlight;
                if (reply.isSuccess())
                    m_items[index] = reply.value();
                else if (reply.error().kind != ApiError::Kind::NotFound)
                    return finish(reply.error());
                pump();
            });
        }
        if (m_inFlight == 0)
            finish({});
    }

    void finish(const ApiError &error)
    {
        // Deleting this cancels what is still under way.
        deleteLater();
        if (!m_handler)
            return;
        QList<Item> items;
        for (const std::optional<Item> &item : m_items) {
            if (item)
                items.append(*item);
        }
        std::exchange(m_handler, {})(error ? QList<Item>() : items, error);
    }
};

} // namespace

void readWholeWebsites(ApiClient &client, const QStringList &ids, QObject *context, const WebsitesHandler &handler)
{
    const Reading<Website> reading{
        [&client](const QString &id) { return WebsiteApi(client).snapshot(id); },
        [](const QString &id) { return u"website/"_s + ApiRequest::segment(id); },
        [](const QJsonObject &json) { return Website::fromJson(json); },
    };
    new WholeItems<Website>(client, ids, reading, handler, context);
}

void readWholeMaterials(
    ApiClient &client, AssociationKind kind, const QStringList &ids, QObject *context, const MaterialsHandler &handler)
{
    const Reading<Material> reading{
        [&client, kind](const QString &id) { return MaterialApi(client, kind).get(id); },
        [kind](const QString &id) { return u"%1/%2"_s.arg(associationTraits(kind).item, ApiRequest::segment(id)); },
        [kind](const QJsonObject &json) { return Material::fromJson(kind, json); },
    };
    new WholeItems<Material>(client, ids, reading, handler, context);
}

void readWholeItems(ApiClient &client, const QStringList &websites, const QList<MaterialRef> &materials,
    QObject *context, const ItemsHandler &handler)
{
    // The materials of one kind after those of another, and the websites at the end.
    if (!materials.isEmpty()) {
        const AssociationKind kind = materials.constFirst().kind;
        QStringList ids;
        QList<MaterialRef> others;
        for (const MaterialRef &material : materials) {
            if (material.kind == kind)
                ids.append(material.id);
            else
                others.append(material);
        }
        readWholeMaterials(client, kind, ids, context,
            [&client, websites, others, context, handler](const QList<Material> &read, const ApiError &error) {
                if (error)
                    return handler({}, {}, error);
                readWholeItems(client, websites, others, context,
                    [read, handler](const QList<Website> &whole, const QList<Material> &rest, const ApiError &problem) {
                        handler(whole, read + rest, problem);
                    });
            });
        return;
    }
    readWholeWebsites(client, websites, context,
        [handler](const QList<Website> &read, const ApiError &error) { handler(read, {}, error); });
}

} // namespace sitebook
