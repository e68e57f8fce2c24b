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

char16_t codeUnit(QChar c)
{
    return c.unicode();
}
char16_t codeUnit(char c)
{
    return static_cast<unsigned char>(c);
}

/// Appends \a text in lower case when it is ASCII, as most names and nearly all addresses are: that needs no tables.
template<class Text> bool appendFoldedAscii(QByteArray &to, Text text)
{
    const auto isAscii = [](auto c) { return codeUnit(c) < 0x80; };
    if (!std::ranges::all_of(text, isAscii))
        return false;
    const qsizetype before = to.size();
    to.resize(before + text.size());
    std::ranges::transform(text, to.data() + before, [](auto c) {
        const auto byte = static_cast<char>(codeUnit(c));
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    return true;
}

} // namespace

void appendFolded(QByteArray &to, QByteArrayView utf8)
{
    if (!appendFoldedAscii(to, utf8))
        appendFolded(to, QString::fromUtf8(utf8));
}

void appendFoldedLines(QByteArray &to, QByteArrayView first, QByteArrayView second)
{
    const qsizetype begin = to.size();
    appendFolded(to, first);
    std::replace(to.data() + begin, to.data() + to.size(), '\n', ' ');
    to.append('\n');
    appendFolded(to, second);
}

void appendFolded(QByteArray &to, QStringView text)
{
    if (appendFoldedAscii(to, text))
        return;
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
