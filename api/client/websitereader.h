// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/website.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

namespace sitebook {

/// Reads websites out of JSON text, fast, without their `source`. Keeps its buffers from one to the next.
class WebsiteReader
{
public:
    WebsiteReader();
    ~WebsiteReader();

    /// Reads the object \a json, which ElementSplitter::padding readable bytes follow; nothing when Website::fromJson()
    /// would refuse it.
    std::optional<Website> read(QByteArrayView json);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace sitebook
