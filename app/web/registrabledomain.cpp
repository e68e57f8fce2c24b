// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/web/registrabledomain.h"

#include <QHostAddress>

#include <libpsl.h>

namespace sitebook {

QByteArray registrableDomain(const QByteArray &host)
{
    // The rule for unknown suffixes is `*`, which would make a domain of the last two numbers of an address.
    if (!host.contains('.') || host.startsWith('[') || !QHostAddress(QString::fromUtf8(host)).isNull())
        return {};
    return psl_registrable_domain(psl_builtin(), host.constData());
}

} // namespace sitebook
