// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogparts.h"

#include "ui/delegates.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sitebook {

namespace {

/// Makes \a table look and behave as every table of a dialog.
void prepare(QTableView *table, const QString &name, const QString &caption)
{
    table->setObjectName(name);
    table->setAccessibleName(caption);
    table->setItemDelegate(new TextDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() * 19 / 10);
    QHeaderView *header = table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
}

} // namespace

QTableWidget *makeDialogTable(const QString &name, const QString &caption, const QStringList &headers)
{
    auto *table = new QTableWidget(0, static_cast<int>(headers.size()));
    table->setHorizontalHeaderLabels(headers);
    prepare(table, name, caption);
    return table;
}

QTableView *makeDialogTable(const QString &name, const QString &caption, QAbstractItemModel *model)
{
    auto *table = new QTableView;
    table->setModel(model);
    prepare(table, name, caption);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    return table;
}

void selectTableRow(QTableView *table, int row)
{
    table->selectionModel()->setCurrentIndex(
        table->model()->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QVBoxLayout *makeDialogLayout(QDialog *dialog)
{
    const int margin = dialog->fontMetrics().height();
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin * 2 / 3);
    return layout;
}

QHBoxLayout *makeDialogButtons(QDialog *dialog, const QList<QPushButton *> &acting, QPushButton *closing)
{
    auto *layout = new QHBoxLayout;
    for (QPushButton *button : acting) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    layout->addStretch();
    if (!closing)
        closing = new QPushButton(QDialog::tr("&Close"));
    closing->setAutoDefault(false);
    layout->addWidget(closing);
    QObject::connect(closing, &QPushButton::clicked, dialog, &QDialog::reject);
    return layout;
}

bool moveInList(QListView *list, const QKeyEvent *key)
{
    constexpr int page = 10;
    int step = 0;
    switch (key->key()) {
    case Qt::Key_Up:
        step = -1;
        break;
    case Qt::Key_Down:
        step = 1;
        break;
    case Qt::Key_PageUp:
        step = -page;
        break;
    case Qt::Key_PageDown:
        step = page;
        break;
    default:
        return false;
    }
    const int last = std::max(0, list->model()->rowCount() - 1);
    list->setCurrentIndex(list->model()->index(std::clamp(list->currentIndex().row() + step, 0, last), 0));
    return true;
}

} // namespace sitebook
