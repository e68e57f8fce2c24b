// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/websiteorder.h"

#include "app/library/collation.h"
#include "app/library/library.h"
#include "app/library/percentencoding.h"

#include <algorithm>

namespace sitebook {

QByteArrayView sortText(const Library &library, quint32 row, SortKey key, QByteArray &room)
{
    const WebsiteColumns &websites = library.websites();
    const QByteArrayView name = key == SortKey::Name ? websites.nameUtf8(row) : QByteArrayView();
    if (!name.isEmpty())
        return name;
    room = websites.urlUtf8(row);
    if (mayHaveEncodedLetters(room))
        room = readableAddress(QString::fromUtf8(room)).toUtf8();
    const QByteArrayView url = room;
    const QByteArrayView host = key == SortKey::Name ? QByteArrayView() : hostPart(url);
    return host.isEmpty() ? url : url.sliced(host.data() - url.data());
}

qint64 sortNumber(const Library &library, quint32 row, SortKey key)
{
    const WebsiteColumns &websites = library.websites();
    switch (key) {
    case SortKey::Links:
        return websites.linkCount(row);
    case SortKey::Added:
        return websites.created(row).microseconds();
    case SortKey::Changed:
        return websites.updated(row).microseconds();
    case SortKey::Score:
        return websites.score(row).total();
    case SortKey::Name:
    case SortKey::Address:
    case SortKey::Tags:
        break;
    }
    return 0;
}

WebsiteOrder::WebsiteOrder(const Library &library, SortKey key)
    : m_library(library)
    , m_key(key)
    , m_collator(nameCollator())
{
}

std::vector<QCollatorSortKey> WebsiteOrder::tags(quint32 row) const
{
    std::vector<QCollatorSortKey> names;
    const MaterialColumns &tags = m_library.materials(AssociationKind::Tag);
    for (const LinkTarget target : m_library.websites().links(row)) {
        if (target.kind() == AssociationKind::Tag)
            names.push_back(m_collator.sortKey(tags.name(target.index())));
    }
    std::ranges::sort(names, [](const auto &a, const auto &b) { return a.compare(b) < 0; });
    return names;
}

int WebsiteOrder::compare(quint32 a, quint32 b) const
{
    if (isText(m_key)) {
        const auto text = [&](quint32 row) {
            QByteArray room;
            return QString::fromUtf8(sortText(m_library, row, m_key, room));
        };
        return m_collator.compare(text(a), text(b));
    }
    if (m_key == SortKey::Tags) {
        const auto left = tags(a);
        const auto right = tags(b);
        for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
            if (const int order = left[i].compare(right[i]))
                return order;
        }
        return left.size() < right.size() ? -1 : left.size() > right.size();
    }
    const qint64 left = sortNumber(m_library, a, m_key);
    const qint64 right = sortNumber(m_library, b, m_key);
    return left < right ? -1 : left > right;
}

bool WebsiteOrder::operator()(quint32 a, quint32 b) const
{
    const int order = compare(a, b);
    return order != 0 ? order < 0 : a < b;
}

} // namespace sitebook
