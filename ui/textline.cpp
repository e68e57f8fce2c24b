// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/textline.h"

#include "ui/theme.h"

#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sitebook {

namespace {

/// Whether \a text is of letters that follow each other from the left: Latin, Greek, Cyrillic, Armenian, of East Asia.
bool readsFromTheLeft(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) {
        const char16_t unit = c.unicode();
        return (unit >= 0x20 && unit < 0x590) || (unit >= 0x2010 && unit <= 0x2027)
            || (unit >= 0x2E80 && unit < 0xD800);
    });
}

/// How much of \a text is left of it in \a elided.
qsizetype keptLength(const QString &text, const QString &elided)
{
    return elided == text ? text.size() : std::max<qsizetype>(0, elided.size() - 1);
}

/// \a text, of which the beginning of \a kept letters is seen, so that the first of \a pieces is seen too: without what
/// stands before that, but for its beginning. The pieces move along.
QString broughtIntoSight(const QString &text, QList<TextPiece> &pieces, qsizetype kept)
{
    if (pieces.isEmpty() || pieces.constFirst().start + 1 < kept)
        return text;
    const qsizetype first = pieces.constFirst().start;
    const QString beginning = text.left(kept / 3) + u'…';
    for (TextPiece &piece : pieces)
        piece.start += beginning.size() - first;
    return beginning + text.mid(first);
}

/// A line of text that reads from the left. Shaping is most of what a list costs to paint, so it is done once: where
/// the text is too long, no more than fits is drawn of it, and an ellipsis behind that.
class PlainLine
{
public:
    PlainLine(const QString &text, QList<TextPiece> pieces, const QFont &font, int width)
        : m_pieces(std::move(pieces))
    {
        QTextOption option;
        option.setTextDirection(Qt::LeftToRight);
        option.setWrapMode(QTextOption::NoWrap);
        m_layout.setTextOption(option);
        m_layout.setFont(font);
        setText(text, width);
        if (!m_isCut)
            return;
        if (const QString better = broughtIntoSight(text, m_pieces, m_kept); better != text)
            setText(better, width);
    }

    int width() const { return static_cast<int>(std::ceil(m_isCut ? m_keptWidth + m_ellipsis : m_keptWidth)) + 1; }

    void draw(QPainter *painter, const QRect &rect, Qt::Alignment alignment, const QColor &mark) const
    {
        const qreal left = !m_isCut && alignment & Qt::AlignRight ? rect.right() + 1 - m_keptWidth : rect.left();
        const QPointF place(left, rect.top() + std::floor((rect.height() - m_line.height()) / 2));
        if (m_isCut && rect.width() < m_ellipsis)
            return; // not even that fits
        if (m_isCut) {
            painter->drawText(place + QPointF(m_keptWidth, m_line.ascent()), QString(u'…'));
            painter->save();
            painter->setClipRect(QRectF(place, QSizeF(std::floor(m_keptWidth), m_line.height())), Qt::IntersectClip);
        }
        for (const TextPiece &piece : m_pieces) {
            const qreal begin = m_line.cursorToX(static_cast<int>(piece.start));
            const qreal end = m_line.cursorToX(static_cast<int>(piece.start + piece.length));
            painter->fillRect(QRectF(place + QPointF(begin, 0), QSizeF(end - begin, m_line.height())), mark);
        }
        m_layout.draw(painter, place);
        if (m_isCut)
            painter->restore();
    }

private:
    QTextLayout m_layout;
    QTextLine m_line;
    QList<TextPiece> m_pieces;
    bool m_isCut = false;
    /// How many letters are drawn, and how wide they are.
    int m_kept = 0;
    qreal m_keptWidth = 0;
    int m_ellipsis = 0;

    void setText(const QString &text, int width)
    {
        m_layout.setText(text);
        m_layout.beginLayout();
        m_line = m_layout.createLine();
        m_layout.endLayout();
        // The advance, as places are measured by, without what the last letter hangs over; those are rounded.
        m_keptWidth = m_line.cursorToX(static_cast<int>(text.size()));
        m_isCut = std::floor(m_keptWidth) > width;
        if (!m_isCut)
            return;
        m_ellipsis = QFontMetrics(m_layout.font()).horizontalAdvance(u'…');
        m_kept = m_line.xToCursor(std::max(0, width - m_ellipsis), QTextLine::CursorOnCharacter);
        while (m_kept > 0 && text[m_kept].isMark()) // a letter stays with its marks
            --m_kept;
        m_keptWidth = m_line.cursorToX(m_kept);
    }
};

/// drawMarkedLine() for a text of any directions.
int drawMixedLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &original,
    QList<TextPiece> pieces, const QColor &mark)
{
    const auto cut = [&](const QString &whole) {
        return painter->fontMetrics().elidedText(whole, Qt::ElideRight, rect.width());
    };
    const QString text = broughtIntoSight(original, pieces, keptLength(original, cut(original)));
    const QString elided = cut(text);
    const QString shown = isolated(elided, option.direction);
    const qsizetype kept = keptLength(text, elided);
    const qsizetype shift = shown.size() > elided.size() ? 1 : 0;
    QTextCharFormat format;
    format.setBackground(mark);
    QList<QTextLayout::FormatRange> formats;
    for (const TextPiece &piece : std::as_const(pieces)) {
        if (piece.start < kept) {
            const qsizetype length = std::min(piece.length, kept - piece.start);
            formats.append({static_cast<int>(piece.start + shift), static_cast<int>(length), format});
        }
    }
    QTextLayout layout(shown, painter->font());
    QTextOption textOption(QStyle::visualAlignment(option.direction, Qt::AlignLeft));
    textOption.setTextDirection(option.direction);
    textOption.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(textOption);
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    const QRect place = visual(option, rect);
    layout.draw(painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2));
    return static_cast<int>(line.naturalTextWidth()) + 1;
}

} // namespace

/// \a rect mirrored within the item where the layout is right to left.
QRect visual(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

/// \a text so that it keeps its own direction in a layout of the other one: an address reads from the left everywhere.
QString isolated(const QString &text, Qt::LayoutDirection layout)
{
    const bool other = text.isRightToLeft() != (layout == Qt::RightToLeft);
    return other && !text.isEmpty() ? u'\u2068' + text + u'\u2069' : text;
}

bool isPlainLine(const QStyleOptionViewItem &option)
{
    return option.direction == Qt::LeftToRight && readsFromTheLeft(option.text);
}

void drawLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
    Qt::Alignment alignment)
{
    if (option.direction == Qt::LeftToRight && readsFromTheLeft(text)) {
        PlainLine(text, {}, painter->font(), rect.width()).draw(painter, rect, alignment, {});
        return;
    }
    const QString elided =
        isolated(painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()), option.direction);
    const Qt::Alignment visualAlignment = QStyle::visualAlignment(option.direction, alignment);
    painter->drawText(
        visual(option, rect), static_cast<int>(visualAlignment | Qt::AlignVCenter) | Qt::TextSingleLine, elided);
}

int drawMarkedLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
    const QList<TextPiece> &pieces)
{
    const QColor mark = matchColor(option.palette, option.state & QStyle::State_Selected);
    if (option.direction == Qt::LeftToRight && readsFromTheLeft(text)) {
        const PlainLine line(text, pieces, painter->font(), rect.width());
        line.draw(painter, rect, Qt::AlignLeft, mark);
        return line.width();
    }
    return drawMixedLine(painter, option, rect, text, pieces, mark);
}

} // namespace sitebook
