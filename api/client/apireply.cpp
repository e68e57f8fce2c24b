// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apireply.h"

#include "api/client/apiclient.h"
#include "api/client/elementsplitter.h"

#include <QNetworkReply>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

constexpr qsizetype longestRefusal = 64 * 1024;
constexpr qsizetype longestBody = 256 * 1024 * 1024;

ApiError::Kind kindOfNetworkError(QNetworkReply::NetworkError error)
{
    using Kind = ApiError::Kind;
    switch (error) {
    case QNetworkReply::NoError:
        return Kind::None;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // it would have been sent again, had OneWayBody allowed it
        return Kind::Broken;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return Kind::TimedOut;
    case QNetworkReply::SslHandshakeFailedError:
        return Kind::Tls;
    case QNetworkReply::OperationCanceledError:
        return Kind::Cancelled;
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::UnknownContentError:
        return Kind::NotThisApi;
    default: // Qt's list is open
        return Kind::NotReachable;
    }
}

std::chrono::milliseconds jittered(std::chrono::milliseconds pause)
{
    const double stretch = 0.75 + QRandomGenerator::global()->generateDouble() / 2;
    return std::chrono::duration_cast<std::chrono::milliseconds>(pause * stretch);
}

} // namespace

ApiReply::ApiReply(ApiClient *client, const ApiRequest &request)
    : QObject(client)
    , m_client(client)
    , m_request(request)
{
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &ApiReply::onSilence);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ApiReply::send);
}

ApiReply::~ApiReply()
{
    dropNetwork();
}

void ApiReply::cancel()
{
    if (m_ended)
        return;
    m_pause.stop();
    m_silence.stop();
    dropNetwork();
    finish(errorOf(ApiError::Kind::Cancelled));
}

void ApiReply::begin()
{
    if (m_request.path.isEmpty())
        finish(errorOf(ApiError::Kind::NotSupported));
    else
        send();
}

void ApiReply::send()
{
    ++m_tries;
    m_networkEnded = false;
    m_refusal.clear();
    m_network = m_client->start(m_request);
    if (!m_network) {
        finish(errorOf(ApiError::Kind::Cancelled));
        return;
    }
    connect(m_network, &QNetworkReply::uploadProgress, this, &ApiReply::onActivity);
    connect(m_network, &QNetworkReply::metaDataChanged, this, &ApiReply::onActivity);
    connect(m_network, &QNetworkReply::readyRead, this, &ApiReply::onReadyRead);
    connect(m_network, &QNetworkReply::finished, this, &ApiReply::onNetworkFinished);
    connect(m_network, &QObject::destroyed, this, &ApiReply::cancel);
    onActivity();
}

void ApiReply::onActivity()
{
    m_suspicious = false;
    m_silence.start(std::min(m_request.timeout, m_client->longestSilence()));
}

void ApiReply::onReadyRead()
{
    if (!m_network)
        return;
    if (!m_networkEnded)
        onActivity();
    if (isGoodAnswer()) {
        receive(*m_network);
    } else {
        const QByteArray piece = m_network->readAll();
        m_refusal += piece.left(longestRefusal - m_refusal.size());
    }
}

void ApiReply::onNetworkFinished()
{
    m_networkEnded = true;
    m_silence.stop();
    m_client->noteServer(m_network->rawHeader("Server"));
    m_entityTag = m_network->rawHeader("ETag");
    m_notModified = httpStatus() == 304 && !m_request.ifNoneMatch.isEmpty();
    const QPointer<ApiReply> self(this);
    onReadyRead();
    if (self && m_network && (!isGoodAnswer() || hasReceivedAll()))
        receptionEnded();
}

void ApiReply::onSilence()
{
    if (!m_network || m_networkEnded)
        return;
    if (!hasReceivedAll()) {
        onActivity();
    } else if (!m_suspicious) {
        // After a busy spell of this program, or a sleep of the computer, the answer may be there, not yet looked at.
        m_suspicious = true;
        m_silence.start(50ms);
    } else {
        conclude(errorOf(ApiError::Kind::TimedOut));
    }
}

void ApiReply::receive(QNetworkReply &network)
{
    m_body += network.readAll();
    if (m_body.size() > longestBody)
        conclude(errorOf(ApiError::Kind::NotThisApi));
}

bool ApiReply::restart()
{
    m_body.clear();
    return true;
}

void ApiReply::receptionEnded()
{
    conclude(m_networkEnded ? answerError() : ApiError());
}

void ApiReply::conclude(const ApiError &error)
{
    ApiError outcome = error;
    if (!outcome && !m_notModified)
        outcome = errorOf(interpret());
    m_silence.stop();
    dropNetwork();
    const ApiClient::Pauses &pauses = m_client->retryPauses();
    if (m_request.idempotent && outcome.mayRetry() && m_tries <= pauses.size() && restart())
        m_pause.start(jittered(pauses.at(m_tries - 1)));
    else
        finish(outcome);
}

int ApiReply::httpStatus() const
{
    return m_network ? m_network->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : 0;
}

bool ApiReply::isHtml() const
{
    const QString type = m_network->header(QNetworkRequest::ContentTypeHeader).toString();
    return type.contains("html"_L1, Qt::CaseInsensitive);
}

bool ApiReply::isGoodAnswer() const
{
    const int status = httpStatus();
    return status >= 200 && status < 300 && !isHtml();
}

ApiError ApiReply::errorOf(ApiError::Kind kind) const
{
    if (kind == ApiError::Kind::None)
        return {};
    const bool webPage = kind == ApiError::Kind::NotThisApi && m_network && (isHtml() || m_body.startsWith('<'));
    return {kind, httpStatus(), {}, m_client->address(), webPage};
}

ApiError ApiReply::answerError() const
{
    if (m_notModified)
        return {};
    const int status = httpStatus();
    if (status >= 400)
        return ApiError::fromStatus(status, m_refusal, isHtml(), m_client->address());
    if (status >= 300 || (status > 0 && isHtml()))
        return errorOf(ApiError::Kind::NotThisApi);
    const ApiError::Kind kind = kindOfNetworkError(m_network->error());
    if (status > 0 && kind == ApiError::Kind::NotReachable)
        return errorOf(ApiError::Kind::Broken);
    return errorOf(kind);
}

ApiError::Kind ApiReply::kindOfBadBody(const QByteArray &body)
{
    ElementSplitter json;
    json.append(body);
    while (json.next())
        continue;
    const bool isCutOff = json.hasStarted() && !json.isForeign() && !json.isComplete();
    return isCutOff ? ApiError::Kind::Broken : ApiError::Kind::NotThisApi;
}

void ApiReply::dropNetwork()
{
    if (!m_network)
        return;
    m_network->disconnect(this);
    m_network->deleteLater(); // which ends the request, too; abort() is at odds with an error that is on its way
    m_network.clear();
}

void ApiReply::finish(const ApiError &error)
{
    m_ended = true;
    const auto announce = [this, error] {
        m_error = error;
        m_finished = true;
        emit finished();
    };
    QMetaObject::invokeMethod(this, announce, Qt::QueuedConnection);
}

} // namespace sitebook
