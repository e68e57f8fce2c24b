// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shelf.h"

#include "ui/delegates.h"
#include "ui/drophint.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

Shelf::Shelf(Library *library, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_model(new MaterialListModel(library, this))
    , m_tabs(new QTabBar)
    , m_filter(new QLineEdit)
    , m_new(new QToolButton)
    , m_view(new QListView)
    , m_empty(new QLabel)
{
    setObjectName(u"shelf"_s);
    m_tabs->setObjectName(u"shelfTabs"_s);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    //: A tab of the shelf: every kind of item
    m_tabs->addTab(tr("All"));
    for (const AssociationKind kind : shelfKinds)
        m_tabs->addTab(materialIcon(kind), materialKindNamePlural(kind));
    m_filter->setObjectName(u"shelfFilter"_s);
    m_filter->setPlaceholderText(tr("Filter the shelf"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_new->setObjectName(u"shelfNewButton"_s);
    m_new->setIcon(actionIcon(u"add"_s));
    m_new->setText(tr("New"));
    m_new->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_new->setPopupMode(QToolButton::InstantPopup);
    auto *newMenu = new QMenu(m_new);
    for (const AssociationKind kind : shelfKinds) {
        QAction *action = newMenu->addAction(materialIcon(kind), materialKindName(kind));
        action->setObjectName(u"new_"_s + associationTraits(kind).item);
        connect(action, &QAction::triggered, this, [this, kind] { emit createRequested(kind); });
        m_newActions.append(action);
    }
    newMenu->setToolTipsVisible(true);
    m_new->setMenu(newMenu);

    m_view->setObjectName(u"shelfView"_s);
    m_view->setAccessibleName(tr("Shelf"));
    m_view->setModel(m_model);
    auto *delegate = new MaterialDelegate(m_view);
    m_view->setItemDelegate(delegate);
    m_view->setUniformItemSizes(true);
    m_view->setFlow(QListView::LeftToRight);
    m_view->setWrapping(true);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setLayoutMode(QListView::Batched);
    const QFontMetrics metrics = m_view->fontMetrics();
    const QSize cell(metrics.averageCharWidth() * 38, metrics.height() * 17 / 10);
    m_view->setGridSize(cell);
    delegate->setItemWidth(cell.width() - metrics.averageCharWidth());
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragEnabled(true);
    m_view->setAcceptDrops(true);
    m_view->setDragDropMode(QAbstractItemView::DragDrop);
    m_view->setDefaultDropAction(Qt::CopyAction);
    m_view->setMovement(QListView::Static);
    m_view->setDragEnabled(true); // setMovement() turns dragging off
    m_view->setAcceptDrops(true);
    m_view->viewport()->setAcceptDrops(true);
    m_view->setDropIndicatorShown(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setWordWrap(true);

    auto *header = new QHBoxLayout;
    header->addWidget(m_tabs);
    header->addStretch(1);
    header->addWidget(m_filter, 2);
    header->addWidget(m_new);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 4);
    layout->setSpacing(4);
    layout->addLayout(header);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);

    new DropHint(m_view, [this](const QMimeData *data, const QModelIndex &target) -> QString {
        if (!m_model->canDropMimeData(data, Qt::CopyAction, -1, -1, target))
            return {};
        const int count = static_cast<int>(draggedItems(data)->websites.size());
        //: While websites are dragged over the shelf: what a drop would do; %1 is the name of an item
        return tr("Link %Ln website(s) to “%1”", nullptr, count).arg(target.data().toString());
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_model->setKind(tab <= 0 ? std::nullopt : std::optional(shelfKinds[static_cast<std::size_t>(tab - 1)]));
    });
    connect(m_filter, &QLineEdit::textChanged, m_model, &MaterialListModel::setText);
    connect(m_model, &MaterialListModel::websitesDropped, this, &Shelf::websitesDropped);
    connect(m_view, &QListView::doubleClicked, this,
        [this](const QModelIndex &index) { emit openRequested(m_model->material(index)); });
    connect(m_view, &QListView::customContextMenuRequested, this, &Shelf::showMenu);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &Shelf::updateEmpty);
    connect(m_model, &QAbstractItemModel::modelReset, this, &Shelf::updateEmpty);
    connect(library, &Library::materialsChanged, this, &Shelf::updateTabs);
    connect(library, &Library::featuresChanged, this, &Shelf::updateFeatures);
    updateFeatures();
    updateTabs();
    updateEmpty();
}

void Shelf::updateFeatures()
{
    const ServerFeatures &features = m_library->features();
    for (std::size_t i = 0; i < shelfKinds.size(); ++i) {
        const bool known = features.has(ServerFeatures::Operation::List, shelfKinds[i]);
        const bool creatable = features.has(ServerFeatures::Operation::Create, shelfKinds[i]);
        const int tab = static_cast<int>(i) + 1;
        if (!known && m_tabs->currentIndex() == tab)
            m_tabs->setCurrentIndex(0);
        m_tabs->setTabVisible(tab, known);
        m_newActions[tab - 1]->setVisible(known);
        m_newActions[tab - 1]->setEnabled(creatable);
        m_newActions[tab - 1]->setToolTip(creatable ? QString() : tr("This server does not take new ones."));
    }
}

void Shelf::updateTabs()
{
    int all = 0;
    for (std::size_t i = 0; i < shelfKinds.size(); ++i) {
        const int count = m_library->materials(shelfKinds[i]).count();
        all += count;
        m_tabs->setTabText(static_cast<int>(i) + 1,
            u"%1 (%2)"_s.arg(materialKindNamePlural(shelfKinds[i]), QLocale().toString(count)));
    }
    m_tabs->setTabText(0, u"%1 (%2)"_s.arg(tr("All"), QLocale().toString(all)));
    updateEmpty();
}

void Shelf::updateEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    m_view->setVisible(!empty);
    m_empty->setVisible(empty);
    m_empty->setText(m_filter->text().isEmpty()
            ? tr("Nothing here yet. Make people, snippets, conversations, summaries and tags with New, or by dropping "
                 "files and text on a website's panels.")
            : tr("Nothing on the shelf matches “%1”.").arg(m_filter->text()));
}

QList<MaterialRef> Shelf::selection() const
{
    QList<MaterialRef> materials;
    const QModelIndexList indexes = m_view->selectionModel()->selectedIndexes();
    for (const QModelIndex &index : indexes)
        materials.append(m_model->material(index));
    return materials;
}

void Shelf::showMenu(const QPoint &position)
{
    const QList<MaterialRef> selected = selection();
    if (selected.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &icon, const QString &text, bool enabled, const auto &action) {
        QAction *item = menu->addAction(actionIcon(icon), text);
        item->setEnabled(enabled);
        connect(item, &QAction::triggered, this, action);
    };
    const bool one = selected.size() == 1;
    add(u"external"_s, tr("&Open its page"), one, [this, selected] { emit openRequested(selected.constFirst()); });
    add(u"edit"_s, tr("&Edit…"), one, [this, selected] { emit editRequested(selected.constFirst()); });
    add(u"link"_s, tr("&Link to the selected websites"), true, [this, selected] { emit linkRequested(selected); });
    menu->addSeparator();
    add(u"delete"_s, tr("&Delete"), true, [this, selected] { emit deleteRequested(selected); });
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

bool Shelf::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const QList<MaterialRef> selected = selection();
    const bool remove = key->matches(QKeySequence::Delete);
    const bool open = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (selected.isEmpty() || !(remove || open))
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // the keys mean the items here, not the websites of the list
        return true;
    }
    if (remove)
        emit deleteRequested(selected);
    else
        emit openRequested(selected.constFirst());
    return true;
}

} // namespace sitebook
