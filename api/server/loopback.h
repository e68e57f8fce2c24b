// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace sitebook {

/// Whether \a authority (a Host header: `localhost:1000`, `127.0.0.1`, `[::1]:80`) names this computer by its loopback.
/// A name that merely resolves to it does not: that is how foreign pages reach for local servers.
bool isLoopbackAuthority(QByteArrayView authority);

} // namespace sitebook
