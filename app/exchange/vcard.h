// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"

#include <QByteArray>
#include <QList>

namespace sitebook {

/// The most persons that readVCards() takes from one file.
inline constexpr qsizetype mostVCards = 50'000;
/// The largest file that readVCards() looks at, in bytes.
inline constexpr qsizetype largestVCardFile = 256 * 1024 * 1024;

/// The persons in \a content, a file of business cards (vCard 2.1, 3.0 or 4.0, any number of them): name, preferred
/// e-mail address, own page and picture, as far as the last two are addresses of the web. Each gets an identifier of
/// its own. Cards of groups, and cards that name nobody, are left out; a damaged or cut off file gives what can be read
/// of it, and anything else, or what is larger than largestVCardFile, gives nothing.
QList<Material> readVCards(const QByteArray &content);

} // namespace sitebook
