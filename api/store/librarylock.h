// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"

#include <QLockFile>

#include <memory>

namespace sitebook {

/// Locks \a lock, if nobody else has it, which is what its owner says of itself in it: one whose owner is dead, or died
/// before it had said anything, is taken over.
bool tryLock(QLockFile &lock);

/// The lock that whoever has the library \a path open holds; no other Sitebook opens it meanwhile. Null, and the reason
/// in \a error, when it cannot be had.
std::unique_ptr<QLockFile> lockLibrary(const QString &path, StoreError &error);
/// Whether somebody holds the lock of \a path, or left it when ending without closing the library.
bool hasLibraryLock(const QString &path);

} // namespace sitebook
