// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/backups.h"

#include <QObject>
#include <QTimer>

class QThread;

namespace sitebook {

/// Backs a library file up while it is in use: once a day, and when somebody asks. It works on threads of its own, of
/// which its end waits for the last.
class LibraryBackups : public QObject
{
    Q_OBJECT

public:
    /// Of the library file \a library, whose server runs.
    explicit LibraryBackups(const QString &library, QObject *parent = nullptr);
    ~LibraryBackups() override;

    const QString &library() const { return m_library; }
    /// Makes a backup; ends in made() or failed(). Does nothing while one is being made.
    void backUp(BackupReason reason);
    /// Whether one is being made.
    bool isBusy() const { return m_thread != nullptr; }
    /// Makes the daily backup if the last is of another day.
    void backUpDaily();

signals:
    void made(const sitebook::BackupFile &backup);
    /// \a words tell a person what went wrong; the library is as it was.
    void failed(const QString &words);

private:
    QString m_library;
    QThread *m_thread = nullptr;
    QTimer m_daily;
};

} // namespace sitebook
