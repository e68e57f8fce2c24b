// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

class QAbstractItemModel;
class QDialog;
class QHBoxLayout;
class QKeyEvent;
class QListView;
class QPushButton;
class QTableView;
class QTableWidget;
class QVBoxLayout;

namespace sitebook {

/// A table of a dialog: whole rows are selected, nothing is edited in place, and the last column takes what is left.
/// \a caption is what screen readers call it.
QTableWidget *makeDialogTable(const QString &name, const QString &caption, const QStringList &headers);
/// The same for what \a model holds, which has to outlive the table.
QTableView *makeDialogTable(const QString &name, const QString &caption, QAbstractItemModel *model);

/// Selects \a row of \a table alone, also where the layout is right to left: QTableView::selectRow() selects nothing
/// there.
void selectTableRow(QTableView *table, int row);

/// The layout of \a dialog: its parts from top to bottom, with room around and between them.
QVBoxLayout *makeDialogLayout(QDialog *dialog);
/// The row of buttons at the foot of \a dialog: those that act, and at the far end the one that closes it; *Close* when
/// \a closing is null. None is pressed by Enter elsewhere in the dialog, unless it is made the default.
QHBoxLayout *makeDialogButtons(QDialog *dialog, const QList<QPushButton *> &acting, QPushButton *closing = nullptr);

/// Moves in \a list by the keys that a field above it has no use for, so that the field keeps the focus; whether \a key
/// is one of them.
bool moveInList(QListView *list, const QKeyEvent *key);

} // namespace sitebook
