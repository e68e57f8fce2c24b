// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <array>

class QSocketNotifier;

namespace sitebook {

/// Turns SIGINT and SIGTERM into a signal of Qt. There may be one at a time.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    /// Gives the signals their usual effect again.
    ~TerminationSignals() override;

signals:
    /// The process was asked to end.
    void raised();

private:
    void onReadable();

    /// A signal handler may do next to nothing but write to a pipe.
    std::array<int, 2> m_pipe = {-1, -1};
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace sitebook
