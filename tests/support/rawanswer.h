// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace sitebook {

/// One answer as it came over the wire.
struct RawAnswer
{
    int status = 0;
    /// The header's lines, without the status line.
    QByteArray header;
    /// Without the frames of a chunked answer.
    QByteArray body;

    /// The value of the header field \a name, whatever its case; empty when it is not there.
    QByteArray field(QByteArrayView name) const;
};

/// Takes the first answer out of \a bytes; nothing when it is not whole yet. \a isBodyless: it answers a HEAD.
std::optional<RawAnswer> takeAnswer(QByteArray &bytes, bool isBodyless = false);

} // namespace sitebook
