// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QList>
#include <QObject>

#include <vector>

namespace sitebook {

/// Notes when the window did not answer for longer than a frame lasts, and what ran then.
class FrameWatch : public QObject
{
    Q_OBJECT

public:
    /// An event whose delivery took too long.
    struct Stall
    {
        QDateTime moment;
        double milliseconds = 0;
        /// For a programmer: its receiver, or the owner of the timer that is, and its type.
        QString what;
    };

    /// How long the delivery of an event may take, in milliseconds.
    static constexpr double frame = 16;

    explicit FrameWatch(QObject *parent = nullptr);

    /// The last stalls, oldest first, at most a hundred.
    const QList<Stall> &stalls() const { return m_stalls; }
    /// How many there were since the start or reset().
    qint64 count() const { return m_count; }
    /// The longest delivery since the start or reset(), in milliseconds, also when it was short enough.
    double worst() const { return m_worst; }
    /// Forgets everything.
    void reset();

    /// What an application calls around each event that it delivers.
    void begin(const QObject *receiver, const QEvent *event);
    void end();

private:
    /// An event that is being delivered, not from inside another, but perhaps from an event loop inside another.
    struct Delivery
    {
        int loopLevel = 0;
        QElapsedTimer timer{};
        const char *receiver = nullptr;
        QString name{};
        int type = 0;
        /// How many events are being delivered inside it.
        int depth = 0;
        /// Whether it waits for an event loop of its own, as a menu does: then it is none that takes long.
        bool waited = false;
    };

    QList<Stall> m_stalls;
    qint64 m_count = 0;
    double m_worst = 0;
    std::vector<Delivery> m_deliveries;

    void note(const Delivery &delivery);
};

/// An application whose event loop is watched.
class WatchedApplication : public QApplication
{
    Q_OBJECT

public:
    using QApplication::QApplication;

    FrameWatch &frames() { return m_frames; }
    bool notify(QObject *receiver, QEvent *event) override;

private:
    FrameWatch m_frames;
};

} // namespace sitebook
