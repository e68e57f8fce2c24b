// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"
#include "api/types/website.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace sitebook {

/// One change of one item or link, as a value that can be applied, sent, turned round and written down.
struct Operation
{
    enum class Type : quint8 {
        Create,
        Update,
        Delete,
        Link,
        Unlink,
        /// Adds to the score of a website; cannot be turned round, and is never sent twice.
        Increment,
    };

    Type type = Type::Create;
    /// The kind of the item, or of the linked item; none for a website.
    std::optional<AssociationKind> kind;
    /// The item that changes; of a link, the website.
    QString id;
    /// Of a link, the linked item.
    QString other;
    /// Delete: the whole item. Update: the fields that change, by name (`name`, `url`, `email`, …), as they were.
    QJsonObject before;
    /// Create: the whole item. Update: the fields as they shall be. Increment: the SeededScoreIncrement.
    QJsonObject after;

    static Operation create(const Website &website);
    static Operation create(const Material &material);
    static Operation remove(const Website &website);
    static Operation remove(const Material &material);
    /// Changes the fields of \a after that differ from \a before. Nothing to do is an operation without fields.
    static Operation update(const Website &before, const Website &after);
    static Operation update(const Material &before, const Material &after);
    static Operation link(const QString &website, AssociationKind kind, const QString &item);
    static Operation unlink(const QString &website, AssociationKind kind, const QString &item);
    static Operation increment(const QString &website, const ScoreIncrement &increment);

    /// Whether it changes anything.
    bool isEmpty() const { return type == Type::Update && after.isEmpty(); }
    /// The same update without \a fields, for what did not come about.
    Operation without(const QStringList &fields) const;
    /// What undoes it; an increment has no inverse and gives itself without fields.
    Operation inverse() const;
};

/// What a person did in one go: done, undone and reported as one.
struct OperationGroup
{
    /// What it is called in the menu, as in `Rename “Qt”`.
    QString caption;
    QList<Operation> operations;

    /// The group that undoes this one, in reverse order.
    OperationGroup inverse() const;
};

/// The fields of an item that updates can change, by name.
QJsonObject fieldsOf(const Website &website);
QJsonObject fieldsOf(const Material &material);
/// Sets the fields of \a website that an update names.
void applyFields(Website &website, const QJsonObject &fields);
/// Sets the fields of \a material that an update names.
void applyFields(Material &material, const QJsonObject &fields);

} // namespace sitebook
