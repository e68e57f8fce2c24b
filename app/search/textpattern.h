// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/query.h"

#include <QByteArray>
#include <QByteArrayView>

#include <utility>

namespace sitebook {

/// Where \a part begins in \a text, from \a from on; -1 when it is not there.
qsizetype findBytes(QByteArrayView text, QByteArrayView part, qsizetype from = 0);

/// Whether \a byte, of UTF-8, is a character of ASCII.
constexpr bool isAscii(char byte)
{
    return static_cast<unsigned char>(byte) < 0x80;
}

/// Whether what is between the first and the last byte of \a part is so at \a text too. Nearly always that is a few
/// bytes, so that a call would take longer, and cost the registers of who asks.
inline bool hasBetween(const char *text, QByteArrayView part)
{
    for (qsizetype at = 1; at + 1 < part.size(); ++at) {
        if (text[at] != part[at])
            return false;
    }
    return true;
}

/// The first line of \a text, which has more or not: the folded name of a linked item.
QByteArrayView firstLine(QByteArrayView text);

/// The folded name and the folded address in \a text, a website's folded text.
std::pair<QByteArrayView, QByteArrayView> nameAndUrl(QByteArrayView text);

/// What a term without a regular expression looks for in folded text (UTF-8).
class TextPattern
{
public:
    TextPattern() = default;
    TextPattern(const QString &text, QueryTerm::Match match);

    const QByteArray &folded() const { return m_folded; }
    QueryTerm::Match match() const { return m_match; }
    bool matches(QByteArrayView text) const;
    /// Where it is in \a text, from \a from on; -1 when it is nowhere.
    qsizetype find(QByteArrayView text, qsizetype from = 0) const;

private:
    QByteArray m_folded;
    QueryTerm::Match m_match = QueryTerm::Match::Contains;
};

/// Whether a word can begin or end at \a position of \a text: not between two letters or digits, unless one of them is
/// of a script that writes words without spaces between them.
bool isWordBoundary(QByteArrayView text, qsizetype position);

} // namespace sitebook
