// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakeanswer.h"
#include "tests/support/fakeconnection.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocketServer>

#include <functional>

class QWebSocket;

namespace sitebook {

/// A scripted HTTP server on the loopback, for tests. Each request gets, of what there is, the next enqueued answer,
/// the answer of its path, what the handler makes, or 404. With streams on, it takes WebSockets on the same port.
class FakeServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<FakeAnswer(const FakeRequest &)>;

    /// Listens on a free port.
    explicit FakeServer(QObject *parent = nullptr);
    ~FakeServer() override;

    quint16 port() const { return m_port; }
    /// `http://127.0.0.1:<port>`
    QUrl base() const;

    /// Answers a coming request with \a answer, before anything else; each call is for one request more.
    void enqueue(const FakeAnswer &answer) { m_queue.append(answer); }
    /// Answers every request for \a path (without a query) with \a answer.
    void answer(const QByteArray &path, const FakeAnswer &answer) { m_answers.insert(path, answer); }
    /// Answers all other requests with what \a handler makes of them.
    void setHandler(const Handler &handler) { m_handler = handler; }
    /// Answers all requests that hang with \a answer.
    void release(const FakeAnswer &answer);

    /// All requests so far, in their order, WebSockets not counted.
    const QList<FakeRequest> &requests() const { return m_requests; }
    /// How many requests for \a path there were; for any path when it is empty.
    qsizetype count(const QByteArray &path = {}) const;
    /// How many connections there are now, WebSockets not counted.
    qsizetype connections() const { return m_connections.size(); }
    /// Forgets the requests so far.
    void clear() { m_requests.clear(); }

    /// Whether WebSockets are taken; they get an answer like any other request otherwise.
    void setStreams(bool on) { m_streamsOn = on; }
    /// The open WebSockets on \a path (`/websites/stream/identifiers`).
    QList<QWebSocket *> streams(const QByteArray &path) const;
    /// Sends \a text to all open WebSockets on \a path.
    void sendToStreams(const QByteArray &path, const QString &text);

    /// Ends all connections and listens no more.
    void stop();
    /// Listens on the same port again.
    bool restart();

signals:
    /// A request came; its answer is on its way.
    void requested(const sitebook::FakeRequest &request);
    /// A WebSocket on \a path is open.
    void streamOpened(const QByteArray &path);

private:
    void onNewConnection();
    void onUpgrade(FakeConnection *connection);
    void onNewStream();
    FakeAnswer answerTo(const FakeRequest &request);

    QTcpServer m_server;
    QWebSocketServer m_webSockets;
    quint16 m_port = 0;
    QList<FakeConnection *> m_connections;
    QList<QWebSocket *> m_streams;
    QList<FakeRequest> m_requests;
    QList<FakeAnswer> m_queue;
    QHash<QByteArray, FakeAnswer> m_answers;
    Handler m_handler;
    bool m_streamsOn = false;
};

} // namespace sitebook
