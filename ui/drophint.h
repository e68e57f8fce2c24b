// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include <functional>

class QAbstractItemView;
class QMimeData;
class QModelIndex;

namespace sitebook {

/// Words over a view, while something is dragged over it, that say what a drop there would do.
class DropHint : public QLabel
{
    Q_OBJECT

public:
    /// Says in words what dropping \a data on \a target would do; empty when it would do nothing.
    using Describe = std::function<QString(const QMimeData *data, const QModelIndex &target)>;

    DropHint(QAbstractItemView *view, const Describe &describe);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAbstractItemView *m_view;
    Describe m_describe;

    void showFor(const QMimeData *data, QPoint position);
};

} // namespace sitebook
