// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/batchapi.h"
#include "app/library/operation.h"

#include <functional>

namespace sitebook {

/// The body that creates the item of \a operation: the \a whole item, which a Sitebook server takes as it is (with its
/// identifier, times and links), or only what the contract's seed has.
QJsonObject createBody(const Operation &operation, bool whole);
/// A create, delete, link, unlink or increment as one entry of a batch; \a resolve gives the server's identifiers.
BatchOperation encodeForBatch(const Operation &operation, const std::function<QString(const QString &)> &resolve);

} // namespace sitebook
