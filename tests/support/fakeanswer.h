// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <chrono>
#include <utility>

namespace sitebook {

/// One request as a FakeServer got it.
struct FakeRequest
{
    QByteArray method;
    /// As sent, still percent-encoded: `/website/a%20b?transferables=false`.
    QByteArray target;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    /// The target up to the question mark.
    QByteArray path() const;
    /// The target after the question mark.
    QByteArray query() const;
    /// The value of the header \a name, in any case; null when it is not there.
    QByteArray header(const QByteArray &name) const;
    /// The body as an object; empty when it is none.
    QJsonObject json() const;
};

/// What a FakeServer answers with, and how badly. Begin with one of the static functions, then change what is needed.
struct FakeAnswer
{
    enum class Ending {
        /// The answer is sent whole, the connection stays.
        Whole,
        /// Nothing is sent, the connection stays, until FakeServer::release().
        Hang,
        /// The connection is closed; after `cutOffAfter` bytes of the answer, heads counted.
        Close,
    };

    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body{};
    QList<std::pair<QByteArray, QByteArray>> headers{};
    Ending ending = Ending::Whole;
    qsizetype cutOffAfter = 0;
    /// What Content-Length says; -1 for the truth, -2 for no such header, the connection closes after the body.
    qint64 claimedLength = -1;
    /// The answer is sent in pieces of so many bytes, each in a turn of the event loop of its own; 0 for at once.
    qsizetype pieceSize = 0;
    /// How long nothing happens before the answer.
    std::chrono::milliseconds delay{0};
    /// Sent instead of all of the above, as it is.
    QByteArray raw{};

    static FakeAnswer json(const QJsonObject &object);
    static FakeAnswer json(const QByteArray &text);
    static FakeAnswer text(const QByteArray &words, int status = 200);
    static FakeAnswer noContent();
    static FakeAnswer notModified();
    static FakeAnswer html(int status = 200);
    /// \a status with \a words as text/plain.
    static FakeAnswer failure(int status, const QByteArray &words = "it failed");
    static FakeAnswer hang();
    static FakeAnswer closeAtOnce();
    /// \a text as JSON, a byte a turn of the event loop.
    static FakeAnswer byteByByte(const QByteArray &text);
    /// \a text as JSON, cut off after \a bytes of it.
    static FakeAnswer cutOff(const QByteArray &text, qsizetype bytes);

    /// The same answer with one header more.
    FakeAnswer with(const QByteArray &header, const QByteArray &value) const;
    /// The heads and the body as they are sent.
    QByteArray toWire() const;
};

} // namespace sitebook
