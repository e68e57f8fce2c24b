// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QCollator>

#include <vector>

namespace sitebook {

class Library;

/// What websites can be sorted by.
enum class SortKey : quint8 {
    Name,
    Address,
    Links,
    Tags,
    Added,
    Changed,
    Score,
};
inline constexpr std::size_t sortKeyCount = 7;

/// Whether \a key is one text: name or address; tags are a list of texts, all others numbers.
constexpr bool isText(SortKey key)
{
    return key == SortKey::Name || key == SortKey::Address;
}
/// The text that the website at \a row is sorted by, in UTF-8: the name, or the address where there is none; the
/// address from its host on, so that `https` makes no difference. It may be kept in \a room.
QByteArrayView sortText(const Library &library, quint32 row, SortKey key, QByteArray &room);
/// The number that the website at \a row is sorted by.
qint64 sortNumber(const Library &library, quint32 row, SortKey key);

/// Whether one website stands before another by a key; equal ones stand in the order of their rows. For a few websites:
/// WebsiteSortKeys sorts many, in the same order.
class WebsiteOrder
{
public:
    WebsiteOrder(const Library &library, SortKey key);

    bool operator()(quint32 a, quint32 b) const;

private:
    const Library &m_library;
    SortKey m_key;
    QCollator m_collator;

    int compare(quint32 a, quint32 b) const;
    std::vector<QCollatorSortKey> tags(quint32 row) const;
};

} // namespace sitebook
