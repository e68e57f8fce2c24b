// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/conflict.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace sitebook {

class Library;

/// Lists the fields that somebody else changed at the same time, each with what it was, mine and theirs, and lets a
/// person take either, or type a third, for those that are selected, all of a kind or all. Work goes on beside it; it
/// closes itself when nothing is left to decide.
class ConflictDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a library has to outlive it, or be deleted with it.
    explicit ConflictDialog(Library *library, QWidget *parent = nullptr);

    /// Selects those of \a conflicts that are still to be decided.
    void select(const QList<Conflict> &conflicts);

private:
    enum class Scope { Selected, SameField, All };

    Library *m_library;
    QList<Conflict> m_conflicts;
    /// What the texts below the table show.
    Conflict m_shown;
    QTableWidget *m_table;
    QPlainTextEdit *m_base;
    QPlainTextEdit *m_mine;
    QPlainTextEdit *m_theirs;
    QPlainTextEdit *m_result;
    QLabel *m_scopeLabel;
    QComboBox *m_scope;
    QPushButton *m_keepMine;
    QPushButton *m_keepTheirs;
    QPushButton *m_useResult;

    QLayout *makeTexts();
    QLayout *makeScope();
    QLayout *makeButtons();
    void rebuild();
    void showCurrent();
    void showScope(const Conflict &current);
    void updateButtons();
    QList<Conflict> selected() const;
    /// What the buttons are about.
    QList<Conflict> chosen() const;
};

} // namespace sitebook
