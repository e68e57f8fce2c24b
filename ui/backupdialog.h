// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/backups.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace sitebook {

class LibraryBackups;
class LibraryChecker;
struct LibraryCheck;

/// Shows the backups of a library file and what differs in each, makes one, and puts one in the place of the library.
/// Checks on request whether the library itself is sound.
class BackupDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a backups has to outlive it, or be deleted with it.
    explicit BackupDialog(LibraryBackups *backups, QWidget *parent = nullptr);

signals:
    /// A person wants the library to be as it was in the file \a backup.
    void restoreRequested(const QString &backup);
    /// A person wants a new library of what can be read of this one, which is not sound.
    void recoverRequested();

private:
    LibraryBackups *m_backups;
    LibraryChecker *m_checker;
    QList<BackupFile> m_files;
    QTableWidget *m_table;
    QLabel *m_words;
    QPushButton *m_backUp;
    QPushButton *m_restore;
    QPushButton *m_folder;
    QPushButton *m_check;
    QLabel *m_checkWords;
    QProgressBar *m_checkProgress;
    QPushButton *m_recover;
    /// The backup that was asked about last; an answer about another is too late.
    QString m_compared;
    /// Whether a second click restores.
    bool m_asked = false;

    void read();
    void compare();
    void showDifference(const Result<BackupDifference> &difference);
    void updateButtons();
    QLayout *makeCheckRow();
    void toggleCheck();
    void showChecked(const Result<LibraryCheck> &result);
    QString selected() const;
};

} // namespace sitebook
