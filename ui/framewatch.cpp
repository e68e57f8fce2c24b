// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/framewatch.h"

#include <QMetaEnum>
#include <QThread>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype mostStalls = 100;

} // namespace

FrameWatch::FrameWatch(QObject *parent)
    : QObject(parent)
{
}

void FrameWatch::reset()
{
    m_stalls.clear();
    m_count = 0;
    m_worst = 0;
}

void FrameWatch::begin(const QObject *receiver, const QEvent *event)
{
    const int level = QThread::currentThread()->loopLevel();
    if (!m_deliveries.empty()) {
        Delivery &outer = m_deliveries.back();
        if (outer.loopLevel >= level) {
            ++outer.depth;
            return;
        }
        outer.waited = true;
    }
    // The receiver may be gone afterwards.
    const bool isTimer = receiver->metaObject() == &QTimer::staticMetaObject && receiver->parent();
    const QMetaObject *owner = (isTimer ? receiver->parent() : receiver)->metaObject();
    m_deliveries.push_back({level, {}, owner->className(), receiver->objectName(), event->type()});
    m_deliveries.back().timer.start();
}

void FrameWatch::end()
{
    if (m_deliveries.back().depth > 0) {
        --m_deliveries.back().depth;
        return;
    }
    if (!m_deliveries.back().waited)
        note(m_deliveries.back());
    m_deliveries.pop_back();
}

void FrameWatch::note(const Delivery &delivery)
{
    const double time = static_cast<double>(delivery.timer.nsecsElapsed()) / 1e6;
    m_worst = std::max(m_worst, time);
    if (time <= frame)
        return;
    ++m_count;
    if (m_stalls.size() == mostStalls)
        m_stalls.removeFirst();
    const char *type = QMetaEnum::fromType<QEvent::Type>().valueToKey(delivery.type);
    const QString what = u"%1 %2: %3"_s.arg(QLatin1StringView(delivery.receiver), delivery.name,
        type ? QString::fromLatin1(type) : QString::number(delivery.type));
    m_stalls.append({QDateTime::currentDateTime(), time, what});
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    m_frames.begin(receiver, event);
    const bool result = QApplication::notify(receiver, event);
    m_frames.end();
    return result;
}

} // namespace sitebook
