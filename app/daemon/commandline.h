// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace sitebook {

/// The port that the server listens on unless told otherwise: none of those that Pieces OS uses.
inline constexpr quint16 defaultPort = 39340;

/// How the process ends.
enum ExitCode { ExitFine = 0, ExitFailed = 1, ExitWrongUsage = 2 };

/// What the arguments ask for.
struct CommandLine
{
    enum class Action {
        Serve,
        Import,
        Export,
        /// Write `text` and end with `exitCode`.
        Say,
    };

    Action action = Action::Serve;
    /// The library; its folder exists when it is the default one.
    QString library;
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = defaultPort;
    /// The file to import or export, and its ending in lower case: `html` or `json`.
    QString file;
    QString format;
    QString text;
    int exitCode = ExitFine;

    /// Reads \a arguments, the name of the program first.
    static CommandLine parse(const QStringList &arguments);
};

} // namespace sitebook
