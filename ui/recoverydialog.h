// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace sitebook {

struct LibraryRecovery;

/// Shows the whole report on a damaged library of which what can be read was recovered.
class RecoveryDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a hasBackups says whether a backup can be put in the place of what was recovered.
    explicit RecoveryDialog(const LibraryRecovery &recovery, bool hasBackups, QWidget *parent = nullptr);

signals:
    /// A person wants to see the backups.
    void backupsRequested();
};

} // namespace sitebook
