// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSignalSpy>

namespace sitebook {

/// Waits until \a reply is finished, without the steps of QTRY_VERIFY; false when it takes over ten seconds.
template<class Reply> bool waitFor(Reply *reply)
{
    QSignalSpy finished(reply, &Reply::finished);
    return reply->isFinished() || finished.wait(10'000);
}

} // namespace sitebook
