// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace sitebook {

/// Shows the tip of an item as plain text, and without one the whole text of an item that is cut.
class TipDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
};

/// Draws texts in their own direction, also in a layout of the other one, and marks in them what a search found.
class TextDelegate : public TipDelegate
{
    Q_OBJECT

public:
    using TipDelegate::TipDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// Draws the name of a website with its badge in front, and behind it why a search found it, where that is not to be
/// seen.
class WebsiteDelegate : public TipDelegate
{
    Q_OBJECT

public:
    using TipDelegate::TipDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Draws a linkable item: its own icon or that of its kind, its name, its second line, and how many websites it has.
class MaterialDelegate : public TipDelegate
{
    Q_OBJECT

public:
    /// With \a ofSelection the number is how many of the selected websites have it, where that is not all.
    explicit MaterialDelegate(QObject *parent = nullptr, bool ofSelection = false);

    /// Sets the width that an item asks for, in pixels.
    void setItemWidth(int width) { m_itemWidth = width; }
    void setSelectedWebsites(int count) { m_selectedWebsites = count; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool m_ofSelection;
    int m_selectedWebsites = 1;
    int m_itemWidth = 0;
};

/// Draws a place of the sidebar with its count at the end of the line, and headings as such.
class PlaceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace sitebook
