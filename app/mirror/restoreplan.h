// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <functional>

namespace sitebook {

class Library;
class LibrarySource;
struct StoreError;

/// What restoring would do with one item.
struct RestoreStep
{
    enum class What : quint8 {
        Create,
        /// The target has it, but not with the same fields and all links.
        Change,
        Skip,
    };

    What what = What::Create;
    /// No kind: a website.
    std::optional<AssociationKind> kind{};
    /// Its identifier in the source, and in the target; empty for one that is to be made.
    QString id{};
    QString target{};
    QString name{};
    /// The fields that change.
    QStringList fields{};
    /// How many links are made.
    int links = 0;
};

/// What restoring a library into another would do: what there is to make and to change. Nothing is ever removed there.
struct RestorePlan
{
    /// Items first, then websites: the order in which they are done.
    QList<RestoreStep> steps;
    qint64 created = 0;
    qint64 changed = 0;
    qint64 skipped = 0;
    /// How many links are made, with those of what is created.
    qint64 links = 0;

    void add(const RestoreStep &step);
    bool isEmpty() const { return created + changed == 0; }
};

/// The identifier that an item of the source has in the target now, if it was restored there before.
using KnownTarget = std::function<QString(const QString &id)>;

/// What is to be done for \a target, whose lists are read, to hold all that \a source holds. An item is there when it
/// has the same identifier, or the one that \a known gives; a website also with the same address and name, a tag with
/// the same text, a person with the same name and e-mail address.
StoreError planRestore(LibrarySource &source, const Library &target, const KnownTarget &known, RestorePlan &plan);
/// The same for a target where nothing is yet.
StoreError planRestore(LibrarySource &source, RestorePlan &plan);

} // namespace sitebook

Q_DECLARE_METATYPE(sitebook::RestorePlan)
