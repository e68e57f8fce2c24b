// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/records.h"

using namespace Qt::StringLiterals;

namespace sitebook {

WebsiteRecord WebsiteRow::toRecord() const
{
    return {key, QString::fromUtf8(id), QString::fromUtf8(url), QString::fromUtf8(name), created, updated, score,
        json.toByteArray()};
}

MaterialRecord MaterialRow::toRecord() const
{
    return {key, kind, QString::fromUtf8(id), QString::fromUtf8(name), created, updated, json.toByteArray(),
        contents.toByteArray()};
}

QString comparableAddress(const QString &url)
{
    // By hand, because QUrl changes more than the two things that are asked for, and refuses what is no address.
    const qsizetype scheme = url.indexOf("://"_L1);
    if (scheme <= 0)
        return url;
    const qsizetype start = scheme + 3;
    qsizetype end = start;
    while (end < url.size() && url.at(end) != u'/' && url.at(end) != u'?' && url.at(end) != u'#')
        ++end;
    const qsizetype user = url.lastIndexOf(u'@', end - 1);
    const qsizetype host = user >= start ? user + 1 : start;
    QString address = url.first(scheme).toLower() + url.sliced(scheme, host - scheme);
    address += url.sliced(host, end - host).toLower();
    if (end == url.size() || url.at(end) != u'/')
        address += u'/';
    return address + url.sliced(end);
}

} // namespace sitebook
