// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/gzipstream.h"

#include <QList>

#include <zlib.h>

#include <new>

namespace sitebook {

bool acceptsGzip(QByteArrayView acceptEncoding)
{
    bool any = false;
    const QList<QByteArray> codings = acceptEncoding.toByteArray().toLower().split(',');
    for (const QByteArray &coding : codings) {
        const QList<QByteArray> parts = coding.split(';');
        const QByteArray name = parts.first().trimmed();
        const QByteArray weight = parts.size() > 1 ? parts.at(1).trimmed() : QByteArray();
        const bool refused = weight.startsWith("q=") && weight.mid(2).toDouble() == 0;
        if (name == QByteArrayView("gzip"))
            return !refused;
        any = any || (name == QByteArrayView("*") && !refused);
    }
    return any;
}

GzipStream::GzipStream()
    : m_stream(std::make_unique<z_stream_s>())
{
    constexpr int gzipHeader = 16;
    constexpr int usualMemory = 8;
    if (deflateInit2(m_stream.get(), Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + gzipHeader, usualMemory, Z_DEFAULT_STRATEGY)
        != Z_OK)
        throw std::bad_alloc();
}

GzipStream::~GzipStream()
{
    deflateEnd(m_stream.get());
}

QByteArray GzipStream::run(const QByteArray &part, bool last)
{
    // zlib does not change what it reads, but its declaration does not say so.
    m_stream->next_in = reinterpret_cast<Bytef *>(const_cast<char *>(part.constData()));
    m_stream->avail_in = static_cast<uInt>(part.size());
    QByteArray ready;
    do {
        const qsizetype before = ready.size();
        ready.resize(before + static_cast<qsizetype>(deflateBound(m_stream.get(), m_stream->avail_in)));
        m_stream->next_out = reinterpret_cast<Bytef *>(ready.data() + before);
        m_stream->avail_out = static_cast<uInt>(ready.size() - before);
        deflate(m_stream.get(), last ? Z_FINISH : Z_NO_FLUSH);
        ready.chop(static_cast<qsizetype>(m_stream->avail_out));
    } while (m_stream->avail_out == 0);
    return ready;
}

} // namespace sitebook
