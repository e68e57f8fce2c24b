// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/material.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

namespace sitebook {

/// Reads materials of one kind out of JSON text, fast, without their `source` and `websites`. Keeps its buffers from
/// one to the next.
class MaterialReader
{
public:
    explicit MaterialReader(AssociationKind kind);
    ~MaterialReader();

    /// Reads the object \a json, which ElementSplitter::padding readable bytes follow; nothing when
    /// Material::fromJson() would refuse it.
    std::optional<Material> read(QByteArrayView json);

private:
    struct Parser;

    AssociationKind m_kind;
    std::unique_ptr<Parser> m_parser;
};

} // namespace sitebook
