// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/pagefile.h"

#include <QtEndian>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype headerSize = 100;
constexpr QByteArrayView magicText("SQLite format 3\0", 16);
/// What libraries are made with.
constexpr qint64 usualPageSize = 4096;

enum PageType { IndexInner = 2, TableInner = 5, IndexLeaf = 10, TableLeaf = 13 };

quint32 numberAt(QByteArrayView bytes, qsizetype offset)
{
    return offset + 4 <= bytes.size() ? qFromBigEndian<quint32>(bytes.data() + offset) : 0;
}

quint32 shortAt(QByteArrayView bytes, qsizetype offset)
{
    return offset + 2 <= bytes.size() ? qFromBigEndian<quint16>(bytes.data() + offset) : 0;
}

bool isPageSize(qint64 size)
{
    return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

/// Reads the number of 1 to 9 bytes at \a position, and moves on; nothing when \a bytes end before.
std::optional<quint64> takeVarint(QByteArrayView bytes, qsizetype &position)
{
    quint64 value = 0;
    for (int i = 0; i < 9; ++i) {
        if (position >= bytes.size())
            return std::nullopt;
        const auto byte = static_cast<quint8>(bytes[position++]);
        if (i == 8)
            return (value << 8) | byte;
        value = (value << 7) | (byte & 0x7f);
        if (byte < 0x80)
            break;
    }
    return value;
}

/// The length in a row of a value of the type \a type.
quint64 lengthOf(quint64 type)
{
    constexpr std::array<quint64, 12> lengths{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < lengths.size() ? lengths.at(type) : (type - 12) / 2;
}

StoredValue valueOf(quint64 type, QByteArrayView bytes)
{
    constexpr quint64 zero = 8;
    constexpr quint64 one = 9;
    constexpr quint64 firstText = 13;
    if (type == 0)
        return {};
    if (type == zero || type == one)
        return static_cast<qint64>(type - zero);
    if (type >= firstText && type % 2 == 1)
        return bytes.toByteArray();
    if (type > 6)
        return OtherValue();
    // In two's complement: the first bit is the sign.
    constexpr qint64 sign = 0x80;
    qint64 number = (static_cast<quint8>(bytes[0]) ^ sign) - sign;
    for (const char byte : bytes.sliced(1))
        number = static_cast<qint64>((static_cast<quint64>(number) << 8) | static_cast<quint8>(byte));
    return number;
}

/// The values of the row \a record; nothing when it contradicts itself.
std::optional<std::vector<StoredValue>> valuesOf(QByteArrayView record)
{
    qsizetype position = 0;
    const auto headerEnd = takeVarint(record, position);
    if (!headerEnd || *headerEnd > static_cast<quint64>(record.size()))
        return std::nullopt;
    auto body = static_cast<qsizetype>(*headerEnd);
    std::vector<StoredValue> values;
    while (position < static_cast<qsizetype>(*headerEnd)) {
        const auto type = takeVarint(record, position);
        if (!type || lengthOf(*type) > static_cast<quint64>(record.size() - body))
            return std::nullopt;
        const auto length = static_cast<qsizetype>(lengthOf(*type));
        values.push_back(valueOf(*type, record.sliced(body, length)));
        body += length;
    }
    if (position != static_cast<qsizetype>(*headerEnd) || body != record.size())
        return std::nullopt;
    return values;
}

/// The sum that tells whether a frame of the log was written to its end.
class LogChecksum
{
public:
    explicit LogChecksum(bool isBigEndian)
        : m_isBigEndian(isBigEndian)
    {
    }

    void add(QByteArrayView bytes)
    {
        for (qsizetype i = 0; i + 8 <= bytes.size(); i += 8) {
            m_first += word(bytes.data() + i) + m_second;
            m_second += word(bytes.data() + i + 4) + m_first;
        }
    }
    bool isAt(QByteArrayView bytes, qsizetype offset) const
    {
        return numberAt(bytes, offset) == m_first && numberAt(bytes, offset + 4) == m_second;
    }

private:
    bool m_isBigEndian;
    quint32 m_first = 0;
    quint32 m_second = 0;

    quint32 word(const char *at) const
    {
        return m_isBigEndian ? qFromBigEndian<quint32>(at) : qFromLittleEndian<quint32>(at);
    }
};

} // namespace

PageFile::PageFile(const QString &path)
    : m_file(path)
    , m_log(path + "-wal"_L1)
{
    if (!m_file.open(QIODevice::ReadOnly))
        return;
    const QByteArray header = m_file.read(headerSize);
    const quint32 size = shortAt(header, 16);
    m_hasHeader = header.size() == headerSize && header.startsWith(magicText) && isPageSize(size == 1 ? 65536 : size);
    if (m_hasHeader)
        m_pageSize = size == 1 ? 65536 : size;
    readLog();
    if (m_pageSize == 0)
        m_pageSize = usualPageSize;
    m_usable = m_pageSize - (m_hasHeader ? static_cast<quint8>(header.at(20)) : 0);
    if (m_pageCount == 0) {
        constexpr qint64 mostPages = 0xfffffffe;
        m_pageCount = static_cast<quint32>(std::min(mostPages, (m_file.size() + m_pageSize - 1) / m_pageSize));
    }
    m_hasHeader = bytes(1).startsWith(magicText); // the log may have what the file has lost
}

/// Finds the last version of each page that is in the log, up to the last transaction that is there to its end.
void PageFile::readLog()
{
    constexpr qsizetype logHeader = 32;
    constexpr qsizetype frameHeader = 24;
    if (!m_log.open(QIODevice::ReadOnly))
        return;
    const QByteArray header = m_log.read(logHeader);
    const quint32 magic = numberAt(header, 0);
    const qint64 size = numberAt(header, 8);
    if (header.size() < logHeader || (magic & ~1U) != 0x377f0682 || !isPageSize(size)
        || (m_pageSize != 0 && m_pageSize != size))
        return;
    LogChecksum sum((magic & 1U) != 0);
    sum.add(QByteArrayView(header).first(24));
    if (!sum.isAt(header, 24))
        return;
    QHash<quint32, qint64> unfinished;
    for (qint64 at = logHeader;; at += frameHeader + size) {
        const QByteArray frame = m_log.read(frameHeader + size);
        if (frame.size() < frameHeader + size || frame.mid(8, 8) != header.mid(16, 8))
            return;
        sum.add(QByteArrayView(frame).first(8));
        sum.add(QByteArrayView(frame).sliced(frameHeader));
        if (!sum.isAt(frame, 16))
            return;
        unfinished.insert(numberAt(frame, 0), at + frameHeader);
        if (const quint32 pages = numberAt(frame, 4); pages != 0) {
            m_newer.insert(std::exchange(unfinished, {}));
            m_pageCount = pages;
            m_pageSize = size;
        }
    }
}

quint32 PageFile::headerNumber(qsizetype offset)
{
    return numberAt(bytes(1), offset);
}

QByteArray PageFile::bytes(quint32 number)
{
    if (number == 0 || number > m_pageCount)
        return {};
    const auto newer = m_newer.constFind(number);
    const bool isNewer = newer != m_newer.constEnd();
    QFile &file = isNewer ? m_log : m_file;
    if (!file.seek(isNewer ? *newer : (number - 1) * m_pageSize))
        return {};
    QByteArray page = file.read(m_pageSize);
    return page.size() < m_pageSize ? QByteArray() : page;
}

PageFile::Page PageFile::read(quint32 number)
{
    Page result;
    const QByteArray page = bytes(number);
    const qsizetype start = number == 1 ? headerSize : 0;
    const int type = page.isEmpty() ? 0 : page.at(start);
    const bool isInner = type == IndexInner || type == TableInner;
    if (!isInner && type != IndexLeaf && type != TableLeaf)
        return {false, {}, {}};
    m_read.insert(number);
    const quint32 cells = shortAt(page, start + 3);
    const qsizetype first = start + (isInner ? 12 : 8);
    for (quint32 i = 0; i < cells; ++i) {
        const qsizetype pointer = first + 2 * static_cast<qsizetype>(i);
        const qsizetype cell = shortAt(page, pointer);
        if (pointer + 2 > m_usable || cell < first || cell >= m_usable || !readCell(page, cell, type, result))
            result.isWhole = false;
    }
    if (isInner)
        result.children.push_back(numberAt(page, start + 8));
    return result;
}

bool PageFile::readCell(const QByteArray &page, qsizetype at, int type, Page &result)
{
    if (type == IndexInner || type == TableInner) {
        result.children.push_back(numberAt(page, at));
        at += 4;
    }
    if (type == TableInner)
        return true;
    const auto size = takeVarint(page, at);
    const auto key = type == TableLeaf ? takeVarint(page, at) : 0;
    if (!size || !key)
        return false;
    const auto record = payload(page, at, *size, type == TableLeaf, result.isWhole);
    auto values = record ? valuesOf(*record) : std::nullopt;
    if (!values)
        return false;
    result.rows.push_back({static_cast<qint64>(*key), std::move(*values)});
    return true;
}

/// The \a size bytes of a row that begins at \a at, of which the last may be on pages of their own.
std::optional<QByteArray> PageFile::payload(
    const QByteArray &page, qsizetype at, quint64 size, bool isTable, bool &isWhole)
{
    if (size > static_cast<quint64>(m_usable) * m_pageCount)
        return std::nullopt;
    const auto whole = static_cast<qint64>(size);
    const qint64 most = isTable ? m_usable - 35 : (m_usable - 12) * 64 / 255 - 23;
    qint64 here = whole;
    if (whole > most) {
        const qint64 least = (m_usable - 12) * 32 / 255 - 23;
        here = least + (whole - least) % (m_usable - 4);
        if (here > most)
            here = least;
    }
    if (at + here + (here < whole ? 4 : 0) > m_usable)
        return std::nullopt;
    QByteArray result = page.mid(at, here);
    quint32 next = here < whole ? numberAt(page, at + here) : 0;
    while (result.size() < whole) {
        const QByteArray further = bytes(next);
        if (further.isEmpty()) {
            // What comes before the missing part may be worth having: its reader sees where it ends.
            isWhole = false;
            return result.append(whole - result.size(), '\0');
        }
        m_read.insert(next);
        next = numberAt(further, 0);
        result.append(further.mid(4, std::min<qint64>(m_usable - 4, whole - result.size())));
    }
    return result;
}

std::optional<QSet<quint32>> PageFile::freePages()
{
    if (!m_hasHeader)
        return std::nullopt;
    QSet<quint32> pages;
    const quint32 count = headerNumber(36);
    for (quint32 trunk = headerNumber(32); trunk != 0;) {
        const QByteArray page = bytes(trunk);
        const quint32 leaves = numberAt(page, 4);
        if (page.isEmpty() || pages.contains(trunk) || leaves > static_cast<quint32>(m_usable / 4 - 2))
            return std::nullopt;
        pages.insert(trunk);
        for (quint32 i = 0; i < leaves; ++i)
            pages.insert(numberAt(page, 8 + 4 * static_cast<qsizetype>(i)));
        trunk = numberAt(page, 0);
    }
    if (static_cast<quint32>(pages.size()) != count)
        return std::nullopt;
    return pages;
}

} // namespace sitebook
