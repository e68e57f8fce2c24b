// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mirror/mirrorcheck.h"
#include "app/mirror/mirrorfile.h"
#include "app/mirror/mirrorsync.h"

#include <QNetworkAccessManager>
#include <QObject>

namespace sitebook {

class ApiClient;

/// What keeps a copy, with a connection to the server of its own: one thing at a time. Made for a thread of its own, in
/// which everything is called.
class MirrorWorker : public QObject
{
    Q_OBJECT

public:
    MirrorWorker();
    ~MirrorWorker() override;

    /// Says what the copy at \a path is, if there is one; ends with inspected().
    void inspect(const QString &path);
    /// Updates the copy from the server at \a server, which knows this program by \a applicationId; ends with synced().
    void sync(const QUrl &server, const QString &applicationId, const MirrorSync::Options &options, bool paused);
    /// Compares them; ends with checked().
    void check(const QUrl &server, const QString &applicationId, const QString &path);
    /// Reads nothing more from the server until it is told to go on; a comparison goes on.
    void setPaused(bool paused);
    /// Ends what is being done, without a signal. What was written stays.
    void cancel();

signals:
    void inspected(const sitebook::MirrorState &state);
    void syncProgress(const QString &list, qsizetype items);
    void synced(const sitebook::SyncOutcome &outcome);
    void checkProgress(qint64 done, qint64 total);
    void checked(const sitebook::CheckOutcome &outcome);

private:
    QNetworkAccessManager m_network;
    ApiClient *m_client = nullptr;
    MirrorSync *m_sync = nullptr;
    MirrorCheck *m_check = nullptr;

    void connectTo(const QUrl &server, const QString &applicationId);
};

} // namespace sitebook
