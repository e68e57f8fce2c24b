// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/percentencoding.h"

#include "app/library/codeunit.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype escapeSize = 3;

std::optional<quint8> hexDigit(char16_t c)
{
    if (c >= u'0' && c <= u'9')
        return static_cast<quint8>(c - u'0');
    const auto lower = static_cast<char16_t>(c | 0x20);
    return lower >= u'a' && lower <= u'f' ? std::optional(static_cast<quint8>(lower - u'a' + 10)) : std::nullopt;
}

std::optional<quint8> escapedByte(QStringView text, qsizetype at)
{
    if (at + escapeSize > text.size() || text[at] != u'%')
        return {};
    const auto high = hexDigit(text[at + 1].unicode());
    const auto low = hexDigit(text[at + 2].unicode());
    return high && low ? std::optional(static_cast<quint8>(*high << 4 | *low)) : std::nullopt;
}

/// A code point, and how many characters encode it.
struct EncodedPoint
{
    char32_t point = 0;
    qsizetype size = 0;
};

/// What is encoded at \a at of \a text in UTF-8, beyond ASCII; see https://www.rfc-editor.org/rfc/rfc3629#section-3.
std::optional<EncodedPoint> encodedPoint(QStringView text, qsizetype at)
{
    const auto lead = escapedByte(text, at);
    if (!lead || *lead < 0xC2 || *lead > 0xF4)
        return {};
    const int more = *lead < 0xE0 ? 1 : *lead < 0xF0 ? 2 : 3;
    char32_t point = *lead & (0x3FU >> more);
    for (int i = 1; i <= more; ++i) {
        const auto next = escapedByte(text, at + i * escapeSize);
        if (!next || (*next & 0xC0) != 0x80)
            return {};
        point = point << 6 | (*next & 0x3F);
    }
    constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (point < least[more] || point > QChar::LastValidCodePoint || QChar::isSurrogate(point))
        return {};
    return EncodedPoint{point, (more + 1) * escapeSize};
}

/// Whether \a point is, or looks like, a character that takes addresses and texts apart.
bool separates(char32_t point)
{
    if (QChar::decompositionTag(point) == QChar::NoDecomposition)
        return false;
    const QString plain = QString::fromUcs4(&point, 1).normalized(QString::NormalizationForm_KD);
    return std::ranges::any_of(plain, [](QChar c) { return u"/?#@:%\\ "_s.contains(c); });
}

/// Whether \a point is a letter or sign, perhaps one that nobody sees.
bool isLetter(char32_t point)
{
    switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default: // letters, marks, numbers, signs and what steers them
        return !separates(point);
    }
}

bool canBeSeen(char32_t point)
{
    return QChar::category(point) != QChar::Other_Format && !isInvisible(point);
}

/// \a text with those of its percent-encoded letters in place that \a isWanted says so of.
template<class IsWanted> QString decoded(const QString &text, const IsWanted &isWanted)
{
    QString result;
    qsizetype copied = 0;
    for (qsizetype at = text.indexOf(u'%'); at >= 0; at = text.indexOf(u'%', at)) {
        const auto encoded = encodedPoint(text, at);
        if (!encoded || !isLetter(encoded->point) || !isWanted(encoded->point)) {
            ++at;
            continue;
        }
        result += QStringView(text).sliced(copied, at - copied);
        result += QChar::fromUcs4(encoded->point);
        at += encoded->size;
        copied = at;
    }
    return copied == 0 ? text : result.append(QStringView(text).sliced(copied));
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
    const auto encoded = encodedPoint(text, at);
    return encoded && isLetter(encoded->point) ? encoded->size : 0;
}

QString withLetters(const QString &text)
{
    return decoded(text, [](char32_t) { return true; });
}

QString readableAddress(const QString &text)
{
    return decoded(text, canBeSeen);
}

bool mayHaveEncodedLetters(QByteArrayView utf8)
{
    return mayHaveLetters(utf8);
}

bool mayHaveEncodedLetters(QStringView text)
{
    return mayHaveLetters(text);
}

bool isInvisible(char32_t point)
{
    switch (point) {
    case 0x034F: // joins letters
    case 0x115F: // fill a syllable of Hangul up
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
    case 0x17B4: // vowels of Khmer that are not written
    case 0x17B5:
    case 0x2800: // Braille without a point
    case 0x180B: // choose the form of a letter of Mongolian
    case 0x180C:
    case 0x180D:
    case 0x180F:
        return true;
    default: // the selectors of variants, or what can be seen
        return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
    }
}

} // namespace sitebook
