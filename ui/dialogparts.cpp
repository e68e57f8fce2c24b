// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogparts.h"

#include "ui/delegates.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace sitebook {

QTableWidget *makeDialogTable(const QString &name, const QString &caption, const QStringList &headers)
{
    auto *table = new QTableWidget(0, static_cast<int>(headers.size()));
    table->setObjectName(name);
    table->setAccessibleName(caption);
    table->setHorizontalHeaderLabels(headers);
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
    return table;
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
    if (!closing) {
        closing = new QPushButton(QDialog::tr("&Close"));
        closing->setAutoDefault(false);
    }
    layout->addWidget(closing);
    QObject::connect(closing, &QPushButton::clicked, dialog, &QDialog::reject);
    return layout;
}

} // namespace sitebook
