// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QTableWidget;

namespace sitebook {

class Library;

/// Shows every step that was done to a library, the newest first, with what it changed: each can be taken back alone,
/// or everything back to it, and what the server refused can be sent again or given up. Work goes on beside it.
class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a library has to outlive it, or be deleted with it.
    explicit HistoryDialog(Library *library, QWidget *parent = nullptr);

private:
    Library *m_library;
    QTableWidget *m_steps;
    QTableWidget *m_changes;
    QLabel *m_words;
    QPushButton *m_undoTo;
    QPushButton *m_undoStep;
    QPushButton *m_redoStep;
    QPushButton *m_retry;
    QPushButton *m_drop;
    /// Many changes of the history make one of the table.
    QTimer m_later;

    QLayout *makeButtons();
    void rebuild();
    void showCurrent();
    void showChanges(const QList<JournalOperation> &operations);
    const HistoryStep *current() const;
    QString describe(const Operation &operation) const;
};

} // namespace sitebook
