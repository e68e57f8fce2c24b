// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/backups.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace sitebook {

class LibraryBackups;

/// Shows the backups of a library file and what differs in each, makes one, and puts one in the place of the library.
class BackupDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a backups has to outlive it, or be deleted with it.
    explicit BackupDialog(LibraryBackups *backups, QWidget *parent = nullptr);

signals:
    /// A person wants the library to be as it was in the file \a backup.
    void restoreRequested(const QString &backup);

private:
    LibraryBackups *m_backups;
    QList<BackupFile> m_files;
    QTableWidget *m_table;
    QLabel *m_words;
    QPushButton *m_backUp;
    QPushButton *m_restore;
    QPushButton *m_folder;
    /// The backup that was asked about last; an answer about another is too late.
    QString m_compared;
    /// Whether a second click restores.
    bool m_asked = false;

    void read();
    void compare();
    void showDifference(const Result<BackupDifference> &difference);
    void updateButtons();
    QString selected() const;
};

} // namespace sitebook
