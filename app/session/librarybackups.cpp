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

void LibraryBackups::backUp(BackupReason reason)
{
    if (m_thread)
        return;
    m_thread = QThread::create([this, library = m_library, reason] {
        const Result<BackupFile> result = sitebook::backUp(library, reason);
        if (result.ok())
            tidyBackups(library);
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                m_thread->wait();
                delete std::exchange(m_thread, nullptr);
                if (result.ok())
                    emit made(result.value());
                else
                    emit failed(result.error().message);
            },
            Qt::QueuedConnection);
    });
    m_thread->start(QThread::LowPriority);
}

} // namespace sitebook
