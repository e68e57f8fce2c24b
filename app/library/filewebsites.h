// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/websitebatch.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <semaphore>

namespace sitebook {

/// Reads the websites of a library file that a server of this process has open, in a thread of its own, several times
/// as fast as over HTTP: nobody writes JSON that somebody has to read again. What it reads is one state of the library.
class FileWebsites : public QObject
{
    Q_OBJECT

public:
    /// Begins to read the file \a path.
    explicit FileWebsites(const QString &path, QObject *parent = nullptr);
    /// Gives up what was not read.
    ~FileWebsites() override;

signals:
    /// The next websites of the file.
    void received(const sitebook::WebsiteBatch &batch);
    /// That was all; without \a success there are more, that could not be read. Told once.
    void finished(bool success);

private:
    using Batch = std::shared_ptr<WebsiteBatch>;

    /// For batches that wait to be taken; when there is no more room, reading waits.
    std::shared_ptr<std::counting_semaphore<>> m_room;
    QThreadPool m_thread;
    QFutureWatcher<Batch> m_reading;
    QTimer m_next{this};
    int m_taken = 0;
    bool m_isOver = false;

    void takeSome();
};

} // namespace sitebook
