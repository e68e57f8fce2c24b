// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/conflict.h"
#include "app/library/journalentry.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableView;
class QTableWidget;

namespace sitebook {

class JournalModel;
class JournalStore;
class Library;

/// Shows every step that was done to a library, the newest first, with what it changed: each can be taken back alone,
/// or everything back to it, and what the server refused can be sent again, corrected or given up. Work goes on beside
/// it.
class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a library has to outlive it, or be deleted with it.
    explicit HistoryDialog(Library *library, QWidget *parent = nullptr);

    /// Selects the last step of which the server refused something, if there is one.
    void showRefused();

signals:
    /// What keeps a step from being taken back is to be compared.
    void compareRequested(const QList<sitebook::Conflict> &conflicts);

private:
    /// A change of the step that is shown, with its place in the journal.
    struct Shown
    {
        qint64 group;
        qsizetype position;
        JournalOperation operation;
    };

    Library *m_library;
    JournalModel *m_model;
    QTableView *m_steps;
    QTableWidget *m_changes;
    QLabel *m_words;
    QPushButton *m_compare;
    QPushButton *m_undoTo;
    QPushButton *m_undoStep;
    QPushButton *m_redoStep;
    QPushButton *m_retry;
    QPushButton *m_edit;
    QPushButton *m_drop;
    QList<Conflict> m_conflicts;
    QList<Shown> m_shown;

    QLayout *makeNotice();
    QLayout *makeButtons();
    void connectModel();
    void showNotice(const QString &words, const QList<Conflict> &conflicts);
    void showCurrent();
    void showChanges(const QList<Shown> &changes);
    void updateEdit();
    void editRefused();
    static QList<Shown> changesOf(JournalStore &store, qint64 group, qint64 undo);
    const HistoryStep *current() const;
    const Shown *currentChange() const;
};

} // namespace sitebook
