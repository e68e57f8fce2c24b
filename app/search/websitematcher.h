// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/search/websitefilter.h"

#include <array>
#include <vector>

namespace sitebook {

/// A filter made ready for one state of a library: what the words match among the linked items is worked out once, so
/// that a row costs a search in its own text and a look at its links.
class WebsiteMatcher
{
public:
    WebsiteMatcher(const Library &library, const WebsiteFilter &filter);

    /// Whether the filter shows the website at \a row.
    bool matches(Library::Row row) const;
    /// All rows that the filter shows, in the order of the rows.
    std::vector<quint32> matchingRows() const;

private:
    using Marks = std::vector<bool>;
    struct Word
    {
        QByteArray folded;
        /// Which items have it in their name, by kind.
        std::array<Marks, associationKindCount> materials;
        bool anyMaterial = false;
    };

    const Library &m_library;
    WebsiteFilter m_filter;
    std::vector<Word> m_words;
    /// The items that the scope LinkedTo means.
    Marks m_scopeMaterials;
    quint32 m_host = 0;
    qint64 m_since = 0;
    bool m_nothing = false;

    bool inScope(Library::Row row) const;
    bool hasWord(Library::Row row, const Word &word) const;
    void prepareScope();
    void prepareWord(const QString &word);
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
