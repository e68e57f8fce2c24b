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
    /// What is looked for where the filter is one plain word in all websites: those match whose folded text has it, or
    /// that hasInLinked(). Empty where it is anything else.
    QByteArray plainWord() const;
    /// Whether the live website at \a row has the plain word in a linked item.
    bool hasInLinked(Library::Row row) const { return m_matcher.hasInLinked(row); }
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
