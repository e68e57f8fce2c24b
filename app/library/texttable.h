// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/textarena.h"

#include <QByteArray>

#include <tsl/robin_set.h>

#include <optional>
#include <vector>

namespace sitebook {

/// A text in lower case, of ASCII. Most are so as they stand, and then take no memory here.
class LowerCase
{
public:
    /// Of \a text, which has to stay for as long as this is used.
    explicit LowerCase(QByteArrayView text);
    /// Read while this is there.
    QByteArrayView view() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Texts (UTF-8), each once, numbered as they came.
class TextTable
{
public:
    TextTable();
    Q_DISABLE_COPY(TextTable)

    quint32 size() const { return static_cast<quint32>(m_places.size()); }
    std::optional<quint32> find(QByteArrayView text) const;
    /// The number of \a text, the next one where it has none.
    quint32 number(QByteArrayView text);
    /// The text of the number \a number, to be read before another is added.
    QByteArrayView text(quint32 number) const { return m_texts.view(m_places[number]); }
    void clear();

private:
    struct Hash
    {
        using is_transparent = void;
        const TextTable *table;
        std::size_t operator()(QByteArrayView text) const;
        std::size_t operator()(quint32 number) const { return (*this)(table->text(number)); }
    };
    struct Equal
    {
        using is_transparent = void;
        const TextTable *table;
        bool operator()(quint32 a, quint32 b) const { return a == b; }
        bool operator()(QByteArrayView text, quint32 number) const { return text == table->text(number); }
        bool operator()(quint32 number, QByteArrayView text) const { return text == table->text(number); }
    };

    TextArena m_texts;
    std::vector<TextArena::Place> m_places;
    tsl::robin_set<quint32, Hash, Equal> m_numbers;
};

} // namespace sitebook
