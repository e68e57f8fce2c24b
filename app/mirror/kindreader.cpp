// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/kindreader.h"

#include "api/client/apiclient.h"
#include "api/client/listreply.h"
#include "api/types/json.h"
#include "app/mirror/mirrornote.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Whether the other requests would fare no better.
bool concernsAll(const ApiError &error)
{
    return error.kind == ApiError::Kind::NotReachable || error.kind == ApiError::Kind::SignInNeeded;
}

} // namespace

KindReader::KindReader(ApiClient &client, std::optional<AssociationKind> kind, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_kind(kind)
{
}

void KindReader::start()
{
    QTimer::singleShot(0, this, [this] {
        if (!m_paused)
            readList();
    });
}

void KindReader::setPaused(bool paused)
{
    m_paused = paused;
    if (paused)
        return;
    if (!m_started)
        readList();
    else if (m_listRead)
        readNext();
}

void KindReader::readList()
{
    if (std::exchange(m_started, true))
        return;
    ApiRequest request = ApiRequest::get(listName(m_kind));
    request.ifNoneMatch = m_knownState;
    if (m_kind != AssociationKind::Annotation) { // the one collection whose operation does not know it
        const bool whole = m_kind != AssociationKind::Asset;
        request.query.append({u"transferables"_s, whole ? u"true"_s : u"false"_s});
    }
    auto *list = m_client.sendList<ObjectListReply>(request);
    connect(list, &ObjectListReply::received, this, &KindReader::takeList);
    list->then(this, [this](ObjectListReply &reply) {
        m_unreadable = reply.skipped();
        m_notModified = reply.isNotModified();
        m_state = reply.entityTag();
        m_listRead = true;
        if (reply.error())
            end(reply.error());
        else
            readNext();
    });
}

void KindReader::takeList(const QList<QJsonObject> &items)
{
    if (m_kind != AssociationKind::Asset) {
        emit received(items);
        return;
    }
    for (const QJsonObject &light : items) {
        const QString id = light.value("id"_L1).toString();
        if (id.isEmpty())
            emit received({light}); // whoever takes it says what is wrong
        else if (m_isWanted(light))
            m_waiting.enqueue(id);
        else
            emit seen(id);
    }
}

void KindReader::readNext()
{
    while (!m_over && !m_paused && m_inFlight < parallelRequests && !m_waiting.isEmpty()) {
        const QString id = m_waiting.dequeue();
        ++m_inFlight;
        const ApiRequest request = ApiRequest::get(associationTraits(*m_kind).item + u'/' + ApiRequest::segment(id));
        const auto reader = [](const QByteArray &body) { return objectFromJson(body); };
        m_client.send<QJsonObject>(request, reader)->then(this, [this, id](ValueReply<QJsonObject> &reply) {
            --m_inFlight;
            if (m_over)
                return;
            if (reply.isSuccess())
                emit received({reply.value()});
            else if (concernsAll(reply.error()))
                return end(reply.error());
            else if (reply.error().kind != ApiError::Kind::NotFound)
                emit unread(id, reply.error());
            readNext();
        });
    }
    if (m_listRead && m_inFlight == 0 && m_waiting.isEmpty())
        end({});
}

void KindReader::end(const ApiError &error)
{
    if (!std::exchange(m_over, true))
        emit finished(error);
}

} // namespace sitebook
