// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/access.h"

namespace sitebook {

namespace {

QByteArrayView pathOf(QByteArrayView target)
{
    const qsizetype question = target.indexOf('?');
    QByteArrayView path = question < 0 ? target : target.first(question);
    if (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    return path;
}

} // namespace

Access accessOf(QByteArrayView method, QByteArrayView target)
{
    const QByteArrayView path = pathOf(target);
    if (path.endsWith("/search"))
        return Access::ReadAll;
    if (method == QByteArrayView("POST"))
        return path.endsWith("/exists") ? Access::Read : Access::Change;
    // A collection has one word (`/websites`), its identifiers are below it.
    const bool isList = path.lastIndexOf('/') == 0 || path.endsWith("/identifiers");
    return isList ? Access::ReadAll : Access::Read;
}

bool isOpenToAll(QByteArrayView target)
{
    const QByteArrayView path = pathOf(target);
    return path.startsWith("/.well-known/") || path == QByteArrayView("/connect");
}

} // namespace sitebook
