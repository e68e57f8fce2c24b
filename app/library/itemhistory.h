// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"

#include <QSet>

namespace sitebook {

/// One line of the history of one item: one field, one link, or the whole item.
struct ItemHistoryLine
{
    enum class What {
        Created,
        /// It was there before, and is again.
        Restored,
        Deleted,
        Field,
        Linked,
        Unlinked,
        /// Somebody else changed many items at once; whether this one was among them is not known.
        Many,
    };

    What what = What::Field;
    Timestamp moment;
    /// The name of the field, as in Operation::after, what it was and what it became.
    QString field{};
    QString before{};
    QString after{};
    /// The ends of the link.
    QString website{};
    std::optional<AssociationKind> kind{};
    QString other{};
    /// What the other end is called if it is in the trash.
    QString otherName{};
    int many = 0;
    bool isTheirs = false;
    GroupRole role = GroupRole::Step;
    OperationState state = OperationState::Applied;
    QString problem{};
    /// Whether somebody else had changed the field, and theirs stayed.
    bool isLost = false;

    bool isLink() const { return what == What::Linked || what == What::Unlinked; }
};

/// What \a changes, the newest first, mean for the item that has, or had, the identifiers \a ids, the newest first.
QList<ItemHistoryLine> itemHistory(const QList<ItemChange> &changes, const QSet<QString> &ids);

} // namespace sitebook
