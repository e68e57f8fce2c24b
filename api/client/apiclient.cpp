// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qint64 readBufferSize = 1024 * 1024;

/// A body that can be read once. QNetworkAccessManager sends a request anew on its own when a connection closes before
/// the answer, also a POST that the server may have carried out; a body that does not go back keeps it from that.
class OneWayBody : public QIODevice
{
public:
    OneWayBody(const QByteArray &body, QObject *parent)
        : QIODevice(parent)
        , m_body(body)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    qint64 size() const override { return m_body.size(); }
    bool atEnd() const override { return m_at >= m_body.size(); }
    qint64 bytesAvailable() const override { return m_body.size() - m_at; }
    bool reset() override { return m_at == 0; }
    bool seek(qint64 position) override { return position == m_at && QIODevice::seek(position); }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        const qint64 count = std::min<qint64>(maximum, m_body.size() - m_at);
        std::copy_n(m_body.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_at = 0;
};

} // namespace

ApiClient::ApiClient(QNetworkAccessManager *network, const QUrl &base, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_base(base)
{
}

ApiClient::~ApiClient() = default;

QString ApiClient::address() const
{
    return m_base.authority(QUrl::PrettyDecoded | QUrl::RemoveUserInfo);
}

ApiReply *ApiClient::send(const ApiRequest &request)
{
    return started(new ApiReply(this, request));
}

void ApiClient::setApplicationId(const QString &applicationId)
{
    if (std::exchange(m_applicationId, applicationId) != applicationId)
        emit applicationIdChanged(applicationId);
}

QUrl ApiClient::urlFor(const ApiRequest &request) const
{
    QUrl url = m_base;
    QString path = m_base.path(QUrl::FullyEncoded);
    if (!path.endsWith(u'/'))
        path += u'/';
    url.setPath(path + request.path, QUrl::TolerantMode);
    QStringList pairs;
    for (const auto &[name, value] : request.query)
        pairs.append(ApiRequest::segment(name) + u'=' + ApiRequest::segment(value));
    url.setQuery(pairs.isEmpty() ? QString() : pairs.join(u'&'), QUrl::TolerantMode);
    url.setFragment({});
    return url;
}

QNetworkRequest ApiClient::networkRequest(const ApiRequest &request) const
{
    QNetworkRequest result(urlFor(request));
    result.setRawHeader("Accept", request.accept);
    // Compressing costs more than it saves on this computer, where the server nearly always is.
    result.setRawHeader("Accept-Encoding", "identity");
    result.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Sitebook/" SITEBOOK_VERSION));
    if (request.hasBody)
        result.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!request.ifNoneMatch.isEmpty())
        result.setRawHeader("If-None-Match", request.ifNoneMatch);
    if (!request.ifUpdatedAt.isNull())
        result.setRawHeader("If-Updated-At", QByteArray::number(request.ifUpdatedAt.microseconds()));
    if (!m_applicationId.isEmpty())
        result.setRawHeader("application", QUrl::toPercentEncoding(m_applicationId));
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return result;
}

QNetworkReply *ApiClient::start(const ApiRequest &request)
{
    if (!m_network)
        return nullptr;
    const QNetworkRequest networked = networkRequest(request);
    QNetworkReply *reply = nullptr;
    if (request.method == ApiRequest::Method::Get) {
        reply = m_network->get(networked);
    } else if (request.idempotent) {
        reply = m_network->post(networked, request.body);
    } else {
        auto *body = new OneWayBody(request.body, nullptr);
        reply = m_network->post(networked, body);
        body->setParent(reply);
    }
    reply->setReadBufferSize(readBufferSize);
    return reply;
}

void ApiClient::noteServer(const QByteArray &server)
{
    if (server.startsWith("Sitebook/"))
        m_isSitebook = true;
}

} // namespace sitebook
