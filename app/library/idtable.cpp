// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/idtable.h"

#include <QHashFunctions>

#include <array>

namespace sitebook {

namespace {

constexpr qsizetype uuidLength = 36;

/// Whether a UUID has a hyphen at \a place, see RFC 9562.
constexpr bool isHyphen(qsizetype place)
{
    return place == 8 || place == 13 || place == 18 || place == 23;
}

/// The value of each hexadecimal digit in lower case, and 16 for all other bytes.
constexpr auto digitValues = [] {
    std::array<quint8, 256> values{};
    values.fill(16);
    for (quint8 digit = 0; digit < 16; ++digit)
        values[static_cast<std::size_t>(digit < 10 ? '0' + digit : 'a' + digit - 10)] = digit;
    return values;
}();

} // namespace

IdTable::IdTable()
    : m_rows(0, Hash{this}, Equal{this})
{
    m_rows.max_load_factor(0.8F);
}

std::size_t IdTable::Hash::operator()(const Key &key) const
{
    return qHashBits(&key, sizeof key, QHashSeed::globalSeed());
}

bool IdTable::Equal::operator()(const Wanted &wanted, Row row) const
{
    if (wanted.key != table->m_keys[row])
        return false;
    const auto text = table->m_texts.empty() ? table->m_texts.end() : table->m_texts.find(row);
    const bool isUuid = text == table->m_texts.end();
    return wanted.isUuid ? isUuid : !isUuid && wanted.id == text->second;
}

/// The bits of \a id where it is a UUID in lower case: what is read back is the same text.
std::optional<IdTable::Key> IdTable::uuid(QByteArrayView id)
{
    if (id.size() != uuidLength)
        return std::nullopt;
    Key key;
    for (qsizetype place = 0; place < uuidLength; ++place) {
        const auto byte = static_cast<unsigned char>(id[place]);
        if (isHyphen(place)) {
            if (byte != '-')
                return std::nullopt;
            continue;
        }
        const quint8 digit = digitValues[byte];
        if (digit > 15)
            return std::nullopt;
        quint64 &half = place < uuidLength / 2 ? key.high : key.low;
        half = half << 4U | digit;
    }
    return key;
}

IdTable::Wanted IdTable::wanted(QByteArrayView id)
{
    if (const auto key = uuid(id))
        return {id, *key, true};
    return {id, {qHash(id, QHashSeed::globalSeed()), 0}, false};
}

std::optional<IdTable::Row> IdTable::find(QByteArrayView id) const
{
    const auto found = m_rows.find(wanted(id));
    return found == m_rows.end() ? std::nullopt : std::optional(*found);
}

void IdTable::add(Row row, QByteArrayView id)
{
    if (row >= m_keys.size())
        m_keys.resize(row + std::size_t(1));
    const Wanted what = wanted(id);
    m_keys[row] = what.key;
    if (!what.isUuid)
        m_texts.insert_or_assign(row, id.toByteArray());
    else if (!m_texts.empty())
        m_texts.erase(row);
    m_rows.insert(row);
}

void IdTable::remove(Row row)
{
    m_rows.erase(row);
}

QByteArray IdTable::id(Row row) const
{
    if (!m_texts.empty()) {
        if (const auto text = m_texts.find(row); text != m_texts.end())
            return text->second;
    }
    QByteArray id(uuidLength, '-');
    Key key = m_keys[row];
    for (qsizetype place = uuidLength - 1; place >= 0; --place) {
        if (isHyphen(place))
            continue;
        quint64 &half = place < uuidLength / 2 ? key.high : key.low;
        id[place] = "0123456789abcdef"[half & 15U];
        half >>= 4U;
    }
    return id;
}

void IdTable::clear()
{
    m_rows.clear();
    m_keys.clear();
    m_texts.clear();
}

} // namespace sitebook
