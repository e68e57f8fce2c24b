// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QLabel>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QPixmapCache>
#include <QStyle>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Draws an SVG of black strokes in the current text colour, so that one set of icons serves light and dark.
class LineIconEngine : public QIconEngine
{
public:
    explicit LineIconEngine(const QString &name)
        : m_name(name)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size(), mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        Q_UNUSED(state)
        const QPalette palette = QApplication::palette();
        const QColor color = mode == QIcon::Disabled ? palette.color(QPalette::Disabled, QPalette::ButtonText)
            : mode == QIcon::Selected                ? palette.color(QPalette::HighlightedText)
                                                     : palette.color(QPalette::ButtonText);
        const QString key = u"lineicon/%1/%2/%3/%4/%5"_s.arg(m_name, color.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height())
                                .arg(scale);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        if (m_svg.isNull()) {
            QFile file(u":/icons/actions/%1.svg"_s.arg(m_name));
            if (file.open(QIODevice::ReadOnly))
                m_svg = file.readAll();
        }
        pixmap = QPixmap(size * scale);
        pixmap.setDevicePixelRatio(scale);
        pixmap.fill(Qt::transparent);
        QByteArray svg = m_svg;
        QSvgRenderer renderer(svg.replace("#000", color.name().toLatin1()));
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF({}, QSizeF(size)));
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new LineIconEngine(m_name); }

private:
    QString m_name;
    QByteArray m_svg;
};

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

} // namespace

QIcon actionIcon(const QString &name)
{
    return QIcon(new LineIconEngine(name));
}

QIcon materialIcon(AssociationKind kind)
{
    switch (kind) {
    case AssociationKind::Asset:
        return actionIcon(u"asset"_s);
    case AssociationKind::Person:
        return actionIcon(u"person"_s);
    case AssociationKind::Conversation:
    case AssociationKind::Message:
        return actionIcon(u"conversation"_s);
    case AssociationKind::WorkstreamSummary:
    case AssociationKind::WorkstreamEvent:
        return actionIcon(u"summary"_s);
    case AssociationKind::Tag:
        return actionIcon(u"tag"_s);
    case AssociationKind::Annotation:
        return actionIcon(u"annotation"_s);
    case AssociationKind::Source:
    case AssociationKind::SourceWindow:
        return actionIcon(u"website"_s);
    }
    return {};
}

QColor badgeColor(const QString &text, const QPalette &palette)
{
    // A checksum, for qHash differs from start to start.
    const int hue = qChecksum(text.toUtf8()) % 360;
    return isDark(palette) ? QColor::fromHsl(hue, 90, 95) : QColor::fromHsl(hue, 110, 105);
}

void paintBadge(
    QPainter *painter, const QRectF &rect, const QString &name, const QString &host, const QPalette &palette)
{
    const QString source = host.isEmpty() ? name : host;
    QString letter;
    for (const QChar c : source) {
        if (c.isLetterOrNumber()) {
            letter = QString(c).toUpper();
            break;
        }
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(badgeColor(source, palette));
    painter->drawRoundedRect(rect, rect.width() * 0.22, rect.width() * 0.22);
    QFont font = painter->font();
    font.setPixelSize(qMax(6, static_cast<int>(rect.height() * 0.58)));
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(Qt::white);
    painter->drawText(rect, Qt::AlignCenter, letter);
    painter->restore();
}

void styleBar(QWidget *bar, int hue, QLabel *label, const QString &name)
{
    QPalette palette = bar->parentWidget() ? bar->parentWidget()->palette() : QPalette();
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    palette.setColor(QPalette::Window, QColor::fromHsl(hue, 120, dark ? 50 : 228));
    bar->setPalette(palette);
    const int size = bar->style()->pixelMetric(QStyle::PM_SmallIconSize);
    label->setPixmap(actionIcon(name).pixmap(QSize(size, size), bar->devicePixelRatioF()));
}

QColor dimmedText(const QPalette &palette)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    const auto mix = [](int a, int b) { return (a * 62 + b * 38) / 100; };
    return {mix(text.red(), base.red()), mix(text.green(), base.green()), mix(text.blue(), base.blue())};
}

QColor matchColor(const QPalette &palette, bool selected)
{
    if (selected) {
        QColor veil = palette.color(QPalette::HighlightedText);
        veil.setAlpha(70);
        return veil;
    }
    return isDark(palette) ? QColor(104, 86, 20) : QColor(255, 233, 150);
}

QColor queryColor(QueryPart::Role role, const QPalette &palette)
{
    const bool dark = isDark(palette);
    const auto hue = [dark](int value) { return QColor::fromHsl(value, dark ? 150 : 190, dark ? 170 : 85); };
    switch (role) {
    case QueryPart::Role::Text:
        break;
    case QueryPart::Role::Operator:
        return hue(300);
    case QueryPart::Role::Field:
        return hue(215);
    case QueryPart::Role::Value:
        return hue(165);
    case QueryPart::Role::Regex:
        return hue(25);
    case QueryPart::Role::NotUnderstood:
        return hue(0);
    }
    return palette.color(QPalette::Text);
}

} // namespace sitebook
