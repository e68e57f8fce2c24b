// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/wordfinder.h"

#include "app/library/textarena.h"
#include "app/search/textpattern.h"

#include <algorithm>
#include <bit>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sitebook {

namespace {

using Bits = quint64;

bool isFoldedLetter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/// What follows the places of a word.
class Followers
{
public:
    /// Of a place that ends before \a end in \a text.
    void add(QByteArrayView text, qsizetype end)
    {
        const ByteSet byte = at(text, end);
        m_severalTimes |= m_all & byte;
        m_all |= byte;
    }
    /// What follows all but that of them which ends before \a end.
    ByteSet without(QByteArrayView text, qsizetype end) const { return m_severalTimes | (m_all & ~at(text, end)); }

private:
    ByteSet m_all = 0;
    ByteSet m_severalTimes = 0;

    static ByteSet at(QByteArrayView text, qsizetype end) { return end < text.size() ? byteSet(text[end]) : 0; }
};

#ifdef __SSE2__

constexpr qsizetype width = 64;
static_assert(TextArena::readableBehind >= width);

__m128i load(const char *at)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
}

/// Those of sixteen bytes for which \a is, at \a part of 64.
Bits bits(__m128i is, int part)
{
    return static_cast<Bits>(static_cast<unsigned>(_mm_movemask_epi8(is))) << (16 * part);
}

/// Which of sixteen bytes are from \a first to \a last.
__m128i isBetween(__m128i bytes, char first, char last)
{
    const __m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(last - first))), above);
}

Bits firstBits(qsizetype count)
{
    return count >= width ? ~Bits(0) : (Bits(1) << count) - 1;
}

#endif

} // namespace

WordFinder::WordFinder(const QByteArray &word)
    : m_word(word)
    , m_beginsWithLetter(isFoldedLetter(word.front()))
    , m_beginsWithAscii(isAscii(word.front()))
    , m_isOneLine(!word.contains('\n'))
{
}

WordPlace WordFinder::findSlowly(QByteArrayView text) const
{
    using enum WordPlace::Fit;
    const qsizetype first = findBytes(text, m_word);
    if (first < 0)
        return {};
    Followers followers;
    for (qsizetype at = first; at >= 0; at = findBytes(text, m_word, at + 1))
        followers.add(text, at + m_word.size());
    const auto othersThan = [&](qsizetype at) { return followers.without(text, at + m_word.size()); };
    const qsizetype line = text.indexOf('\n');
    const qsizetype nameEnd = line < 0 ? text.size() : line;
    const auto isInName = [&](qsizetype at) { return at >= 0 && at + m_word.size() <= nameEnd; };
    if (!isInName(first))
        return {BehindName, first, othersThan(first)};
    if (first == 0)
        return {m_word.size() == nameEnd ? WholeName : NameStart, 0, othersThan(0)};
    for (qsizetype at = first; isInName(at); at = findBytes(text, m_word, at + 1)) {
        if (isWordBoundary(text, at))
            return {WordStart, at, othersThan(at)};
    }
    return {InName, first, othersThan(first)};
}

#ifdef __SSE2__

/// Of the places \a found, in the 64 from \a from on of \a text, those where a word begins, as isWordBoundary() tells.
Bits WordFinder::wordStarts(QByteArrayView text, qsizetype from, Bits found) const
{
    if (m_beginsWithAscii && !m_beginsWithLetter)
        return found;
    Bits unclear = found;
    Bits starts = 0;
    if (m_beginsWithLetter) {
        Bits letters = 0;
        Bits foreign = 0; // not of ASCII
#pragma GCC unroll 4
        for (int part = 0; part < 4; ++part) {
            const __m128i bytes = load(text.data() + from + 16 * part);
            letters |= bits(_mm_or_si128(isBetween(bytes, 'a', 'z'), isBetween(bytes, '0', '9')), part);
            foreign |= bits(bytes, part);
        }
        const char before = from > 0 ? text[from - 1] : ' ';
        unclear &= foreign << 1 | (isAscii(before) ? 0 : 1);
        starts = found & ~unclear & ~(letters << 1 | (isFoldedLetter(before) ? 1 : 0));
    }
    // What the bits do not tell is asked place by place.
    for (; unclear != 0; unclear &= unclear - 1) {
        const int place = std::countr_zero(unclear);
        if (isWordBoundary(text, from + place))
            starts |= Bits(1) << place;
    }
    return starts;
}

/// The best of the places \a found in the name, in the 64 from \a from on of \a text.
WordPlace WordFinder::inName(QByteArrayView text, qsizetype from, Bits found) const
{
    using enum WordPlace::Fit;
    if (found == 0)
        return {};
    if (from == 0 && (found & 1) != 0)
        return {text.size() == m_word.size() || text[m_word.size()] == '\n' ? WholeName : NameStart, 0};
    if (const Bits starts = wordStarts(text, from, found); starts != 0)
        return {WordStart, from + std::countr_zero(starts)};
    return {InName, from + std::countr_zero(found)};
}

WordPlace WordFinder::find(QByteArrayView text) const
{
    // Sixty-four places at a time, by the first and the last byte of the word, as findBytes() does it by sixteen; what
    // else the answer depends on is told by bits, too, as hardly any of it could be foretold by the processor.
    using enum WordPlace::Fit;
    if (!m_isOneLine)
        return findSlowly(text);
    const qsizetype places = text.size() - m_word.size() + 1; // where it can begin
    const __m128i first = _mm_set1_epi8(m_word.front());
    const __m128i last = _mm_set1_epi8(m_word.back());
    const qsizetype toLast = m_word.size() - 1;
    // Nearly every text has a letter several times: there it is not asked for more than the best place.
    const bool wantsAll = m_word.size() > 1;
    WordPlace best;
    Followers followers;
    bool isName = true;
    for (qsizetype from = 0; from < places; from += width) {
        const char *begin = text.data() + from;
        Bits found = 0;
        Bits lineEnds = 0;
#pragma GCC unroll 4
        for (int part = 0; part < 4; ++part) {
            const __m128i bytes = load(begin + 16 * part);
            const __m128i isFirst = _mm_cmpeq_epi8(bytes, first);
            const __m128i isLast = _mm_cmpeq_epi8(load(begin + 16 * part + toLast), last);
            found |= bits(_mm_and_si128(isFirst, isLast), part);
            lineEnds |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), part);
        }
        found &= firstBits(places - from);
        for (Bits left = wantsAll ? found : 0; left != 0; left &= left - 1) {
            const int place = std::countr_zero(left);
            if (toLast > 1 && !hasBetween(begin + place, m_word))
                found &= ~(Bits(1) << place);
            else
                followers.add(text, from + place + m_word.size());
        }
        if (isName) {
            lineEnds &= firstBits(text.size() - from);
            const Bits name = lineEnds != 0 ? (lineEnds & -lineEnds) - 1 : ~Bits(0);
            if (best.fit > WordStart)
                best = std::ranges::min(best, inName(text, from, found & name), {}, &WordPlace::fit);
            found &= ~name;
            isName = lineEnds == 0;
        }
        if (found != 0 && best.fit == Nowhere)
            best = {BehindName, from + std::countr_zero(found)};
        if (!wantsAll && (best.fit <= WordStart || (!isName && best.fit != Nowhere)))
            return best;
    }
    if (wantsAll && best.fit != Nowhere)
        best.othersGoOn = followers.without(text, best.at + m_word.size());
    return best;
}

#else

WordPlace WordFinder::find(QByteArrayView text) const
{
    return findSlowly(text);
}

#endif

} // namespace sitebook
