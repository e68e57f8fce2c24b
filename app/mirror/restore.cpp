// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/restore.h"

namespace sitebook {

Restore::Restore(const QString &source, QObject *parent)
    : QObject(parent)
    , m_source(source)
    , m_restorer(new Restorer(source))
{
    m_restorer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_restorer, &QObject::deleteLater);
    connect(m_restorer, &Restorer::planned, this, [this](const RestorePlan &plan) {
        if (takeEnd())
            emit planned(plan);
    });
    connect(m_restorer, &Restorer::finished, this, [this](const RestoreOutcome &outcome) {
        if (takeEnd())
            emit finished(outcome);
    });
    connect(m_restorer, &Restorer::failed, this, [this](const QString &words) {
        if (takeEnd())
            emit failed(words);
    });
    connect(m_restorer, &Restorer::progress, this, [this](qint64 done, qint64 total) {
        if (m_busy && m_ends == 0)
            emit progress(done, total);
    });
    connect(m_restorer, &Restorer::waiting, this, [this](const QString &words) {
        if (m_busy && m_ends == 0)
            emit waiting(words);
    });
    m_thread.setObjectName(QStringLiteral("restore"));
    m_thread.start();
}

Restore::~Restore()
{
    m_thread.quit();
    m_thread.wait();
}

void Restore::begin(const std::function<void()> &work)
{
    ++m_ends;
    QMetaObject::invokeMethod(
        m_restorer,
        [this, work] {
            m_restorer->stop();
            QMetaObject::invokeMethod(
                this, [this] { --m_ends; }, Qt::QueuedConnection);
            work();
        },
        Qt::QueuedConnection);
}

void Restore::setRetryPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    QMetaObject::invokeMethod(
        m_restorer, [this, first, longest] { m_restorer->setRetryPauses(first, longest); }, Qt::QueuedConnection);
}

void Restore::plan(const RestoreTarget &target)
{
    m_busy = true;
    begin([this, target] { m_restorer->plan(target); });
}

void Restore::run(const RestoreTarget &target)
{
    m_busy = true;
    begin([this, target] { m_restorer->run(target); });
}

void Restore::cancel()
{
    m_busy = false;
    begin([] {});
}

} // namespace sitebook
