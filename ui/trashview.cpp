// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trashview.h"

#include "app/library/library.h"
#include "app/models/trashmodel.h"
#include "ui/delegates.h"
#include "ui/dialogparts.h"
#include "ui/rowselection.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Draws the name of an item behind the icon of its kind.
class ItemDelegate : public TextDelegate
{
public:
    using TextDelegate::TextDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        TextDelegate::initStyleOption(option, index);
        const QVariant kind = index.data(TrashModel::KindRole);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon =
            kind.isValid() ? materialIcon(static_cast<AssociationKind>(kind.toInt())) : actionIcon(u"website"_s);
        option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
    }
};

} // namespace

TrashView::TrashView(Library *library, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_model(new TrashModel(library, this))
    , m_table(makeDialogTable(u"trashTable"_s, tr("Deleted items"), m_model))
    , m_restore(new QPushButton(tr("&Restore"), this))
    , m_remove(new QPushButton(this))
{
    setObjectName(u"trashView"_s);
    buildTable();
    m_restore->setObjectName(u"restoreButton"_s);
    m_remove->setObjectName(u"removeForEverButton"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    connect(m_restore, &QPushButton::clicked, this, &TrashView::restore);
    connect(m_remove, &QPushButton::clicked, this, &TrashView::removeForEver);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QStringList ids = selectedIds();
        m_kept = QSet<QString>(ids.begin(), ids.end());
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &TrashView::selectKept);
    // Who is asked is asked about what is there and selected now.
    const auto stopAsking = [this] {
        m_asked = nullptr;
        updateButtons();
    };
    connect(m_model, &QAbstractItemModel::rowsInserted, this, stopAsking);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, stopAsking);
    updateButtons();
}

void TrashView::addButtonRow()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 6, 6, 6);
    row->setSpacing(6);
    row->addWidget(m_restore);
    row->addWidget(m_remove);
    row->addStretch();
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void TrashView::buildTable()
{
    using Column = TrashModel::Column;
    m_table->setItemDelegateForColumn(static_cast<int>(Column::Name), new ItemDelegate(m_table));
    m_table->setItemDelegateForColumn(static_cast<int>(Column::Address), new TextDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->horizontalHeader();
    const int unit = fontMetrics().averageCharWidth();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(static_cast<int>(Column::Address), QHeaderView::Stretch);
    header->resizeSection(static_cast<int>(Column::Name), unit * 40);
    header->resizeSection(static_cast<int>(Column::Deleted), unit * 24);
    header->resizeSection(static_cast<int>(Column::Links), unit * 10);
    header->setSortIndicator(static_cast<int>(Column::Deleted), Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    connect(m_table, &QTableView::customContextMenuRequested, this, &TrashView::showMenu);
}

QStringList TrashView::selectedIds() const
{
    QStringList ids;
    for (const int row : selectedRows(m_table->selectionModel()))
        ids.append(m_model->id(m_model->index(row, 0)));
    return ids;
}

void TrashView::selectKept()
{
    std::vector<int> rows;
    for (int row = 0; row < m_model->rowCount() && !m_kept.isEmpty(); ++row) {
        if (m_kept.remove(m_model->id(m_model->index(row, 0))))
            rows.push_back(row);
    }
    m_kept.clear();
    m_asked = nullptr;
    m_table->selectionModel()->select(wholeRows(m_model, rows), QItemSelectionModel::ClearAndSelect);
    updateButtons();
}

void TrashView::focusList()
{
    m_table->setFocus();
    if (!m_table->selectionModel()->hasSelection() && m_model->rowCount() > 0)
        selectTableRow(m_table, 0);
}

void TrashView::updateButtons()
{
    const bool chosen = m_table->selectionModel()->hasSelection();
    m_restore->setEnabled(chosen);
    m_remove->setEnabled(chosen);
    m_remove->setText(m_asked == m_remove ? tr("Really delete for ever?") : tr("&Delete for ever…"));
    emit changed();
}

bool TrashView::isSure(const QPushButton *button)
{
    const bool sure = m_asked == button;
    m_asked = sure ? nullptr : button;
    updateButtons();
    return sure;
}

void TrashView::restore()
{
    const std::vector<int> rows = selectedRows(m_table->selectionModel());
    if (rows.empty())
        return;
    m_library->restoreFromTrash(selectedIds(),
        //: A step to undo
        rows.size() == 1 ? tr("Restore “%1”").arg(m_model->index(rows.front(), 0).data().toString())
                         //: A step to undo
                         : tr("Restore %Ln item(s)", nullptr, static_cast<int>(rows.size())));
}

void TrashView::removeForEver()
{
    const QStringList ids = selectedIds();
    if (!ids.isEmpty() && isSure(m_remove))
        m_library->journal().emptyTrash(ids);
}

void TrashView::showMenu(const QPoint &position)
{
    if (!m_table->selectionModel()->hasSelection())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"trashMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("&Restore")), &QAction::triggered, this, &TrashView::restore);
    // The button asks whether a person is sure.
    connect(menu->addAction(actionIcon(u"delete"_s), tr("&Delete for ever…")), &QAction::triggered, this, [this] {
        m_asked = nullptr;
        m_remove->setFocus();
        m_remove->click();
    });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

bool TrashView::eventFilter(QObject *watched, QEvent *event)
{
    // Not what the table calls activated, which is a single click on some desktops.
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (plain && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            restore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sitebook
