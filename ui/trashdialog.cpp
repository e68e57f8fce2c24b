// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trashdialog.h"

#include "app/library/journalstore.h"
#include "app/library/library.h"
#include "app/library/retention.h"
#include "ui/dialogparts.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

enum Column { Name, Address, Links, Deleted, ColumnCount };

} // namespace

TrashDialog::TrashDialog(Library *library, QWidget *parent)
    : QDialog(parent)
    , m_library(library)
    , m_table(makeDialogTable(
          u"trashTable"_s, tr("Deleted items"), {tr("Name"), tr("Address"), tr("Links"), tr("Deleted")}))
    , m_size(new QLabel)
    , m_restore(new QPushButton(tr("&Restore")))
    , m_remove(new QPushButton)
    , m_empty(new QPushButton)
{
    setObjectName(u"trashDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Trash"));
    QHeaderView *header = m_table->horizontalHeader();
    const int unit = fontMetrics().averageCharWidth();
    header->resizeSection(Name, unit * 43);
    header->resizeSection(Address, unit * 36);
    header->resizeSection(Links, unit * 8);
    m_size->setObjectName(u"trashSize"_s);
    m_restore->setObjectName(u"restoreButton"_s);
    m_remove->setObjectName(u"removeForEverButton"_s);
    m_empty->setObjectName(u"emptyTrashButton"_s);
    QVBoxLayout *layout = makeDialogLayout(this);
    layout->addWidget(m_table);
    layout->addWidget(m_size);
    layout->addLayout(makeDialogButtons(this, {m_restore, m_remove, m_empty}));
    resize(unit * 118, fontMetrics().height() * 26);
    connect(m_restore, &QPushButton::clicked, this, &TrashDialog::restore);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (isSure(m_remove)) {
            m_library->journal().emptyTrash(selected());
            read();
        }
    });
    connect(m_empty, &QPushButton::clicked, this, [this] {
        if (isSure(m_empty)) {
            m_library->journal().emptyTrash({});
            read();
        }
    });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        m_asked = nullptr;
        updateButtons();
    });
    connect(library->history(), &History::changed, this, &TrashDialog::read);
    connect(library, &QObject::destroyed, this, &QObject::deleteLater);
    updateButtons();
    read();
}

void TrashDialog::read()
{
    const std::function question = [](JournalStore &store) { return store.trash(); };
    m_library->journal().ask<QList<TrashedItem>>(
        question, this, [this](const QList<TrashedItem> &items) { showItems(items); });
}

void TrashDialog::showItems(const QList<TrashedItem> &items)
{
    m_items = items;
    qint64 size = 0;
    m_table->setRowCount(static_cast<int>(items.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const TrashedItem &item = items.at(row);
        size += item.size;
        const QString deleted = QLocale().toString(item.deleted.toDateTime().toLocalTime(), QLocale::ShortFormat);
        const QStringList texts{item.name.isEmpty() ? tr("(no name)") : item.name.simplified(), item.url,
            QLocale().toString(item.links), deleted};
        for (int column = 0; column < ColumnCount; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(texts.at(column)));
        m_table->item(row, Name)->setIcon(item.kind ? materialIcon(*item.kind) : actionIcon(u"website"_s));
    }
    const int days = Retention::load().trashDays;
    const QString kept = days == 0 ? tr("What is deleted here is kept for ever.")
                                   : tr("What is deleted here is kept for %n day(s).", nullptr, days);
    const QString content = items.isEmpty()
        ? tr("The trash is empty.")
        //: %1 is a size, as in 12 KB
        : tr("%n item(s), %1.", nullptr, static_cast<int>(items.size())).arg(QLocale().formattedDataSize(size));
    m_size->setText(content + u' ' + kept);
    m_asked = nullptr;
    updateButtons();
}

void TrashDialog::updateButtons()
{
    const bool chosen = !selected().isEmpty();
    m_restore->setEnabled(chosen);
    m_remove->setEnabled(chosen);
    m_empty->setEnabled(!m_items.isEmpty());
    m_remove->setText(m_asked == m_remove ? tr("Really delete for ever?") : tr("&Delete for ever"));
    m_empty->setText(m_asked == m_empty ? tr("Really empty the trash?") : tr("&Empty the trash"));
}

QStringList TrashDialog::selected() const
{
    QStringList ids;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (row.row() < m_items.size())
            ids.append(m_items.at(row.row()).id);
    }
    return ids;
}

void TrashDialog::restore()
{
    const QStringList ids = selected();
    if (ids.isEmpty())
        return;
    const QString name = m_items.at(m_table->selectionModel()->selectedRows().constFirst().row()).name;
    m_library->restoreFromTrash(ids,
        //: A step to undo
        ids.size() == 1 ? tr("Restore “%1”").arg(name)
                        //: A step to undo
                        : tr("Restore %n item(s)", nullptr, static_cast<int>(ids.size())));
}

/// There is no way back, so the button asks once.
bool TrashDialog::isSure(QPushButton *button)
{
    const bool sure = m_asked == button;
    m_asked = sure ? nullptr : button;
    updateButtons();
    return sure;
}

} // namespace sitebook
