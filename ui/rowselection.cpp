// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rowselection.h"

#include <QAbstractItemModel>
#include <QItemSelectionModel>

namespace sitebook {

std::vector<int> selectedRows(const QItemSelectionModel *selection)
{
    std::vector<int> rows;
    const QItemSelection ranges = selection->selection();
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    return rows;
}

int selectedRowCount(const QItemSelectionModel *selection)
{
    int count = 0;
    const QItemSelection ranges = selection->selection();
    for (const QItemSelectionRange &range : ranges)
        count += range.height();
    return count;
}

QItemSelection wholeRows(const QAbstractItemModel *model, const std::vector<int> &rows)
{
    QItemSelection selection;
    const int lastColumn = model->columnCount() - 1;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t next = first + 1;
        while (next < rows.size() && rows[next] == rows[next - 1] + 1)
            ++next;
        selection.select(model->index(rows[first], 0), model->index(rows[next - 1], lastColumn));
        first = next;
    }
    return selection;
}

} // namespace sitebook
