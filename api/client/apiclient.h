// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apireply.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <chrono>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace sitebook {

/// Sends requests to one server of the Website API. Idempotent requests are sent again when the way to the server
/// failed, after growing pauses; others never are. Redirects are not followed, cookies neither kept nor sent.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    using Pauses = QList<std::chrono::milliseconds>;

    /// A client of the server at \a base (`http://127.0.0.1:39300`, a path may follow) that uses \a network, which has
    /// to outlive its requests.
    ApiClient(QNetworkAccessManager *network, const QUrl &base, QObject *parent = nullptr);
    ~ApiClient() override;

    QUrl base() const { return m_base; }
    /// Host and port of the server, as people write it.
    QString address() const;

    /// Sends \a request; the answer has no content that matters.
    ApiReply *send(const ApiRequest &request);
    /// Sends \a request and makes a value of its answer with \a reader, which returns nothing for another shape.
    template<class T> ValueReply<T> *send(const ApiRequest &request, typename ValueReply<T>::Reader reader)
    {
        return started(new ValueReply<T>(this, request, std::move(reader)));
    }
    /// Sends \a request for a list with a \a Reply such as WebsiteListReply, that takes \a arguments besides.
    template<class Reply, class... Arguments> Reply *sendList(const ApiRequest &request, Arguments... arguments)
    {
        return started(new Reply(this, request, arguments...));
    }

    /// Whether any answer said that it comes from Sitebook's own server.
    bool isSitebook() const { return m_isSitebook; }
    /// The identifier that the server gave this application (`POST /connect`); empty for none.
    QString applicationId() const { return m_applicationId; }
    void setApplicationId(const QString &applicationId);

    /// The pauses before each further try of an idempotent request, each shortened or stretched by up to a quarter at
    /// random; their number is how often it is sent again.
    const Pauses &retryPauses() const { return m_retryPauses; }
    void setRetryPauses(const Pauses &pauses) { m_retryPauses = pauses; }

    /// How long any answer may be silent; the requests themselves may ask for less.
    std::chrono::milliseconds longestSilence() const { return m_longestSilence; }
    void setLongestSilence(std::chrono::milliseconds longest) { m_longestSilence = longest; }

signals:
    void applicationIdChanged(const QString &applicationId);

private:
    friend class ApiReply;

    template<class Reply> Reply *started(Reply *reply)
    {
        reply->begin();
        return reply;
    }
    QUrl urlFor(const ApiRequest &request) const;
    QNetworkRequest networkRequest(const ApiRequest &request) const;
    QNetworkReply *start(const ApiRequest &request);
    void noteServer(const QByteArray &server);

    QPointer<QNetworkAccessManager> m_network;
    QUrl m_base;
    QString m_applicationId;
    Pauses m_retryPauses{std::chrono::milliseconds(200), std::chrono::milliseconds(800)};
    std::chrono::milliseconds m_longestSilence = std::chrono::hours(1);
    bool m_isSitebook = false;
};

} // namespace sitebook
