// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"

#include <QLockFile>

#include <memory>

namespace sitebook {

/// The lock that whoever has the library \a path open holds; no other Sitebook opens it meanwhile. Null, and the reason
/// in \a error, when it cannot be had.
std::unique_ptr<QLockFile> lockLibrary(const QString &path, StoreError &error);
/// Whether somebody holds the lock of \a path, or left it when ending without closing the library.
bool hasLibraryLock(const QString &path);

} // namespace sitebook
