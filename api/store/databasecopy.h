// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"

namespace sitebook {

/// Copies the SQLite database \a from, whoever has it open, as it is at one moment to the new file \a to, by SQLite's
/// online backup (https://www.sqlite.org/backup.html), and reads the copy through (`quick_check`) before it gets its
/// name. Waits for the disk.
StoreError copyDatabase(const QString &from, const QString &to);

} // namespace sitebook
