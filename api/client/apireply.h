// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "api/client/apirequest.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>
#include <type_traits>

class QNetworkReply;

namespace sitebook {

class ApiClient;

/// The answer to one request, as it comes. It finishes once, and never before control is back in the event loop.
/// Deleting it cancels the request, without a signal. It belongs to its client until somebody deletes it or then()
/// does.
class ApiReply : public QObject
{
    Q_OBJECT

public:
    ~ApiReply() override;

    bool isFinished() const { return m_finished; }
    /// Whether it is finished and nothing went wrong.
    bool isSuccess() const { return m_finished && !m_error; }
    /// What went wrong; meaningful once finished.
    const ApiError &error() const { return m_error; }
    /// The whole body of a successful answer; empty for lists.
    QByteArray body() const { return m_body; }
    /// Whether the server says that nothing changed since the answer whose ETag the request named; that is a success
    /// without a body, or elements.
    bool isNotModified() const { return m_notModified; }
    /// What the server calls the state that a successful answer tells of; empty when it does not say.
    QByteArray entityTag() const { return m_entityTag; }
    /// How often the request was sent so far.
    int tries() const { return m_tries; }

    /// Gives up: finishes with the error Cancelled, unless it is finished.
    void cancel();

    /// Calls \a handler once when finished, with the reply or with its error (whichever it takes), then deletes the
    /// reply. When \a context goes first, the handler is not called and the request is cancelled.
    template<class Handler> void then(QObject *context, Handler handler)
    {
        connectThen(this, context, std::move(handler));
    }

signals:
    /// The answer is whole, or an error ended it. Emitted once.
    void finished();

protected:
    ApiReply(ApiClient *client, const ApiRequest &request);

    /// Takes the bytes of a successful answer as they come; \a network holds more. The body is kept unless overridden.
    virtual void receive(QNetworkReply &network);
    /// Whether every byte that came is dealt with; if not, receptionEnded() follows.
    virtual bool hasReceivedAll() const { return true; }
    /// Makes of the whole answer what the reply is for; returns what is wrong with it.
    virtual ApiError::Kind interpret() { return ApiError::Kind::None; }
    /// Forgets what came, to begin anew; false when somebody has seen it already.
    virtual bool restart();

    /// Whether the outcome is known already.
    bool hasEnded() const { return m_ended; }
    /// Whether the server has said all it says.
    bool networkEnded() const { return m_networkEnded; }
    /// For a reply that takes its time: everything is dealt with, or nothing more is wanted.
    void receptionEnded();
    /// Tells a JSON text that is cut off (Broken) from one that is something else (NotThisApi).
    static ApiError::Kind kindOfBadBody(const QByteArray &body);

    template<class Reply, class Handler> static void connectThen(Reply *reply, QObject *context, Handler handler)
    {
        QPointer<Reply> guard(reply);
        auto call = [guard, handler = std::move(handler)]() mutable {
            if (!guard)
                return;
            guard->deleteLater();
            if constexpr (std::is_invocable_v<Handler &, Reply &>)
                handler(*guard);
            else
                handler(guard->error());
        };
        if (reply->isFinished())
            QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
        else
            connect(reply, &ApiReply::finished, context, std::move(call));
        connect(context, &QObject::destroyed, reply, &QObject::deleteLater);
    }

private:
    friend class ApiClient;

    void begin();
    void send();
    void onActivity();
    void onReadyRead();
    void onNetworkFinished();
    void onSilence();
    void conclude(const ApiError &error);
    /// What the answer amounts to before its body is looked at.
    ApiError answerError() const;
    ApiError errorOf(ApiError::Kind kind) const;
    int httpStatus() const;
    bool isHtml() const;
    bool isGoodAnswer() const;
    void dropNetwork();
    void finish(const ApiError &error);

    ApiClient *m_client;
    ApiRequest m_request;
    QPointer<QNetworkReply> m_network;
    QTimer m_silence;
    QTimer m_pause;
    QByteArray m_body;
    QByteArray m_refusal;
    QByteArray m_entityTag;
    ApiError m_error;
    int m_tries = 0;
    /// Silence was noticed, but what was on its way meanwhile may still be in the event loop.
    bool m_suspicious = false;
    bool m_networkEnded = false;
    bool m_notModified = false;
    bool m_ended = false;
    bool m_finished = false;
};

/// An answer that holds one value.
template<class T> class ValueReply : public ApiReply
{
public:
    /// Makes a value of a body; nothing when it has another shape.
    using Reader = std::function<std::optional<T>(const QByteArray &body)>;

    /// What the server answered with; default constructed unless the reply is a success.
    const T &value() const { return m_value; }

    /// As ApiReply::then(), with this reply.
    template<class Handler> void then(QObject *context, Handler handler)
    {
        connectThen(this, context, std::move(handler));
    }

protected:
    ApiError::Kind interpret() override
    {
        std::optional<T> value = m_reader(body());
        if (!value)
            return kindOfBadBody(body());
        m_value = std::move(*value);
        return ApiError::Kind::None;
    }

private:
    friend class ApiClient;

    ValueReply(ApiClient *client, const ApiRequest &request, Reader reader)
        : ApiReply(client, request)
        , m_reader(std::move(reader))
    {
    }

    Reader m_reader;
    T m_value{};
};

} // namespace sitebook
