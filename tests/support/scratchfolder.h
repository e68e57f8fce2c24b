// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFileInfo>

namespace sitebook {

/// What a QTemporaryDir of a test is named after: in memory where there is such a folder, as waiting for a disk is for
/// the tests of the store.
inline QString scratchTemplate()
{
    const bool hasMemory = QFileInfo(QStringLiteral("/dev/shm")).isWritable();
    return (hasMemory ? QStringLiteral("/dev/shm") : QDir::tempPath()) + QStringLiteral("/sitebook-XXXXXX");
}

} // namespace sitebook
