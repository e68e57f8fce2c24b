// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace sitebook {

/// What a search looks at in one item.
struct Searchable
{
    QStringList texts;
    Timestamp created;
    Timestamp updated;
};

/// How well an item matches: 1 for a text that is the query, less the more there is besides it.
struct SearchMatch
{
    bool exact = false;
    double similarity = 0;
};

/// The wire's SearchEngines: texts to find and spans of time, joined by AND or OR, nested at will. Engines that need a
/// model (embeddings) look for their text like the others; conditions that this server knows nothing about do not
/// restrict.
class SearchQuery
{
public:
    /// Finds \a text anywhere, whatever the case.
    explicit SearchQuery(const QString &text);
    /// Reads a SearchInput; nothing when it is malformed, with the reason in \a problem.
    static std::optional<SearchQuery> fromJson(const QJsonObject &searchInput, QString *problem);

    /// How well \a item matches; nothing when it does not.
    std::optional<SearchMatch> match(const Searchable &item) const;

private:
    struct Span
    {
        Timestamp from;
        Timestamp to;

        bool contains(Timestamp moment) const;
        static Span fromJson(const QJsonValue &json);
    };

    SearchQuery() = default;

    static std::optional<SearchQuery> fromEngines(const QJsonObject &engines, QString *problem);
    static std::optional<SearchQuery> fromEngine(const QJsonObject &engine, QString *problem);
    std::optional<SearchMatch> matchText(const QStringList &texts) const;
    std::optional<SearchMatch> matchParts(const Searchable &item) const;

    QString m_text;
    /// Whether only a text that is the query counts.
    bool m_wholeText = false;
    Span m_created;
    Span m_updated;
    bool m_allParts = false;
    std::vector<SearchQuery> m_parts;
};

} // namespace sitebook
