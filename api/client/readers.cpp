// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/readers.h"

#include "api/types/json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace sitebook {

std::optional<Website> websiteFromBody(const QByteArray &body)
{
    const std::optional<QJsonObject> json = objectFromJson(body);
    return json ? Website::fromJson(*json) : std::nullopt;
}

std::optional<QString> textFromBody(const QByteArray &body)
{
    const QString text = QString::fromUtf8(body).trimmed();
    if (text.isEmpty() || text.startsWith(u'<') || text.startsWith(u'{') || text.startsWith(u'['))
        return std::nullopt;
    return text;
}

} // namespace sitebook
