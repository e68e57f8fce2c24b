// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QStringList>

#include <vector>

namespace sitebook {

class Library;

/// How well the letters of \a pattern, in their order but with others between them, are in \a text; both are folded.
/// The lower the better; -1 when they are not.
int fuzzyDistance(QByteArrayView text, QByteArrayView pattern);

/// One thing that was found by a few letters.
struct QuickHit
{
    enum class Kind : quint8 { Search, Command, Tag, Person, Website };

    Kind kind = Kind::Website;
    /// The row of the website, the index of the item, or the position in the list of searches or commands.
    quint32 index = 0;
    int distance = 0;

    auto operator<=>(const QuickHit &) const = default;
};

/// The websites, tags and people of \a library, and the names in \a searches and \a commands, that \a text means, at
/// most \a most, the best first: a website by its name and host, one without a name by its address, and by a part of
/// the address when \a text looks like one. Nothing typed means every search and command.
std::vector<QuickHit> quickFind(const Library &library, const QStringList &searches, const QStringList &commands,
    const QString &text, std::size_t most);

} // namespace sitebook
