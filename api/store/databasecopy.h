// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"

#include <QLatin1StringView>

#include <functional>

namespace sitebook {

/// What the name of a copy ends with until it is whole.
inline constexpr QLatin1StringView unfinishedSuffix(".part");

/// Copies the SQLite database \a from, whoever has it open, as it is at one moment to the new file \a to, by SQLite's
/// online backup (https://www.sqlite.org/backup.html), and reads the copy through (`quick_check`) before it gets its
/// name. Waits for the disk. \a settled is called as soon as that moment is over: what is changed from then on is not
/// copied, and waits for nothing; not after an error before that.
StoreError copyDatabase(const QString &from, const QString &to, const std::function<void()> &settled = {});

} // namespace sitebook
