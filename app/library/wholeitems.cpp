// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/wholeitems.h"

#include "api/client/materialapi.h"
#include "api/client/websiteapi.h"

#include <QTimer>

#include <algorithm>
#include <memory>

namespace sitebook {

namespace {

constexpr int parallelRequests = 6;

/// Reads items with \a get, six at a time. It lives as a child of the context and deletes itself at its end.
template<class Item> class WholeItems : public QObject
{
public:
    using Get = std::function<ValueReply<Item> *(const QString &id)>;
    using Handler = std::function<void(const QList<Item> &items, const ApiError &error)>;

    WholeItems(const QStringList &ids, const Get &get, const Handler &handler, QObject *context)
        : QObject(context)
        , m_ids(ids)
        , m_get(get)
        , m_handler(handler)
        , m_items(ids.size())
    {
        QTimer::singleShot(0, this, [this] { pump(); });
    }

private:
    QStringList m_ids;
    Get m_get;
    Handler m_handler;
    QList<std::optional<Item>> m_items;
    qsizetype m_next = 0;
    int m_inFlight = 0;

    void pump()
    {
        while (m_next < m_ids.size() && m_inFlight < parallelRequests) {
            const qsizetype index = m_next++;
            ++m_inFlight;
            m_get(m_ids.at(index))->then(this, [this, index](ValueReply<Item> &reply) {
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
    const auto get = [&client](const QString &id) { return WebsiteApi(client).snapshot(id); };
    new WholeItems<Website>(ids, get, handler, context);
}

void readWholeMaterials(
    ApiClient &client, AssociationKind kind, const QStringList &ids, QObject *context, const MaterialsHandler &handler)
{
    const auto get = [&client, kind](const QString &id) { return MaterialApi(client, kind).get(id); };
    new WholeItems<Material>(ids, get, handler, context);
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
