// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"

#include <QList>
#include <QStringList>
#include <QUrl>

#include <functional>

class QObject;

namespace sitebook {

/// The most that one file may have to become an asset, in bytes.
inline constexpr qint64 largestAsset = 24 * 1024 * 1024;

/// What became of files that were dropped.
struct DroppedFiles
{
    QList<Material> materials;
    /// A sentence for each file that cannot be taken.
    QStringList problems;
};

/// Reads \a files in the background: texts and others as assets, vCards as people when \a kind is Person. Gives the
/// result to \a handler in the life of \a context.
void readDroppedFiles(AssociationKind kind, const QList<QUrl> &files, QObject *context,
    const std::function<void(const DroppedFiles &)> &handler);

} // namespace sitebook
