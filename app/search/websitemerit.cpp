// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/websitemerit.h"

#include <algorithm>

namespace sitebook {

namespace {

/// How much each use of a website, from 0 to 255, is worth: the more, the lower.
constexpr std::array<quint8, 256> useBuckets = [] {
    constexpr std::array limits{1, 2, 3, 5, 10, 30, 100};
    std::array<quint8, 256> buckets{};
    for (int use = 0; use < 256; ++use)
        buckets[use] = static_cast<quint8>(limits.end() - std::ranges::upper_bound(limits, use));
    return buckets;
}();

} // namespace

WebsiteMerit::WebsiteMerit(const Library &library)
    : m_websites(library.websites())
{
    constexpr std::array days{1, 7, 30, 90, 365, 3 * 365};
    const qint64 now = Timestamp::now().microseconds();
    std::ranges::transform(days, m_ages.begin(), [now](int count) { return now - count * 24LL * 3600 * 1'000'000; });
}

int WebsiteMerit::of(Library::Row row) const
{
    const qint64 updated = m_websites.updated(row).microseconds();
    int age = 0;
    for (const qint64 begin : m_ages) // Timestamp() is before all of them
        age += updated < begin ? 1 : 0;
    age += m_websites.updated(row).isNull() ? 1 : 0;
    return age * 8 + useBuckets[static_cast<std::size_t>(m_websites.use(row))];
}

} // namespace sitebook
