// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/addresskeys.h"
#include "app/search/placematcher.h"
#include "app/search/querymatcher.h"
#include "app/search/websitefilter.h"

#include <vector>

namespace sitebook {

/// A filter made ready for one state of a library, see QueryMatcher.
class WebsiteMatcher
{
public:
    /// \a keys are complete where the query asks for duplicates; without any, those are worked out here and now. What
    /// \a before found out of the library as it is now is used, see QueryMatcher.
    WebsiteMatcher(const Library &library, const WebsiteFilter &filter, const AddressKeys *keys = nullptr,
        const WebsiteMatcher *before = nullptr);
    Q_DISABLE_COPY(WebsiteMatcher)

    /// Whether the filter shows the website at \a row.
    bool matches(Library::Row row) const;
    /// Whether the filter shows every live website, because it asks for nothing.
    bool findsAll() const { return m_place.hasAll() && m_matcher.findsAll(); }
    /// How many words the query is, where it is nothing but plain words; 0 where it is anything else. What admits() and
    /// has each of them in its whole folded text or hasInLinked() matches.
    std::size_t plainWords() const { return m_matcher.plainWords(); }
    /// Whether the website at \a row is live, and of those that are searched.
    bool admits(Library::Row row) const { return m_place.has(row); }
    /// Whether the live website at \a row has the plain word of the number \a word in a linked item.
    bool hasInLinked(std::size_t word, Library::Row row) const { return m_matcher.hasInLinked(word, row); }
    /// Whether the same linked items have that word as had the one of that number before, see QueryMatcher.
    bool hasSameLinked(std::size_t word) const { return m_matcher.hasSameLinked(word); }
    /// Whether a regular expression takes too long for some texts, see QueryMatcher.
    bool gaveUp() const { return m_matcher.gaveUp(); }
    /// All rows that the filter shows, in the order of the rows.
    std::vector<quint32> matchingRows() const;
    /// The linked items without which the website at \a row would not match.
    QList<LinkTarget> reasons(Library::Row row) const { return m_matcher.reasons(row); }
    const Query &query() const { return m_query; }

private:
    const Library &m_library;
    PlaceMatcher m_place;
    Query m_query;
    AddressKeys m_ownKeys;
    QueryMatcher m_matcher;

    const AddressKeys *completeKeys(const AddressKeys *given);
};

} // namespace sitebook
