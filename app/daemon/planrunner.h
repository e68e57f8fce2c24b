// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/batchapi.h"
#include "app/exchange/importplan.h"

#include <QObject>

namespace sitebook {

/// Adds what an ImportPlan holds to a server, in requests of a bounded size: first what websites link to, then the
/// websites with their links. Doing the same plan again adds nothing, since identifiers are part of it.
class PlanRunner : public QObject
{
    Q_OBJECT

public:
    /// \a client has to outlive this.
    PlanRunner(ApiClient &client, const ImportPlan &plan, QObject *parent = nullptr);

    /// Begins; ends in finished() or failed().
    void start();
    /// How many websites the server took.
    int addedWebsites() const { return m_addedWebsites; }
    /// What the server refused, with its words.
    const QList<UnreadableEntry> &refused() const { return m_refused; }

signals:
    void finished();
    /// The way to the server broke; \a message tells a person why. What was sent before is there.
    void failed(const QString &message);

private:
    struct Step
    {
        BatchOperation operation;
        /// What people know the item by.
        QString caption;
        bool isWebsite = false;
    };

    void addMaterials(const QList<Material> &materials);
    void addWebsites(const QList<Website> &websites);
    void sendNext();
    void take(qsizetype first, const QList<BatchResult> &results);

    BatchApi m_batch;
    QList<Step> m_steps;
    qsizetype m_sent = 0;
    int m_addedWebsites = 0;
    QList<UnreadableEntry> m_refused;
};

} // namespace sitebook
