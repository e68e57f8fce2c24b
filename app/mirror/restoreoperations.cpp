// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/restoreoperations.h"

#include "api/client/apiclient.h"
#include "app/library/library.h"
#include "app/mirror/librarysource.h"

namespace sitebook {

namespace {

/// \a source with its links as the target calls them, without those that cannot be there.
Website withTargetLinks(const Website &source, const Library &target, const TargetIds &targets)
{
    Website website = source;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        QStringList links;
        for (const QString &id : source.links(traits.kind)) {
            // Items of kinds without lists are on their own server only; a Sitebook keeps links to them all the same.
            const QString there = traits.hasItems() ? targets.value(targetKey(traits.kind, id)) : id;
            if (!there.isEmpty() && (traits.hasItems() || target.client().isSitebook()))
                links.append(there);
        }
        website.links(traits.kind) = links;
    }
    return website;
}

} // namespace

QString targetKey(AssociationKind kind, const QString &id)
{
    return QString::number(static_cast<int>(kind)) + QLatin1Char(' ') + id;
}

QList<Operation> operationsFor(
    const RestoreStep &step, const Website &source, const Library &target, const TargetIds &targets)
{
    const Website website = withTargetLinks(source, target, targets);
    if (step.what == RestoreStep::What::Create)
        return {Operation::create(website)};
    const auto row = target.websites().find(step.target);
    if (!row)
        return {}; // gone meanwhile
    QList<Operation> operations;
    const Website before = target.website(*row);
    Website after = before;
    applyFields(after, fieldsOf(website));
    if (const Operation update = Operation::update(before, after); !step.fields.isEmpty() && !update.isEmpty())
        operations.append(update);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const QStringList now = target.linkedIds(*row, traits.kind);
        for (const QString &id : website.links(traits.kind)) {
            if (!now.contains(target.currentId(id)))
                operations.append(Operation::link(step.target, traits.kind, id));
        }
    }
    return operations;
}

Result<QList<Operation>> changesOf(LibrarySource &source, const QList<RestoreStep> &steps, const QList<Material> &found)
{
    QHash<QString, Material> there;
    for (const Material &material : found)
        there.insert(material.id, material);
    QList<Operation> operations;
    for (const RestoreStep &step : steps) {
        const Result<Material> wanted = source.material(*step.kind, step.id);
        if (!wanted.ok())
            return wanted.error();
        const auto before = there.constFind(step.target);
        if (before == there.constEnd())
            continue;
        Material after = *before;
        applyFields(after, fieldsOf(wanted.value()));
        if (const Operation update = Operation::update(*before, after); !update.isEmpty())
            operations.append(update);
    }
    return operations;
}

} // namespace sitebook
