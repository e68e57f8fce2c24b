// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/addresskeys.h"
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
    bool findsAll() const { return m_filter.scope == WebsiteFilter::Scope::All && m_matcher.findsAll(); }
    /// How many words the query is, where it is nothing but plain words; 0 where it is anything else. What admits() and
    /// has each of them in its whole folded text or hasInLinked() matches.
    std::size_t plainWords() const { return m_matcher.plainWords(); }
    /// Whether the website at \a row is live, and of those that are searched.
    bool admits(Library::Row row) const
    {
        return m_library.websites().isLive(row) && !m_nothing
            && (m_filter.scope == WebsiteFilter::Scope::All || inScope(row));
    }
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
    WebsiteFilter m_filter;
    Query m_query;
    AddressKeys m_ownKeys;
    QueryMatcher m_matcher;
    /// The items that the scope LinkedTo means.
    std::vector<bool> m_scopeMaterials;
    quint32 m_host = 0;
    qint64 m_since = 0;
    bool m_nothing = false;

    bool inScope(Library::Row row) const;
    void prepareScope();
    const AddressKeys *completeKeys(const AddressKeys *given);
};

/// How long "recently" is, in microseconds.
inline constexpr qint64 recently = 30LL * 24 * 3600 * 1'000'000;

/// Whether the slashes in the name of a tag nest it: not where a part between them is empty (`a//b`, `/`).
bool isNestedTag(const QString &name);

/// Marks the tags called \a path and all below it.
std::vector<bool> tagsUnder(const MaterialColumns &tags, const QString &path);

/// Marks \a tag and all tags below it: `a` is above `a/b`.
std::vector<bool> tagWithChildren(const MaterialColumns &tags, MaterialColumns::Index tag);

} // namespace sitebook
