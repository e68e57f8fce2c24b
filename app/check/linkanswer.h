// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkReply>
#include <QString>
#include <QUrl>

#include <chrono>

namespace sitebook {

/// What came back for one request of an address.
struct LinkAnswer
{
    /// The HTTP status; 0 where no server answered.
    int status = 0;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    /// Whether it took longer than it may.
    bool isLate = false;
    /// Where it redirects to, whole; empty when nowhere.
    QUrl target{};
    /// How long the server asks to be left alone (`Retry-After`); zero where it does not.
    std::chrono::seconds retryAfter{0};

    /// Of the finished \a reply.
    static LinkAnswer of(const QNetworkReply &reply, bool isLate);

    /// Whether there is no connection at all, or no answer in time: it may be this computer that has no network.
    bool isSilence() const;
    /// Whether the same request may be answered otherwise a little later.
    bool mayPass() const;
    /// Whether a server that does not like to be asked for the head of a page may answer to being asked for the page.
    bool isHeadRefused() const;
    /// Whether something is there, if only for some.
    bool isThere() const;
    /// Whether it redirects, and for good.
    bool isPermanent() const { return status == 301 || status == 308; }
    /// What is wrong, or peculiar, in words for a person; empty when nothing is.
    QString words() const;
};

/// \a status with its name: `404 Not Found`.
QString httpStatusWords(int status);
/// The time that \a value, of a `Retry-After` (RFC 9110, 10.2.3), means at \a now: seconds, or the date of HTTP; zero
/// when it is neither, or over, and a day at most.
std::chrono::seconds retryAfter(const QByteArray &value, const QDateTime &now);
/// Whether the host of \a url is, by the look of it, this computer or one of the network it is in.
bool isLocalHost(const QUrl &url);

} // namespace sitebook
