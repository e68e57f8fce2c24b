// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/library.h"
#include "app/library/materialref.h"

namespace sitebook {

/// The items of the sample library that a library holds.
struct SampleItems
{
    QStringList websites;
    QList<MaterialRef> materials;
};

/// Adds the sample library to \a library in one step, without what is there already.
OperationGroup sampleGroup(const Library &library);
/// What \a library holds of the sample.
SampleItems sampleItemsIn(const Library &library);
/// Whether \a library holds anything of the sample.
bool hasSample(const Library &library);

} // namespace sitebook
