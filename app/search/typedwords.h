// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/websitematcher.h"
#include "app/search/websiterank.h"

#include <memory>

namespace sitebook {

/// The look of a search at one website after the other where the query is nothing but words, as nearly all are while
/// they are typed. It remembers of each website that it finds how well the last word fits, and what follows it there:
/// the next key of that word is then answered without a look at the text, unless another letter follows and the text
/// has the word at another place, too. That is right because no place fits a longer word better than a shorter one, so
/// that the best one stays the best.
class TypedWords
{
public:
    /// \a matcher and \a rank are of one query of plainWords(). Where that is narrower than the one of \a before, of
    /// the library as it is now, what \a before remembers is used; \a before has to stay there, but for that null.
    TypedWords(
        const Library &library, const WebsiteMatcher &matcher, const WebsiteRank &rank, const TypedWords *before);
    Q_DISABLE_COPY(TypedWords)

    /// Looks at the rows from \a begin to that before \a end: their ranks go into \a ranks, where all are
    /// WebsiteRank::none, of those that are found, and how many have each rank is added to \a counts. \a before, the
    /// ranks of a search that this one narrows, tells which rows have to be looked at, and where \a isRanked, how well
    /// they did; null for all rows. Several threads can each have rows of their own looked at.
    void look(
        Library::Row begin, Library::Row end, const quint16 *before, bool isRanked, quint16 *ranks, quint32 *counts);
    /// Lets go of the search before.
    void forget() { m_before = nullptr; }

private:
    /// What the search before knows of the words.
    enum class Known : quint8 {
        Nothing,
        /// All but the last, and what the last begins with.
        Beginning,
        /// All but the last.
        Others,
    };

    const Library &m_library;
    const WebsiteMatcher &m_matcher;
    const WebsiteRank &m_rank;
    const TypedWords *m_before;
    Known m_known = Known::Nothing;
    /// What the last word goes on with, the first letter lowest, how many bytes that is, and which bits.
    quint64 m_added = 0;
    int m_addedCount = 0;
    quint64 m_addedBits = 0;
    /// How the last word fits a website, and where its best place in the text is.
    struct Fits
    {
        WebsiteRank::Fit fit;
        WordPlace::Fit place;
    };
    /// By row; of what is not found they say nothing.
    std::unique_ptr<Fits[]> m_fits;
    /// By row: the eight bytes behind the best place of the last word in the text, the first lowest, 0 for what is not
    /// known; and what follows the others.
    std::unique_ptr<quint64[]> m_following;
    std::unique_ptr<ByteSet[]> m_othersGoOn;

    static constexpr int notFound = -1;
    static constexpr int notKnown = -2;

    void learnFrom(const TypedWords &before);
    quint64 wantedAmong(Library::Row first, Library::Row end, const quint16 *before) const;
    int fitsAsBefore(Library::Row row, quint16 before);
    int fits(Library::Row row, quint16 before);
};

} // namespace sitebook
