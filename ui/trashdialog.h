// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;

namespace sitebook {

class Library;
class TrashView;

/// Shows what was deleted here, and makes it again with all fields and links, or forgets it for ever.
class TrashDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a library has to outlive it, or be deleted with it.
    explicit TrashDialog(Library *library, QWidget *parent = nullptr);

private:
    TrashView *m_view;
    QLabel *m_size;
    QPushButton *m_empty;

    void updateWords();
    void updateEmptyButton();
};

} // namespace sitebook
