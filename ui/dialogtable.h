// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QTableWidget;

namespace sitebook {

/// A table of a dialog: whole rows are selected, nothing is edited in place, and the last column takes what is left.
/// \a caption is what screen readers call it.
QTableWidget *makeDialogTable(const QString &name, const QString &caption, const QStringList &headers);

} // namespace sitebook
