// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/drophint.h"

#include <QAbstractItemView>
#include <QDragMoveEvent>

using namespace Qt::StringLiterals;

namespace sitebook {

DropHint::DropHint(QAbstractItemView *view, const Describe &describe)
    : QLabel(view)
    , m_view(view)
    , m_describe(describe)
{
    setObjectName(u"dropHint"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAlignment(Qt::AlignCenter);
    setAutoFillBackground(true);
    setMargin(4);
    hide();
    view->viewport()->installEventFilter(this);
}

bool DropHint::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        const auto *move = static_cast<QDragMoveEvent *>(event);
        showFor(move->mimeData(), move->position().toPoint());
        break;
    }
    case QEvent::DragLeave:
    case QEvent::Drop:
        hide();
        break;
    default:
        break;
    }
    return QLabel::eventFilter(watched, event);
}

void DropHint::showFor(const QMimeData *data, QPoint position)
{
    const QString words = m_describe(data, m_view->indexAt(position));
    const bool possible = !words.isEmpty();
    setText(possible ? words : tr("This cannot be dropped here"));
    QPalette colors = m_view->palette();
    colors.setColor(QPalette::Window, colors.color(possible ? QPalette::Highlight : QPalette::Mid));
    colors.setColor(QPalette::WindowText, colors.color(possible ? QPalette::HighlightedText : QPalette::WindowText));
    setPalette(colors);
    const QRect area = m_view->viewport()->geometry();
    const int height = heightForWidth(area.width());
    // At the end of the view that the pointer is not at.
    const int top = position.y() > area.height() / 2 ? area.top() : area.bottom() - height + 1;
    setGeometry(area.left(), top, area.width(), height);
    raise();
    show();
}

} // namespace sitebook
