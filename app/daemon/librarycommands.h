// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "app/daemon/commandline.h"

namespace sitebook {

/// Carries out `check` or `recover` on the library of \a command. Gives what to tell a person; what is wrong with a
/// library that was checked is an error.
Result<QString> runLibraryCommand(const CommandLine &command);

/// What \a error says, and the command that helps when the file \a library is damaged.
QString withRemedy(const StoreError &error, const QString &library);

} // namespace sitebook
