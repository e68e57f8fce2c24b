// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/backups.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

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
    /// Makes a backup before a change of very many items, unless there is a young one of the kind, and calls \a goOn
    /// when it is clear that nothing of the change will be in it, also when it failed.
    void backUpBeforeChange(const std::function<void()> &goOn);
    /// Whether one is being made.
    bool isBusy() const { return m_thread != nullptr; }
    /// Makes the daily backup if the last is of another day and there is anything to keep.
    void backUpDaily();

signals:
    void made(const sitebook::BackupFile &backup);
    /// \a words tell a person what went wrong; the library is as it was.
    void failed(const QString &words);
    /// Nothing is being made any more.
    void finished();

private:
    QString m_library;
    QThread *m_thread = nullptr;
    QTimer m_daily;
    /// Who waits until it is clear what is in the one that is being made.
    QList<std::function<void()>> m_waiting;
    bool m_isSettled = false;

    bool hasYoungMassBackup() const;
    void settle();
    void letWaitingGoOn();
    void end(const std::optional<Result<BackupFile>> &result);
};

} // namespace sitebook
