// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websitematcher.h"

#include "app/search/queryparser.h"

namespace sitebook {

WebsiteMatcher::WebsiteMatcher(
    const Library &library, const WebsiteFilter &filter, const AddressKeys *keys, const WebsiteMatcher *before)
    : m_library(library)
    , m_place(library, filter)
    , m_query(parseQuery(filter.text))
    , m_matcher(library, m_query, completeKeys(keys), before ? &before->m_matcher : nullptr)
{
}

const AddressKeys *WebsiteMatcher::completeKeys(const AddressKeys *given)
{
    if (given || !QueryMatcher::usesAddressKeys(m_query))
        return given;
    m_ownKeys.work(m_library.websites(), QDeadlineTimer::Forever);
    return &m_ownKeys;
}

bool WebsiteMatcher::matches(Library::Row row) const
{
    return admits(row) && m_matcher.matches(row);
}

std::vector<quint32> WebsiteMatcher::matchingRows() const
{
    std::vector<quint32> rows;
    for (Library::Row row = 0; row < m_library.websites().size(); ++row) {
        if (matches(row))
            rows.push_back(row);
    }
    return rows;
}

} // namespace sitebook
