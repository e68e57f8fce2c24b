// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace sitebook {

/// What went wrong with a request. A value; `None` when nothing did.
struct ApiError
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::ApiError)

public:
    enum class Kind {
        None,
        /// The request was given up from this side.
        Cancelled,
        /// Nothing answers: refused, or no such host.
        NotReachable,
        /// Silence for longer than the request allows.
        TimedOut,
        /// The answer was cut off.
        Broken,
        /// No trustworthy encrypted connection.
        Tls,
        /// 401, 403, or the server says "unauthenticated".
        SignInNeeded,
        /// 410: no such item (any more).
        NotFound,
        /// 404, 405 or 501: no such operation there.
        NotSupported,
        /// 412, or it was seen before anything was sent: somebody else changed the item.
        ChangedMeanwhile,
        /// Any other 4xx.
        Refused,
        /// 5xx.
        ServerFault,
        /// A web page, a redirect, or JSON of another shape: not the Website API.
        NotThisApi,
    };

    Kind kind = Kind::None;
    /// The status of the answer; 0 when there was none.
    int httpStatus = 0;
    /// The server's own words, trimmed and at most 500 characters long; never HTML.
    QString serverText{};
    /// Host and port that were asked, for the caption.
    QString address{};
    /// Whether the answer was a web page, where another was expected.
    bool webPage = false;

    /// Whether anything went wrong.
    explicit operator bool() const { return kind != Kind::None; }
    /// One or two sentences for a person: what is wrong, and what to do about it. Empty when nothing is wrong.
    QString caption() const;
    /// Whether the same request may succeed when it is sent again a little later.
    bool mayRetry() const;

    /// The error that an answer with \a httpStatus (400 or more) and the text \a body stands for.
    static ApiError fromStatus(int httpStatus, const QByteArray &body, bool html, const QString &address);

    bool operator==(const ApiError &) const = default;
};

} // namespace sitebook
