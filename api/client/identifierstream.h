// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <utility>

class QWebSocket;

namespace sitebook {

/// One item that came, changed or went.
struct IdentifierChange
{
    QString id;
    Timestamp updated{};
    bool deleted = false;

    bool operator==(const IdentifierChange &) const = default;
};

/// Follows what changes in one collection of a server (`/<collection>/stream/identifiers`, a WebSocket). It is a help,
/// not a need: while it is unavailable the caller polls, and the stream tries again with growing pauses.
class IdentifierStream : public QObject
{
    Q_OBJECT

public:
    /// Follows \a collection (`websites`, AssociationTraits::collection) of the server at \a base; \a field is how a
    /// StreamedIdentifier names an item of it (`website`, AssociationTraits::streamField).
    IdentifierStream(const QUrl &base, const QString &collection, const QString &field = QStringLiteral("website"),
        QObject *parent = nullptr);
    ~IdentifierStream() override;

    /// Begins to follow; does nothing when it does already.
    void open();
    /// Ends it, without a signal.
    void close();
    /// Whether the connection stands.
    bool isOpen() const { return m_open; }

    /// Sets the first and the longest pause before it tries again; 1 and 60 seconds unless set.
    void setPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest);
    /// Asks, with each connection, for the entity tag of the last list that the caller has. A server of Sitebook whose
    /// list is still that one does not tell all that is there anew; others do not know of it.
    void setKnown(std::function<QByteArray()> tag) { m_knownTag = std::move(tag); }
    /// Sent as the header `application`; empty for none. For the next connection.
    void setApplicationId(const QString &applicationId) { m_applicationId = applicationId; }

signals:
    /// The \a changes that the server told. The first message of a connection is \a complete: it lists all that is
    /// there. It is never called complete when something in it could not be read, or the server says otherwise.
    void identifiersReceived(const QList<sitebook::IdentifierChange> &changes, bool complete);
    /// There is no stream (404, 405, refused, not reachable): time to poll.
    void unavailable();
    /// The connection stands.
    void opened();
    /// A connection that stood is gone.
    void closed();

private:
    void connectSocket();
    void dropSocket();
    void onConnected();
    void onEnded();
    void onMessage(const QString &text);
    void onCheck();

    QUrl m_url;
    QByteArray m_field;
    QString m_applicationId;
    std::function<QByteArray()> m_knownTag;
    QWebSocket *m_socket = nullptr;
    QTimer m_retry;
    QTimer m_check;
    std::chrono::milliseconds m_firstPause = std::chrono::seconds(1);
    std::chrono::milliseconds m_longestPause = std::chrono::seconds(60);
    std::chrono::milliseconds m_pause = m_firstPause;
    bool m_wanted = false;
    bool m_open = false;
    bool m_heard = false;
    bool m_firstMessage = true;
};

} // namespace sitebook
