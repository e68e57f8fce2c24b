// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fieldnote.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace sitebook {

FieldNote::FieldNote(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_label(new QLabel)
{
    m_label->setObjectName(name);
    // Words of servers are shown as they are.
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().averageCharWidth());
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_label, 1);
    hide();
}

void FieldNote::setProblem(const QString &text)
{
    setNote(u"warning"_s, text);
}

void FieldNote::setNote(const QString &icon, const QString &text)
{
    const int side = fontMetrics().height();
    m_icon->setPixmap(icon.isEmpty() ? QPixmap() : actionIcon(icon).pixmap(QSize(side, side), devicePixelRatio()));
    m_icon->setVisible(!icon.isEmpty());
    m_label->setText(text);
    makeRoom();
    setVisible(!text.isEmpty());
}

QString FieldNote::text() const
{
    return m_label->text();
}

void FieldNote::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

void FieldNote::makeRoom()
{
    // Windows do not ask how high a text gets in the width that it has.
    const int indent = m_icon->isHidden() ? 0 : m_icon->sizeHint().width() + layout()->spacing();
    setMinimumHeight(text().isEmpty() ? 0 : m_label->heightForWidth(qMax(width() - indent, 1)));
}

} // namespace sitebook
