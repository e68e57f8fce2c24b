// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/hosttable.h"

#include "app/library/fold.h"

#include <QHashFunctions>

#include <algorithm>
#include <cstring>

namespace sitebook {

QByteArrayView hostPart(QByteArrayView url)
{
    // memchr() finds it several times as fast as indexOf(), for a million addresses at the start.
    if (url.isEmpty())
        return {}; // which may be nowhere in memory
    QByteArrayView host = url;
    do {
        const auto *colon =
            static_cast<const char *>(std::memchr(host.data(), ':', static_cast<std::size_t>(host.size())));
        if (!colon)
            return {};
        host = host.sliced(colon - host.data() + 1);
    } while (!host.startsWith("//"));
    host = host.sliced(2);
    for (qsizetype i = 0; i < host.size(); ++i) {
        if (host[i] == '/' || host[i] == '?' || host[i] == '#') {
            host = host.first(i);
            break;
        }
    }
    host = host.sliced(host.lastIndexOf('@') + 1);
    // The colons of an IPv6 address stand between brackets.
    if (const qsizetype port = host.lastIndexOf(':'); port > host.lastIndexOf(']'))
        host = host.first(port);
    return host.startsWith("www.") ? host.sliced(4) : host;
}

HostName::HostName(QByteArrayView url)
{
    const QByteArrayView host = hostPart(url);
    m_bytes = QByteArray::fromRawData(host.data(), host.size());
    if (std::ranges::any_of(host, [](char c) { return c >= 'A' && c <= 'Z'; }))
        m_bytes = m_bytes.toLower();
}

HostTable::HostTable()
    : m_byName(0, Hash{this}, Equal{this})
{
    m_byName.max_load_factor(0.8F);
}

std::size_t HostTable::Hash::operator()(QByteArrayView name) const
{
    return qHash(name, QHashSeed::globalSeed());
}

quint32 HostTable::add(QByteArrayView url)
{
    const quint32 host = number(HostName(url).bytes());
    add(host);
    return host;
}

quint32 HostTable::number(QByteArrayView name)
{
    if (const auto found = m_byName.find(name); found != m_byName.end())
        return *found;
    const QByteArray inSearches = folded(QString::fromUtf8(name));
    const TextArena::Place own = m_texts.add(name);
    m_entries.push_back({own, inSearches == name ? own : m_texts.add(inSearches), 0});
    return *m_byName.insert(size() - 1).first;
}

void HostTable::clear()
{
    m_byName.clear();
    m_entries.clear();
    m_texts = {};
}

} // namespace sitebook
