// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"

namespace sitebook {

class Library;

/// What people call the field \a field, by its name in Operation::after, of an item of \a kind, as `Name` or `Address`.
QString fieldCaption(std::optional<AssociationKind> kind, const QString &field);
/// A field that was changed, in a line: its name, what it was, what it is.
QString changedField(
    std::optional<AssociationKind> kind, const QString &field, const QString &before, const QString &now);
/// \a operation in a line for a person; \a library knows the names of what is linked.
QString describeChange(const Library &library, const Operation &operation);
/// What became of \a operation.
QString outcomeOf(const JournalOperation &operation);

} // namespace sitebook
