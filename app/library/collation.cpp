// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/collation.h"

#include <algorithm>

namespace sitebook {

QCollator nameCollator()
{
    QLocale locale = QLocale().collation();
    // Qt sorts the C locale by bytes, and its sort keys in another order than compare().
    if (locale.language() == QLocale::C)
        locale = QLocale(QLocale::English);
    QCollator collator(locale);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    return collator;
}

std::vector<quint32> sortedByName(const std::vector<std::pair<QString, quint32>> &names)
{
    if (names.size() < 2) // a collator takes longer to make than a name to sort; trees ask for many such
        return names.empty() ? std::vector<quint32>() : std::vector<quint32>{names.front().second};
    const QCollator collator = nameCollator();
    std::vector<std::pair<QCollatorSortKey, std::size_t>> keys;
    keys.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        keys.emplace_back(collator.sortKey(names[i].first), i);
    std::ranges::sort(keys, [&names](const auto &a, const auto &b) {
        if (const int order = a.first.compare(b.first); order != 0)
            return order < 0;
        const auto &[name, number] = names[a.second];
        const auto &[otherName, otherNumber] = names[b.second];
        const int order = name.toCaseFolded().compare(otherName.toCaseFolded());
        return order != 0 ? order < 0 : number < otherNumber;
    });
    std::vector<quint32> numbers(keys.size());
    std::ranges::transform(keys, numbers.begin(), [&names](const auto &pair) { return names[pair.second].second; });
    return numbers;
}

} // namespace sitebook
