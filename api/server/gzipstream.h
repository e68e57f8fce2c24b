// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

struct z_stream_s;

namespace sitebook {

/// Whether a client that sent \a acceptEncoding (`gzip, deflate`, `br;q=1, gzip;q=0`) takes gzip.
bool acceptsGzip(QByteArrayView acceptEncoding);

/// Compresses a body in parts (gzip, RFC 1952), by zlib at its quickest level.
class GzipStream
{
public:
    GzipStream();
    ~GzipStream();
    Q_DISABLE_COPY_MOVE(GzipStream)

    /// Takes \a part; gives what is ready, which may be nothing.
    QByteArray add(const QByteArray &part) { return run(part, false); }
    /// Takes the last \a part; gives the rest.
    QByteArray finish(const QByteArray &part) { return run(part, true); }

private:
    QByteArray run(const QByteArray &part, bool last);

    std::unique_ptr<z_stream_s> m_stream;
};

} // namespace sitebook
