// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/conflict.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace sitebook {

class Library;

/// Lists the fields that somebody else changed at the same time, and lets a person decide about each or all of them.
/// Work goes on beside it; it closes itself when nothing is left to decide.
class ConflictDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a library has to outlive it, or be deleted with it.
    explicit ConflictDialog(Library *library, QWidget *parent = nullptr);

    /// What people call \a conflict's field, as `Name` or `Address`.
    static QString fieldCaption(const Conflict &conflict);

private:
    Library *m_library;
    QList<Conflict> m_conflicts;
    QTableWidget *m_table;
    QPlainTextEdit *m_mine;
    QPlainTextEdit *m_theirs;
    QPushButton *m_keepMine;
    QPushButton *m_keepTheirs;
    QPushButton *m_allMine;
    QPushButton *m_allTheirs;

    QWidget *makeTexts();
    QLayout *makeButtons();
    void rebuild();
    void showCurrent();
    QList<Conflict> selected() const;
};

} // namespace sitebook
