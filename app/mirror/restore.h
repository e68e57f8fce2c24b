// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mirror/restorer.h"

#include <QThread>

#include <functional>
#include <utility>

namespace sitebook {

/// A Restorer on a thread of its own.
class Restore : public QObject
{
    Q_OBJECT

public:
    /// From the library file \a source, which may be in use.
    explicit Restore(const QString &source, QObject *parent = nullptr);
    /// Ends what is being done; what was not done is done by the next run().
    ~Restore() override;

    const QString &source() const { return m_source; }
    /// As Restorer has it; for tests.
    void setRetryPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest);
    bool isBusy() const { return m_busy; }
    /// Looks what would be done, and changes nothing; ends with planned() or failed().
    void plan(const RestoreTarget &target);
    /// Does it; ends with finished() or failed().
    void run(const RestoreTarget &target);
    /// Ends it, without a further signal. The next run() of the same target goes on.
    void cancel();

signals:
    void planned(const sitebook::RestorePlan &plan);
    void progress(qint64 done, qint64 total);
    /// The target cannot be reached and is asked again and again; empty: it is back.
    void waiting(const QString &words);
    void finished(const sitebook::RestoreOutcome &outcome);
    void failed(const QString &words);

private:
    QString m_source;
    QThread m_thread;
    Restorer *m_restorer;
    bool m_busy = false;
    /// How many ends of earlier work the thread has not come to yet: what it says until then is about that.
    int m_ends = 0;

    void begin(const std::function<void()> &work);
    bool takeEnd() { return m_ends == 0 && std::exchange(m_busy, false); }
};

} // namespace sitebook
