// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apierror.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype longestServerText = 500;
constexpr int insufficientStorage = 507; // RFC 4918, 11.5

ApiError::Kind kindOfStatus(int httpStatus, const QString &text)
{
    // Pieces OS answers so with several statuses, until its user signs in.
    if (text.contains("unauthenticated"_L1, Qt::CaseInsensitive))
        return ApiError::Kind::SignInNeeded;
    switch (httpStatus) {
    case 401:
    case 403:
        return ApiError::Kind::SignInNeeded;
    case 404:
    case 405:
    case 501:
        return ApiError::Kind::NotSupported;
    case 410:
        return ApiError::Kind::NotFound;
    case 412:
        return ApiError::Kind::ChangedMeanwhile;
    default:
        return httpStatus >= 500 ? ApiError::Kind::ServerFault : ApiError::Kind::Refused;
    }
}

QString withWords(const QString &sentence, const QString &words)
{
    return words.isEmpty() ? sentence + u'.' : sentence + ": "_L1 + words;
}

} // namespace

ApiError ApiError::fromStatus(int httpStatus, const QByteArray &body, bool html, const QString &address)
{
    QString text = QString::fromUtf8(body).trimmed();
    if (html || text.startsWith(u'<'))
        text.clear();
    return {kindOfStatus(httpStatus, text), httpStatus, text.left(longestServerText), address};
}

bool ApiError::mayRetry() const
{
    switch (kind) {
    case Kind::NotReachable:
    case Kind::TimedOut:
    case Kind::Broken:
        return true;
    case Kind::Refused:
        return httpStatus == 429;
    case Kind::ServerFault:
        return (httpStatus >= 502 && httpStatus <= 504) || httpStatus == insufficientStorage;
    case Kind::None:
    case Kind::Cancelled:
    case Kind::Tls:
    case Kind::SignInNeeded:
    case Kind::NotFound:
    case Kind::NotSupported:
    case Kind::ChangedMeanwhile:
    case Kind::NotThisApi:
        break;
    }
    return false;
}

QString ApiError::caption() const
{
    switch (kind) {
    case Kind::None:
        return {};
    case Kind::Cancelled:
        return tr("This was cancelled.");
    case Kind::NotReachable:
        //: %1 is a host and port, such as 127.0.0.1:5323
        return tr("Nothing answers at %1. Is the program running there?").arg(address);
    case Kind::TimedOut:
        //: %1 is a host and port
        return tr("The server at %1 takes too long to answer. It may be busy: try again in a while.").arg(address);
    case Kind::Broken:
        //: %1 is a host and port
        return tr("The answer of the server at %1 was cut off. Try again.").arg(address);
    case Kind::Tls:
        //: %1 is a host and port
        return tr("There is no trustworthy connection to %1: its certificate was not accepted.").arg(address);
    case Kind::SignInNeeded:
        //: The server's words follow
        return withWords(tr("The server wants you to sign in first"), serverText);
    case Kind::NotFound:
        return tr("This item is no longer there.");
    case Kind::NotSupported:
        //: %1 is a host and port
        return tr("The server at %1 cannot do this. A newer version of it may.").arg(address);
    case Kind::ChangedMeanwhile:
        return tr("Somebody else has changed this item meanwhile.");
    case Kind::Refused:
        //: %1 is a number, such as 400; the server's words follow
        return withWords(tr("The server refuses this (%1)").arg(httpStatus), serverText);
    case Kind::ServerFault:
        if (httpStatus == insufficientStorage) {
            //: The server's words follow
            return withWords(tr("The server has no room for this"), serverText);
        }
        //: %1 is a number, such as 500; the server's words follow
        return withWords(tr("The server has a fault of its own (%1)").arg(httpStatus), serverText);
    case Kind::NotThisApi:
        if (httpStatus >= 300 && httpStatus < 400) {
            //: %1 is a host and port
            return tr("The server at %1 sends to another address: this is not the address of a website library.")
                .arg(address);
        }
        if (webPage) {
            //: %1 is a host and port
            return tr("The server at %1 answered with a web page: this is not the address of a website library.")
                .arg(address);
        }
        //: %1 is a host and port
        return tr("The server at %1 does not answer as a website library does. Is the address right?").arg(address);
    }
    return {};
}

} // namespace sitebook
