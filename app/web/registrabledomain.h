// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace sitebook {

/// The part of \a host (UTF-8 or Punycode, lower case) that one can register, by the public suffix list: `qt.io` of
/// `doc.qt.io`, `example.co.uk` of `www.example.co.uk`. Empty for an address in numbers, for a name without dots, and
/// for a public suffix itself.
QByteArray registrableDomain(const QByteArray &host);

} // namespace sitebook
