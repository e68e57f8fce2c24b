// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/materialpage.h"

#include "app/library/library.h"
#include "app/models/materialmodel.h"
#include "app/models/websitelistmodel.h"
#include "ui/delegates.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QToolButton *pageButton(const QString &name, const QString &icon, const QString &text)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(actionIcon(icon));
    button->setText(text);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    return button;
}

} // namespace

MaterialPage::MaterialPage(Library *library, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_history(pageButton(u"materialHistoryButton"_s, u"recent"_s, tr("History…")))
    , m_edit(pageButton(u"editMaterialButton"_s, u"edit"_s, tr("Edit…")))
    , m_delete(pageButton(u"deleteMaterialButton"_s, u"delete"_s, tr("Delete")))
    , m_icon(new QLabel)
    , m_name(new QLabel)
    , m_kind(new QLabel)
    , m_detail(new QLabel)
    , m_count(new QLabel)
    , m_showAll(new QPushButton(tr("&Show them in the list")))
    , m_websites(new WebsiteListModel(library, this))
    , m_view(new QListView)
{
    setObjectName(u"materialPage"_s);
    QToolButton *back = pageButton(u"backButton"_s, u"chevron-left"_s, tr("Back"));
    if (isRightToLeft())
        back->setIcon(actionIcon(u"chevron-right"_s));
    m_websites->setFilter({.scope = WebsiteFilter::Scope::LinkedTo});
    m_name->setObjectName(u"materialName"_s);
    m_name->setWordWrap(true);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont large = m_name->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_name->setFont(large);
    m_detail->setWordWrap(true);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_kind->setForegroundRole(QPalette::PlaceholderText);
    m_showAll->setObjectName(u"showWebsitesButton"_s);
    m_view->setObjectName(u"materialWebsitesView"_s);
    m_view->setModel(m_websites);
    m_view->setUniformItemSizes(true);
    m_view->setItemDelegate(new WebsiteDelegate(m_view));
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("Linked websites"));

    auto *tools = new QHBoxLayout;
    tools->addWidget(back);
    tools->addStretch();
    tools->addWidget(m_history);
    tools->addWidget(m_edit);
    tools->addWidget(m_delete);
    auto *title = new QHBoxLayout;
    title->addWidget(m_icon, 0, Qt::AlignTop);
    title->addWidget(m_name, 1);
    auto *websites = new QHBoxLayout;
    websites->addWidget(m_count, 1);
    websites->addWidget(m_showAll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(tools);
    layout->addLayout(title);
    layout->addWidget(m_kind);
    layout->addWidget(m_detail);
    layout->addLayout(websites);
    layout->addWidget(m_view, 1);

    connect(back, &QToolButton::clicked, this, &MaterialPage::backRequested);
    connect(m_history, &QToolButton::clicked, this, [this] { emit historyRequested(m_material); });
    connect(m_edit, &QToolButton::clicked, this, [this] { emit editRequested(m_material); });
    connect(m_delete, &QToolButton::clicked, this, [this] { emit deleteRequested(m_material); });
    connect(m_showAll, &QPushButton::clicked, this, [this] { emit websitesRequested(m_material); });
    connect(m_view, &QListView::activated, this,
        [this](const QModelIndex &index) { emit websiteRequested(m_websites->id(index)); });
    connect(library, &Library::featuresChanged, this, &MaterialPage::updateFeatures);
    connect(library, &Library::materialsChanged, this, [this](AssociationKind kind) {
        if (kind == m_material.kind && !m_material.id.isEmpty())
            refresh();
    });
    connect(library, &Library::materialIdReplaced, this,
        [this](AssociationKind kind, const QString &before, const QString &now) {
            if (m_material == MaterialRef{kind, before})
                setMaterial({kind, now});
        });
}

void MaterialPage::setMaterial(const MaterialRef &material)
{
    m_material = material;
    m_websites->setFilter({.scope = WebsiteFilter::Scope::LinkedTo, .kind = material.kind, .id = material.id});
    updateFeatures();
    refresh();
}

void MaterialPage::updateFeatures()
{
    const ServerFeatures &features = m_library->features();
    const bool editable = features.has(ServerFeatures::Operation::Update, m_material.kind);
    const bool deletable = features.has(ServerFeatures::Operation::Delete, m_material.kind);
    m_edit->setEnabled(editable);
    m_edit->setToolTip(editable ? QString() : tr("This server does not let these be changed."));
    m_delete->setEnabled(deletable);
    m_delete->setToolTip(deletable ? QString() : tr("This server does not delete these."));
}

void MaterialPage::refresh()
{
    const MaterialColumns &materials = m_library->materials(m_material.kind);
    const auto index = materials.find(m_material.id);
    if (!index || !materials.isKnown(*index)) {
        m_material = {};
        emit gone();
        return;
    }
    const int side = m_name->fontMetrics().height();
    m_icon->setPixmap(materialIcon(m_material.kind).pixmap(QSize(side, side), devicePixelRatioF()));
    m_name->setText(materials.name(*index));
    m_kind->setText(materialKindName(m_material.kind));
    m_detail->setText(materials.detail(*index));
    m_detail->setVisible(!materials.detail(*index).isEmpty());
    const int count = static_cast<int>(materials.websites(*index).size());
    m_count->setText(tr("%Ln linked website(s)", nullptr, count));
    m_showAll->setEnabled(count > 0);
}

} // namespace sitebook
