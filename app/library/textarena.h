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

/// Begins to bring what is at \a begin, a line of memory, into the cache.
inline void fetchFromMemory(const void *begin)
{
#ifdef __GNUC__
    __builtin_prefetch(begin);
#else
    Q_UNUSED(begin)
#endif
}

/// UTF-8 texts, one after the other in large blocks of memory, which never move: it grows without a halt. A text is
/// never changed in place: a new one is added and the old one released; the owner compacts when much is wasted.
class TextArena
{
public:
    /// How many bytes behind any text can be read, whatever they are, so that searches can look at many at a time.
    static constexpr std::size_t readableBehind = 64;

    /// Where one text is; 0 for an empty one.
    using Place = quint32;

    /// Adds a copy of \a text.
    Place add(QByteArrayView text)
    {
        if (text.isEmpty())
            return 0;
        const auto length = static_cast<std::size_t>(text.size());
        const std::size_t total = headSize(length) + length;
        if (total > m_capacity - m_end)
            addBlocks((total + blockSize) / blockSize);
        const auto place = static_cast<Place>(m_end);
        char *head = at(place);
        if (length < longText) {
            *head = static_cast<char>(length);
        } else {
            const auto written = static_cast<quint32>(length);
            *head = static_cast<char>(longText);
            std::memcpy(head + 1, &written, sizeof written);
        }
        std::memcpy(head + headSize(length), text.data(), length);
        m_end = total >= blockSize ? m_capacity : m_end + total; // what follows begins in a block of its own
        m_used += total;
        return place;
    }
    /// The text at \a place, valid for as long as the arena is there.
    QByteArrayView view(Place place) const
    {
        if (place == 0)
            return QByteArrayView("", 0);
        const char *head = at(place);
        const auto shortLength = static_cast<quint8>(*head);
        if (shortLength < longText)
            return QByteArrayView(head + 1, static_cast<qsizetype>(shortLength));
        quint32 length = 0;
        std::memcpy(&length, head + 1, sizeof length);
        return QByteArrayView(head + headSize(length), static_cast<qsizetype>(length));
    }
    /// Begins to bring the first lines of the text at \a place, if not all of it, from memory into the cache.
    void fetch(Place place) const
    {
        constexpr std::size_t line = 64;
        if (place == 0)
            return;
        fetchFromMemory(at(place));
        fetchFromMemory(at(place) + line);
    }
    /// Counts the text at \a place as waste.
    void release(Place place)
    {
        const auto length = static_cast<std::size_t>(view(place).size());
        m_wasted += place == 0 ? 0 : headSize(length) + length;
    }
    /// Whether more than half of a large arena is waste.
    bool wantsCompaction() const { return m_wasted > 1'000'000 && m_wasted * 2 > m_used; }
    /// Bytes in use, waste included.
    std::size_t size() const { return m_used; }

private:
    static constexpr unsigned blockBits = 20;
    static constexpr std::size_t blockSize = std::size_t(1) << blockBits;
    /// The length stands before each text, in one byte; that of one so long or longer in four that follow it.
    static constexpr std::size_t longText = 255;

    /// By offset; of one that is longer than usual, for a text that is, only the first place is used.
    std::vector<std::unique_ptr<char[]>> m_blocks;
    std::size_t m_capacity = 0;
    std::size_t m_end = 0;
    std::size_t m_used = 0;
    std::size_t m_wasted = 0;

    char *at(std::size_t offset) const { return m_blocks[offset >> blockBits].get() + (offset & (blockSize - 1)); }
    static std::size_t headSize(std::size_t length) { return length < longText ? 1 : 1 + sizeof(quint32); }
    void addBlocks(std::size_t count)
    {
        m_end = std::max<std::size_t>(m_capacity, 1); // no text is at 0
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(count * blockSize + readableBehind));
        m_blocks.resize(m_blocks.size() + count - 1);
        m_capacity += count * blockSize;
    }
};

} // namespace sitebook
