// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "app/daemon/commandline.h"

namespace sitebook {

/// Carries out `programs` or `permit` on the library of \a command, which no other Sitebook may have open. Gives what
/// to tell a person.
Result<QString> runProgramCommand(const CommandLine &command);

} // namespace sitebook
