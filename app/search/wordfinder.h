// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace sitebook {

/// The bytes that follow a word, or do not: a set by their last five bits, so that some are taken for others, too.
using ByteSet = quint32;

inline constexpr ByteSet anyByte = ~ByteSet(0);

/// The set of \a byte.
constexpr ByteSet byteSet(char byte)
{
    return ByteSet(1) << (static_cast<quint8>(byte) & 31U);
}

/// Where in the text of a website a word stands best.
struct WordPlace
{
    /// The better, the lower.
    enum class Fit : quint8 { WholeName, NameStart, WordStart, InName, BehindName, Nowhere };

    Fit fit = Fit::Nowhere;
    /// In bytes; of several that fit alike, the first.
    qsizetype at = -1;
    /// What follows the word at all other places in the text, that of its end is nothing; anyByte where that is not
    /// known.
    ByteSet othersGoOn = anyByte;
};

/// Finds the best place of one word in the folded texts of websites, a name and, after the end of the line, an address
/// without its head.
/// This is asked for every website at the first keys of a word.
class WordFinder
{
public:
    /// \a word is folded, and not empty.
    explicit WordFinder(const QByteArray &word);

    /// The word that is looked for.
    const QByteArray &word() const { return m_word; }
    /// The best place in \a text, behind which TextArena::readableBehind bytes can be read.
    WordPlace find(QByteArrayView text) const;
    /// The same by the definition, one place after the other: for words, and machines, that find() is not made for.
    WordPlace findSlowly(QByteArrayView text) const;

private:
    QByteArray m_word;
    /// Whether the word begins with a letter or digit of ASCII; any other character of ASCII begins a word anywhere.
    bool m_beginsWithLetter;
    bool m_beginsWithAscii;
    bool m_isOneLine;

    quint64 wordStarts(QByteArrayView text, qsizetype from, quint64 found) const;
    WordPlace inName(QByteArrayView text, qsizetype from, quint64 found) const;
};

} // namespace sitebook
