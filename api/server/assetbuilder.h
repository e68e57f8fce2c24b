// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"

#include <QJsonObject>

namespace sitebook {

/// The Asset that the SeededAsset \a seed asks for; completeAsset() adds what the contract requires besides.
QJsonObject assetFromSeed(const QJsonObject &seed);

/// \a asset with everything that the contract requires of an Asset and its Formats, where it is missing: identifiers,
/// roles, classifications, sizes, the preview, the original. What each format says about the asset is brought up to
/// date. \a creator stands for whoever made it.
QJsonObject completeAsset(QJsonObject asset, const QString &id, const QString &creator, Timestamp created);

} // namespace sitebook
