// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates.h"
#include "ui/textline.h"

#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// What is drawn, and where.
struct Line
{
    QString text;
    QList<TextPiece> pieces;
    int width = 200;
    int pointSize = 10;
    Qt::Alignment alignment = Qt::AlignLeft;
    Qt::LayoutDirection direction = Qt::LeftToRight;
    QColor color = Qt::black;
};

constexpr QRect item(0, 0, 320, 30);
constexpr int left = 40;

/// The item with \a line in it.
QImage drawn(const Line &line)
{
    QImage image(item.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(line.color);
    painter.setFont(QFont(painter.font().family(), line.pointSize));
    QStyleOptionViewItem option;
    option.rect = item;
    option.direction = line.direction;
    const QRect rect(left, 0, line.width, item.height());
    if (line.pieces.isEmpty())
        drawLine(&painter, option, rect, line.text, line.alignment);
    else
        drawMarkedLine(&painter, option, rect, line.text, line.pieces);
    return image;
}

/// The columns of \a image where something is; empty where there is nothing.
std::pair<int, int> extent(const QImage &image)
{
    std::pair<int, int> columns(image.width(), -1);
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) != QColor(Qt::white))
                columns = {std::min(columns.first, x), std::max(columns.second, x)};
        }
    }
    return columns;
}

/// A delegate that shows something else than its model says, as those of some lists do.
class OtherDelegate : public TextDelegate
{
public:
    QString text;
    bool hasIcon = false;

    QImage drawn(const QModelIndex &index) const
    {
        QImage image(item.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = item;
        option.decorationSize = QSize(16, 16);
        paint(&painter, option, index);
        return image;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        TextDelegate::initStyleOption(option, index);
        if (!text.isEmpty())
            option->text = text;
        if (hasIcon) {
            QPixmap pixmap(16, 16);
            pixmap.fill(Qt::red);
            option->icon = QIcon(pixmap);
            option->features |= QStyleOptionViewItem::HasDecoration;
        }
    }
};

const QString hebrew = u"\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd"_s;

} // namespace

class TestTextLine : public QObject
{
    Q_OBJECT

private slots:
    void keptLinesAreTold();
    void staysInItsPlace_data();
    void staysInItsPlace();
    void standsAtItsSide();
    void bringsTheMatchIntoSight();
    void staysOneLine();
    void delegatesHaveTheirSay();
};

/// Lines that differ in one thing alone, drawn after each other and then again: none is taken for another.
void TestTextLine::keptLinesAreTold()
{
    const QString text = u"a name that is somewhat long"_s;
    const QList<Line> lines{
        {text, {}},
        {text, {{2, 4}}},
        {text, {{2, 5}}},
        {text, {}, 100},
        {text, {}, 200, 14},
        {text, {}, 280, 10, Qt::AlignRight},
        {text, {}, 280, 10, Qt::AlignLeft, Qt::RightToLeft},
        {text, {}, 200, 10, Qt::AlignLeft, Qt::LeftToRight, Qt::red},
        {u'x' + text, {}},
    };
    QList<QImage> images;
    std::ranges::transform(lines, std::back_inserter(images), drawn);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QCOMPARE(drawn(lines[i]), images[i]);
        for (qsizetype other = 0; other < i; ++other)
            QVERIFY2(images[i] != images[other], qPrintable(u"%1 and %2"_s.arg(i).arg(other)));
    }
}

void TestTextLine::staysInItsPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    const QString latin = u"https://example.org/a/path/that/is/longer/than/its/column"_s;
    QTest::newRow("latin") << latin << Qt::LeftToRight;
    QTest::newRow("latin from the right") << latin << Qt::RightToLeft;
    QTest::newRow("hebrew") << QString(hebrew + u' ' + hebrew + u' ' + hebrew) << Qt::LeftToRight;
    QTest::newRow("hebrew from the right") << QString(hebrew + u' ' + hebrew + u' ' + hebrew) << Qt::RightToLeft;
    QTest::newRow("both") << QString(latin + hebrew) << Qt::LeftToRight;
}

/// However narrow the place is, nothing of a long text is beside it, and what a search found is marked no further.
void TestTextLine::staysInItsPlace()
{
    QFETCH(QString, text);
    QFETCH(Qt::LayoutDirection, direction);
    for (const int width : {1, 7, 20, 90, 150}) {
        for (const QList<TextPiece> &pieces : {QList<TextPiece>(), QList<TextPiece>{{1, text.size() - 1}}}) {
            const auto [first, last] = extent(drawn({text, pieces, width, 10, Qt::AlignLeft, direction}));
            const int begin = direction == Qt::LeftToRight ? left : item.width() - left - width;
            if (last < 0)
                continue; // not even an ellipsis fits
            QVERIFY2(first >= begin - 1, qPrintable(u"%1 from %2, %3"_s.arg(first).arg(begin).arg(width)));
            QVERIFY2(last <= begin + width, qPrintable(u"%1 to %2, %3"_s.arg(last).arg(begin).arg(width)));
        }
    }
}

void TestTextLine::standsAtItsSide()
{
    const auto near = [](int a, int b) { return std::abs(a - b) <= 3; };
    const auto number = [](Qt::Alignment alignment, Qt::LayoutDirection direction) {
        return extent(drawn({u"1234"_s, {}, 200, 10, alignment, direction}));
    };
    QVERIFY(near(number(Qt::AlignLeft, Qt::LeftToRight).first, left));
    QVERIFY(near(number(Qt::AlignRight, Qt::LeftToRight).second, left + 199));
    // In a layout from the right both sides change places, and so does where the line is in the item.
    QVERIFY(near(number(Qt::AlignLeft, Qt::RightToLeft).second, item.width() - left - 1));
    QVERIFY(near(number(Qt::AlignRight, Qt::RightToLeft).first, item.width() - left - 200));
}

/// What was found far behind in a long text is seen all the same.
void TestTextLine::bringsTheMatchIntoSight()
{
    const QString text = QString(200, u'a') + u"found"_s + QString(50, u'b');
    const auto marked = [&](QList<TextPiece> pieces) { return drawn({text, std::move(pieces), 200}); };
    const QImage start = marked({{0, 5}});
    const QImage far = marked({{200, 5}});
    QVERIFY(start != far);
    // Another text in the same place looks otherwise: the letters of the match are really there.
    const QString other = QString(200, u'a') + u"fou__"_s + QString(50, u'b');
    QVERIFY(drawn({other, {{200, 5}}, 200}) != far);
    QCOMPARE(drawn({other, {{0, 5}}, 200}), start);
}

/// What would end a line, or jump in it, is as a space.
void TestTextLine::staysOneLine()
{
    const QImage spaces = drawn({u"one two three four"_s, {}});
    QCOMPARE(drawn({u"one\ntwo\tthree\u2028four"_s, {}}), spaces);
    QCOMPARE(drawn({u"one\ntwo\tthree\u2028four"_s, {{4, 3}}}), drawn({u"one two three four"_s, {{4, 3}}}));
}

void TestTextLine::delegatesHaveTheirSay()
{
    QStandardItemModel model;
    model.appendRow(new QStandardItem(u"name"_s));
    model.appendRow(new QStandardItem(u"name \u2014 state"_s));
    model.appendRow(new QStandardItem(hebrew));
    OtherDelegate delegate;
    const QImage name = delegate.drawn(model.index(0, 0));
    const QImage more = delegate.drawn(model.index(1, 0));
    QVERIFY(name != more);
    QVERIFY(delegate.drawn(model.index(2, 0)) != name);
    delegate.text = u"name \u2014 state"_s;
    QCOMPARE(delegate.drawn(model.index(0, 0)), more);
    delegate.hasIcon = true;
    QVERIFY(delegate.drawn(model.index(0, 0)) != more);
}

QTEST_MAIN(TestTextLine)
#include "tst_textline.moc"
