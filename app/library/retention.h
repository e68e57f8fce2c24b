// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/timestamp.h"

namespace sitebook {

/// How long what was done, and what was deleted, is kept; the same for all libraries. It takes effect when a library is
/// opened.
struct Retention
{
    /// In days; 0 keeps it for ever.
    int historyDays = 365;
    int trashDays = 90;

    /// What the person set, or the above.
    static Retention load();
    void save() const;
    /// The moment before which everything is older than \a days; before all times for 0.
    static Timestamp limit(int days);
};

} // namespace sitebook
