// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/web/canonicalurl.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr QLatin1StringView trackingPrefixes[] = {"utm_"_L1, "hsa_"_L1, "mtm_"_L1, "pk_"_L1, "piwik_"_L1, "__hs"_L1};

// Parameters that only tell where a visitor came from. One that may also choose what is shown (`ref`, `source`, `id`)
// must not be here: it would make two pages into one.
constexpr QLatin1StringView trackingNames[] = {"_ga"_L1, "_gl"_L1, "_hsenc"_L1, "_hsmi"_L1, "_openstat"_L1, "dclid"_L1,
    "epik"_L1, "fbclid"_L1, "gad_source"_L1, "gbraid"_L1, "gclid"_L1, "gclsrc"_L1, "hsctatracking"_L1, "igsh"_L1,
    "igshid"_L1, "li_fat_id"_L1, "mc_cid"_L1, "mc_eid"_L1, "mkt_tok"_L1, "msclkid"_L1, "oly_anon_id"_L1,
    "oly_enc_id"_L1, "rb_clickid"_L1, "ref_src"_L1, "ref_url"_L1, "srsltid"_L1, "ttclid"_L1, "twclid"_L1, "vero_id"_L1,
    "wbraid"_L1, "wickedid"_L1, "yclid"_L1};

bool isTracking(QStringView parameter)
{
    const QStringView name = parameter.left(parameter.indexOf(u'='));
    return std::ranges::any_of(trackingPrefixes,
               [name](QLatin1StringView prefix) { return name.startsWith(prefix, Qt::CaseInsensitive); })
        || std::ranges::any_of(
            trackingNames, [name](QLatin1StringView known) { return name.compare(known, Qt::CaseInsensitive) == 0; });
}

QString withoutTracking(const QString &query)
{
    QString kept;
    kept.reserve(query.size());
    for (const QStringView parameter : QStringView(query).split(u'&', Qt::SkipEmptyParts)) {
        if (isTracking(parameter))
            continue;
        if (!kept.isEmpty())
            kept += u'&';
        kept += parameter;
    }
    return kept;
}

QString hostKey(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded);
    while (host.endsWith(u'.'))
        host.chop(1);
    return host.contains(u':') && !host.startsWith(u'[') ? u'[' + host + u']' : host;
}

/// \a path without its `.` and `..` segments. QUrl does it too, but differently from version to version.
QString withoutDotSegments(const QString &path)
{
    if (!path.contains("/."_L1))
        return path;
    QList<QStringView> kept;
    for (const QStringView segment : QStringView(path).mid(1).split(u'/')) {
        if (segment == ".."_L1) {
            if (!kept.isEmpty())
                kept.removeLast();
        } else if (segment != "."_L1) {
            kept.append(segment);
        }
    }
    QString result;
    for (const QStringView segment : std::as_const(kept))
        result += u'/' + segment.toString();
    return result;
}

QString pathKey(const QUrl &url)
{
    QString path = withoutDotSegments(url.path(QUrl::FullyEncoded));
    while (path.endsWith(u'/'))
        path.chop(1);
    return path;
}

bool isDefaultPort(QStringView scheme, int port)
{
    return port == -1 || (scheme == "http"_L1 && port == 80) || (scheme == "https"_L1 && port == 443);
}

} // namespace

QString canonicalUrl(const QString &text)
{
    const QString trimmed = text.trimmed();
    const QUrl url(trimmed, QUrl::TolerantMode);
    const QString scheme = url.scheme();
    if (!url.isValid() || (scheme != "http"_L1 && scheme != "https"_L1) || url.host().isEmpty())
        return url.isValid() && !scheme.isEmpty() ? url.toString(QUrl::FullyEncoded) : trimmed;

    QString key;
    if (const QString user = url.userInfo(QUrl::FullyEncoded); !user.isEmpty())
        key += user + u'@';
    key += hostKey(url);
    if (!isDefaultPort(scheme, url.port()))
        key += u':' + QString::number(url.port());
    key += pathKey(url);
    if (const QString query = withoutTracking(url.query(QUrl::FullyEncoded)); !query.isEmpty())
        key += u'?' + query;
    const QString fragment = url.fragment(QUrl::FullyEncoded);
    if ((fragment.startsWith(u'/') && fragment.size() > 1) || fragment.startsWith(u'!'))
        key += u'#' + fragment;
    return key;
}

QString hostOf(const QString &url)
{
    const QString host = QUrl(url.trimmed(), QUrl::TolerantMode).host().toLower();
    const bool worldWideWeb = host.startsWith("www."_L1) && host.indexOf(u'.', 4) > 0;
    return worldWideWeb ? host.mid(4) : host;
}

} // namespace sitebook
