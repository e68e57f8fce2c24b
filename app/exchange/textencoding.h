// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace sitebook {

/// The HTML \a content in UTF-8: its encoding is told by a byte order mark, by the shape of the first bytes, or by a
/// meta element; else it is UTF-8, or Windows-1252 when it cannot be UTF-8. A byte order mark is left out.
QByteArray htmlAsUtf8(const QByteArray &content);

} // namespace sitebook
