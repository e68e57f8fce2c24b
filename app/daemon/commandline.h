// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/programstore.h"

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
        /// List the programs that introduced themselves.
        Programs,
        /// Decide what `program` may do.
        Permit,
        /// Look through the whole library.
        Check,
        /// Make a new library of what can be read of a damaged one.
        Recover,
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
    /// The pages whose scripts may use the server.
    QStringList allowedOrigins;
    bool requireApproval = false;
    /// The identifier or name of a program, and what it may do.
    QString program;
    Program::Permission permission = Program::Permission::Undecided;
    QString text;
    int exitCode = ExitFine;

    /// Reads \a arguments, the name of the program first.
    static CommandLine parse(const QStringList &arguments);
};

} // namespace sitebook
