// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/foldedtexts.h"

#include "app/library/fold.h"

namespace sitebook {

quint32 FoldedTexts::number(QByteArrayView text)
{
    const quint32 number = m_texts.number(text);
    if (number == m_foldedPlaces.size()) {
        QByteArray inSearches;
        appendFolded(inSearches, text);
        m_foldedPlaces.push_back(inSearches == text ? 0 : m_folded.add(inSearches));
    }
    return number;
}

void FoldedTexts::clear()
{
    m_texts.clear();
    m_folded = {};
    m_foldedPlaces.clear();
}

} // namespace sitebook
