// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawanswer.h"

#include <QList>

#include <algorithm>

namespace sitebook {

namespace {

/// Takes a chunked body out of \a bytes; nothing when it is not whole yet.
std::optional<QByteArray> takeChunks(QByteArray &bytes)
{
    QByteArray body;
    qsizetype at = 0;
    for (;;) {
        const qsizetype lineEnd = bytes.indexOf("\r\n", at);
        bool isNumber = false;
        const qsizetype size = lineEnd < 0 ? 0 : bytes.mid(at, lineEnd - at).toLongLong(&isNumber, 16);
        if (!isNumber || bytes.size() < lineEnd + 2 + size + 2)
            return std::nullopt;
        body += bytes.mid(lineEnd + 2, size);
        at = lineEnd + 2 + size + 2;
        if (size == 0)
            break;
    }
    bytes.remove(0, at);
    return body;
}

} // namespace

QByteArray RawAnswer::field(QByteArrayView name) const
{
    const QList<QByteArray> lines = header.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon == name.size() && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

std::optional<RawAnswer> takeAnswer(QByteArray &bytes, bool isBodyless)
{
    const qsizetype headerEnd = bytes.indexOf("\r\n\r\n");
    const qsizetype lineEnd = bytes.indexOf("\r\n");
    if (headerEnd < 0 || !bytes.startsWith("HTTP/1."))
        return std::nullopt;
    RawAnswer answer;
    answer.status = bytes.mid(9, 3).toInt();
    answer.header = bytes.mid(lineEnd + 2, std::max<qsizetype>(headerEnd - lineEnd - 2, 0));
    QByteArray rest = bytes.mid(headerEnd + 4);
    const qsizetype length = answer.field("Content-Length").toLongLong();
    if (!isBodyless && answer.field("Transfer-Encoding").contains("chunked")) {
        const std::optional<QByteArray> body = takeChunks(rest);
        if (!body)
            return std::nullopt;
        answer.body = *body;
    } else if (!isBodyless && length > 0) {
        if (rest.size() < length)
            return std::nullopt;
        answer.body = rest.first(length);
        rest.remove(0, length);
    }
    bytes = rest;
    return answer;
}

} // namespace sitebook
