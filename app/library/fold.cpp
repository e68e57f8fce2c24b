// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"

#include <QString>

#include <algorithm>

namespace sitebook {

QByteArray folded(QStringView text)
{
    // Most names and nearly all addresses are ASCII, which needs no tables.
    if (std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; }))
        return text.toLatin1().toLower();

    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD);
    QString kept;
    kept.reserve(decomposed.size());
    for (const QChar c : decomposed) {
        const QChar::Category category = c.category();
        if (category != QChar::Mark_NonSpacing && category != QChar::Mark_Enclosing)
            kept.append(c);
    }
    return kept.toCaseFolded().toUtf8();
}

} // namespace sitebook
