// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/retention.h"

#include <QSettings>

#include <algorithm>
#include <limits>

namespace sitebook {

namespace {

constexpr auto historyKey = QLatin1StringView("history/keptDays");
constexpr auto trashKey = QLatin1StringView("trash/keptDays");

/// What is set at \a key; \a otherwise where that is no number of days.
int daysAt(QLatin1StringView key, int otherwise)
{
    bool isNumber = false;
    const int days = QSettings().value(key, otherwise).toInt(&isNumber);
    return isNumber && days >= 0 ? days : otherwise;
}

} // namespace

Retention Retention::load()
{
    const Retention usual;
    return {daysAt(historyKey, usual.historyDays), daysAt(trashKey, usual.trashDays)};
}

void Retention::save() const
{
    QSettings settings;
    settings.setValue(historyKey, historyDays);
    settings.setValue(trashKey, trashDays);
}

Timestamp Retention::limit(int days)
{
    constexpr qint64 day = 24LL * 60 * 60 * 1'000'000;
    if (days <= 0)
        return Timestamp::fromMicroseconds(std::numeric_limits<qint64>::min());
    return Timestamp::fromMicroseconds(std::max(qint64(0), Timestamp::now().microseconds() - days * day));
}

} // namespace sitebook
