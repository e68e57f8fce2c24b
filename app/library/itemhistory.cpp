// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/itemhistory.h"

#include <algorithm>

namespace sitebook {

namespace {

using What = ItemHistoryLine::What;

ItemHistoryLine lineOf(const ItemChange &change, What what)
{
    ItemHistoryLine line{what, change.group.moment()};
    line.isTheirs = change.isTheirs;
    line.many = change.many;
    line.role = change.group.role;
    line.state = change.state;
    line.problem = change.problem;
    return line;
}

ItemHistoryLine linkLine(
    const ItemChange &change, What what, const QString &website, AssociationKind kind, const QString &other)
{
    ItemHistoryLine line = lineOf(change, what);
    line.website = website;
    line.kind = kind;
    line.other = other;
    line.otherName = change.otherName;
    return line;
}

void addFields(QList<ItemHistoryLine> &lines, const ItemChange &change)
{
    const Operation &operation = change.operation;
    for (auto it = operation.after.begin(); it != operation.after.end(); ++it) {
        ItemHistoryLine line = lineOf(change, What::Field);
        line.kind = operation.kind;
        line.field = it.key();
        line.before = operation.before.value(it.key()).toString();
        line.after = it.value().toString();
        line.isLost = change.lost.contains(it.key());
        lines.append(line);
    }
}

/// The links that the item loses, or gets, because what it is linked to is deleted, or made.
void addLinksOfOther(QList<ItemHistoryLine> &lines, const ItemChange &change, const QSet<QString> &ids)
{
    const Operation &operation = change.operation;
    const bool made = operation.type == Operation::Type::Create;
    const What what = made ? What::Linked : What::Unlinked;
    const QJsonObject &item = made ? operation.after : operation.before;
    QString name;
    const auto add = [&](const QString &website, AssociationKind kind, const QString &other) {
        if (!ids.contains(operation.kind ? website : other))
            return;
        ItemHistoryLine line = linkLine(change, what, website, kind, other);
        line.otherName = name;
        lines.append(line);
    };
    if (operation.kind) {
        if (const auto material = Material::fromJson(*operation.kind, item)) {
            name = material->caption();
            for (const QString &website : material->websites)
                add(website, *operation.kind, operation.id);
        }
    } else if (const auto website = Website::fromJson(item)) {
        name = website->name;
        for (const AssociationTraits &traits : allAssociationTraits()) {
            for (const QString &other : website->links(traits.kind))
                add(operation.id, traits.kind, other);
        }
    }
}

} // namespace

QList<ItemHistoryLine> itemHistory(const QList<ItemChange> &changes, const QSet<QString> &ids)
{
    QList<ItemHistoryLine> lines;
    bool wasDeleted = false;
    // The oldest first: what is made after it was deleted is restored.
    for (auto it = changes.crbegin(); it != changes.crend(); ++it) {
        const Operation &operation = it->operation;
        if (it->many > 0) {
            lines.append(lineOf(*it, What::Many));
            continue;
        }
        const bool isOwn = ids.contains(operation.id);
        switch (operation.type) {
        case Operation::Type::Create:
            if (isOwn)
                lines.append(
                    lineOf(*it, wasDeleted || it->group.role != GroupRole::Step ? What::Restored : What::Created));
            else
                addLinksOfOther(lines, *it, ids);
            break;
        case Operation::Type::Delete:
            if (isOwn) {
                lines.append(lineOf(*it, What::Deleted));
                wasDeleted = true;
            } else {
                addLinksOfOther(lines, *it, ids);
            }
            break;
        case Operation::Type::Update:
            addFields(lines, *it);
            break;
        case Operation::Type::Link:
            lines.append(linkLine(*it, What::Linked, operation.id, *operation.kind, operation.other));
            break;
        case Operation::Type::Unlink:
            lines.append(linkLine(*it, What::Unlinked, operation.id, *operation.kind, operation.other));
            break;
        case Operation::Type::Increment:
            break; // who opens a website changes nothing that comes back
        }
    }
    std::ranges::reverse(lines);
    return lines;
}

} // namespace sitebook
