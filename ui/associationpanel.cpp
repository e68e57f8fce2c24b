// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/associationpanel.h"

#include "ui/delegates.h"
#include "ui/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr int mostRows = 6;

QByteArray vCardOf(const QMimeData *data)
{
    for (const QString &type : {u"text/vcard"_s, u"text/x-vcard"_s}) {
        if (data->hasFormat(type))
            return data->data(type);
    }
    if (data->hasText() && data->text().startsWith("BEGIN:VCARD"_L1, Qt::CaseInsensitive))
        return data->text().toUtf8();
    return {};
}

QList<QUrl> localFiles(const QMimeData *data)
{
    QList<QUrl> files = data->urls();
    files.removeIf([](const QUrl &url) { return !url.isLocalFile(); });
    return files;
}

bool isVCardFile(const QUrl &url)
{
    return url.fileName().endsWith(".vcf"_L1, Qt::CaseInsensitive);
}

} // namespace

AssociationPanel::AssociationPanel(LinkCounts *counts, AssociationKind kind, QWidget *parent)
    : QFrame(parent)
    , m_library(counts->library())
    , m_counts(counts)
    , m_model(new AssociationModel(counts, kind, this))
    , m_delegate(new MaterialDelegate(this, true))
    , m_title(new QLabel)
    , m_empty(new QLabel)
    , m_linkButton(new QToolButton)
    , m_view(new QListView)
{
    const QString name = QString(associationTraits(kind).pathSegment);
    setObjectName(name + u"Panel"_s);
    setAcceptDrops(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    auto *icon = new QLabel;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    icon->setPixmap(materialIcon(kind).pixmap(QSize(side, side), devicePixelRatioF()));
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_linkButton->setObjectName(name + u"LinkButton"_s);
    m_linkButton->setAutoRaise(true);
    m_linkButton->setIcon(actionIcon(u"add"_s));
    auto *header = new QHBoxLayout;
    header->addWidget(icon);
    header->addWidget(m_title, 1);
    header->addWidget(m_linkButton);

    m_view->setObjectName(name + u"View"_s);
    m_view->setAccessibleName(materialKindNamePlural(kind));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setUniformItemSizes(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragEnabled(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAcceptDrops(true);
    m_view->viewport()->setAcceptDrops(true);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(2);
    layout->addLayout(header);
    layout->addWidget(m_empty);
    layout->addWidget(m_view);

    connect(m_linkButton, &QToolButton::clicked, this, &AssociationPanel::linkRequested);
    connect(m_view, &QListView::customContextMenuRequested, this, &AssociationPanel::showMenu);
    connect(m_view, &QListView::doubleClicked, this,
        [this](const QModelIndex &index) { emit openRequested(m_model->material(index)); });
    // After the model, which hears of it first.
    connect(counts, &LinkCounts::changed, this, [this](AssociationKind changed) {
        if (changed == this->kind())
            updateContents();
    });
    connect(m_library, &Library::featuresChanged, this, &AssociationPanel::updateFeatures);
    updateFeatures();
    updateContents();
}

bool AssociationPanel::canLink() const
{
    return m_library->features().has(ServerFeatures::Operation::Link, kind());
}

void AssociationPanel::updateFeatures()
{
    m_linkButton->setEnabled(canLink());
    //: Tool tip; %1 is a kind of item, as in "Link: People"
    m_linkButton->setToolTip(canLink() ? tr("Link: %1…").arg(materialKindNamePlural(kind()))
                                       : tr("This server does not change these links."));
    m_linkButton->setAccessibleName(m_linkButton->toolTip());
}

void AssociationPanel::updateContents()
{
    const int count = m_model->rowCount();
    m_delegate->setSelectedWebsites(static_cast<int>(m_counts->websites().size()));
    const QString kindName = materialKindNamePlural(kind());
    m_title->setForegroundRole(QPalette::NoRole);
    m_title->setText(count == 0 ? kindName : u"%1 (%2)"_s.arg(kindName, QLocale().toString(count)));
    m_empty->setVisible(count == 0);
    m_empty->setText(m_counts->isCounting()     ? tr("Counting…")
            : kind() == AssociationKind::Asset  ? tr("None yet. Drop files, text or items here.")
            : kind() == AssociationKind::Person ? tr("None yet. Drop people or a vCard here.")
                                                : tr("None yet. Drop items here."));
    m_view->setVisible(count > 0);
    const int rowHeight = m_view->fontMetrics().height() * 17 / 10;
    m_view->setFixedHeight(std::clamp(count, 1, mostRows) * rowHeight + 2 * m_view->frameWidth());
}

QList<MaterialRef> AssociationPanel::selection() const
{
    QList<MaterialRef> materials;
    const QModelIndexList indexes = m_view->selectionModel()->selectedIndexes();
    for (const QModelIndex &index : indexes)
        materials.append(m_model->material(index));
    return materials;
}

void AssociationPanel::showMenu(const QPoint &position)
{
    const QList<MaterialRef> selected = selection();
    if (selected.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *open = menu->addAction(actionIcon(u"external"_s), tr("&Open its page"));
    open->setEnabled(selected.size() == 1);
    connect(open, &QAction::triggered, this, [this, selected] { emit openRequested(selected.constFirst()); });
    QAction *unlink = menu->addAction(actionIcon(u"unlink"_s), tr("&Unlink"));
    unlink->setEnabled(canLink());
    connect(unlink, &QAction::triggered, this, [this, selected] { emit unlinkRequested(selected); });
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

QString AssociationPanel::dropWords(int count) const
{
    const int websites = static_cast<int>(m_counts->websites().size());
    if (websites == 1)
        //: While something is dragged over the panel: what a drop would do
        return tr("Link %Ln item(s) to this website", nullptr, count);
    //: While something is dragged over the panel: what a drop would do; %1 is a number of websites
    return tr("Link %Ln item(s) to the %L1 selected websites", nullptr, count).arg(websites);
}

QString AssociationPanel::describeDrop(const QMimeData *data) const
{
    if (m_counts->websites().isEmpty() || !canLink())
        return {};
    if (const auto items = draggedItems(data)) {
        const auto count = std::ranges::count(items->materials, kind(), &MaterialRef::kind);
        return count > 0 ? dropWords(static_cast<int>(count)) : QString();
    }
    if (!m_library->features().has(ServerFeatures::Operation::Create, kind()))
        return {};
    const QList<QUrl> files = localFiles(data);
    if (kind() == AssociationKind::Person) {
        const auto cards = std::ranges::count_if(files, isVCardFile);
        if (cards > 0 || !vCardOf(data).isEmpty())
            return tr("Make people of the vCard and link them");
        return {};
    }
    if (kind() == AssociationKind::Asset) {
        if (!files.isEmpty())
            return tr("Make assets of %Ln file(s) and link them", nullptr, static_cast<int>(files.size()));
        if (data->hasText() && !data->text().trimmed().isEmpty())
            return tr("Make a snippet of the text and link it");
    }
    if (kind() == AssociationKind::Tag && data->hasText() && !data->hasUrls() && data->text().size() <= 100)
        return tr("Tag with “%1”").arg(data->text().simplified());
    return {};
}

void AssociationPanel::takeDrop(const QMimeData *data)
{
    if (const auto items = draggedItems(data)) {
        QList<MaterialRef> mine = items->materials;
        mine.removeIf([this](const MaterialRef &material) { return material.kind != kind(); });
        emit materialsDropped(mine);
    } else if (kind() == AssociationKind::Person && !vCardOf(data).isEmpty()) {
        emit vCardDropped(vCardOf(data));
    } else if (const QList<QUrl> files = localFiles(data); !files.isEmpty()) {
        emit filesDropped(kind(), files);
    } else {
        emit textDropped(kind(), data->text());
    }
}

void AssociationPanel::showDrag(QDragMoveEvent *event)
{
    // In place of the title, so that nothing moves under the pointer.
    const QString words = describeDrop(event->mimeData());
    m_title->setText(words.isEmpty() ? tr("This cannot be dropped here") : words);
    m_title->setForegroundRole(words.isEmpty() ? QPalette::PlaceholderText : QPalette::Link);
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(!words.isEmpty());
}

void AssociationPanel::dragEnterEvent(QDragEnterEvent *event)
{
    showDrag(event);
    event->accept(); // also when it cannot be taken: only then is it told when the pointer leaves
}

void AssociationPanel::dragMoveEvent(QDragMoveEvent *event)
{
    showDrag(event);
}

void AssociationPanel::dragLeaveEvent(QDragLeaveEvent *event)
{
    updateContents();
    QFrame::dragLeaveEvent(event);
}

void AssociationPanel::dropEvent(QDropEvent *event)
{
    if (describeDrop(event->mimeData()).isEmpty()) {
        event->ignore();
        updateContents();
        return;
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    takeDrop(event->mimeData());
    updateContents();
}

bool AssociationPanel::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
        if (watched != m_view->viewport())
            break;
        dragEnterEvent(static_cast<QDragEnterEvent *>(event));
        return true;
    case QEvent::DragMove:
        if (watched != m_view->viewport())
            break;
        showDrag(static_cast<QDragMoveEvent *>(event));
        return true;
    case QEvent::DragLeave:
        updateContents();
        break;
    case QEvent::Drop:
        dropEvent(static_cast<QDropEvent *>(event));
        return true;
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        const QList<MaterialRef> selected = selection();
        if (selected.isEmpty())
            break;
        if (key->matches(QKeySequence::Delete)) {
            if (canLink())
                emit unlinkRequested(selected);
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            emit openRequested(selected.constFirst());
            return true;
        }
        break;
    }
    case QEvent::ShortcutOverride:
        // Del means these items here, not the websites that the window would delete.
        if (static_cast<QKeyEvent *>(event)->matches(QKeySequence::Delete)) {
            event->accept();
            return true;
        }
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace sitebook
