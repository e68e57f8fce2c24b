// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/textline.h"

#include "ui/theme.h"

#include <QCache>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

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

/// \a text with a space in place of whatever would end its line, or leave a gap in it.
QString inOneLine(QString text)
{
    const auto breaks = [](QChar c) { return c < u' ' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator; };
    if (std::ranges::any_of(std::as_const(text), breaks))
        std::ranges::replace_if(text, breaks, QChar(u' '));
    return text;
}

/// What a line is made of.
struct LineKey
{
    QString text;
    QList<TextPiece> pieces;
    QFont font;
    /// Of the screen, in dots per inch.
    int dpi = 0;
    int width = 0;
    Qt::Alignment alignment = Qt::AlignLeft;
    Qt::LayoutDirection direction = Qt::LeftToRight;

    bool operator==(const LineKey &) const = default;
};

std::size_t qHash(const LineKey &key, std::size_t seed = 0)
{
    return qHashMulti(seed, key.text, key.width);
}

/// A line of text that is shaped, which is most of what a list costs to paint, and cut where it is too long.
class ShapedLine
{
public:
    ShapedLine() = default;
    virtual ~ShapedLine() = default;
    Q_DISABLE_COPY_MOVE(ShapedLine)

    virtual qreal width() const = 0;
    /// Draws it into \a rect, which is as wide as it was made for, its pieces on the colour \a mark.
    virtual void draw(QPainter *painter, const QRectF &rect, const QColor &mark) const = 0;
};

/// The line of \a key. The last ones are kept: most of what is painted was painted a moment ago, at another place or
/// beside something that changed.
std::shared_ptr<const ShapedLine> shapedLine(const LineKey &key);

/// Makes \a layout ready for the one line of \a key.
void setUp(QTextLayout &layout, const LineKey &key, Qt::Alignment alignment)
{
    QTextOption option(alignment);
    option.setTextDirection(key.direction);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.setFont(key.font);
    layout.setCacheEnabled(true); // else it forgets the glyphs as soon as the line is made
}

/// A line that reads from the left. It is shaped once: where the text is too long, no more than fits is drawn of it,
/// and an ellipsis behind that.
class PlainLine : public ShapedLine
{
public:
    explicit PlainLine(const LineKey &key)
        : m_pieces(key.pieces)
        , m_dpi(key.dpi)
        , m_atRight(key.alignment.testFlag(Qt::AlignRight))
    {
        setUp(m_layout, key, Qt::AlignLeft); // as wide as it gets
        setText(key.text, key.width);
        if (!m_ellipsis)
            return;
        if (const QString better = broughtIntoSight(key.text, m_pieces, m_kept); better != key.text)
            setText(better, key.width);
    }

    qreal width() const override { return m_ellipsis ? m_keptWidth + m_ellipsis->width() : m_keptWidth; }

    void draw(QPainter *painter, const QRectF &rect, const QColor &mark) const override
    {
        const qreal left = !m_ellipsis && m_atRight ? rect.right() - m_keptWidth : rect.left();
        const QPointF place(left, rect.top() + std::floor((rect.height() - m_line.height()) / 2));
        if (m_ellipsis && rect.width() < m_ellipsis->width())
            return; // not even that fits
        if (m_ellipsis) {
            const qreal lower = m_line.ascent() - m_ellipsis->m_line.ascent();
            m_ellipsis->m_layout.draw(painter, place + QPointF(m_keptWidth, lower));
            painter->save();
            painter->setClipRect(QRectF(place, QSizeF(std::floor(m_keptWidth), m_line.height())), Qt::IntersectClip);
        }
        for (const TextPiece &piece : m_pieces) {
            const qreal begin = m_line.cursorToX(static_cast<int>(piece.start));
            const qreal end = m_line.cursorToX(static_cast<int>(piece.start + piece.length));
            painter->fillRect(QRectF(place + QPointF(begin, 0), QSizeF(end - begin, m_line.height())), mark);
        }
        m_layout.draw(painter, place);
        if (m_ellipsis)
            painter->restore();
    }

private:
    QTextLayout m_layout;
    QTextLine m_line;
    QList<TextPiece> m_pieces;
    int m_dpi;
    bool m_atRight;
    /// What stands behind the text where that is cut; else null.
    std::shared_ptr<const PlainLine> m_ellipsis;
    /// How many letters are drawn, and how wide they are.
    int m_kept = 0;
    qreal m_keptWidth = 0;

    void setText(const QString &text, int width)
    {
        m_layout.setText(text);
        m_layout.beginLayout();
        m_line = m_layout.createLine();
        m_layout.endLayout();
        // The advance, as places are measured by, without what the last letter hangs over; those are rounded.
        m_keptWidth = m_line.cursorToX(static_cast<int>(text.size()));
        m_ellipsis.reset();
        if (std::floor(m_keptWidth) <= width)
            return;
        const LineKey ellipsis{u"…"_s, {}, m_layout.font(), m_dpi, QWIDGETSIZE_MAX};
        m_ellipsis = std::static_pointer_cast<const PlainLine>(shapedLine(ellipsis)); // it reads from the left
        m_kept = m_line.xToCursor(std::max(0.0, width - m_ellipsis->width()), QTextLine::CursorOnCharacter);
        while (m_kept > 0 && text[m_kept].isMark()) // a letter stays with its marks
            --m_kept;
        m_keptWidth = m_line.cursorToX(m_kept);
    }
};

/// A line of any directions.
class MixedLine : public ShapedLine
{
public:
    explicit MixedLine(const LineKey &key)
    {
        const QFontMetrics metrics(key.font);
        const auto cut = [&](const QString &whole) { return metrics.elidedText(whole, Qt::ElideRight, key.width); };
        QList<TextPiece> pieces = key.pieces;
        QString elided = cut(key.text);
        const QString text = broughtIntoSight(key.text, pieces, keptLength(key.text, elided));
        if (text != key.text)
            elided = cut(text);
        const QString shown = isolated(elided, key.direction);
        const qsizetype kept = keptLength(text, elided);
        const qsizetype shift = shown.size() > elided.size() ? 1 : 0;
        for (const TextPiece &piece : std::as_const(pieces)) {
            if (piece.start < kept) {
                const qsizetype length = std::min(piece.length, kept - piece.start);
                m_marks.append({static_cast<int>(piece.start + shift), static_cast<int>(length), {}});
            }
        }
        setUp(m_layout, key, QStyle::visualAlignment(key.direction, key.alignment));
        m_layout.setText(shown);
        m_layout.beginLayout();
        m_line = m_layout.createLine();
        m_line.setLineWidth(key.width);
        m_layout.endLayout();
    }

    qreal width() const override { return m_line.naturalTextWidth(); }

    void draw(QPainter *painter, const QRectF &rect, const QColor &mark) const override
    {
        QList<QTextLayout::FormatRange> marks = m_marks;
        for (QTextLayout::FormatRange &range : marks)
            range.format.setBackground(mark);
        const qreal top = rect.top() + std::floor((rect.height() - m_line.height()) / 2);
        m_layout.draw(painter, QPointF(rect.left(), top), marks);
    }

private:
    QTextLayout m_layout;
    QTextLine m_line;
    QList<QTextLayout::FormatRange> m_marks;
};

using LineCache = QCache<LineKey, std::shared_ptr<const ShapedLine>>;

/// The lines of a screen or so, fewer where they are long.
LineCache &lineCache()
{
    static LineCache cache(400);
    // Fonts do not outlive the application.
    [[maybe_unused]] static const bool isOwned = (qAddPostRoutine([] { cache.clear(); }), true);
    return cache;
}

std::shared_ptr<const ShapedLine> shapedLine(const LineKey &key)
{
    if (const auto *kept = lineCache().object(key))
        return *kept;
    std::shared_ptr<const ShapedLine> line;
    if (key.direction == Qt::LeftToRight && readsFromTheLeft(key.text))
        line = std::make_shared<const PlainLine>(key);
    else
        line = std::make_shared<const MixedLine>(key);
    constexpr qsizetype usual = 100; // so many letters
    lineCache().insert(key, new std::shared_ptr(line), 2 + key.text.size() / usual);
    return line;
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

QString unisolated(const QString &text)
{
    return text.startsWith(u'\u2068') && text.endsWith(u'\u2069') ? text.sliced(1).chopped(1) : text;
}

void drawLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
    Qt::Alignment alignment)
{
    const LineKey key{inOneLine(text), {}, painter->font(), painter->device()->logicalDpiY(), rect.width(), alignment,
        option.direction};
    shapedLine(key)->draw(painter, visual(option, rect), {});
}

int drawMarkedLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
    const QList<TextPiece> &pieces)
{
    const auto line = shapedLine({inOneLine(text), pieces, painter->font(), painter->device()->logicalDpiY(),
        rect.width(), Qt::AlignLeft, option.direction});
    line->draw(painter, visual(option, rect), matchColor(option.palette, option.state & QStyle::State_Selected));
    return static_cast<int>(std::ceil(line->width())) + 1;
}

} // namespace sitebook
