// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/texttable.h"

#include <QHashFunctions>

#include <algorithm>

namespace sitebook {

LowerCase::LowerCase(QByteArrayView text)
    : m_bytes(QByteArray::fromRawData(text.data(), text.size()))
{
    if (std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; }))
        m_bytes = m_bytes.toLower();
}

TextTable::TextTable()
    : m_numbers(0, Hash{this}, Equal{this})
{
    m_numbers.max_load_factor(0.8F);
}

std::size_t TextTable::Hash::operator()(QByteArrayView text) const
{
    return qHash(text, QHashSeed::globalSeed());
}

std::optional<quint32> TextTable::find(QByteArrayView text) const
{
    const auto found = m_numbers.find(text);
    return found == m_numbers.end() ? std::nullopt : std::optional(*found);
}

quint32 TextTable::number(QByteArrayView text)
{
    if (const auto known = find(text))
        return *known;
    m_places.push_back(m_texts.add(text));
    return *m_numbers.insert(size() - 1).first;
}

void TextTable::clear()
{
    m_numbers.clear();
    m_places.clear();
    m_texts = {};
}

} // namespace sitebook
