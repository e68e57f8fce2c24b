// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/librarychecker.h"

#include <QThread>

namespace sitebook {

LibraryChecker::LibraryChecker(const QString &library, QObject *parent)
    : QObject(parent)
    , m_library(library)
{
}

LibraryChecker::~LibraryChecker()
{
    if (!m_thread)
        return;
    stop();
    m_thread->wait();
    delete m_thread;
}

void LibraryChecker::start()
{
    if (m_thread)
        return;
    m_isStopped = false;
    m_thread = QThread::create([this] {
        int told = -2;
        const auto tell = [&](int percent) {
            if (std::exchange(told, percent) != percent)
                QMetaObject::invokeMethod(
                    this, [this, percent] { emit progress(percent); }, Qt::QueuedConnection);
            return !m_isStopped;
        };
        const Result<LibraryCheck> result = checkLibrary(m_library, tell);
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                m_thread->wait();
                delete std::exchange(m_thread, nullptr);
                emit finished(result);
            },
            Qt::QueuedConnection);
    });
    m_thread->start(QThread::LowPriority);
}

} // namespace sitebook
