// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/programstore.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QGroupBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace sitebook {

class LibrarySession;

/// The settings; what is changed is in effect at once.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Shows what concerns \a session, which may be null, besides.
    explicit SettingsDialog(LibrarySession *session, QWidget *parent = nullptr);

    /// Whether the server of a library file is to stand in for Pieces OS.
    static bool standsInForPiecesOs();

private:
    QPointer<LibrarySession> m_session;
    QLabel *m_about;
    QTreeWidget *m_programs;
    QList<QPushButton *> m_decisions;
    QPushButton *m_forget;
    QCheckBox *m_standIn;
    QLabel *m_standInState;

    QWidget *makePrograms();
    QWidget *makeServer();
    QWidget *makeKeeping();
    QPushButton *makeDecision(const QString &name, const QString &text, Program::Permission permission);
    QString selectedId() const;
    void showPrograms();
    void updateButtons();
    void setStandsIn(bool wanted);
    void showStandIn();
};

} // namespace sitebook
