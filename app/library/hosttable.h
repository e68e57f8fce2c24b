// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/foldedtexts.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace sitebook {

/// What \a url begins with: scheme and authority, up to the path, as in `https://ada@www.example.org:8080`, perhaps of
/// an address in another (`view-source:https://example.org`); empty where it has no authority.
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
    /// The same; nothing when there is none.
    std::optional<quint32> find(QByteArrayView name) const { return m_names.find(name); }
    /// One website more for \a host.
    void add(quint32 host) { ++m_counts[host]; }
    /// One website less for \a host.
    void remove(quint32 host) { --m_counts[host]; }
    /// Forgets all hosts.
    void clear();

    quint32 size() const { return m_names.size(); }
    /// The name, see hostName(); to be read before anything is added.
    QByteArrayView name(quint32 host) const { return m_names.text(host); }
    /// The name as searches compare it, see folded().
    QByteArrayView foldedName(quint32 host) const { return m_names.folded(host); }
    /// How many websites have it.
    int count(quint32 host) const { return m_counts[host]; }

private:
    FoldedTexts m_names;
    std::vector<int> m_counts;
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
    QByteArrayView foldedHead(quint32 number) const { return m_heads.folded(number); }
    /// The number of its host.
    quint32 host(quint32 number) const { return m_hosts[number]; }

private:
    FoldedTexts m_heads;
    std::vector<quint32> m_hosts;
};

} // namespace sitebook
