// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

namespace sitebook {

/// \a text as searches compare it: without case and accents (case folding, NFKD, marks dropped, `ß` and its like
/// spelled out), as UTF-8.
QByteArray folded(QStringView text);
/// Appends it to \a to.
void appendFolded(QByteArray &to, QStringView text);
/// The same for \a utf8.
void appendFolded(QByteArray &to, QByteArrayView utf8);
/// Appends both texts (UTF-8), a line each: what searches look at. A line end in the first becomes a space.
void appendFoldedLines(QByteArray &to, QByteArrayView first, QByteArrayView second);

} // namespace sitebook
