// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/journalentry.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace sitebook {

class Library;

/// Shows what was deleted here, and makes it again with all fields and links, or forgets it for ever.
class TrashDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a library has to outlive it, or be deleted with it.
    explicit TrashDialog(Library *library, QWidget *parent = nullptr);

private:
    Library *m_library;
    QList<TrashedItem> m_items;
    QTableWidget *m_table;
    QLabel *m_size;
    QPushButton *m_restore;
    QPushButton *m_remove;
    QPushButton *m_empty;
    /// What a second click on the same button is to confirm.
    QPushButton *m_asked = nullptr;

    void read();
    void showItems(const QList<TrashedItem> &items);
    void updateButtons();
    QStringList selected() const;
    void restore();
    bool isSure(QPushButton *button);
};

} // namespace sitebook
