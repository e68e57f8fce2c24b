// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/websitesortkeys.h"

#include "app/library/collation.h"
#include "app/library/library.h"

#include <algorithm>
#include <compare>
#include <future>
#include <numeric>
#include <thread>
#include <utility>

namespace sitebook {

namespace {

/// How many rows are copied between two looks at the clock.
constexpr std::size_t step = 1024;
/// From how many rows on threads are worth their while.
constexpr std::size_t worthThreads = 20'000;

quint32 fingerprintOf(std::size_t hash)
{
    return std::max<quint32>(static_cast<quint32>(hash ^ hash >> 32), 1);
}

} // namespace

WebsiteSortKeys::WebsiteSortKeys(const Library &library, SortKey key, std::vector<quint32> rows)
    : m_key(key)
    , m_rows(std::move(rows))
{
    std::erase_if(m_rows, [&](quint32 row) { return !library.websites().isLive(row); });
    m_fingerprints.resize(library.websites().size());
    if (key == SortKey::Tags)
        rankTags(library);
    if (isText(key))
        m_texts.reserve(m_rows.size() / step + 1);
    else if (key == SortKey::Tags)
        m_ends.reserve(m_rows.size());
    else
        m_numbers.reserve(m_rows.size());
}

void WebsiteSortKeys::rankTags(const Library &library)
{
    const MaterialColumns &tags = library.materials(AssociationKind::Tag);
    const QCollator collator = nameCollator();
    std::vector<std::pair<QCollatorSortKey, quint32>> names;
    names.reserve(tags.size());
    for (MaterialColumns::Index index = 0; index < tags.size(); ++index)
        names.emplace_back(collator.sortKey(tags.name(index)), index);
    std::ranges::sort(names, [](const auto &a, const auto &b) { return a.first.compare(b.first) < 0; });
    m_tagPlaces.resize(tags.size());
    quint32 place = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0 && names[i - 1].first.compare(names[i].first) != 0)
            ++place;
        m_tagPlaces[names[i].second] = place;
    }
}

bool WebsiteSortKeys::collect(const Library &library, QDeadlineTimer deadline)
{
    while (m_next < m_rows.size()) {
        if (isText(m_key))
            m_texts.emplace_back();
        for (const std::size_t end = std::min(m_next + step, m_rows.size()); m_next < end; ++m_next)
            copy(library, m_rows[m_next]);
        if (deadline.hasExpired())
            break;
    }
    return m_next == m_rows.size();
}

void WebsiteSortKeys::copy(const Library &library, quint32 row)
{
    if (isText(m_key)) {
        QByteArray room;
        const QByteArrayView text = sortText(library, row, m_key, room);
        m_fingerprints[row] = fingerprintOf(qHash(text));
        copyText(text);
        return;
    }
    m_fingerprints[row] = fingerprint(library, m_key, row);
    if (m_key == SortKey::Tags) {
        const std::size_t begin = m_places.size();
        for (const LinkTarget target : library.websites().links(row)) {
            // One that came after the ranks were made has its website placed again.
            if (target.kind() == AssociationKind::Tag)
                m_places.push_back(target.index() < m_tagPlaces.size() ? m_tagPlaces[target.index()] : 0);
        }
        std::sort(m_places.begin() + static_cast<std::ptrdiff_t>(begin), m_places.end());
        m_ends.push_back(m_places.size());
    } else {
        m_numbers.push_back(sortNumber(library, row, m_key));
    }
}

void WebsiteSortKeys::copyText(QByteArrayView text)
{
    Texts &texts = m_texts.back();
    texts.bytes.insert(texts.bytes.end(), text.begin(), text.end());
    texts.ends.push_back(static_cast<quint32>(texts.bytes.size()));
}

/// Makes the \a keys of the rows from position \a begin on, which is that of a step.
void WebsiteSortKeys::makeKeys(std::span<QCollatorSortKey> keys, std::size_t begin)
{
    const QCollator collator = nameCollator();
    for (std::size_t i = 0; i < keys.size();) {
        const Texts texts = std::exchange(m_texts[(begin + i) / step], {});
        quint32 start = 0;
        for (const quint32 end : texts.ends) {
            keys[i++] = collator.sortKey(QString::fromUtf8(texts.bytes.data() + start, end - start));
            start = end;
        }
    }
}

std::vector<quint32> WebsiteSortKeys::sorted()
{
    const std::size_t cores = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
    const std::size_t parts = m_rows.size() < worthThreads ? 1 : cores;
    // Positions in m_rows, sorted in as many runs as there are threads.
    std::vector<quint32> order(m_rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::vector<std::size_t> bounds;
    for (std::size_t part = 0; part < parts; ++part)
        bounds.push_back(order.size() * part / parts / step * step);
    bounds.push_back(order.size());
    const auto run = [&](std::size_t part) {
        return std::span(order).subspan(bounds[part], bounds[part + 1] - bounds[part]);
    };
    std::vector<QCollatorSortKey> names;
    const auto less = [&](quint32 a, quint32 b) {
        const int order = compare(names, a, b);
        return order != 0 ? order < 0 : m_rows[a] < m_rows[b];
    };
    if (isText(m_key))
        names.assign(m_rows.size(), nameCollator().sortKey({}));
    const auto sortRun = [&](std::size_t part) {
        if (isText(m_key))
            makeKeys(std::span(names).subspan(bounds[part], bounds[part + 1] - bounds[part]), bounds[part]);
        std::ranges::sort(run(part), less);
    };
    std::vector<std::future<void>> others;
    for (std::size_t part = 1; part < parts; ++part)
        others.push_back(std::async(std::launch::async, sortRun, part));
    sortRun(0);
    for (std::future<void> &other : others)
        other.get();
    const auto at = [&](std::size_t part) { return order.begin() + static_cast<std::ptrdiff_t>(bounds[part]); };
    for (std::size_t part = 1; part < parts; ++part)
        std::inplace_merge(order.begin(), at(part), at(part + 1), less);
    std::ranges::transform(order, order.begin(), [this](quint32 position) { return m_rows[position]; });
    return order;
}

std::span<const quint32> WebsiteSortKeys::places(quint32 position) const
{
    const std::size_t begin = position == 0 ? 0 : m_ends[position - 1];
    return std::span(m_places).subspan(begin, m_ends[position] - begin);
}

int WebsiteSortKeys::compare(const std::vector<QCollatorSortKey> &names, quint32 a, quint32 b) const
{
    if (isText(m_key))
        return names[a].compare(names[b]);
    if (m_key == SortKey::Tags) {
        const auto left = places(a);
        const auto right = places(b);
        const auto order = std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(), right.end());
        return order < 0 ? -1 : order > 0;
    }
    return m_numbers[a] < m_numbers[b] ? -1 : m_numbers[a] > m_numbers[b];
}

quint32 WebsiteSortKeys::fingerprint(const Library &library, SortKey key, quint32 row)
{
    std::size_t hash = 0;
    if (isText(key)) {
        QByteArray room;
        hash = qHash(sortText(library, row, key, room));
    } else if (key == SortKey::Tags) {
        for (const LinkTarget target : library.websites().links(row)) {
            // Added, as their order means nothing; with a seed that no index takes back to 0, which is no tag.
            if (target.kind() == AssociationKind::Tag)
                hash += qHash(target.index(), std::size_t(0x9E37'79B9'7F4A'7C15));
        }
    } else {
        hash = qHash(sortNumber(library, row, key));
    }
    return fingerprintOf(hash);
}

} // namespace sitebook
