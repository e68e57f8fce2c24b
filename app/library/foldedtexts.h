// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/texttable.h"

#include <optional>
#include <vector>

namespace sitebook {

/// Texts (UTF-8), each once, numbered as they came, each also as searches compare it, see folded().
class FoldedTexts
{
public:
    quint32 size() const { return m_texts.size(); }
    std::optional<quint32> find(QByteArrayView text) const { return m_texts.find(text); }
    /// The number of \a text, the next one where it has none.
    quint32 number(QByteArrayView text);
    /// The text of the number \a number, and the same folded; to be read before another is added.
    QByteArrayView text(quint32 number) const { return m_texts.text(number); }
    QByteArrayView folded(quint32 number) const
    {
        const TextArena::Place own = m_foldedPlaces[number];
        return own == 0 ? text(number) : m_folded.view(own);
    }
    void clear();

private:
    TextTable m_texts;
    TextArena m_folded;
    /// By number; 0 where the text is the same folded.
    std::vector<TextArena::Place> m_foldedPlaces;
};

} // namespace sitebook
