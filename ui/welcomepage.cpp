// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcomepage.h"

#include "ui/theme.h"

#include <QCommandLinkButton>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sitebook {

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_words(new QLabel)
    , m_ways(new QWidget)
    , m_remedies(new QWidget)
{
    setObjectName(u"welcomePage"_s);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setBold(true);
    m_title->setFont(large);
    m_words->setObjectName(u"welcomeWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *icon = new QLabel;
    const int side = fontMetrics().height() * 4;
    icon->setPixmap(QIcon(u":/icons/sitebook.svg"_s).pixmap(QSize(side, side), devicePixelRatioF()));

    auto *ways = new QVBoxLayout(m_ways);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->addWidget(way(u"welcomeImport"_s, u"import"_s, tr("&Import bookmarks…"),
        tr("From the bookmarks file of Firefox, Chromium, Safari, Edge and others, with folders, tags and dates."),
        &WelcomePage::importRequested));
    ways->addWidget(way(u"welcomeAdd"_s, u"add"_s, tr("&Add a website"),
        tr("Type or paste an address, or drop it from the browser into this window."), &WelcomePage::addRequested));
    ways->addWidget(way(u"welcomeSample"_s, u"sample"_s, tr("Open the &sample library"),
        tr("About sixty well-known websites to try everything on. It can be removed again in one step."),
        &WelcomePage::sampleRequested));
    ways->addWidget(way(u"welcomeConnect"_s, u"connect"_s, tr("&Connect to Pieces OS or another server…"),
        tr("Browse and link the websites that Pieces OS has recorded on this computer."),
        &WelcomePage::connectRequested));

    auto *retry = new QPushButton(tr("&Try again"));
    retry->setObjectName(u"retryButton"_s);
    auto *own = new QPushButton(tr("Open &my own library"));
    own->setObjectName(u"ownLibraryButton"_s);
    auto *connectButton = new QPushButton(tr("&Connect to a server…"));
    auto *remedies = new QHBoxLayout(m_remedies);
    remedies->setContentsMargins(0, 8, 0, 0);
    for (QPushButton *button : {retry, own, connectButton})
        remedies->addWidget(button);
    remedies->addStretch();
    connect(retry, &QPushButton::clicked, this, &WelcomePage::retryRequested);
    connect(own, &QPushButton::clicked, this, &WelcomePage::ownLibraryRequested);
    connect(connectButton, &QPushButton::clicked, this, &WelcomePage::connectRequested);

    auto *column = new QVBoxLayout;
    column->addStretch(2);
    column->addWidget(icon);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addSpacing(8);
    column->addWidget(m_ways);
    column->addWidget(m_remedies);
    column->addStretch(3);
    auto *layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(column, 3);
    layout->addStretch(1);
    setProblem({});
}

QWidget *WelcomePage::way(
    const QString &name, const QString &icon, const QString &text, const QString &words, void (WelcomePage::*signal)())
{
    auto *button = new QCommandLinkButton(text, words);
    button->setObjectName(name);
    button->setIcon(actionIcon(icon));
    connect(button, &QCommandLinkButton::clicked, this, signal);
    return button;
}

void WelcomePage::setProblem(const QString &problem)
{
    const bool fine = problem.isEmpty();
    m_title->setText(fine ? tr("Welcome to Sitebook") : tr("This library cannot be shown"));
    m_words->setText(fine
            ? tr("The websites behind your work, linked to the people, snippets, conversations and tags they "
                 "belong with. How would you like to begin?")
            : problem);
    m_ways->setVisible(fine);
    m_remedies->setVisible(!fine);
}

} // namespace sitebook
