// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

namespace sitebook {

/// A running sitebookd.
class ServerProcess
{
public:
    /// Starts the server on \a library and waits until it listens; false when it does not.
    bool start(const QString &library);
    /// Ends it as a power cut would, as far as a process can tell.
    void kill();
    /// Ends it properly; false when it did not end by itself.
    bool stop();

    quint16 port() const { return m_port; }
    /// Whether it has not ended, by itself or otherwise.
    bool isRunning();
    /// What it has in memory, in MiB; 0 when that cannot be told.
    double residentMebibytes() const;

private:
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace sitebook
