// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace sitebook {

/// How many characters of \a text the percent-encoded letter takes that begins at \a at, such as the 9 of `%E6%9D%B1`;
/// 0 where there is none. That is a letter or sign beyond ASCII that can be seen, in UTF-8, see
/// https://www.rfc-editor.org/rfc/rfc3986#section-2.5.
qsizetype encodedLetterSize(QStringView text, qsizetype at);

/// \a text, such as an address, as people read it: with the letters in place of what encodes them. The escapes of
/// ASCII, of spaces and of what nobody would see stay.
QString withLetters(const QString &text);

/// Whether something in \a utf8 may be percent-encoded beyond ASCII, told quickly.
bool mayHaveEncodedLetters(QByteArrayView utf8);
bool mayHaveEncodedLetters(QStringView text);

} // namespace sitebook
