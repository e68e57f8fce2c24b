// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QItemSelection>

#include <vector>

class QAbstractItemModel;
class QItemSelectionModel;

namespace sitebook {

/// The rows of a table that \a selection, of whole rows, has, in its order. QItemSelectionModel::selectedRows() tells
/// the same, but compares each row with each range: for many rows that are apart it takes minutes.
std::vector<int> selectedRows(const QItemSelectionModel *selection);

/// How many those are.
int selectedRowCount(const QItemSelectionModel *selection);

/// A selection of whole \a rows of \a model, which are ascending, with no more ranges than there are gaps.
QItemSelection wholeRows(const QAbstractItemModel *model, const std::vector<int> &rows);

} // namespace sitebook
