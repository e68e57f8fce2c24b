// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/librarybackups.h"

#include <QThread>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// The library is to be on the screen first.
constexpr auto firstPause = 5s;
constexpr auto pause = 1h;
/// A backup before a large change serves the next ones, too: whoever changes much does so several times in a row.
constexpr std::chrono::seconds youth = 10min;

} // namespace

LibraryBackups::LibraryBackups(const QString &library, QObject *parent)
    : QObject(parent)
    , m_library(library)
{
    m_daily.setInterval(firstPause);
    connect(&m_daily, &QTimer::timeout, this, [this] {
        m_daily.setInterval(pause);
        backUpDaily();
    });
    m_daily.start();
}

LibraryBackups::~LibraryBackups()
{
    if (!m_thread)
        return;
    m_thread->wait();
    delete m_thread;
}

void LibraryBackups::backUpDaily()
{
    const QDate today = QDateTime::currentDateTimeUtc().date();
    const QList<BackupFile> backups = backupsOf(m_library);
    const bool hasToday = std::ranges::any_of(backups, [&](const BackupFile &backup) {
        return backup.reason == BackupReason::Daily && backup.moment.date() == today;
    });
    if (!hasToday)
        backUp(BackupReason::Daily);
}

void LibraryBackups::backUpBeforeChange(const std::function<void()> &goOn)
{
    if (m_isSettled || (!m_thread && hasYoungMassBackup())) {
        goOn();
        return;
    }
    m_waiting.append(goOn);
    backUp(BackupReason::MassChange); // or one is being made already, which is as good
}

bool LibraryBackups::hasYoungMassBackup() const
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<BackupFile> backups = backupsOf(m_library);
    return std::ranges::any_of(backups, [&](const BackupFile &backup) {
        return backup.reason == BackupReason::MassChange && backup.moment > now.addSecs(-youth.count());
    });
}

void LibraryBackups::backUp(BackupReason reason)
{
    if (m_thread)
        return;
    m_thread = QThread::create([this, library = m_library, reason] {
        std::optional<Result<BackupFile>> result;
        // A person who asks for a backup of nothing gets it.
        if (reason == BackupReason::ByHand || !isEmptyLibrary(library)) {
            result = sitebook::backUp(library, reason,
                [this] { QMetaObject::invokeMethod(this, &LibraryBackups::settle, Qt::QueuedConnection); });
            if (result->ok())
                tidyBackups(library);
        }
        QMetaObject::invokeMethod(
            this, [this, result] { end(result); }, Qt::QueuedConnection);
    });
    m_thread->start(QThread::LowPriority);
}

/// What is in the backup that is being made is clear now; copying it can take many seconds.
void LibraryBackups::settle()
{
    m_isSettled = true;
    letWaitingGoOn();
}

void LibraryBackups::letWaitingGoOn()
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &goOn : waiting)
        goOn();
}

void LibraryBackups::end(const std::optional<Result<BackupFile>> &result)
{
    m_thread->wait();
    delete std::exchange(m_thread, nullptr);
    m_isSettled = false;
    if (result) {
        if (result->ok())
            emit made(result->value());
        else
            emit failed(result->error().message);
    }
    emit finished();
    letWaitingGoOn(); // where it failed before it was settled
}

} // namespace sitebook
