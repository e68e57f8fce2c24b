// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"

#include <QObject>
#include <QUrl>

#include <chrono>

class QNetworkAccessManager;

namespace sitebook {

class ApiClient;

/// Asks one server whether it is well, for its version, and how many websites it has. Deleting it ends that.
class ServerProbe : public QObject
{
    Q_OBJECT

public:
    enum class Step {
        Health,
        Version,
        Counting,
        /// It is over; see error().
        Done,
    };

    /// \a network has to outlive this.
    ServerProbe(QNetworkAccessManager *network, const QUrl &url, QObject *parent = nullptr);

    /// How long the server may be silent before it counts as too slow; as the requests say unless set.
    void setLongestSilence(std::chrono::milliseconds longest);
    /// Begins; a server whose health and version are known already only counts.
    void start();
    void startCounting(const QString &version);

    const QUrl &url() const { return m_url; }
    Step step() const { return m_step; }
    /// What is wrong; meaningful when done.
    const ApiError &error() const { return m_error; }
    /// Whether the server said that it is well; an error behind that is about its websites.
    bool isWell() const { return m_well; }
    /// Its version, at most 40 characters; empty when it does not tell.
    const QString &version() const { return m_version; }
    /// How many websites were counted so far.
    qsizetype count() const { return m_count; }

signals:
    /// A step further, more websites counted, or done.
    void changed();

private:
    ApiClient *m_client;
    QUrl m_url;
    Step m_step = Step::Health;
    bool m_well = false;
    ApiError m_error;
    QString m_version;
    qsizetype m_count = 0;

    void askVersion();
    void countWebsites();
    void proceed(Step step, const ApiError &error = {});
};

} // namespace sitebook
