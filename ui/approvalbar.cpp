// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvalbar.h"

#include "app/session/librarysession.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

ApprovalBar::ApprovalBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_question(new QLabel)
{
    setObjectName(u"approvalBar"_s);
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    m_question->setObjectName(u"approvalQuestion"_s);
    m_question->setWordWrap(true);
    m_question->setTextFormat(Qt::PlainText); // the name comes from the program
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_icon);
    layout->addWidget(m_question, 1);
    // Without letters for the keyboard: those of the menus must not let a program in, or out.
    const auto addButton = [&](const QString &name, const QString &text, Program::Permission permission) {
        auto *button = new QPushButton(text);
        button->setObjectName(name);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, permission] { decide(permission); });
        layout->addWidget(button);
    };
    addButton(u"allowReadingButton"_s, tr("Allow reading"), Program::Permission::Read);
    addButton(u"allowChangesButton"_s, tr("Allow changes"), Program::Permission::Change);
    addButton(u"refuseButton"_s, tr("Refuse"), Program::Permission::Refused);
    hide();
}

void ApprovalBar::setSession(LibrarySession *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session)
        connect(session, &LibrarySession::programsChanged, this, &ApprovalBar::update);
    update();
}

void ApprovalBar::update()
{
    const QList<Program> programs = m_session ? m_session->programs() : QList<Program>();
    const auto waiting = std::ranges::find(programs, Program::Permission::Undecided, &Program::permission);
    const QString before = m_program.id;
    m_program = waiting == programs.end() ? Program() : *waiting;
    setVisible(!m_program.id.isEmpty());
    if (m_program.id.isEmpty())
        return;
    //: %1 is the name of another program and its version
    m_question->setText(tr("The program “%1” on this computer wants to use this library.").arg(displayName(m_program)));
    applyColours();
    if (m_program.id == before)
        return;
    QAccessibleEvent event(m_question, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ApprovalBar::decide(Program::Permission permission)
{
    if (m_session)
        m_session->setPermission(m_program.id, permission);
}

void ApprovalBar::applyColours()
{
    constexpr int blue = 210;
    styleBar(this, blue, m_icon, u"connect"_s);
}

void ApprovalBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && isVisible())
        applyColours();
    QFrame::changeEvent(event);
}

QString displayName(const Program &program)
{
    QString name = program.name;
    name.replace(u'_', u' ');
    return program.version.isEmpty() ? name : name + u' ' + program.version;
}

} // namespace sitebook
