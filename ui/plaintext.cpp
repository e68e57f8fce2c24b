// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plaintext.h"

#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace sitebook {

QString withoutMnemonics(const QString &text)
{
    return QString(text).replace(u'&', "&&"_L1);
}

QString shortened(const QString &text, qsizetype most)
{
    const QString line = text.left(most * 8).simplified();
    return line.size() > most ? line.left(most).trimmed() + u'…' : line;
}

QString plainTip(const QString &text)
{
    constexpr qsizetype most = 1000;
    return text.isEmpty() ? QString() : Qt::convertFromPlainText(text.left(most), Qt::WhiteSpaceNormal);
}

QString withoutDirectionMarks(QString text)
{
    const auto turns = [](QChar c) { return (c >= u'\u202A' && c <= u'\u202E') || (c >= u'\u2066' && c <= u'\u2069'); };
    return text.removeIf(turns);
}

} // namespace sitebook
