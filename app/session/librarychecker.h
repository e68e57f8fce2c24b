// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/librarycheck.h"

#include <QObject>

#include <atomic>

class QThread;

namespace sitebook {

/// Looks through a library file while it is in use, on a thread of its own, which its end stops and waits for.
class LibraryChecker : public QObject
{
    Q_OBJECT

public:
    /// Of the library file \a library.
    explicit LibraryChecker(const QString &library, QObject *parent = nullptr);
    ~LibraryChecker() override;

    /// Begins; ends in finished(). Does nothing while it runs.
    void start();
    /// Ends it before its end, soon.
    void stop() { m_isStopped = true; }
    bool isRunning() const { return m_thread != nullptr; }

signals:
    /// How much is done, in percent; -1 while that is not known.
    void progress(int percent);
    void finished(const sitebook::Result<sitebook::LibraryCheck> &result);

private:
    QString m_library;
    QThread *m_thread = nullptr;
    std::atomic<bool> m_isStopped = false;
};

} // namespace sitebook
