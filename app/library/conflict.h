// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"
#include "app/library/operation.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace sitebook {

/// One field of one item that was changed here and, meanwhile, by somebody else. Theirs stays until a person decides.
struct Conflict
{
    /// The kind of the item; none for a website.
    std::optional<AssociationKind> kind;
    QString id;
    /// The name of the field, as in Operation::after.
    QString field;
    /// What the field was when it was changed here.
    QString base;
    QString mine;
    QString theirs;
    /// When it was noticed.
    Timestamp moment;

    /// Whether both are about the same field of the same item.
    bool isAbout(const Conflict &other) const { return kind == other.kind && id == other.id && field == other.field; }
    bool operator==(const Conflict &) const = default;
};

/// Sets the fields of \a item, as the server has it now, that \a update changes; those that are neither as the update
/// found them nor as it wants them stay as they are, and are returned.
QList<Conflict> mergeFields(Website &item, const Operation &update);
QList<Conflict> mergeFields(Material &item, const Operation &update);

/// The update that writes ours over theirs. Whoever changes the field again before it arrives makes another conflict.
Operation keepingMine(const Conflict &conflict);

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::Conflict)
