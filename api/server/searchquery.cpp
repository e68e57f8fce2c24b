// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/searchquery.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

SearchQuery::SearchQuery(const QString &text)
    : m_text(text.trimmed())
{
}

SearchQuery::Span SearchQuery::Span::fromJson(const QJsonValue &json)
{
    const QJsonObject range = json.toObject();
    return {Timestamp::fromJson(range.value("from"_L1)), Timestamp::fromJson(range.value("to"_L1))};
}

bool SearchQuery::Span::contains(Timestamp moment) const
{
    return (from.isNull() || moment >= from) && (to.isNull() || moment <= to);
}

std::optional<SearchQuery> SearchQuery::fromJson(const QJsonObject &searchInput, QString *problem)
{
    if (!searchInput.value("engines"_L1).isObject()) {
        *problem = u"`engines` must be an object."_s;
        return std::nullopt;
    }
    return fromEngines(searchInput.value("engines"_L1).toObject(), problem);
}

std::optional<SearchQuery> SearchQuery::fromEngines(const QJsonObject &engines, QString *problem)
{
    if (!engines.value("iterable"_L1).isArray()) {
        *problem = u"`iterable` of the engines must be a list."_s;
        return std::nullopt;
    }
    SearchQuery query;
    query.m_allParts = engines.value("type"_L1).toString() == "AND"_L1;
    const QJsonArray iterable = engines.value("iterable"_L1).toArray();
    for (const QJsonValue &engine : iterable) {
        std::optional<SearchQuery> part = fromEngine(engine.toObject(), problem);
        if (!part)
            return std::nullopt;
        query.m_parts.push_back(std::move(*part));
    }
    return query;
}

std::optional<SearchQuery> SearchQuery::fromEngine(const QJsonObject &engine, QString *problem)
{
    SearchQuery query(engine.value("query"_L1).toString());
    query.m_wholeText = engine.value("full_text"_L1).toObject().value("exact"_L1).toBool();
    const QJsonObject temporal = engine.value("temporal"_L1).toObject();
    query.m_created = Span::fromJson(temporal.value("created"_L1));
    query.m_updated = Span::fromJson(temporal.value("updated"_L1));
    if (engine.value("operations"_L1).isObject()) {
        std::optional<SearchQuery> nested = fromEngines(engine.value("operations"_L1).toObject(), problem);
        if (!nested)
            return std::nullopt;
        query.m_allParts = nested->m_allParts;
        query.m_parts = std::move(nested->m_parts);
    }
    return query;
}

std::optional<SearchMatch> SearchQuery::match(const Searchable &item) const
{
    if (!m_created.contains(item.created) || !m_updated.contains(item.updated))
        return std::nullopt;
    std::optional<SearchMatch> best = SearchMatch();
    if (!m_text.isEmpty())
        best = matchText(item.texts);
    if (!best || m_parts.empty())
        return best;
    const std::optional<SearchMatch> parts = matchParts(item);
    if (!parts || parts->similarity > best->similarity)
        best = parts;
    return best;
}

std::optional<SearchMatch> SearchQuery::matchText(const QStringList &texts) const
{
    std::optional<SearchMatch> best;
    for (const QString &text : texts) {
        if (!text.contains(m_text, Qt::CaseInsensitive))
            continue;
        const bool exact = text.compare(m_text, Qt::CaseInsensitive) == 0;
        const double similarity = exact ? 1 : static_cast<double>(m_text.size()) / static_cast<double>(text.size());
        if ((exact || !m_wholeText) && (!best || similarity > best->similarity))
            best = SearchMatch{exact, similarity};
    }
    return best;
}

std::optional<SearchMatch> SearchQuery::matchParts(const Searchable &item) const
{
    std::optional<SearchMatch> best;
    for (const SearchQuery &part : m_parts) {
        const std::optional<SearchMatch> match = part.match(item);
        if (!match && m_allParts)
            return std::nullopt;
        if (match && (!best || match->similarity > best->similarity))
            best = match;
    }
    return best;
}

} // namespace sitebook
