// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>

namespace sitebook {

/// The number of \a c, for code that is the same for UTF-16 and the bytes of UTF-8.
constexpr char16_t codeUnit(QChar c)
{
    return c.unicode();
}
constexpr char16_t codeUnit(char c)
{
    return static_cast<unsigned char>(c);
}

} // namespace sitebook
