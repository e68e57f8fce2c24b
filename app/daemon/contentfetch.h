// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"
#include "app/exchange/libraryjson.h"

#include <QObject>

namespace sitebook {

/// Fetches all that a server has, whole, with the keys that this version does not know.
class ContentFetch : public QObject
{
    Q_OBJECT

public:
    /// \a client has to outlive this.
    explicit ContentFetch(ApiClient &client, QObject *parent = nullptr);

    /// Begins; ends in finished() or failed().
    void start();
    /// What was fetched; whole after finished().
    const LibraryContent &content() const { return m_content; }

signals:
    void finished();
    /// \a message tells a person why.
    void failed(const QString &message);

private:
    void fetchWebsites();
    void fetchNext();
    void fetch(const QString &collection, const std::function<void(const QJsonObject &)> &take);

    ApiClient &m_client;
    LibraryContent m_content;
    /// The kind that is next, as an index of allAssociationTraits().
    std::size_t m_next = 0;
};

} // namespace sitebook
