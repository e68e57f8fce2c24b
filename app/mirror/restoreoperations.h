// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "app/library/operation.h"
#include "app/mirror/restoreplan.h"

namespace sitebook {

/// The identifiers that the items of a source have in the target, by targetKey().
using TargetIds = QHash<QString, QString>;

/// What the item \a id of \a kind of a source is called in TargetIds.
QString targetKey(AssociationKind kind, const QString &id);

/// What \a step, about the website \a source, does to \a target: makes it with its links, or changes what differs and
/// makes the links that are missing.
QList<Operation> operationsFor(
    const RestoreStep &step, const Website &source, const Library &target, const TargetIds &targets);
/// What \a steps, which change items of one kind, do to those of the target, \a found. One that is not found is left
/// out.
Result<QList<Operation>> changesOf(
    LibrarySource &source, const QList<RestoreStep> &steps, const QList<Material> &found);

} // namespace sitebook
