// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/listreply.h"

#include "api/client/materialreader.h"
#include "api/client/websitereader.h"
#include "api/types/json.h"

#include <QElapsedTimer>
#include <QNetworkReply>

namespace sitebook {

namespace {

constexpr qint64 pieceSize = 64 * 1024;
/// Of the time that a frame leaves, half is for those who are handed the batch.
constexpr qint64 longestSlice = 4;

} // namespace

ListReply::ListReply(ApiClient *client, const ApiRequest &request)
    : ApiReply(client, request)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ListReply::work);
}

ListReply::~ListReply() = default;

void ListReply::receive(QNetworkReply &network)
{
    m_source = &network;
    if (!m_next.isActive())
        work();
}

bool ListReply::hasReceivedAll() const
{
    return !m_next.isActive();
}

bool ListReply::readMore()
{
    if (!m_source || m_source->bytesAvailable() <= 0)
        return false;
    m_splitter.append(m_source->read(pieceSize));
    return true;
}

/// Reads elements for the length of a slice, hands them on, and comes back later if there is more.
void ListReply::work()
{
    if (hasEnded())
        return;
    QElapsedTimer clock;
    clock.start();
    bool isMore = true;
    do {
        if (const std::optional<QByteArrayView> element = m_splitter.next()) {
            if (readElement(*element))
                ++m_inBatch;
            else
                ++m_skipped;
        } else {
            isMore = readMore();
        }
    } while (isMore && m_inBatch < batchSize && !clock.hasExpired(longestSlice));
    if (isMore)
        m_next.start(0);
    if (m_inBatch > 0) {
        m_count += m_inBatch;
        m_inBatch = 0;
        const QPointer<ListReply> self(this);
        deliver();
        if (!self || hasEnded())
            return;
    }
    if (m_splitter.isForeign() || (!isMore && networkEnded()))
        receptionEnded();
}

ApiError::Kind ListReply::interpret()
{
    if (m_splitter.isForeign())
        return ApiError::Kind::NotThisApi;
    if (!m_splitter.isComplete())
        return m_splitter.hasStarted() ? ApiError::Kind::Broken : ApiError::Kind::NotThisApi;
    return m_splitter.hasIterable() ? ApiError::Kind::None : ApiError::Kind::NotThisApi;
}

bool ListReply::restart()
{
    if (m_count > 0)
        return false;
    m_splitter = {};
    m_skipped = 0;
    return true;
}

WebsiteListReply::WebsiteListReply(ApiClient *client, const ApiRequest &request)
    : ListReply(client, request)
    , m_reader(std::make_unique<WebsiteReader>())
{
}

WebsiteListReply::~WebsiteListReply() = default;

bool WebsiteListReply::readElement(QByteArrayView element)
{
    std::optional<Website> website = m_reader->read(element);
    if (website)
        m_batch.append(std::move(*website));
    return website.has_value();
}

void WebsiteListReply::deliver()
{
    emit received(std::exchange(m_batch, {}));
}

ObjectListReply::ObjectListReply(ApiClient *client, const ApiRequest &request)
    : ListReply(client, request)
{
}

bool ObjectListReply::readElement(QByteArrayView element)
{
    const std::optional<QJsonObject> json = objectFromJson(element.toByteArray());
    if (json)
        m_batch.append(*json);
    return json.has_value();
}

void ObjectListReply::deliver()
{
    emit received(std::exchange(m_batch, {}));
}

MaterialListReply::MaterialListReply(ApiClient *client, const ApiRequest &request, AssociationKind kind, ListForm form)
    : ListReply(client, request)
    , m_kind(kind)
{
    if (form == ListForm::Light)
        m_reader = std::make_unique<MaterialReader>(kind);
}

MaterialListReply::~MaterialListReply() = default;

bool MaterialListReply::readElement(QByteArrayView element)
{
    std::optional<Material> material;
    if (m_reader)
        material = m_reader->read(element);
    else if (const std::optional<QJsonObject> json = objectFromJson(element.toByteArray()))
        material = Material::fromJson(m_kind, *json);
    if (material)
        m_batch.append(std::move(*material));
    return material.has_value();
}

void MaterialListReply::deliver()
{
    emit received(std::exchange(m_batch, {}));
}

} // namespace sitebook
