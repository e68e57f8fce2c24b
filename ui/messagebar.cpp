// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagebar.h"

#include "ui/plaintext.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace sitebook {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_label(new QLabel)
    , m_button(new QToolButton)
    , m_secondButton(new QToolButton)
    , m_close(new QToolButton)
{
    setObjectName(u"messageBar"_s);
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    m_label->setObjectName(u"messageLabel"_s);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText); // the words may come from a server
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    prepare(m_button, u"messageButton"_s, &MessageBar::m_action);
    prepare(m_secondButton, u"secondMessageButton"_s, &MessageBar::m_secondAction);
    m_close->setObjectName(u"messageCloseButton"_s);
    m_close->setAutoRaise(true);
    m_close->setIcon(actionIcon(u"close"_s));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close the message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 4, 4);
    layout->addWidget(m_icon);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_button);
    layout->addWidget(m_secondButton);
    layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, [this] { clear(); });
    // What is good to know goes by itself; what is wrong stays until it is closed.
    m_timer.setSingleShot(true);
    m_timer.setInterval(15'000);
    connect(&m_timer, &QTimer::timeout, this, [this] { clear(); });
    hide();
}

void MessageBar::prepare(QToolButton *button, const QString &name, std::function<void()> MessageBar::*action)
{
    button->setObjectName(name);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(button, &QToolButton::clicked, this, [this, action] {
        const auto wanted = this->*action;
        clear();
        if (wanted)
            wanted();
    });
}

void MessageBar::showMessage(Kind kind, const QString &text)
{
    showMessage(kind, text, {}, Remedy());
}

void MessageBar::showMessage(Kind kind, const QString &text, const QString &button, const std::function<void()> &action)
{
    showMessage(kind, text, {button, action}, {});
}

void MessageBar::showMessage(Kind kind, const QString &text, const Remedy &first, const Remedy &second)
{
    if (isVisible() && m_kind == Kind::Error && kind == Kind::Information)
        return;
    m_kind = kind;
    if (kind == Kind::Information)
        m_timer.start();
    else
        m_timer.stop();
    m_action = first.action;
    m_secondAction = second.action;
    m_label->setText(withoutDirectionMarks(text));
    m_button->setText(first.button);
    m_button->setVisible(!first.button.isEmpty());
    m_secondButton->setText(second.button);
    m_secondButton->setVisible(!second.button.isEmpty());
    applyKind();
    show();
    QAccessibleEvent event(m_label, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::clear(const QString &text)
{
    if (!text.isEmpty() && text != m_label->text())
        return;
    m_action = {};
    m_secondAction = {};
    m_label->clear();
    hide();
}

QString MessageBar::text() const
{
    return m_label->text();
}

void MessageBar::applyKind()
{
    const int hue = m_kind == Kind::Error ? 0 : m_kind == Kind::Warning ? 42 : 210;
    const QString icon = m_kind == Kind::Error ? u"error"_s : m_kind == Kind::Warning ? u"warning"_s : u"info"_s;
    styleBar(this, hue, m_icon, icon);
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && isVisible())
        applyKind();
    QFrame::changeEvent(event);
}

} // namespace sitebook
