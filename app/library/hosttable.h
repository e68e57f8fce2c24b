// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/texttable.h"

#include <QByteArray>

#include <vector>

namespace sitebook {

/// What \a url begins with: scheme and authority, up to the path, as in `https://ada@www.example.org:8080`; empty where
/// it has no authority.
QByteArrayView headPart(QByteArrayView url);

/// The host of \a url (UTF-8) without user, port and `www.`, as it is written; empty when it has none. A quick cut for
/// grouping a million rows; canonicalUrl() is the thorough one.
QByteArrayView hostPart(QByteArrayView url);

/// The name of the host of \a url as a HostTable has it: as hostPart(), in lower case.
QByteArray hostName(QByteArrayView url);

/// The hosts of a library, each once, with how many websites each has.
class HostTable
{
public:
    /// The number of the host called \a name, see hostName(); made when it has none.
    quint32 number(QByteArrayView name);
    /// One website more for \a host.
    void add(quint32 host) { ++m_entries[host].count; }
    /// One website less for \a host.
    void remove(quint32 host) { --m_entries[host].count; }
    /// Forgets all hosts.
    void clear();

    quint32 size() const { return m_names.size(); }
    /// The name, see hostName(); to be read before anything is added.
    QByteArrayView name(quint32 host) const { return m_names.text(host); }
    /// The name as searches compare it, see folded().
    QByteArrayView foldedName(quint32 host) const
    {
        const TextArena::Place own = m_entries[host].folded;
        return own == 0 ? name(host) : m_folded.view(own);
    }
    /// How many websites have it.
    int count(quint32 host) const { return m_entries[host].count; }

private:
    struct Entry
    {
        /// 0 where it is the same as the name.
        TextArena::Place folded = 0;
        int count = 0;
    };

    TextTable m_names;
    TextArena m_folded;
    std::vector<Entry> m_entries;
};

/// The heads of the addresses of a library, see headPart(), each once, in lower case: a library has far fewer of them
/// than websites, so that neither memory nor searches have to go through them for each.
class HeadTable
{
public:
    /// The number of \a head, made when it has none; its host is added to \a hosts.
    quint32 number(QByteArrayView head, HostTable &hosts);
    /// Forgets all heads.
    void clear();

    quint32 size() const { return m_heads.size(); }
    /// The head in lower case; to be read before anything is added.
    QByteArrayView head(quint32 number) const { return m_heads.text(number); }
    /// The head as searches compare it, see folded().
    QByteArrayView foldedHead(quint32 number) const
    {
        const TextArena::Place own = m_entries[number].folded;
        return own == 0 ? head(number) : m_folded.view(own);
    }
    /// The number of its host.
    quint32 host(quint32 number) const { return m_entries[number].host; }

private:
    struct Entry
    {
        /// 0 where it is the same as the head.
        TextArena::Place folded = 0;
        quint32 host = 0;
    };

    TextTable m_heads;
    TextArena m_folded;
    std::vector<Entry> m_entries;
};

} // namespace sitebook
