// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/typedwords.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sitebook {

namespace {

constexpr int remembered = sizeof(quint64);
constexpr int byteBits = 8;
/// How many rows are looked at together, one for each bit of a number.
constexpr Library::Row together = 64;

/// In place of bytes behind the end of a text, where there is nothing that a word can go on with.
constexpr quint64 lineEnds = 0x0A0A'0A0A'0A0A'0A0A;

/// The bytes of \a text from \a begin on, the first lowest.
quint64 bytesAt(QByteArrayView text, qsizetype begin)
{
    static_assert(TextArena::readableBehind >= remembered);
    const auto bytes = qFromLittleEndian<quint64>(text.data() + begin);
    const qsizetype left = text.size() - begin;
    if (left >= remembered)
        return bytes;
    return (bytes & ((quint64(1) << (byteBits * left)) - 1)) | lineEnds << (byteBits * left);
}

} // namespace

TypedWords::TypedWords(
    const Library &library, const WebsiteMatcher &matcher, const WebsiteRank &rank, const TypedWords *before)
    : m_library(library)
    , m_matcher(matcher)
    , m_rank(rank)
    , m_before(before)
    , m_fits(std::make_unique_for_overwrite<Fits[]>(library.websites().size()))
    , m_following(std::make_unique_for_overwrite<quint64[]>(library.websites().size()))
    , m_othersGoOn(std::make_unique_for_overwrite<ByteSet[]>(library.websites().size()))
{
    if (before)
        learnFrom(*before);
}

/// Sees which of the words are those of \a before.
void TypedWords::learnFrom(const TypedWords &before)
{
    const std::vector<WordFinder> &words = m_rank.words();
    const std::vector<WordFinder> &known = before.m_rank.words();
    const auto isSame = [](const WordFinder &a, const WordFinder &b) { return a.word() == b.word(); };
    if (known.size() > WebsiteRank::mostWords)
        return;
    if (words.size() == known.size() + 1 && std::equal(known.begin(), known.end(), words.begin(), isSame)) {
        m_known = Known::Others;
        return;
    }
    const QByteArray &last = words.back().word();
    const QByteArray &lastKnown = known.back().word();
    const qsizetype added = last.size() - lastKnown.size();
    if (words.size() != known.size() || !std::equal(known.begin(), known.end() - 1, words.begin(), isSame)
        || !last.startsWith(lastKnown) || added >= remembered || last.contains('\0') || last.contains('\n'))
        return;
    m_known = Known::Beginning;
    m_addedCount = static_cast<int>(added);
    m_addedBits = (quint64(1) << (byteBits * added)) - 1;
    for (int i = 0; i < m_addedCount; ++i)
        m_added |= quint64(static_cast<quint8>(last[lastKnown.size() + i])) << (byteBits * i);
}

void TypedWords::look(
    Library::Row begin, Library::Row end, const quint16 *before, bool isRanked, quint16 *ranks, quint32 *counts)
{
    // What is remembered is looked at first, and meanwhile the memory of those texts fetched that have to be read:
    // where not all have to be, they lie too far apart for the processor to foresee.
    std::array<Library::Row, 2 * together> toRead;
    std::size_t count = 0;
    const auto note = [&](Library::Row row, int fits) {
        if (fits == notFound)
            return;
        ranks[row] = m_rank.rankOf(row, fits, isRanked ? before[row] : WebsiteRank::none);
        ++counts[ranks[row]];
    };
    const auto readAll = [&] {
        for (std::size_t i = 0; i < count; ++i)
            note(toRead[i], fits(toRead[i], before ? before[toRead[i]] : WebsiteRank::none));
        count = 0;
    };
    for (Library::Row first = begin; first < end; first += together) {
        for (quint64 wanted = wantedAmong(first, end, before); wanted != 0; wanted &= wanted - 1) {
            const Library::Row row = first + static_cast<Library::Row>(std::countr_zero(wanted));
            const int known = m_known == Known::Beginning ? fitsAsBefore(row, before[row]) : notKnown;
            if (known != notKnown) {
                note(row, known);
                continue;
            }
            if (before)
                m_library.websites().fetchFoldedText(row);
            toRead[count++] = row;
        }
        if (count >= together)
            readAll();
    }
    readAll();
}

/// Which of the rows from \a first on, as many as there are bits, but before \a end, have to be looked at: those with a
/// rank \a before, or where that is null, those that are searched at all.
quint64 TypedWords::wantedAmong(Library::Row first, Library::Row end, const quint16 *before) const
{
    quint64 wanted = 0;
    const int count = static_cast<int>(std::min<Library::Row>(end - first, together));
    if (!before) {
        for (int i = 0; i < count; ++i)
            wanted |= static_cast<quint64>(m_matcher.admits(first + static_cast<Library::Row>(i)) ? 1 : 0) << i;
        return wanted;
    }
    int i = 0;
#ifdef __SSE2__
    // Whether a row is wanted cannot be foretold by the processor, so that to ask one after the other takes longer.
    constexpr int atOnce = 16;
    const __m128i none = _mm_set1_epi16(static_cast<short>(WebsiteRank::none));
    for (; i + atOnce <= count; i += atOnce) {
        const auto *ranks = reinterpret_cast<const __m128i *>(before + first + i);
        const __m128i left = _mm_cmpeq_epi16(_mm_loadu_si128(ranks), none);
        const __m128i right = _mm_cmpeq_epi16(_mm_loadu_si128(ranks + 1), none);
        const auto isNone = static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(left, right)));
        wanted |= static_cast<quint64>(~isNone & 0xFFFFU) << i;
    }
#endif
    for (; i < count; ++i)
        wanted |= static_cast<quint64>(before[first + static_cast<Library::Row>(i)] != WebsiteRank::none ? 1 : 0) << i;
    return wanted;
}

/// What the fits of all words come to at \a row, as far as what the search before, which gave it the rank \a before,
/// remembers of it tells; notKnown where the text has to be read. It knows what the last word begins with.
int TypedWords::fitsAsBefore(Library::Row row, quint16 before)
{
    const std::size_t last = m_rank.words().size() - 1;
    const Fits known = m_before->m_fits[row];
    WordPlace::Fit place = known.place;
    if (place != WordPlace::Fit::Nowhere) {
        const quint64 following = m_before->m_following[row];
        ByteSet others = m_before->m_othersGoOn[row];
        if (m_addedCount > 0)
            others = (others & byteSet(static_cast<char>(m_added))) != 0 ? anyByte : 0;
        const quint64 left = following >> (byteBits * m_addedCount);
        if (((following ^ m_added) & m_addedBits) != 0) {
            const auto lastByte = static_cast<quint8>(following >> (byteBits * (m_addedCount - 1)));
            if (others != 0 || lastByte == 0) // unknown, with all that comes behind it
                return notKnown;
            place = WordPlace::Fit::Nowhere;
        } else if (place == WordPlace::Fit::NameStart) {
            const auto next = static_cast<quint8>(left);
            if (next == 0) // whether it is the whole name is not known
                return notKnown;
            place = next == '\n' ? WordPlace::Fit::WholeName : WordPlace::Fit::NameStart;
        }
        m_following[row] = left;
        m_othersGoOn[row] = others;
    }
    const WebsiteRank::Fit fit = m_rank.fit(row, last, place);
    if (fit == WebsiteRank::InLinked && (known.fit != WebsiteRank::InLinked || !m_matcher.hasSameLinked(last))
        && !m_matcher.hasInLinked(last, row))
        return notFound;
    m_fits[row] = {fit, place};
    return WebsiteRank::fitsOf(before) - known.fit + fit;
}

/// The same by a look at the text.
int TypedWords::fits(Library::Row row, quint16 before)
{
    const QByteArrayView text = m_library.websites().foldedText(row);
    const std::size_t last = m_rank.words().size() - 1;
    int others = 0;
    if (m_known == Known::Nothing) {
        for (std::size_t word = 0; word < last; ++word) {
            const WebsiteRank::Fit fit = m_rank.fit(row, word, m_rank.words()[word].find(text).fit);
            if (fit == WebsiteRank::InLinked && !m_matcher.hasInLinked(word, row))
                return notFound;
            others += fit;
        }
    } else {
        others = WebsiteRank::fitsOf(before) - (m_known == Known::Beginning ? m_before->m_fits[row].fit : 0);
    }
    const WordFinder &word = m_rank.words()[last];
    const WordPlace place = word.find(text);
    const WebsiteRank::Fit fit = m_rank.fit(row, last, place.fit);
    if (fit == WebsiteRank::InLinked && !m_matcher.hasInLinked(last, row))
        return notFound;
    if (place.fit != WordPlace::Fit::Nowhere) {
        m_following[row] = bytesAt(text, place.at + word.word().size());
        m_othersGoOn[row] = place.othersGoOn;
    }
    m_fits[row] = {fit, place.fit};
    return others + fit;
}

} // namespace sitebook
