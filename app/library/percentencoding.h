// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace sitebook {

// Percent-encoded letters are letters and signs beyond ASCII, in UTF-8, such as `%E6%9D%B1`, see
// https://www.rfc-editor.org/rfc/rfc3986#section-2.5. What stands for a character that takes an address apart, or for a
// space, is none: it stays encoded everywhere, as ASCII does.

/// How many characters of \a text the percent-encoded letter takes that begins at \a at; 0 where there is none.
qsizetype encodedLetterSize(QStringView text, qsizetype at);

/// \a text with the letters in place of what encodes them, also those that nobody sees: for who compares it.
QString withLetters(const QString &text);

/// The address \a text as people read it: with all letters that can be seen.
QString readableAddress(const QString &text);

/// Whether something in \a utf8 may be a percent-encoded letter, told quickly.
bool mayHaveEncodedLetters(QByteArrayView utf8);
bool mayHaveEncodedLetters(QStringView text);

/// Whether \a point is one of the letters and marks that nobody sees; the category tells that of all others.
bool isInvisible(char32_t point);

} // namespace sitebook
