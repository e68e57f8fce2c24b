// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/percentencoding.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sitebook {

namespace {

constexpr qsizetype escapeSize = 3;

std::optional<int> hexDigit(char16_t c)
{
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    const auto lower = static_cast<char16_t>(c | 0x20);
    return lower >= u'a' && lower <= u'f' ? std::optional(lower - u'a' + 10) : std::nullopt;
}

std::optional<quint8> escapedByte(QStringView text, qsizetype at)
{
    if (at + escapeSize > text.size() || text[at] != u'%')
        return {};
    const auto high = hexDigit(text[at + 1].unicode());
    const auto low = hexDigit(text[at + 2].unicode());
    return high && low ? std::optional(static_cast<quint8>(*high * 16 + *low)) : std::nullopt;
}

/// How many bytes the character takes that begins with \a lead; 0 where none of several begins so.
qsizetype utf8Size(quint8 lead)
{
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

bool canBeSeen(const QString &character)
{
    const QStringView text(character);
    const char32_t point =
        text.size() == 2 ? QChar::surrogateToUcs4(text[0], text[1]) : static_cast<char32_t>(text[0].unicode());
    switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default: // letters, marks, numbers and signs
        return true;
    }
}

/// The letter that is encoded at \a at of \a text; empty where there is none.
QString encodedLetter(QStringView text, qsizetype at)
{
    const auto lead = escapedByte(text, at);
    const qsizetype size = lead ? utf8Size(*lead) : 0;
    if (size == 0)
        return {};
    std::array<char, 4> bytes{static_cast<char>(*lead)};
    for (qsizetype i = 1; i < size; ++i) {
        const auto next = escapedByte(text, at + i * escapeSize);
        if (!next)
            return {};
        bytes[static_cast<std::size_t>(i)] = static_cast<char>(*next);
    }
    const QString letter = QString::fromUtf8(bytes.data(), size);
    const bool isUtf8 = !letter.contains(QChar::ReplacementCharacter);
    return isUtf8 && canBeSeen(letter) ? letter : QString();
}

char16_t codeUnit(QChar c)
{
    return c.unicode();
}
char16_t codeUnit(char c)
{
    return static_cast<unsigned char>(c);
}

template<class Text> bool mayHaveLetters(Text text)
{
    // Hardly any text has a percent sign; that is told without branches, of many characters at a time.
    unsigned char hasPercent = 0;
    for (const auto c : text)
        hasPercent |= static_cast<unsigned char>(codeUnit(c) == u'%');
    if (hasPercent == 0)
        return false;
    for (qsizetype at = 0; at + 1 < text.size(); ++at) {
        const int next = codeUnit(text[at + 1]) | 0x20;
        if (codeUnit(text[at]) == u'%' && next >= u'c' && next <= u'f') // which all first bytes begin with
            return true;
    }
    return false;
}

} // namespace

qsizetype encodedLetterSize(QStringView text, qsizetype at)
{
    return encodedLetter(text, at).isEmpty() ? 0 : utf8Size(*escapedByte(text, at)) * escapeSize;
}

QString withLetters(const QString &text)
{
    QString readable;
    qsizetype copied = 0;
    for (qsizetype at = text.indexOf(u'%'); at >= 0; at = text.indexOf(u'%', at)) {
        const QString letter = encodedLetter(text, at);
        if (letter.isEmpty()) {
            ++at;
            continue;
        }
        readable += QStringView(text).sliced(copied, at - copied);
        readable += letter;
        at += utf8Size(*escapedByte(text, at)) * escapeSize;
        copied = at;
    }
    return copied == 0 ? text : readable.append(QStringView(text).sliced(copied));
}

bool mayHaveEncodedLetters(QByteArrayView utf8)
{
    return mayHaveLetters(utf8);
}

bool mayHaveEncodedLetters(QStringView text)
{
    return mayHaveLetters(text);
}

} // namespace sitebook
