// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace sitebook {

/// UTF-8 texts, one after the other in one piece of memory. A text is never changed in place: a new one is added and
/// the old one released; the owner compacts when much is wasted.
class TextArena
{
public:
    /// Where one text is, in bytes.
    struct Span
    {
        quint32 offset = 0;
        quint32 length = 0;
    };

    /// Adds a copy of \a text.
    Span add(QByteArrayView text)
    {
        const Span span{static_cast<quint32>(m_bytes.size()), static_cast<quint32>(text.size())};
        m_bytes.insert(m_bytes.end(), text.begin(), text.end());
        return span;
    }
    /// The text at \a span, valid until the next add().
    QByteArrayView view(Span span) const { return {m_bytes.data() + span.offset, static_cast<qsizetype>(span.length)}; }
    /// Counts the text at \a span as waste.
    void release(Span span) { m_wasted += span.length; }
    /// Whether more than half of a large arena is waste.
    bool wantsCompaction() const { return m_wasted > 1'000'000 && m_wasted * 2 > m_bytes.size(); }
    /// Bytes in use, waste included.
    std::size_t size() const { return m_bytes.size(); }
    void reserve(std::size_t bytes) { m_bytes.reserve(bytes); }

private:
    std::vector<char> m_bytes;
    std::size_t m_wasted = 0;
};

} // namespace sitebook
