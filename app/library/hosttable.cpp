// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/hosttable.h"

namespace sitebook {

QByteArrayView hostPart(QByteArrayView url)
{
    const qsizetype scheme = url.indexOf("://");
    if (scheme < 0)
        return {};
    QByteArrayView host = url.sliced(scheme + 3);
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

quint32 HostTable::add(QByteArrayView url)
{
    const QByteArray name = hostPart(url).toByteArray().toLower();
    auto found = m_byName.constFind(name);
    if (found == m_byName.cend()) {
        found = m_byName.insert(name, size());
        m_entries.push_back({name, 0});
    }
    ++m_entries[found.value()].count;
    return found.value();
}

} // namespace sitebook
