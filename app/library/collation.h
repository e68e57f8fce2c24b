// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>

#include <utility>
#include <vector>

namespace sitebook {

/// How lists sort names: by the rules of the person's language, numbers as numbers, without a look at the case.
QCollator nameCollator();
/// The numbers of \a names in the order of the names; of those that sort the same, first by the folded names (`a02`
/// before `a2`), then by the numbers. In any thread.
std::vector<quint32> sortedByName(const std::vector<std::pair<QString, quint32>> &names);

} // namespace sitebook
