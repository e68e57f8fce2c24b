// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/types/association.h"
#include "app/search/query.h"

#include <QColor>
#include <QIcon>

class QLabel;
class QPainter;
class QPalette;
class QRectF;
class QWidget;

namespace sitebook {

/// The line icon \a name (`resources/icons/actions`), drawn in the palette's text colour at whatever size is asked for.
QIcon actionIcon(const QString &name);
/// The icon of a kind of item.
QIcon materialIcon(AssociationKind kind);
/// A colour of its own for \a text, readable under the badge letter in light and dark palettes.
QColor badgeColor(const QString &text, const QPalette &palette);
/// Draws the badge of a website: the first letter of \a name on the colour of \a host.
void paintBadge(
    QPainter *painter, const QRectF &rect, const QString &name, const QString &host, const QPalette &palette);
/// Gives \a bar, a line of words above the content, the colour of \a hue (0 to 359) that goes with the palette of its
/// parent, and \a label the icon \a name.
void styleBar(QWidget *bar, int hue, QLabel *label, const QString &name);
/// The palette's text colour, stepped back: for second lines and counts.
QColor dimmedText(const QPalette &palette);
/// What lies behind a piece of text that a search found, in a row that is \a selected or not.
QColor matchColor(const QPalette &palette, bool selected);
/// The colour of a piece of a query.
QColor queryColor(QueryPart::Role role, const QPalette &palette);

} // namespace sitebook
