// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

namespace sitebook {

/// \a text as searches compare it, as UTF-8: without case and accents (case folding, NFKD, marks dropped but for those
/// that make another letter, `ß` and its like spelled out), without what nobody sees (soft hyphens, joiners, marks of
/// direction), with the quotes, dashes and single spaces that people type, and with the letters that are
/// percent-encoded.
QByteArray folded(QStringView text);
/// Appends it to \a to.
void appendFolded(QByteArray &to, QStringView text);
/// The same for \a utf8.
void appendFolded(QByteArray &to, QByteArrayView utf8);
/// Appends both texts (UTF-8), a line each: what searches look at. The first has no space at its ends.
void appendFoldedLines(QByteArray &to, QByteArrayView first, QByteArrayView second);

} // namespace sitebook
