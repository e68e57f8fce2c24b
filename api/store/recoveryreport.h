// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/recovery.h"

namespace sitebook {

/// What happened to the library \a path, in lines for a person: first what matters most, up to an empty line.
QString reportOn(const QString &path, const LibraryRecovery &recovery);
/// The beginning of \a report that says what matters most.
QString summaryOf(const QString &report);
/// What people call the items of \a kind, in a list: `Snippets and files`.
QString captionOfKind(AssociationKind kind);

} // namespace sitebook
