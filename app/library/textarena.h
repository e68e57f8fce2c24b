// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

namespace sitebook {

/// UTF-8 texts, one after the other in large blocks of memory, which never move: it grows without a halt. A text is
/// never changed in place: a new one is added and the old one released; the owner compacts when much is wasted.
class TextArena
{
public:
    /// How many bytes behind any text can be read, whatever they are, so that searches can look at many at a time.
    static constexpr std::size_t readableBehind = 64;

    /// Where one text is, in bytes.
    struct Span
    {
        quint32 offset = 0;
        quint32 length = 0;
    };

    /// Adds a copy of \a text.
    Span add(QByteArrayView text)
    {
        const auto length = static_cast<std::size_t>(text.size());
        if (length > m_capacity - m_end)
            addBlocks((length + blockSize - 1) / blockSize);
        const Span span{static_cast<quint32>(m_end), static_cast<quint32>(length)};
        if (length > 0)
            std::memcpy(at(m_end), text.data(), length);
        m_end = length > blockSize ? m_capacity : m_end + length; // what follows begins in a block of its own
        m_used += length;
        return span;
    }
    /// The text at \a span, valid for as long as the arena is there.
    QByteArrayView view(Span span) const
    {
        return span.length == 0 ? QByteArrayView("", 0)
                                : QByteArrayView(at(span.offset), static_cast<qsizetype>(span.length));
    }
    /// Counts the text at \a span as waste.
    void release(Span span) { m_wasted += span.length; }
    /// Whether more than half of a large arena is waste.
    bool wantsCompaction() const { return m_wasted > 1'000'000 && m_wasted * 2 > m_used; }
    /// Bytes in use, waste included.
    std::size_t size() const { return m_used; }

private:
    static constexpr unsigned blockBits = 20;
    static constexpr std::size_t blockSize = std::size_t(1) << blockBits;

    /// By offset; of one that is longer than usual, for a text that is, only the first place is used.
    std::vector<std::unique_ptr<char[]>> m_blocks;
    std::size_t m_capacity = 0;
    std::size_t m_end = 0;
    std::size_t m_used = 0;
    std::size_t m_wasted = 0;

    char *at(std::size_t offset) const { return m_blocks[offset >> blockBits].get() + (offset & (blockSize - 1)); }
    void addBlocks(std::size_t count)
    {
        count = std::max<std::size_t>(count, 1);
        m_end = m_capacity;
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(count * blockSize + readableBehind));
        m_blocks.resize(m_blocks.size() + count - 1);
        m_capacity += count * blockSize;
    }
};

} // namespace sitebook
