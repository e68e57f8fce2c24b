// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "api/types/association.h"

#include <QJsonObject>
#include <QObject>
#include <QQueue>

#include <functional>
#include <optional>

namespace sitebook {

class ApiClient;
class ApiReply;

/// Reads every item of one list of a server with everything that the server knows of it, and changes nothing there. One
/// request brings a list whole; of assets, whose contents may be large, the list comes without them, and each one that
/// is wanted on its own, a few at a time.
class KindReader : public QObject
{
    Q_OBJECT

public:
    /// Reads the list of \a kind, or the websites. \a client has to outlive it.
    KindReader(ApiClient &client, std::optional<AssociationKind> kind, QObject *parent = nullptr);

    /// Whether an asset is to be read whole of which the list says \a light; all are unless set.
    void setWanted(const std::function<bool(const QJsonObject &light)> &isWanted) { m_isWanted = isWanted; }
    /// Reads nothing when the state of the list is still the one that the server called \a tag.
    void setKnownState(const QByteArray &tag) { m_knownState = tag; }
    /// Begins; ends with finished().
    void start();
    /// Sends no further request until it is told to go on.
    void setPaused(bool paused);

    std::optional<AssociationKind> kind() const { return m_kind; }
    /// Once finished: whether the list is as it was.
    bool isNotModified() const { return m_notModified; }
    /// Once finished: what the server calls the state of the list; empty when it does not say.
    const QByteArray &state() const { return m_state; }
    /// How many items of the list are no objects.
    qsizetype unreadable() const { return m_unreadable; }

    /// The most requests at a time.
    static constexpr int parallelRequests = 3;

signals:
    /// The next \a items, whole.
    void received(const QList<QJsonObject> &items);
    /// The list has this item, which was not wanted.
    void seen(const QString &id);
    /// The item \a id could not be read; \a error says why. One that is gone meanwhile is not told.
    void unread(const QString &id, const sitebook::ApiError &error);
    /// It is over; after an error the list is not complete.
    void finished(const sitebook::ApiError &error);

private:
    ApiClient &m_client;
    std::optional<AssociationKind> m_kind;
    std::function<bool(const QJsonObject &)> m_isWanted = [](const QJsonObject &) { return true; };
    QByteArray m_knownState;
    QByteArray m_state;
    /// The assets that are to be read on their own.
    QQueue<QString> m_waiting;
    int m_inFlight = 0;
    qsizetype m_unreadable = 0;
    bool m_notModified = false;
    bool m_listRead = false;
    bool m_paused = false;
    bool m_started = false;
    bool m_over = false;

    void readList();
    void takeList(const QList<QJsonObject> &items);
    void readNext();
    void end(const ApiError &error);
};

} // namespace sitebook
