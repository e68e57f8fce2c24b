// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/storeerror.h"
#include "api/types/association.h"

#include <QStringList>

#include <array>
#include <functional>

namespace sitebook {

/// What looking through a whole library came to.
struct LibraryCheck
{
    qint64 websites = 0;
    std::array<qint64, associationKindCount> materials{};
    qint64 links = 0;
    /// What is wrong, in words for a person; of very many things the first.
    QStringList problems{};
    qint64 problemCount = 0;
    /// Whether it was ended before the end.
    bool isStopped = false;

    bool isFine() const { return problemCount == 0 && !isStopped; }
    /// Everything that was found, in lines for a person.
    QString report() const;
};

/// Looks through the library file \a path, which may be in use and is only read: the whole file as SQLite checks it,
/// whether each item can be read, and whether each link leads somewhere. \a progress is told what part of the items is
/// done, in percent, -1 while that is not known, and ends it by false. It takes long: call it on a thread of its own.
Result<LibraryCheck> checkLibrary(const QString &path, const std::function<bool(int percent)> &progress = {});

} // namespace sitebook
