// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/textarena.h"

#include <QByteArray>

#include <tsl/robin_set.h>

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
    HostTable();
    Q_DISABLE_COPY(HostTable)

    /// The number of \a url's host, one website more.
    quint32 add(QByteArrayView url);
    /// The number of the host called \a name (of a HostName), made when it has none.
    quint32 number(QByteArrayView name);
    /// One website more for \a host.
    void add(quint32 host) { ++m_entries[host].count; }
    /// One website less for \a host.
    void remove(quint32 host) { --m_entries[host].count; }
    /// Forgets all hosts.
    void clear();

    quint32 size() const { return static_cast<quint32>(m_entries.size()); }
    /// The name, see HostName; to be read before anything is added.
    QByteArrayView name(quint32 host) const { return m_texts.view(m_entries[host].name); }
    /// The name as searches compare it, see folded().
    QByteArrayView foldedName(quint32 host) const { return m_texts.view(m_entries[host].folded); }
    /// How many websites have it.
    int count(quint32 host) const { return m_entries[host].count; }

private:
    struct Entry
    {
        TextArena::Place name = 0;
        /// The same one nearly always.
        TextArena::Place folded = 0;
        int count = 0;
    };
    struct Hash
    {
        using is_transparent = void;
        const HostTable *table;
        std::size_t operator()(QByteArrayView name) const;
        std::size_t operator()(quint32 host) const { return (*this)(table->name(host)); }
    };
    struct Equal
    {
        using is_transparent = void;
        const HostTable *table;
        bool operator()(quint32 a, quint32 b) const { return a == b; }
        bool operator()(QByteArrayView name, quint32 host) const { return name == table->name(host); }
        bool operator()(quint32 host, QByteArrayView name) const { return name == table->name(host); }
    };

    TextArena m_texts;
    std::vector<Entry> m_entries;
    tsl::robin_set<quint32, Hash, Equal> m_byName;
};

} // namespace sitebook
