// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <vector>

namespace sitebook {

/// The host of \a url (UTF-8) without user, port and `www.`, as it is written; empty when it has none. A quick cut for
/// grouping a million rows; canonicalUrl() is the thorough one.
QByteArrayView hostPart(QByteArrayView url);

/// The name of the host of an address as the table has it: as hostPart(), in lower case. Most are so as they stand, and
/// then take no memory here.
class HostName
{
public:
    /// Of \a url, which has to stay for as long as this is used.
    explicit HostName(QByteArrayView url);
    /// To look it up by.
    const QByteArray &bytes() const { return m_bytes; }
    /// A copy that lasts.
    QByteArray toByteArray() const { return {m_bytes.constData(), m_bytes.size()}; }

private:
    QByteArray m_bytes;
};

/// The hosts of a library, each once, with how many websites each has.
class HostTable
{
public:
    /// The number of \a url's host, one website more.
    quint32 add(QByteArrayView url);
    /// The number of the host called \a name (of a HostName), made of a copy when it has none.
    quint32 number(const QByteArray &name);
    /// One website more for \a host.
    void add(quint32 host) { ++m_entries[host].count; }
    /// One website less for \a host.
    void remove(quint32 host) { --m_entries[host].count; }

    quint32 size() const { return static_cast<quint32>(m_entries.size()); }
    const QByteArray &name(quint32 host) const { return m_entries[host].name; }
    /// The name as searches compare it, see folded().
    const QByteArray &foldedName(quint32 host) const { return m_entries[host].folded; }
    int count(quint32 host) const { return m_entries[host].count; }

private:
    struct Entry
    {
        QByteArray name;
        QByteArray folded;
        int count = 0;
    };
    std::vector<Entry> m_entries;
    QHash<QByteArray, quint32> m_byName;
};

} // namespace sitebook
