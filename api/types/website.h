// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"
#include "api/types/score.h"
#include "api/types/timestamp.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <array>
#include <optional>

namespace sitebook {

/// One website as it crosses the wire (schema Website). Keys that this version does not know travel along in `source`.
struct Website
{
    QString id;
    QString name;
    QString url;
    Timestamp created;
    Timestamp updated;
    Score score;
    int interactions = 0;
    /// How a link came about, by the identifier of the linked asset (`MANUAL`, `AUTOMATIC`, …).
    QMap<QString, QString> mechanisms;
    /// The identifiers that the website is linked to, by kind; see links().
    std::array<QStringList, associationKindCount> associations;
    /// The JSON that the website was read from; toJson() writes the fields above over it.
    QJsonObject source;

    /// Reads a Website object; nothing when `id` is missing or a field has the wrong type, with the reason in \a error.
    static std::optional<Website> fromJson(const QJsonObject &json, QString *error = nullptr);
    /// The Website object: what was read, with the known fields as they are now. Kinds without any link that were not
    /// there when it was read are left out, for servers that do not know them.
    QJsonObject toJson() const;

    /// The identifiers of \a kind that the website is linked to, in their order.
    const QStringList &links(AssociationKind kind) const { return associations[static_cast<std::size_t>(kind)]; }
    QStringList &links(AssociationKind kind) { return associations[static_cast<std::size_t>(kind)]; }
};

} // namespace sitebook
