// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/fold.h"

#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// What people type for a letter that Unicode does not take apart; empty for all others.
QLatin1StringView plainLetter(QChar letter)
{
    switch (letter.unicode()) {
    case u'ß':
        return "ss"_L1;
    case u'æ':
        return "ae"_L1;
    case u'œ':
        return "oe"_L1;
    case u'ø':
        return "o"_L1;
    case u'ł':
        return "l"_L1;
    case u'đ':
        return "d"_L1;
    case u'ħ':
        return "h"_L1;
    case u'ı':
        return "i"_L1;
    default: // the list of letters is open
        return {};
    }
}

} // namespace

void appendFolded(QByteArray &to, QStringView text)
{
    // Most names and nearly all addresses are ASCII, which needs no tables.
    if (std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; })) {
        const qsizetype before = to.size();
        to.resize(before + text.size());
        std::ranges::transform(text, to.data() + before, [](QChar c) {
            const auto byte = static_cast<char>(c.unicode());
            return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
        });
        return;
    }
    const QString decomposed = text.toString().toCaseFolded().normalized(QString::NormalizationForm_KD).toCaseFolded();
    QString kept;
    kept.reserve(decomposed.size());
    for (const QChar c : decomposed) {
        const QChar::Category category = c.category();
        if (const QLatin1StringView plain = plainLetter(c); !plain.isEmpty())
            kept.append(plain);
        else if (category != QChar::Mark_NonSpacing && category != QChar::Mark_Enclosing)
            kept.append(c);
    }
    to.append(kept.toUtf8());
}

QByteArray folded(QStringView text)
{
    QByteArray bytes;
    appendFolded(bytes, text);
    return bytes;
}

} // namespace sitebook
