// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/hosttable.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace sitebook {

/// Which heads of addresses, see headPart(), have one word, worked out once for a search.
class HeadPlaces
{
public:
    /// \a word is folded, and not empty. Where \a wider, made of \a heads as they are now, is of a part of the word,
    /// only those heads are looked at that have that.
    HeadPlaces(const HeadTable &heads, const HostTable &hosts, const QByteArray &word, const HeadPlaces *wider);

    const QByteArray &word() const { return m_word; }
    /// Whether the word is in the head of the number \a head, or can be over the end of it: in what follows, `tail`.
    bool concerns(quint32 head) const { return bits(head) != 0; }
    bool isInHost(quint32 head) const { return (bits(head) & InHost) != 0; }
    bool isInHead(quint32 head) const { return (bits(head) & InHead) != 0; }
    /// Whether the word begins in the head of the number \a head and ends in \a tail, the folded rest of the address.
    bool isOverEnd(quint32 head, QByteArrayView tail) const;

private:
    enum Bit : quint8 {
        InHead = 1,
        InHost = 2,
        /// The head ends with what the word begins with, up to one of the characters that begin a tail.
        OverEnd = 4,
    };

    const HeadTable &m_heads;
    const HostTable &m_hosts;
    QByteArray m_word;
    /// Where in the word a tail can begin.
    std::vector<qsizetype> m_breaks;
    /// By head; a byte each, as they are looked up for nearly every website while its text goes through the cache.
    std::vector<quint8> m_bits;

    quint8 bits(quint32 head) const
    {
        // A head may have come after this was made.
        return head < m_bits.size() ? m_bits[head] : bitsOf(head);
    }
    quint8 bitsOf(quint32 head) const;
    bool beginsInHead(QByteArrayView head, qsizetype at) const;
};

} // namespace sitebook
