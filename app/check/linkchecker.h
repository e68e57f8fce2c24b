// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/check/hostqueue.h"
#include "app/check/linkanswer.h"
#include "app/library/linkcheck.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <functional>
#include <unordered_map>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

namespace sitebook {

/// Asks the servers of addresses whether there is something, a few at a time, without cookies and passwords. What may
/// pass is tried again at the end; who asks to be left alone for a while is, but for no longer than two minutes.
class LinkChecker : public QObject
{
    Q_OBJECT

public:
    enum class End {
        /// All are checked.
        Complete,
        Cancelled,
        /// This computer seems to have no network; of what is left nothing is known.
        Offline,
    };
    Q_ENUM(End)

    /// \a network has to outlive it.
    explicit LinkChecker(QNetworkAccessManager *network, QObject *parent = nullptr);
    /// Gives up what is under way.
    ~LinkChecker() override;

    /// What is asked for to check \a address: without user, password and fragment; empty when it is not checked, as
    /// only http and https are.
    static QUrl requested(const QString &address);

    /// Adds \a url, which requested() gave, to what start() checks.
    void add(const QUrl &url);
    /// Checks what was added; ends in finished().
    void start();
    /// Stops at once, which ends in finished(), and forgets what was added.
    void cancel();
    bool isRunning() const { return m_isRunning; }

    /// Sets how long one request may take; 15 seconds unless set.
    void setTimeLimit(std::chrono::milliseconds limit) { m_timeLimit = limit; }
    /// Sets the pauses before what may pass is tried again, one a try; 10 and 30 seconds unless set.
    void setRetryPauses(const QList<std::chrono::milliseconds> &pauses) { m_pauses = pauses; }
    /// Sets how many different hosts in a row may give no answer until the network is doubted; 20 unless set.
    void setMostSilentHosts(qsizetype count) { m_mostSilentHosts = count; }
    /// Sets what tells whether this computer has any network; it looks at the interfaces unless set.
    void setHasNetwork(const std::function<bool()> &hasNetwork) { m_hasNetwork = hasNetwork; }

signals:
    /// What is known of \a url now; LinkState::Unknown when that cannot be told.
    void checked(const QUrl &url, const sitebook::LinkFinding &finding);
    void finished(sitebook::LinkChecker::End end);

private:
    struct Flight
    {
        std::unique_ptr<LinkTask> task;
        /// Whether it only asks whether there is a network.
        bool isProbe = false;
    };
    /// A finding that counts only if it was not this computer that had no network.
    struct Doubtful
    {
        QUrl url;
        LinkFinding finding;
    };

    QNetworkAccessManager *m_network;
    HostQueue m_queue;
    std::vector<std::unique_ptr<LinkTask>> m_added;
    std::vector<std::unique_ptr<LinkTask>> m_later;
    std::unordered_map<QNetworkReply *, Flight> m_flights;
    QList<Doubtful> m_doubtful;
    /// The hosts that gave no answer since a server did.
    QSet<QString> m_silentHosts;
    /// What answered last.
    QUrl m_answered;
    QTimer m_pause{this};
    int m_retries = 0;
    /// The longest that a server asked for before it is tried again.
    std::chrono::milliseconds m_wait{0};
    /// The hosts that are left alone until then, and what they answered.
    QHash<QString, LinkAnswer> m_leftAlone;
    bool m_isRunning = false;
    bool m_isProbing = false;
    std::chrono::milliseconds m_timeLimit = std::chrono::seconds(15);
    QList<std::chrono::milliseconds> m_pauses{std::chrono::seconds(10), std::chrono::seconds(30)};
    qsizetype m_mostSilentHosts = 20;
    std::function<bool()> m_hasNetwork;

    void launch();
    void send(std::unique_ptr<LinkTask> task, bool isProbe = false);
    void onAnswer(QNetworkReply *reply, bool isLate = false);
    void giveUpFlights();
    void settle(std::unique_ptr<LinkTask> task, const LinkAnswer &answer);
    void queue(std::unique_ptr<LinkTask> task);
    void tryAgainLater(const LinkTask &task, bool asksForPage);
    void leaveAlone(const QString &host, const LinkAnswer &answer);
    void putOff(const LinkTask &task, const LinkAnswer &answer);
    bool follow(std::unique_ptr<LinkTask> &task, const LinkAnswer &answer);
    void conclude(const LinkTask &task, const LinkAnswer &answer);
    void noteNetwork(const LinkTask &task, const LinkAnswer &answer);
    void doubtNetwork();
    void tell(const QUrl &url, LinkFinding finding);
    void tellDoubtful();
    void goOnOrEnd();
    void tryLater();
    void stop(End end);
};

} // namespace sitebook
