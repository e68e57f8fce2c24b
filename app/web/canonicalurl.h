// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sitebook {

/// The version of the rules of canonicalUrl(). Whoever stores its keys stores this too, and computes them anew when it
/// differs.
inline constexpr int canonicalUrlVersion = 1;

/// The key under which all spellings of one address are the same: http and https, the case and script of the host, the
/// default port, a slash at the end, dot segments, needless escapes, tracking parameters and a fragment (unless it is a
/// route, as in `#/inbox`) make no difference. For comparing only: the key is no address. Text that is no address is
/// its own key, without the spaces around it.
QString canonicalUrl(const QString &url);

/// The host of \a url in lower case and without `www.`; empty when it has none.
QString hostOf(const QString &url);

} // namespace sitebook
