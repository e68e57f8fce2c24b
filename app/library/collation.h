// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>

namespace sitebook {

/// How lists sort names: by the rules of the person's language, numbers as numbers, without a look at the case.
QCollator nameCollator();

} // namespace sitebook
