// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>

#include <optional>

namespace sitebook {

/// \a pattern as a regular expression that pays no heed to case, and that gives up on a text before that takes
/// long; nothing when it is none, or longer than anybody would type.
std::optional<QRegularExpression> boundedRegex(const QString &pattern);

/// Whether \a regex, which boundedRegex() gave, finds something in \a text; nothing when it gave up, or did so on \a
/// most texts, which \a gaveUp counts, before, so that a search of many texts has an end.
std::optional<bool> hasMatch(const QRegularExpression &regex, const QString &text, int &gaveUp, int most);

} // namespace sitebook
