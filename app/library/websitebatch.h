// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/records.h"
#include "app/library/websitecolumns.h"

#include <QByteArrayList>
#include <QStringList>

#include <array>
#include <utility>
#include <vector>

namespace sitebook {

/// Some of the websites of a file, made ready in another thread: what WebsiteColumns keeps of each, with the heads of
/// addresses and linked items by the numbers that WebsitePacker gave them.
struct WebsiteBatch
{
    struct Item
    {
        quint32 idLength = 0;
        quint32 nameLength = 0;
        quint32 urlLength = 0;
        quint32 foldedLength = 0;
        quint32 head = 0;
        quint32 linkCount = 0;
        Timestamp created;
        Timestamp updated;
        Score score;
        WebsiteOrigin origin = WebsiteOrigin::Unknown;
    };

    /// Of the second batch, about how many websites there are in all of them; 0 of the others.
    std::size_t expected = 0;
    std::vector<Item> items;
    /// The id, name, address and folded text of each, without anything between them.
    QByteArray texts;
    /// The links of each; the index is the number of the item among those of its kind.
    std::vector<LinkTarget> links;
    /// The heads of addresses and the identifiers of the linked items, by kind, that got the next numbers.
    QByteArrayList newHeads;
    std::array<QStringList, associationKindCount> newItems;
};

/// Makes batches of the rows of a file.
class WebsitePacker
{
public:
    void add(const WebsiteRow &website);
    /// How many websites take() would give.
    std::size_t count() const { return m_batch.items.size(); }
    /// What was added since the last time.
    WebsiteBatch take() { return std::exchange(m_batch, {}); }

private:
    WebsiteBatch m_batch;
    TextTable m_heads;
    std::array<IdTable, associationKindCount> m_items;

    quint32 headNumber(QByteArrayView head);
    LinkTarget target(const WebsiteRow::Link &link);
};

} // namespace sitebook
