// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/linkanswer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHostAddress>
#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::LinkAnswer)
};

constexpr int tooManyRequests = 429;
constexpr int unavailable = 503;

/// Names of the standard, and not what a server says: that is anything, and HTTP/2 has none.
constexpr std::pair<int, const char *> statusNames[] = {
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {421, "Misdirected Request"},
    {429, "Too Many Requests"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
};

bool isClosed(int status)
{
    return status == 401 || status == 403 || status == 407 || status == tooManyRequests;
}

} // namespace

LinkAnswer LinkAnswer::of(const QNetworkReply &reply, bool isLate)
{
    LinkAnswer answer{reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply.error(), isLate};
    const QUrl target = reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (target.isValid() && !target.isEmpty())
        answer.target = reply.url().resolved(target);
    if (answer.status == tooManyRequests || answer.status == unavailable)
        answer.retryAfter = sitebook::retryAfter(reply.rawHeader("Retry-After"), QDateTime::currentDateTimeUtc());
    return answer;
}

bool LinkAnswer::isSilence() const
{
    // A refusal comes from a computer that was reached, and so does a bad certificate.
    return status == 0 && error != QNetworkReply::ConnectionRefusedError
        && error != QNetworkReply::SslHandshakeFailedError;
}

bool LinkAnswer::mayPass() const
{
    return status == tooManyRequests || status >= 500
        || (status == 0 && error != QNetworkReply::SslHandshakeFailedError);
}

bool LinkAnswer::isHeadRefused() const
{
    if (status != 0)
        return status >= 400 && status != 404 && status != 410 && status != tooManyRequests;
    return error != QNetworkReply::HostNotFoundError && error != QNetworkReply::ConnectionRefusedError
        && error != QNetworkReply::SslHandshakeFailedError;
}

bool LinkAnswer::isThere() const
{
    return (status > 0 && status < 400) || isClosed(status);
}

QString LinkAnswer::words() const
{
    if (status >= 400)
        return httpStatusWords(status);
    if (status > 0)
        return {};
    if (isLate)
        return Words::tr("no answer in time");
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        //: Why an address leads nowhere: there is no server of that name
        return Words::tr("server not found");
    case QNetworkReply::ConnectionRefusedError:
        return Words::tr("connection refused");
    case QNetworkReply::SslHandshakeFailedError:
        //: Why an address leads nowhere: its certificate is not valid, or the server speaks no TLS
        return Words::tr("no secure connection");
    case QNetworkReply::RemoteHostClosedError:
        return Words::tr("connection closed without an answer");
    default:
        return Words::tr("no connection");
    }
}

QString httpStatusWords(int status)
{
    const auto found = std::ranges::find(statusNames, status, &std::pair<int, const char *>::first);
    return found == std::end(statusNames) ? QString::number(status)
                                          : u"%1 %2"_s.arg(status).arg(QLatin1StringView(found->second));
}

std::chrono::seconds retryAfter(const QByteArray &value, const QDateTime &now)
{
    bool isNumber = false;
    qint64 seconds = value.trimmed().toLongLong(&isNumber);
    if (!isNumber) {
        QDateTime moment =
            QLocale::c().toDateTime(QString::fromLatin1(value.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        moment.setTimeSpec(Qt::UTC);
        seconds = moment.isValid() ? now.secsTo(moment) : 0;
    }
    constexpr qint64 aDay = 24 * 3600; // whoever asks for more means that, too
    return std::chrono::seconds(std::clamp<qint64>(seconds, 0, aDay));
}

bool isLocalHost(const QUrl &url)
{
    static const std::array networks{
        QHostAddress::parseSubnet(u"10.0.0.0/8"_s),
        QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
        QHostAddress::parseSubnet(u"192.168.0.0/16"_s),
        QHostAddress::parseSubnet(u"169.254.0.0/16"_s),
        QHostAddress::parseSubnet(u"fc00::/7"_s),
        QHostAddress::parseSubnet(u"fe80::/10"_s),
    };
    const QString host = url.host();
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host.endsWith(".local"_L1))
        return true;
    QHostAddress address(host);
    if (bool isV4 = false; address.protocol() == QAbstractSocket::IPv6Protocol) {
        const quint32 v4 = address.toIPv4Address(&isV4);
        if (isV4)
            address = QHostAddress(v4);
    }
    if (address.isNull())
        return false;
    return address.isLoopback() || address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6)
        || std::ranges::any_of(networks, [&](const auto &network) { return address.isInSubnet(network); });
}

} // namespace sitebook
