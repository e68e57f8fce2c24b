// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates.h"

#include "app/library/linkcheck.h"
#include "app/models/associationmodel.h"
#include "app/models/sidebarmodel.h"
#include "app/models/websitelistmodel.h"
#include "ui/plaintext.h"
#include "ui/textline.h"
#include "ui/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Draws background, selection and focus of the item, without its content.
void paintItemPanel(QPainter *painter, const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    if (option.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.backgroundColor = option.palette.color(QPalette::Base);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
}

QColor textColor(const QStyleOptionViewItem &option)
{
    const bool selected = option.state & QStyle::State_Selected;
    const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    return option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
}

QColor secondaryColor(const QStyleOptionViewItem &option)
{
    return option.state & QStyle::State_Selected ? textColor(option) : dimmedText(option.palette);
}

/// Whether the table that is drawn shows the tags in a column of their own.
bool showsTags(const QStyleOptionViewItem &option)
{
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    return table && !table->isColumnHidden(static_cast<int>(WebsiteListModel::Column::Tags));
}

/// Draws a sign at the end of \a rect where the address is broken or moved; how much room that takes.
int drawLinkSign(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QModelIndex &index)
{
    const auto state = static_cast<LinkState>(index.data(WebsiteListModel::LinkStateRole).toInt());
    if (state != LinkState::Broken && state != LinkState::Moved)
        return 0;
    const int side = option.fontMetrics.height();
    const QRect icon(rect.right() - side, rect.center().y() - side / 2, side, side);
    actionIcon(state == LinkState::Broken ? u"error"_s : u"warning"_s)
        .paint(painter, visual(option, icon), Qt::AlignCenter,
            option.state & QStyle::State_Selected ? QIcon::Selected : QIcon::Normal);
    return side + option.fontMetrics.averageCharWidth();
}

/// Draws `[icon] Ada Lovelace` into \a rect.
void drawReasons(QPainter *painter, const QStyleOptionViewItem &option, QRect rect, const QList<MatchReason> &reasons)
{
    const int margin = option.fontMetrics.averageCharWidth();
    const int side = option.fontMetrics.height() * 8 / 10;
    const bool selected = option.state & QStyle::State_Selected;
    painter->setPen(secondaryColor(option));
    for (const MatchReason &reason : reasons) {
        if (rect.width() < side + 4 * margin)
            return;
        const QRect icon(rect.left(), rect.center().y() - side / 2, side, side);
        materialIcon(reason.kind)
            .paint(painter, visual(option, icon), Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
        rect.setLeft(icon.right() + margin / 2);
        rect.setLeft(rect.left() + drawMarkedLine(painter, option, rect, reason.text, reason.matches) + 2 * margin);
    }
}

} // namespace

bool TipDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = index.data(Qt::ToolTipRole).toString();
    if (tip.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        tip = index.data().toString();
    // Without words a tip that is still shown goes.
    QToolTip::showText(event->globalPos(), plainTip(tip), view);
    return !tip.isEmpty();
}

void TextDelegate::paint(QPainter *painter, const QStyleOptionViewItem &original, const QModelIndex &index) const
{
    const auto pieces = index.data(WebsiteListModel::MatchesRole).value<QList<TextPiece>>();
    QStyleOptionViewItem option = original;
    initStyleOption(&option, index);
    option.text = unisolated(option.text); // drawing isolates what it shows of it
    const bool hasIcon = option.features & QStyleOptionViewItem::HasDecoration;
    const bool hasMore = (hasIcon && pieces.isEmpty()) || option.features & QStyleOptionViewItem::HasCheckIndicator;
    if (hasMore || option.text.contains(QChar::LineSeparator)) {
        QStyledItemDelegate::paint(painter, original, index);
        return;
    }
    paintItemPanel(painter, option);
    painter->save();
    painter->setFont(option.font);
    painter->setPen(textColor(option));
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
    QRect rect = option.rect.adjusted(margin, 0, -margin, 0);
    if (hasIcon) {
        // Where the style has both; the line is mirrored where it is drawn.
        const QRect icon = style->subElementRect(QStyle::SE_ItemViewItemDecoration, &option, option.widget);
        const QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
        option.icon.paint(
            painter, icon, Qt::AlignCenter, option.state & QStyle::State_Selected ? QIcon::Selected : QIcon::Normal);
        rect = visual(option, text).adjusted(margin, 0, -margin, 0);
    }
    if (pieces.isEmpty())
        drawLine(painter, option, rect, option.text, option.displayAlignment);
    else
        drawMarkedLine(painter, option, rect, option.text, pieces);
    painter->restore();
}

void TextDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = isolated(option->text, option->direction);
}

void WebsiteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &original, const QModelIndex &index) const
{
    QStyleOptionViewItem option = original;
    initStyleOption(&option, index);
    paintItemPanel(painter, option);
    const int margin = option.fontMetrics.averageCharWidth();
    const int side = std::min(option.rect.height() - 6, option.fontMetrics.height() + 4);
    const QRect badge(option.rect.left() + margin / 2 + 1, option.rect.center().y() - side / 2 + 1, side, side);
    const QString name = index.data().toString();
    paintBadge(painter, visual(option, badge), name, index.data(WebsiteListModel::HostRole).toString(), option.palette);
    painter->save();
    painter->setFont(option.font);
    painter->setPen(textColor(option));
    QRect content = option.rect;
    content.setLeft(badge.right() + margin);
    content.setRight(option.rect.right() - 2);
    content.setRight(content.right() - drawLinkSign(painter, option, content, index));
    const auto pieces = index.data(WebsiteListModel::MatchesRole).value<QList<TextPiece>>();
    auto reasons = index.data(WebsiteListModel::ReasonsRole).value<QList<MatchReason>>();
    if (!reasons.isEmpty() && showsTags(option))
        reasons.removeIf([](const MatchReason &reason) { return reason.kind == AssociationKind::Tag; });
    if (pieces.isEmpty() && reasons.isEmpty()) {
        drawLine(painter, option, content, name);
    } else {
        // A long name leaves some room for the reason.
        QRect nameRect = content;
        if (!reasons.isEmpty())
            nameRect.setWidth(content.width() * 6 / 10);
        content.setLeft(content.left() + drawMarkedLine(painter, option, nameRect, name, pieces) + 2 * margin);
        drawReasons(painter, option, content, reasons);
    }
    painter->restore();
}

MaterialDelegate::MaterialDelegate(QObject *parent, bool ofSelection)
    : TipDelegate(parent)
    , m_ofSelection(ofSelection)
{
}

void MaterialDelegate::paint(QPainter *painter, const QStyleOptionViewItem &original, const QModelIndex &index) const
{
    QStyleOptionViewItem option = original;
    initStyleOption(&option, index);
    paintItemPanel(painter, option);
    painter->save();
    painter->setFont(option.font);
    const int margin = option.fontMetrics.averageCharWidth();
    const int side = option.fontMetrics.height();
    QRect content = option.rect.adjusted(margin, 0, -margin, 0);
    const QRect icon(content.left(), content.center().y() - side / 2, side, side);
    const auto kind = index.data(MaterialModel::KindRole).value<AssociationKind>();
    const bool selected = option.state & QStyle::State_Selected;
    const auto own = index.data(Qt::DecorationRole).value<QIcon>();
    (own.isNull() ? materialIcon(kind) : own)
        .paint(painter, visual(option, icon), Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    content.setLeft(icon.right() + margin);

    QString number;
    if (m_ofSelection) {
        const int linked = index.data(AssociationModel::LinkedCountRole).toInt();
        if (linked < m_selectedWebsites)
            //: How many of the selected websites are linked to the item, as in "2 of 5"
            number = tr("%L1 of %L2").arg(linked).arg(m_selectedWebsites);
    } else if (const QVariant count = index.data(MaterialModel::WebsiteCountRole); count.isValid()) {
        number = QLocale().toString(count.toInt());
    }
    if (!number.isEmpty()) {
        const int width = option.fontMetrics.horizontalAdvance(number);
        painter->setPen(secondaryColor(option));
        drawLine(painter, option, QRect(content.right() - width, content.top(), width + 1, content.height()), number,
            Qt::AlignRight);
        content.setRight(content.right() - width - margin);
    }
    const QString name = index.data().toString();
    const QString detail = index.data(MaterialModel::DetailRole).toString();
    painter->setPen(textColor(option));
    const int nameWidth = std::min(option.fontMetrics.horizontalAdvance(name) + 2, content.width());
    drawLine(painter, option, QRect(content.left(), content.top(), nameWidth, content.height()), name);
    content.setLeft(content.left() + nameWidth + margin);
    if (!detail.isEmpty() && content.width() > 4 * margin) {
        painter->setPen(secondaryColor(option));
        drawLine(painter, option, content, detail);
    }
    painter->restore();
}

QSize MaterialDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    const int width = m_itemWidth > 0 ? m_itemWidth : option.fontMetrics.averageCharWidth() * 16;
    return {width, option.fontMetrics.height() * 17 / 10};
}

void PlaceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &original, const QModelIndex &index) const
{
    QStyleOptionViewItem option = original;
    initStyleOption(&option, index);
    const QVariant count = index.data(SidebarModel::CountRole);
    const int margin = option.fontMetrics.averageCharWidth();
    paintItemPanel(painter, option);
    painter->save();
    if (!count.isValid()) {
        QFont font = option.font;
        font.setBold(true);
        font.setPointSizeF(font.pointSizeF() * 0.9);
        painter->setFont(font);
        painter->setPen(dimmedText(option.palette));
        drawLine(
            painter, option, option.rect.adjusted(0, option.rect.height() / 5, -margin, 0), index.data().toString());
        painter->restore();
        return;
    }
    painter->setFont(option.font);
    const int side = option.fontMetrics.height();
    QRect content = option.rect.adjusted(margin / 2, 0, -margin, 0);
    const QRect icon(content.left(), content.center().y() - side / 2, side, side);
    const bool selected = option.state & QStyle::State_Selected;
    actionIcon(index.data(SidebarModel::IconNameRole).toString())
        .paint(painter, visual(option, icon), Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    content.setLeft(icon.right() + margin);
    const bool isNumber = count.typeId() == QMetaType::Int;
    const QString number = isNumber ? QLocale().toString(count.toInt()) : count.toString();
    const int width = option.fontMetrics.horizontalAdvance(number);
    painter->setPen(secondaryColor(option));
    drawLine(painter, option, QRect(content.right() - width, content.top(), width + 1, content.height()), number,
        Qt::AlignRight);
    content.setRight(content.right() - width - margin);
    painter->setPen(textColor(option));
    drawLine(painter, option, content, index.data().toString());
    painter->restore();
}

QSize PlaceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool heading = !index.data(SidebarModel::CountRole).isValid();
    return {option.fontMetrics.averageCharWidth() * 12, option.fontMetrics.height() * (heading ? 21 : 16) / 10};
}

} // namespace sitebook
