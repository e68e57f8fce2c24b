// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace sitebook {

/// Rows for a test with random contents: some seeds that stay the same, and the one of SITEBOOK_TEST_SEED, when it is
/// set.
inline void addSeedRows()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1U, 20261123U, 4242U})
        QTest::addRow("seed %u", seed) << seed;
    if (qEnvironmentVariableIsSet("SITEBOOK_TEST_SEED")) {
        const quint32 seed = qEnvironmentVariable("SITEBOOK_TEST_SEED").toUInt();
        QTest::addRow("given seed %u", seed) << seed;
    }
}

} // namespace sitebook
