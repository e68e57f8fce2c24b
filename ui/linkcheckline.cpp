// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/linkcheckline.h"

#include "app/library/library.h"
#include "app/library/linkchecks.h"
#include "ui/plaintext.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

QString checkedText(Timestamp moment, QDate today)
{
    const QDate day = moment.toDateTime().toLocalTime().date();
    if (day == today)
        return LinkCheckLine::tr("checked today");
    if (day == today.addDays(-1))
        return LinkCheckLine::tr("checked yesterday");
    //: %1 is a date
    return LinkCheckLine::tr("checked on %1").arg(QLocale().toString(day, QLocale::LongFormat));
}

} // namespace

QString linkFindingText(const LinkFinding &finding, QDate today)
{
    const QString checked = checkedText(finding.moment, today);
    switch (finding.state) {
    case LinkState::Unknown:
        return {};
    case LinkState::Fine:
        if (finding.reason.isEmpty()) {
            //: The address of a website leads somewhere; %1 is "checked today"
            return LinkCheckLine::tr("Link fine, %1").arg(checked);
        }
        //: The address of a website leads somewhere, but not for everybody; %1 is "403 Forbidden", %2 "checked today"
        return LinkCheckLine::tr("Link there, but closed: %1, %2").arg(finding.reason, checked);
    case LinkState::Moved:
        //: %1 is an address, %2 is "checked today"
        return LinkCheckLine::tr("Moved to %1, %2").arg(finding.movedTo, checked);
    case LinkState::Broken:
        //: The address of a website leads nowhere; %1 is "404 Not Found", %2 is "checked today"
        return LinkCheckLine::tr("Broken: %1, %2").arg(finding.reason, checked);
    }
    return {};
}

LinkCheckLine::LinkCheckLine(Library *library, QWidget *parent)
    : QWidget(parent)
    , m_library(library)
    , m_icon(new QLabel)
    , m_words(new QLabel)
    , m_take(new QToolButton)
{
    setObjectName(u"linkCheckLine"_s);
    m_words->setObjectName(u"linkCheckText"_s);
    m_words->setTextFormat(Qt::PlainText); // an address that a server gave
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setMinimumWidth(1);
    m_take->setObjectName(u"takeAddressButton"_s);
    m_take->setText(tr("Take the new address"));
    m_take->setToolTip(tr("Give the website the address that it moved to"));
    m_take->setFocusPolicy(Qt::StrongFocus);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->addLayout(line);
    layout->addWidget(m_take, 0, Qt::AlignLeft);
    connect(m_take, &QToolButton::clicked, this, [this] { emit newAddressWanted(m_id); });
    const auto changed = [this](const QList<quint32> &rows) {
        const auto row = m_library->websites().find(m_id);
        if (row && rows.contains(*row))
            rebuild();
    };
    connect(&library->linkChecks(), &LinkChecks::changed, this, changed);
    connect(library, &Library::websitesChanged, this, changed);
    connect(library, &Library::websiteIdReplaced, this, [this](const QString &before, const QString &now) {
        if (m_id == before)
            m_id = now;
    });
    connect(library, &Library::featuresChanged, this, &LinkCheckLine::rebuild);
    rebuild();
}

void LinkCheckLine::setWebsite(const QString &id)
{
    m_id = id;
    rebuild();
}

void LinkCheckLine::rebuild()
{
    const auto row = m_library->websites().find(m_id);
    showFinding(row ? m_library->linkChecks().finding(*row) : LinkFinding());
}

void LinkCheckLine::showFinding(const LinkFinding &finding)
{
    const bool isBroken = finding.state == LinkState::Broken;
    const bool isMoved = finding.state == LinkState::Moved;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_icon->setVisible(isBroken || isMoved);
    m_icon->setPixmap(actionIcon(isBroken ? u"error"_s : u"warning"_s).pixmap(QSize(side, side), devicePixelRatioF()));
    m_words->setText(linkFindingText(finding, QDate::currentDate()));
    m_words->setToolTip(plainTip(finding.movedTo)); // an address may be longer than the pane is wide
    // What is well is only said in passing.
    m_words->setForegroundRole(isBroken || isMoved ? QPalette::WindowText : QPalette::PlaceholderText);
    m_take->setVisible(isMoved && m_library->features().has(ServerFeatures::Operation::Update));
    setVisible(finding.state != LinkState::Unknown);
}

void LinkCheckLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rebuild();
    QWidget::changeEvent(event);
}

} // namespace sitebook
