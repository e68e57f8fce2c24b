// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/addresskeys.h"

#include "app/web/canonicalurl.h"

namespace sitebook {

bool AddressKeys::work(const WebsiteColumns &websites, QDeadlineTimer deadline)
{
    constexpr WebsiteColumns::Row between = 256; // looks at the clock cost more than rows do
    for (auto row = static_cast<WebsiteColumns::Row>(m_entries.size()); row-- > websites.size();)
        uncount(m_entries[row]);
    m_entries.resize(websites.size());
    while (m_next < websites.size()) {
        take(websites, m_next++);
        if (m_next % between == 0 && deadline.hasExpired())
            return m_next >= websites.size();
    }
    return true;
}

void AddressKeys::take(const WebsiteColumns &websites, WebsiteColumns::Row row)
{
    Entry &entry = m_entries[row];
    if (!websites.isLive(row)) {
        uncount(entry);
        return;
    }
    const std::size_t written = qHash(websites.urlUtf8(row));
    if (entry.counted && entry.written == written)
        return;
    uncount(entry);
    const QString key = canonicalUrl(websites.url(row));
    if (key.isEmpty())
        return; // two websites without an address are not the same one
    entry = {written, qHash(key), true};
    ++m_counts[entry.key];
}

void AddressKeys::uncount(Entry &entry)
{
    if (!entry.counted)
        return;
    if (const auto found = m_counts.find(entry.key); --found->second == 0)
        m_counts.erase(found);
    entry.counted = false;
}

bool AddressKeys::isDuplicate(WebsiteColumns::Row row) const
{
    if (row >= m_entries.size() || !m_entries[row].counted)
        return false;
    const auto found = m_counts.find(m_entries[row].key);
    return found != m_counts.end() && found->second > 1;
}

} // namespace sitebook
