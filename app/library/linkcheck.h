// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"

#include <QString>

namespace sitebook {

/// What the last check of a website's address found. The numbers are in the journal.
enum class LinkState : quint8 {
    /// Nothing: it was not checked, or could not be told, or the address is another one by now.
    Unknown,
    /// A server answers there.
    Fine,
    /// It is at another address for good.
    Moved,
    /// There is nothing.
    Broken,
};

/// What a check of one address found, and when.
struct LinkFinding
{
    LinkState state = LinkState::Unknown;
    /// The HTTP status of the last answer; 0 where no server answered.
    int status = 0;
    /// Why it is so, in words for a person; empty when there is nothing to say.
    QString reason{};
    /// Where it moved to.
    QString movedTo{};
    Timestamp moment{};

    bool operator==(const LinkFinding &) const = default;
};

/// What was found for a website while \a url was its address.
struct LinkCheck
{
    QString website;
    QString url;
    LinkFinding finding;

    bool operator==(const LinkCheck &) const = default;
};

} // namespace sitebook
