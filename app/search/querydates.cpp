// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/querydates.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr std::array calendarUnits{"week"_L1, "month"_L1, "year"_L1};

/// Where the dots of a range stand in \a text; its end when it is none.
qsizetype dotsIn(QStringView text)
{
    const qsizetype dots = text.indexOf(".."_L1);
    return dots < 0 ? text.size() : dots;
}

QStringView withoutComparison(QStringView text)
{
    while (!text.isEmpty() && QStringView(u"<>=").contains(text.front()))
        text = text.sliced(1);
    return text;
}

struct Moment
{
    TimeSpan span;
    /// A time before now, of which less is later.
    bool isAge = false;
};

qint64 startOf(const QDate &date, const QDateTime &now)
{
    return date.startOfDay(now.timeSpec(), now.offsetFromUtc()).toMSecsSinceEpoch() * 1000;
}

/// The days from \a first to before \a next.
Moment days(const QDate &first, const QDate &next, const QDateTime &now)
{
    return {{startOf(first, now), startOf(next, now) - 1}};
}

std::optional<Moment> calendarDate(QStringView text, const QDateTime &now)
{
    static const QRegularExpression pattern(u"^(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?$"_s);
    const QRegularExpressionMatch match = pattern.match(text.toString());
    if (!match.hasMatch())
        return {};
    const bool hasMonth = match.hasCaptured(2);
    const bool hasDay = match.hasCaptured(3);
    const QDate date(match.capturedView(1).toInt(), hasMonth ? match.capturedView(2).toInt() : 1,
        hasDay ? match.capturedView(3).toInt() : 1);
    if (!date.isValid())
        return {};
    return days(date, hasDay ? date.addDays(1) : hasMonth ? date.addMonths(1) : date.addYears(1), now);
}

std::optional<Moment> wordDate(QStringView text, const QDateTime &now)
{
    const QString word = text.toString().toLower().replace(u'-', u' ').simplified();
    const QDate today = now.date();
    if (word == "today"_L1)
        return days(today, today.addDays(1), now);
    if (word == "yesterday"_L1)
        return days(today.addDays(-1), today, now);
    const bool last = word.startsWith("last "_L1);
    if (!last && !word.startsWith("this "_L1))
        return {};
    const QStringView unit = QStringView(word).mid(5);
    const int back = last ? -1 : 0;
    if (unit == "week"_L1) {
        const int sinceFirst = (today.dayOfWeek() - QLocale().firstDayOfWeek() + 7) % 7;
        const QDate first = today.addDays(back * 7 - sinceFirst);
        return days(first, first.addDays(7), now);
    }
    if (unit == "month"_L1) {
        const QDate first = QDate(today.year(), today.month(), 1).addMonths(back);
        return days(first, first.addMonths(1), now);
    }
    if (unit == "year"_L1) {
        const QDate first(today.year() + back, 1, 1);
        return days(first, first.addYears(1), now);
    }
    return {};
}

std::optional<Moment> age(QStringView text, const QDateTime &now)
{
    static const QRegularExpression pattern(u"^(\\d{1,4})([hdwmy])$"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text.toString());
    if (!match.hasMatch())
        return {};
    const int count = match.capturedView(1).toInt();
    QDateTime then = now;
    switch (match.capturedView(2).front().toLower().unicode()) {
    case u'h':
        then = now.addSecs(-count * 3600LL);
        break;
    case u'd':
        then = now.addDays(-count);
        break;
    case u'w':
        then = now.addDays(-count * 7LL);
        break;
    case u'm':
        then = now.addMonths(-count);
        break;
    default: // the pattern leaves only years
        then = now.addYears(-count);
        break;
    }
    if (!then.isValid())
        return {};
    const qint64 at = then.toMSecsSinceEpoch() * 1000;
    return Moment{{at, at - 1}, true};
}

std::optional<Moment> moment(QStringView text, const QDateTime &now)
{
    for (const auto read : {calendarDate, wordDate, age}) {
        if (const auto found = read(text, now))
            return found;
    }
    return {};
}

std::optional<TimeSpan> range(QStringView text, qsizetype dots, const QDateTime &now)
{
    const QStringView before = text.first(dots);
    const QStringView after = text.sliced(dots + 2);
    if (before.isEmpty() && after.isEmpty())
        return {};
    TimeSpan span;
    if (!before.isEmpty()) {
        const auto first = moment(before, now);
        if (!first)
            return {};
        span.first = first->span.first;
    }
    if (!after.isEmpty()) {
        const auto last = moment(after, now);
        if (!last)
            return {};
        span.last = last->span.last;
    }
    return span;
}

} // namespace

bool isCalendarUnit(QStringView word, bool beginningIsEnough)
{
    const QStringView unit = word.first(dotsIn(word));
    return std::ranges::any_of(calendarUnits, [&](QLatin1StringView known) {
        return beginningIsEnough && unit.size() == word.size() && !unit.isEmpty()
            ? known.startsWith(unit, Qt::CaseInsensitive)
            : unit.compare(known, Qt::CaseInsensitive) == 0;
    });
}

bool awaitsCalendarUnit(QStringView text)
{
    if (const qsizetype dots = dotsIn(text); dots < text.size())
        text = text.sliced(dots + 2);
    text = withoutComparison(text);
    return text.compare("last"_L1, Qt::CaseInsensitive) == 0 || text.compare("this"_L1, Qt::CaseInsensitive) == 0;
}

bool beginsTimeSpan(QStringView text, const QDateTime &now)
{
    text = withoutComparison(text.trimmed());
    if (const qsizetype dots = dotsIn(text); dots < text.size()) {
        const QStringView before = text.first(dots);
        if (!before.isEmpty() && !moment(before, now))
            return false;
        text = text.sliced(dots + 2);
    } else if (text.endsWith(u'.')) {
        return text.size() == 1 || moment(text.chopped(1), now);
    }
    static const QRegularExpression digits(u"^(\\d{0,3}|\\d{4}-(0?|(0?[1-9]|1[0-2])-0?))$"_s);
    const QString word = text.toString().toLower().replace(u'-', u' ').simplified();
    if (digits.match(text.toString()).hasMatch() || "today"_L1.startsWith(word) || "yesterday"_L1.startsWith(word))
        return true;
    return std::ranges::any_of(calendarUnits, [&word](QLatin1StringView unit) {
        return (u"last "_s + unit).startsWith(word) || (u"this "_s + unit).startsWith(word);
    });
}

std::optional<TimeSpan> timeSpan(QStringView text, const QDateTime &now)
{
    text = text.trimmed();
    if (const qsizetype dots = text.indexOf(".."_L1); dots >= 0)
        return range(text, dots, now);
    const bool less = text.startsWith(u'<');
    const bool more = text.startsWith(u'>');
    if (less || more)
        text = text.sliced(1);
    const bool orEqual = (less || more) && text.startsWith(u'=');
    if (orEqual)
        text = text.sliced(1);
    const auto found = moment(text, now);
    if (!found)
        return {};
    const TimeSpan span = found->span;
    if (found->isAge)
        return more ? TimeSpan{.last = span.first - 1} : TimeSpan{.first = span.first};
    if (less)
        return orEqual ? TimeSpan{.last = span.last} : TimeSpan{.last = span.first - 1};
    if (more)
        return orEqual ? TimeSpan{.first = span.first} : TimeSpan{.first = span.last + 1};
    return span;
}

} // namespace sitebook
