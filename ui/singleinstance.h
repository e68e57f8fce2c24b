// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QLocalServer;

namespace sitebook {

/// Keeps one window a library: a second start hands its arguments over to the first and ends.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// For the library named \a library: a file's path or a server's address.
    explicit SingleInstance(const QString &library, QObject *parent = nullptr);

    /// Gives \a arguments to the window that is open on the library; false when there is none.
    bool handOver(const QStringList &arguments) const;
    /// Waits for later starts from now on.
    void listen();

signals:
    /// Another start asks for the window, and may bring \a arguments.
    void raised(const QStringList &arguments);

private:
    QString m_name;
    QLocalServer *m_server = nullptr;
};

} // namespace sitebook
