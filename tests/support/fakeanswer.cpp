// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeanswer.h"

#include <QJsonDocument>

namespace sitebook {

QByteArray FakeRequest::path() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.left(mark);
}

QByteArray FakeRequest::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.mid(mark + 1);
}

QByteArray FakeRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QJsonObject FakeRequest::json() const
{
    return QJsonDocument::fromJson(body).object();
}

FakeAnswer FakeAnswer::json(const QJsonObject &object)
{
    return json(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

FakeAnswer FakeAnswer::json(const QByteArray &text)
{
    FakeAnswer answer;
    answer.body = text;
    return answer;
}

FakeAnswer FakeAnswer::text(const QByteArray &words, int status)
{
    FakeAnswer answer;
    answer.status = status;
    answer.contentType = "text/plain";
    answer.body = words;
    return answer;
}

FakeAnswer FakeAnswer::noContent()
{
    FakeAnswer answer;
    answer.status = 204;
    answer.contentType.clear();
    return answer;
}

FakeAnswer FakeAnswer::notModified()
{
    FakeAnswer answer = noContent();
    answer.status = 304;
    return answer;
}

FakeAnswer FakeAnswer::html(int status)
{
    FakeAnswer answer = text("<!DOCTYPE html><html><body><h1>It works!</h1></body></html>", status);
    answer.contentType = "text/html; charset=utf-8";
    return answer;
}

FakeAnswer FakeAnswer::failure(int status, const QByteArray &words)
{
    return text(words, status);
}

FakeAnswer FakeAnswer::hang()
{
    FakeAnswer answer;
    answer.ending = Ending::Hang;
    return answer;
}

FakeAnswer FakeAnswer::closeAtOnce()
{
    FakeAnswer answer;
    answer.ending = Ending::Close;
    return answer;
}

FakeAnswer FakeAnswer::byteByByte(const QByteArray &text)
{
    FakeAnswer answer = json(text);
    answer.pieceSize = 1;
    return answer;
}

FakeAnswer FakeAnswer::cutOff(const QByteArray &text, qsizetype bytes)
{
    FakeAnswer answer = json(text);
    answer.ending = Ending::Close;
    answer.cutOffAfter = answer.toWire().size() - text.size() + bytes;
    return answer;
}

FakeAnswer FakeAnswer::with(const QByteArray &header, const QByteArray &value) const
{
    FakeAnswer answer = *this;
    answer.headers.emplaceBack(header, value);
    return answer;
}

QByteArray FakeAnswer::toWire() const
{
    if (!raw.isEmpty())
        return raw;
    QByteArray wire = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    if (!contentType.isEmpty())
        wire += "Content-Type: " + contentType + "\r\n";
    if (claimedLength >= 0 || (claimedLength == -1 && status != 204 && status != 304))
        wire += "Content-Length: " + QByteArray::number(claimedLength >= 0 ? claimedLength : body.size()) + "\r\n";
    if (claimedLength == -2)
        wire += "Connection: close\r\n";
    for (const auto &[key, value] : headers)
        wire += key + ": " + value + "\r\n";
    return wire + "\r\n" + body;
}

} // namespace sitebook
