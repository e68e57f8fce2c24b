// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detailpane.h"

#include "app/library/library.h"
#include "app/models/linkcounts.h"
#include "ui/associationpanel.h"
#include "ui/linkcheckline.h"
#include "ui/materialpage.h"
#include "ui/notesview.h"
#include "ui/websiteeditor.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

DetailPane::DetailPane(Library *library, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_counts(new LinkCounts(library, this))
    , m_stack(new QStackedWidget)
    , m_nothing(new QLabel(tr("Select a website to see and edit it here.")))
    , m_several(new QLabel)
    , m_editor(new WebsiteEditor(library))
    , m_linkCheck(new LinkCheckLine(library))
    , m_notes(new NotesView(m_counts))
    , m_materialPage(new MaterialPage(library))
{
    setObjectName(u"detailPane"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    QFont large = m_several->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_several->setFont(large);
    m_several->setObjectName(u"severalLabel"_s);

    auto *content = new QWidget;
    content->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(10, 8, 10, 8);
    contentLayout->addWidget(m_several);
    contentLayout->addWidget(m_editor);
    contentLayout->addWidget(m_linkCheck);
    contentLayout->addWidget(m_notes);
    // Tags and people are what most are looked at for; then what was worked on.
    for (const AssociationKind kind : {AssociationKind::Tag, AssociationKind::Person, AssociationKind::Asset,
             AssociationKind::Conversation, AssociationKind::WorkstreamSummary})
    {
        auto *panel = new AssociationPanel(m_counts, kind);
        m_panels.push_back(panel);
        contentLayout->addWidget(panel);
        connect(panel, &AssociationPanel::openRequested, this, &DetailPane::showMaterial);
    }
    contentLayout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"detailScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);

    auto *page = new QWidget;
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(10, 8, 10, 8);
    pageLayout->addWidget(m_materialPage);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(scroll);
    m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_materialPage, &MaterialPage::backRequested, this, &DetailPane::back);
    connect(m_materialPage, &MaterialPage::gone, this, &DetailPane::back);
    connect(library, &Library::featuresChanged, this, &DetailPane::updateFeatures);
    updateFeatures();
    back();
}

void DetailPane::updateFeatures()
{
    for (AssociationPanel *panel : m_panels)
        panel->setVisible(m_library->features().has(ServerFeatures::Operation::List, panel->kind()));
}

void DetailPane::setWebsites(const QStringList &ids)
{
    m_counts->setWebsites(ids);
    const auto edited = [this] { return websites().size() == 1 ? websites().constFirst() : QString(); };
    m_editor->setWebsite(edited());
    // What was typed is saved by that, which may take a website out of the list, and so out of the selection.
    if (m_editor->website() != edited())
        m_editor->setWebsite(edited());
    m_linkCheck->setWebsite(m_editor->website());
    updateHeading();
    back();
}

const QStringList &DetailPane::websites() const
{
    return m_counts->websites();
}

void DetailPane::updateHeading()
{
    const int count = static_cast<int>(websites().size());
    m_several->setVisible(count > 1);
    m_several->setText(tr("%Ln website(s) selected", nullptr, count));
    m_editor->setVisible(count == 1);
}

void DetailPane::showMaterial(const MaterialRef &material)
{
    m_materialPage->setMaterial(material);
    if (!m_materialPage->material().id.isEmpty())
        m_stack->setCurrentIndex(2);
}

bool DetailPane::showsMaterial() const
{
    return m_stack->currentIndex() == 2;
}

void DetailPane::back()
{
    m_stack->setCurrentIndex(websites().isEmpty() ? 0 : 1);
}

} // namespace sitebook
