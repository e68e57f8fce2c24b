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
    std::vector<std::pair<QCollatorSortKey, quint32>> keys;
    keys.reserve(names.size());
    for (const auto &[name, number] : names)
        keys.emplace_back(collator.sortKey(name), number);
    std::ranges::sort(keys, [](const auto &a, const auto &b) {
        const int order = a.first.compare(b.first);
        return order != 0 ? order < 0 : a.second < b.second;
    });
    std::vector<quint32> numbers(keys.size());
    std::ranges::transform(keys, numbers.begin(), [](const auto &pair) { return pair.second; });
    return numbers;
}

} // namespace sitebook
