// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/boundedregex.h"

using namespace Qt::StringLiterals;

namespace sitebook {

std::optional<QRegularExpression> boundedRegex(const QString &pattern)
{
    constexpr qsizetype longest = 500;
    if (pattern.size() > longest)
        return {};
    // A pattern may begin with limits of its own, but of two the lower one counts.
    QRegularExpression regex(u"(*LIMIT_MATCH=20000)"_s + pattern,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (!regex.isValid())
        return {};
    return regex;
}

std::optional<bool> hasMatch(const QRegularExpression &regex, const QString &text, int &gaveUp, int most)
{
    if (gaveUp >= most)
        return {};
    const QRegularExpressionMatch match = regex.match(text);
    if (match.isValid())
        return match.hasMatch();
    ++gaveUp;
    return {};
}

} // namespace sitebook
