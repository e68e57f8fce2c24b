// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sitebook {

/// \a text for a button or a menu, its ampersands shown and not taken for mnemonics.
QString withoutMnemonics(const QString &text);
/// As much of \a text as fits a line of a menu or a button: \a most characters, and whether there were more.
QString shortened(const QString &text, qsizetype most);
/// The start of \a text for a tool tip, which wraps it and never takes it for rich text; null when it is empty.
QString plainTip(const QString &text);

/// \a text without the marks that turn the direction of what follows, also of the sentence around it.
QString withoutDirectionMarks(QString text);

} // namespace sitebook
