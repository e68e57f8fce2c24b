// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mirror/mirrorworker.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <chrono>

namespace sitebook {

class Library;

/// Keeps a safety copy of a server's library: a library file with everything that the server gives, unknown fields
/// included. It reads after the library was loaded and after it changed, on a thread of its own, never writes to the
/// server, and waits while changes of ours are sent.
class Mirror : public QObject
{
    Q_OBJECT

public:
    /// Keeps the file \a path, which is made when it does not exist. \a library has to outlive it.
    Mirror(Library *library, const QString &path, QObject *parent = nullptr);
    /// Ends what is being done; what was written stays.
    ~Mirror() override;

    enum class Activity { None, Updating, Verifying };

    const QString &path() const { return m_path; }
    /// The server of which it is a copy.
    QUrl server() const;
    Activity activity() const { return m_activity; }
    /// What the copy said about itself after the last update, and what it held; empty while there is none.
    const MirrorNote &note() const { return m_outcome.note; }
    const LibraryCounts &counts() const { return m_outcome.counts; }
    /// Why the last update came to no end, for a person; empty when it did.
    QString problem() const;
    /// What the server has no longer and the copy keeps until somebody says that it may go.
    const MirrorRemovals &kept() const { return m_outcome.kept; }
    /// What the running update does, for a person; empty when there is none.
    QString progressText() const;

    /// Updates the copy now, or after what is being done; with \a deep also what seems not to have changed.
    void update(bool deep = false);
    /// Compares the copy with the server; ends with verified(). An update that is running is ended for it.
    void verify();
    /// Ends a comparison.
    void cancel();
    /// Lets kept() go, with the next update, which begins.
    void letGo();

    /// Sets how long it waits after the library was loaded, and after its last change; for tests.
    void setPauses(std::chrono::milliseconds first, std::chrono::milliseconds quiet);

signals:
    /// Something of the above changed.
    void changed();
    /// An update ended.
    void updated();
    /// An update would take so much out of the copy that somebody has to say so; it was not done.
    void asked(const sitebook::MirrorRemovals &removals);
    void verifyProgress(qint64 done, qint64 total);
    void verified(const sitebook::CheckOutcome &outcome);

private:
    Library *m_library;
    QString m_path;
    QThread m_thread;
    MirrorWorker *m_worker;
    Activity m_activity = Activity::None;
    QTimer m_next;
    QTimer m_fullUpdate;
    SyncOutcome m_outcome;
    QString m_progressText;
    /// The lists that were not read since they changed, and those of them that the running update reads.
    ListSet m_due;
    ListSet m_reading;
    bool m_deep = false;
    QSet<QString> m_permitted;
    /// What was asked about last, so that it is not asked about with every change.
    MirrorRemovals m_asked;
    std::chrono::milliseconds m_first = std::chrono::seconds(10);
    std::chrono::milliseconds m_quiet = std::chrono::seconds(10);
    /// Grows while the server cannot be read.
    std::chrono::milliseconds m_patience{0};
    std::chrono::milliseconds m_rest{0};
    QElapsedTimer m_sinceBegin;

    bool isSending() const;
    void onSending();
    void setAllDue();
    void noteChange(std::size_t slot);
    void schedule(std::chrono::milliseconds pause);
    void begin();
    void onSynced(const SyncOutcome &outcome);
    void onChecked(const CheckOutcome &outcome);
    template<class Work> void onWorker(Work work);
};

} // namespace sitebook
