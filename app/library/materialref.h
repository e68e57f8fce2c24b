// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"

#include <QMetaType>
#include <QString>

namespace sitebook {

/// One linkable item: its kind and its identifier.
struct MaterialRef
{
    AssociationKind kind = AssociationKind::Asset;
    QString id{};

    bool operator==(const MaterialRef &) const = default;
};

} // namespace sitebook
