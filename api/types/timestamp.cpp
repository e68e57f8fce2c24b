// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/timestamp.h"

#include <QDateTime>
#include <QTimeZone>

#include <chrono>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qint64 firstSecond = -62'135'596'800; // 0001-01-01T00:00:00Z
constexpr qint64 lastSecond = 253'402'300'799; // 9999-12-31T23:59:59Z

} // namespace

Timestamp Timestamp::now()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(sinceEpoch).count());
}

std::optional<Timestamp> Timestamp::fromIso(QStringView text)
{
    // QDateTime keeps milliseconds only, so the decimals are taken out and read here.
    QString whole = text.trimmed().toString();
    qint64 micros = 0;
    if (const qsizetype point = whole.indexOf(u'.'); point >= 0) {
        qsizetype end = point + 1;
        qint64 unit = 100'000;
        for (; end < whole.size() && whole.at(end) >= u'0' && whole.at(end) <= u'9'; ++end) {
            micros += (whole.at(end).unicode() - u'0') * unit;
            unit /= 10;
        }
        if (end == point + 1)
            return std::nullopt;
        whole.remove(point, end - point);
    }
    QDateTime moment = QDateTime::fromString(whole, Qt::ISODate);
    if (!moment.isValid())
        return std::nullopt;
    if (moment.timeSpec() == Qt::LocalTime)
        moment.setTimeSpec(Qt::UTC); // the wire's times are UTC, also where a writer left out the Z
    // An offset can lead out of the years that can be written with four digits.
    const qint64 seconds = moment.toSecsSinceEpoch();
    if (seconds < firstSecond || seconds > lastSecond)
        return std::nullopt;
    return Timestamp(seconds * 1'000'000 + micros);
}

Timestamp Timestamp::fromJson(const QJsonValue &json)
{
    const QString text = json.isObject() ? json.toObject().value("value"_L1).toString() : json.toString();
    return fromIso(text).value_or(Timestamp());
}

QString Timestamp::toIso() const
{
    if (isNull())
        return {};
    qint64 seconds = m_microseconds / 1'000'000;
    qint64 micros = m_microseconds % 1'000'000;
    if (micros < 0) {
        micros += 1'000'000;
        --seconds;
    }
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    return moment.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s) + u'.' + QString::number(micros).rightJustified(6, u'0') + u'Z';
}

QDateTime Timestamp::toDateTime() const
{
    if (isNull())
        return {};
    const qint64 remainder = ((m_microseconds % 1000) + 1000) % 1000;
    return QDateTime::fromMSecsSinceEpoch((m_microseconds - remainder) / 1000, Qt::UTC);
}

QJsonObject Timestamp::toJson() const
{
    return {{u"value"_s, toIso()}};
}

} // namespace sitebook
