// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/loopback.h"

#include <QByteArray>
#include <QList>

#include <algorithm>

namespace sitebook {

namespace {

bool isPort(QByteArrayView port)
{
    return port.size() <= 5 && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

bool isLoopbackIpv4(const QByteArray &host)
{
    const QList<QByteArray> numbers = host.split('.');
    return numbers.size() == 4 && numbers.first() == QByteArrayView("127")
        && std::ranges::all_of(numbers, [](const QByteArray &number) {
               bool ok = false;
               return !number.isEmpty() && isPort(number) && number.toInt(&ok) <= 255 && ok;
           });
}

} // namespace

bool isLoopbackAuthority(QByteArrayView authority)
{
    const qsizetype bracket = authority.lastIndexOf(']');
    const qsizetype colon = authority.lastIndexOf(':');
    const bool hasPort = colon > bracket;
    if (hasPort && !isPort(authority.sliced(colon + 1)))
        return false;
    const QByteArray host = authority.first(hasPort ? colon : authority.size()).toByteArray().toLower();
    return host == QByteArrayView("localhost") || host == QByteArrayView("[::1]") || isLoopbackIpv4(host);
}

} // namespace sitebook
