// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace sitebook {

/// The tree of the sidebar, which may have tens of thousands of places.
class PlaceView : public QTreeView
{
    Q_OBJECT

public:
    using QTreeView::QTreeView;

    /// Paints again, and does nothing else for it: no place gets higher by its name or its number of websites, to look
    /// for the place of each of thousands takes long, and what a person is typing stays.
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;
};

} // namespace sitebook
