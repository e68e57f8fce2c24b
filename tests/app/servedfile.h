// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/localserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace sitebook {

/// A new library file behind a server of its own.
class ServedFile
{
public:
    ServedFile()
        : server(LocalServer::Options{.libraryPath = folder.filePath(QStringLiteral("test.sitebook"))})
    {
    }

    QTemporaryDir folder;
    LocalServer server;

    QString path() const { return folder.filePath(QStringLiteral("test.sitebook")); }

    /// Starts the server and waits until it listens; false when it does not.
    bool start()
    {
        QSignalSpy listening(&server, &LocalServer::listening);
        server.start();
        return !listening.isEmpty() || listening.wait(10'000);
    }
};

} // namespace sitebook
