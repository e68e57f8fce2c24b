// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/programstore.h"

#include <QFrame>
#include <QPointer>

class QLabel;

namespace sitebook {

class LibrarySession;

/// Asks what a program that introduced itself may do with the library, one program at a time. It stays until somebody
/// decides: a message would go, and the program would wait for nothing.
class ApprovalBar : public QFrame
{
    Q_OBJECT

public:
    explicit ApprovalBar(QWidget *parent = nullptr);

    /// Asks about the programs of \a session, which may be null, instead of those of another.
    void setSession(LibrarySession *session);
    /// The program that it asks about; without an identifier when there is none.
    const Program &program() const { return m_program; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QPointer<LibrarySession> m_session;
    Program m_program;
    QLabel *m_icon;
    QLabel *m_question;

    void update();
    void applyColours();
    void decide(Program::Permission permission);
};

/// How people know the program: its name without underscores, and its version.
QString displayName(const Program &program);

} // namespace sitebook
