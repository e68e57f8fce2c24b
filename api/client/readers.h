// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/website.h"

#include <QByteArray>

#include <optional>

namespace sitebook {

/// The website that \a body is the JSON of; nothing when it is something else.
std::optional<Website> websiteFromBody(const QByteArray &body);
/// The words of a text/plain \a body, trimmed; nothing when it is empty, a web page or JSON.
std::optional<QString> textFromBody(const QByteArray &body);

} // namespace sitebook
