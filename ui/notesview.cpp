// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notesview.h"

#include "app/models/linkcounts.h"
#include "app/models/materialmodel.h"
#include "ui/theme.h"

#include <QLabel>
#include <QSet>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

NotesView::NotesView(LinkCounts *counts, QWidget *parent)
    : QFrame(parent)
    , m_counts(counts)
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
    connect(counts, &LinkCounts::changed, this, [this](AssociationKind kind) {
        if (kind == AssociationKind::Annotation)
            rebuild();
    });
    rebuild();
}

void NotesView::rebuild()
{
    // As many as somebody reads: to lay out the notes of a whole library would take longer than anything else here.
    constexpr qsizetype most = 50;
    const MaterialColumns &annotations = m_counts->library()->materials(AssociationKind::Annotation);
    QStringList notes;
    QSet<QString> known;
    for (const LinkCounts::Linked &linked : m_counts->of(AssociationKind::Annotation)) {
        const QString text = annotations.isKnown(linked.item) ? annotations.detail(linked.item) : QString();
        if (text.isEmpty() || known.contains(text))
            continue;
        known.insert(text);
        if (known.size() <= most)
            notes.append(text);
    }
    if (known.size() > most) {
        //: Below the first notes on the selected websites
        notes.append(tr("… and %Ln more note(s)", nullptr, static_cast<int>(known.size() - most)));
    }
    m_text->setText(notes.join(u"\n\n"_s));
    setVisible(!notes.isEmpty());
}

} // namespace sitebook
