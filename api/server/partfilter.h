// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/gzipstream.h"
#include "api/server/message.h"

#include <memory>

namespace sitebook {

/// Compresses the body of one answer, a part at a time, in the thread that reads it; or only hands it on.
class PartFilter
{
public:
    /// \a mayCompress: the client takes gzip.
    explicit PartFilter(bool mayCompress)
        : m_mayCompress(mayCompress)
    {
    }

    /// Whether the parts of a list are compressed; a body in one piece may be too small for that, see finish().
    bool compresses() const { return m_mayCompress; }
    /// What is to be sent for \a part, which is not the last; may be empty.
    QByteArray add(const QByteArray &part) { return m_mayCompress ? gzip().add(part) : part; }
    /// Makes the body of \a response, the whole or the last part, what is to be sent. Gives whether it is compressed.
    bool finish(Response &response)
    {
        const bool pays = response.status == 200 && response.body.size() >= worthGzip
            && response.contentType.startsWith("application/json");
        if (!m_mayCompress || (!response.isPartial && !pays))
            return false;
        response.body = gzip().finish(response.body);
        return true;
    }

private:
    /// A smaller body fits into a packet or two anyway.
    static constexpr qsizetype worthGzip = 2048;

    GzipStream &gzip()
    {
        if (!m_gzip)
            m_gzip = std::make_unique<GzipStream>();
        return *m_gzip;
    }

    bool m_mayCompress;
    std::unique_ptr<GzipStream> m_gzip;
};

} // namespace sitebook
