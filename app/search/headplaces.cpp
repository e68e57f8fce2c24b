// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/headplaces.h"

#include "app/search/inparts.h"
#include "app/search/textpattern.h"

#include <algorithm>

namespace sitebook {

HeadPlaces::HeadPlaces(const HeadTable &heads, const HostTable &hosts, const QByteArray &word, const HeadPlaces *wider)
    : m_heads(heads)
    , m_hosts(hosts)
    , m_word(word)
{
    for (qsizetype at = 1; at < word.size(); ++at) {
        if (word[at] == '/' || word[at] == '?' || word[at] == '#')
            m_breaks.push_back(at);
    }
    const bool looksAtAll = !wider || !m_breaks.empty();
    m_bits.resize(heads.size());
    inParts(0, heads.size(), searchThreads(), [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t head = begin; head < end; ++head) {
            if (looksAtAll || wider->isInHead(static_cast<quint32>(head)))
                m_bits[head] = bitsOf(static_cast<quint32>(head));
        }
    });
}

quint8 HeadPlaces::bitsOf(quint32 head) const
{
    const QByteArrayView text = m_heads.foldedHead(head);
    int bits = 0;
    if (findBytes(text, m_word) >= 0)
        bits = InHead | (findBytes(m_hosts.foldedName(m_heads.host(head)), m_word) >= 0 ? InHost : 0);
    if (std::ranges::any_of(m_breaks, [&](qsizetype at) { return beginsInHead(text, at); }))
        bits |= OverEnd;
    return static_cast<quint8>(bits);
}

/// Whether \a head ends with what is before \a at in the word.
bool HeadPlaces::beginsInHead(QByteArrayView head, qsizetype at) const
{
    return head.endsWith(QByteArrayView(m_word).first(at));
}

bool HeadPlaces::isOverEnd(quint32 head, QByteArrayView tail) const
{
    if ((bits(head) & OverEnd) == 0)
        return false;
    const QByteArrayView text = m_heads.foldedHead(head);
    return std::ranges::any_of(m_breaks,
        [&](qsizetype at) { return tail.startsWith(QByteArrayView(m_word).sliced(at)) && beginsInHead(text, at); });
}

} // namespace sitebook
