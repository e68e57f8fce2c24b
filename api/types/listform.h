// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

namespace sitebook {

/// How much a list tells of each item.
enum class ListForm {
    /// Everything that the contract says.
    Whole,
    /// What a list on a screen needs: of websites no empty counters and kinds of links and no keys that are not known,
    /// of materials no websites, and no `indices`. Servers other than a Sitebook do not know it and tell everything.
    Light,
};

/// The parameter of a list's query that asks for ListForm::Light with the value `true`.
inline constexpr QLatin1StringView lightParameter("light");

} // namespace sitebook
