// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/websitelistmodel.h"

#include <QCollator>

#include <functional>

namespace sitebook {

/// Whether one website stands before another in a list sorted by a column; equal ones keep the order of their rows.
class WebsiteOrder
{
public:
    WebsiteOrder(const Library &library, WebsiteListModel::Column column, Qt::SortOrder order);

    bool operator()(quint32 a, quint32 b) const;
    /// Sorts \a rows; faster than comparing each pair with operator().
    void sort(std::vector<quint32> &rows) const;

private:
    const Library &m_library;
    WebsiteListModel::Column m_column;
    Qt::SortOrder m_order;
    QCollator m_collator;

    /// What the column sorts by, where that is a number.
    qint64 number(quint32 row) const;
    bool isText() const;
    QString text(quint32 row) const;
};

} // namespace sitebook
