// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/textpattern.h"

#include "app/library/fold.h"

#include <QChar>

#include <algorithm>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sitebook {

namespace {

bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool isAsciiWord(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z');
}

/// The code point whose first byte is at \a position of sound UTF-8.
char32_t codePointAt(QByteArrayView text, qsizetype position)
{
    const auto first = static_cast<unsigned char>(text[position]);
    char32_t point = first < 0x80 ? first : first < 0xE0 ? first & 0x1FU : first < 0xF0 ? first & 0x0FU : first & 0x07U;
    for (qsizetype at = position + 1; at < text.size() && continues(text[at]); ++at)
        point = point << 6U | (static_cast<unsigned char>(text[at]) & 0x3FU);
    return point;
}

bool needsNoSpaces(char32_t point)
{
    switch (QChar::script(point)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
    case QChar::Script_Tibetan:
        return true;
    default: // of a long list
        return false;
    }
}

/// The letter that ends before \a position of \a text, without the marks that folding left it.
char32_t letterBefore(QByteArrayView text, qsizetype position)
{
    char32_t point = 0;
    do {
        --position;
        while (position > 0 && continues(text[position]))
            --position;
        point = codePointAt(text, position);
    } while (position > 0 && QChar::isMark(point));
    return point;
}

/// Whether \a point can be inside a word.
bool isInWord(char32_t point)
{
    return (QChar::isLetterOrNumber(point) || QChar::isMark(point)) && !needsNoSpaces(point);
}

} // namespace

namespace {

/// Where \a part, which is not empty and not longer, begins in \a text; -1 when it is not there. For short texts, on
/// which memmem() takes longer to prepare than to search.
qsizetype findInShort(QByteArrayView text, QByteArrayView part)
{
    const qsizetype places = text.size() - part.size() + 1;
    for (qsizetype at = 0; at < places; ++at) {
        const auto left = static_cast<std::size_t>(places - at);
        const auto *first = static_cast<const char *>(std::memchr(text.data() + at, part.front(), left));
        if (!first)
            return -1;
        at = first - text.data();
        if (std::memcmp(first, part.data(), static_cast<std::size_t>(part.size())) == 0)
            return at;
    }
    return -1;
}

} // namespace

qsizetype findBytes(QByteArrayView text, QByteArrayView part, qsizetype from)
{
    if (text.size() - from < part.size())
        return -1;
    if (part.isEmpty())
        return from;
#ifdef __SSE2__
    // Sixteen places at a time, by the first and the last byte of the part: http://0x80.pl/articles/simd-strfind.html.
    // Of the texts here, which are short as the parts are, memmem() of glibc takes several times as long.
    constexpr qsizetype width = 16;
    const qsizetype places = text.size() - part.size() + 1; // where it can begin
    if (places - from >= width) {
        const __m128i first = _mm_set1_epi8(part.front());
        const __m128i last = _mm_set1_epi8(part.back());
        const auto load = [](const char *at) { return _mm_loadu_si128(reinterpret_cast<const __m128i *>(at)); };
        for (qsizetype at = from; at < places; at += width) {
            at = std::min(at, places - width); // the last sixteen overlap those before
            const char *begin = text.data() + at;
            const __m128i isFirst = _mm_cmpeq_epi8(load(begin), first);
            const __m128i isLast = _mm_cmpeq_epi8(load(begin + part.size() - 1), last);
            auto marks = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(isFirst, isLast)));
            for (; marks != 0; marks &= marks - 1) {
                const qsizetype place = std::countr_zero(marks);
                if (hasBetween(begin + place, part))
                    return at + place;
            }
        }
        return -1;
    }
#endif
    const qsizetype found = findInShort(text.sliced(from), part);
    return found < 0 ? -1 : from + found;
}

QByteArrayView firstLine(QByteArrayView text)
{
    const qsizetype line = text.indexOf('\n');
    return line < 0 ? text : text.first(line);
}

std::pair<QByteArrayView, QByteArrayView> nameAndUrl(QByteArrayView text)
{
    const qsizetype at = text.indexOf('\n');
    return {text.first(at), text.sliced(at + 1)};
}

bool isWordBoundary(QByteArrayView text, qsizetype position)
{
    if (position <= 0 || position >= text.size())
        return true;
    const char before = text[position - 1];
    if (isAscii(before) && isAscii(text[position]))
        return !isAsciiWord(before) || !isAsciiWord(text[position]);
    const char32_t point = codePointAt(text, position);
    if (QChar::isMark(point)) // which belongs to the letter before it, also where words need no spaces
        return false;
    return !isInWord(letterBefore(text, position)) || !isInWord(point);
}

TextPattern::TextPattern(const QString &text, QueryTerm::Match match)
    : m_folded(sitebook::folded(text))
    , m_match(match)
{
}

bool TextPattern::matches(QByteArrayView text) const
{
    return find(text) >= 0;
}

qsizetype TextPattern::find(QByteArrayView text, qsizetype from) const
{
    if (m_match == QueryTerm::Match::Equals)
        return from == 0 && text.trimmed() == QByteArrayView(m_folded).trimmed() ? 0 : -1;
    for (qsizetype at = findBytes(text, m_folded, from); at >= 0; at = findBytes(text, m_folded, at + 1)) {
        if (m_match == QueryTerm::Match::Contains)
            return at;
        if (isWordBoundary(text, m_match == QueryTerm::Match::Starts ? at : at + m_folded.size()))
            return at;
    }
    return -1;
}

} // namespace sitebook
