// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notesview.h"

#include "app/library/library.h"
#include "app/models/materialmodel.h"
#include "ui/theme.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

NotesView::NotesView(Library *library, QWidget *parent)
    : QFrame(parent)
    , m_library(library)
    , m_text(new QLabel)
{
    setObjectName(u"notesView"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *icon = new QLabel;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    icon->setPixmap(materialIcon(AssociationKind::Annotation).pixmap(QSize(side, side), devicePixelRatioF()));
    auto *title = new QLabel(materialKindNamePlural(AssociationKind::Annotation));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_text->setObjectName(u"notesText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *header = new QHBoxLayout;
    header->addWidget(icon);
    header->addWidget(title, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->addLayout(header);
    layout->addWidget(m_text);
    connect(library, &Library::materialsChanged, this, [this](AssociationKind kind) {
        if (kind == AssociationKind::Annotation)
            rebuild();
    });
    rebuild();
}

void NotesView::setWebsites(const QStringList &ids)
{
    m_websites = ids;
    rebuild();
}

void NotesView::rebuild()
{
    QStringList notes;
    const MaterialColumns &annotations = m_library->materials(AssociationKind::Annotation);
    for (const QString &id : std::as_const(m_websites)) {
        const auto row = m_library->websites().find(id);
        if (!row)
            continue;
        for (const LinkTarget target : m_library->websites().links(*row)) {
            if (target.kind() != AssociationKind::Annotation || !annotations.isKnown(target.index()))
                continue;
            const QString &text = annotations.detail(target.index());
            if (!text.isEmpty() && !notes.contains(text))
                notes.append(text);
        }
    }
    m_text->setText(notes.join(u"\n\n"_s));
    setVisible(!notes.isEmpty());
}

} // namespace sitebook
