// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mirror/restore.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QTableWidget;

namespace sitebook {

class FieldNote;

/// Writes a library file to a server or to another library: first it shows what would be done, then it does it.
class RestoreDialog : public QDialog
{
    Q_OBJECT

public:
    /// Of the library file \a source, which may be in use.
    explicit RestoreDialog(const QString &source, QWidget *parent = nullptr);

    const QString &source() const { return m_restore.source(); }

private:
    enum class Stage { Choosing, Looking, Planned, Writing, Done };

    Restore m_restore;
    Stage m_stage = Stage::Choosing;
    RestoreTarget m_target;
    QRadioButton *m_toServer;
    QRadioButton *m_toFile;
    QComboBox *m_server;
    QLineEdit *m_file;
    QPushButton *m_browse;
    FieldNote *m_note;
    QLabel *m_words;
    QProgressBar *m_progress;
    QTableWidget *m_table;
    QPushButton *m_look;
    QPushButton *m_write;

    QWidget *makeTarget();
    void connectRestore();
    void setStage(Stage stage);
    void changeTarget();
    void chooseFile();
    void look();
    void showPlan(const RestorePlan &plan);
    void fillTable(const RestorePlan &plan);
    void write();
    void showOutcome(const RestoreOutcome &outcome);
    void stop();
};

} // namespace sitebook
