// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/highlighter.h"

#include <QList>
#include <QString>
#include <QStyleOptionViewItem>

class QPainter;

namespace sitebook {

/// \a rect mirrored within the item where the layout is right to left.
QRect visual(const QStyleOptionViewItem &option, const QRect &rect);

/// \a text so that it keeps its own direction in a layout of the other one: an address reads from the left everywhere.
QString isolated(const QString &text, Qt::LayoutDirection layout);
/// What isolated() gave \a text for.
QString unisolated(const QString &text);

/// Draws \a text into \a rect of the item with the pen and font of \a painter, cut at its end where it is longer.
void drawLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
    Qt::Alignment alignment = Qt::AlignLeft);

/// The same, with \a pieces of the text marked, of which the first is always seen; how wide it is.
int drawMarkedLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
    const QList<TextPiece> &pieces);

} // namespace sitebook
