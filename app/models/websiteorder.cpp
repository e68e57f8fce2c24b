// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/websiteorder.h"

#include "app/models/collation.h"

#include <algorithm>
#include <numeric>

namespace sitebook {

WebsiteOrder::WebsiteOrder(const Library &library, WebsiteListModel::Column column, Qt::SortOrder order)
    : m_library(library)
    , m_column(column)
    , m_order(order)
    , m_collator(nameCollator())
{
}

bool WebsiteOrder::isText() const
{
    return m_column == WebsiteListModel::Column::Name || m_column == WebsiteListModel::Column::Address
        || m_column == WebsiteListModel::Column::Tags;
}

QString WebsiteOrder::text(quint32 row) const
{
    const WebsiteColumns &websites = m_library.websites();
    if (m_column == WebsiteListModel::Column::Name) {
        const QString name = websites.name(row);
        return name.isEmpty() ? websites.url(row) : name;
    }
    if (m_column == WebsiteListModel::Column::Address) {
        // Addresses sort by host, not by whether they are https.
        const QByteArrayView url = websites.urlUtf8(row);
        const QByteArrayView host = hostPart(url);
        const qsizetype start = host.isEmpty() ? 0 : host.data() - url.data();
        return QString::fromUtf8(url.sliced(start));
    }
    QStringList tags;
    for (const QString &id : m_library.linkedIds(row, AssociationKind::Tag)) {
        const MaterialColumns &all = m_library.materials(AssociationKind::Tag);
        tags.append(all.name(*all.find(id)));
    }
    tags.sort(Qt::CaseInsensitive);
    return tags.join(u'\n');
}

qint64 WebsiteOrder::number(quint32 row) const
{
    const WebsiteColumns &websites = m_library.websites();
    switch (m_column) {
    case WebsiteListModel::Column::Links:
        return websites.linkCount(row);
    case WebsiteListModel::Column::Added:
        return websites.created(row).microseconds();
    case WebsiteListModel::Column::Changed:
        return websites.updated(row).microseconds();
    case WebsiteListModel::Column::Score:
        return websites.score(row).total();
    case WebsiteListModel::Column::Name:
    case WebsiteListModel::Column::Address:
    case WebsiteListModel::Column::Tags:
        break;
    }
    return 0;
}

bool WebsiteOrder::operator()(quint32 a, quint32 b) const
{
    const bool ascending = m_order == Qt::AscendingOrder;
    if (isText()) {
        const int order = m_collator.compare(text(a), text(b));
        if (order != 0)
            return ascending ? order < 0 : order > 0;
    } else if (const qint64 left = number(a), right = number(b); left != right) {
        return ascending ? left < right : left > right;
    }
    return a < b;
}

void WebsiteOrder::sort(std::vector<quint32> &rows) const
{
    // One key a row instead of a collation per comparison.
    const bool ascending = m_order == Qt::AscendingOrder;
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    const auto sortBy = [&](const auto &keys) {
        std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
            if (keys[a] < keys[b])
                return ascending;
            if (keys[b] < keys[a])
                return !ascending;
            return rows[a] < rows[b];
        });
    };
    if (isText()) {
        std::vector<QCollatorSortKey> keys;
        keys.reserve(rows.size());
        for (const quint32 row : rows)
            keys.push_back(m_collator.sortKey(text(row)));
        sortBy(keys);
    } else {
        std::vector<qint64> keys;
        keys.reserve(rows.size());
        for (const quint32 row : rows)
            keys.push_back(number(row));
        sortBy(keys);
    }
    std::vector<quint32> sorted;
    sorted.reserve(rows.size());
    for (const std::size_t position : order)
        sorted.push_back(rows[position]);
    rows = std::move(sorted);
}

} // namespace sitebook
