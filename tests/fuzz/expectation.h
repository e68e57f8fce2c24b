// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

namespace sitebook {

/// Stops the program, which the fuzzer and the replay take for a crash, unless \a isTrue; \a what and \a detail say
/// which promise was broken.
inline void expect(bool isTrue, const char *what, const QByteArray &detail = {})
{
    if (isTrue)
        return;
    std::fprintf(stderr, "broken: %s\n%s\n", what, detail.constData());
    std::abort();
}

} // namespace sitebook
