// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>

class QPushButton;
class QTableView;

namespace sitebook {

class Library;
class TrashModel;

/// A list of deleted items with what can be done with them: made again with all fields and links, or forgotten for
/// ever. Its model reads nothing until it is started.
class TrashView : public QWidget
{
    Q_OBJECT

public:
    /// \a library has to outlive it.
    explicit TrashView(Library *library, QWidget *parent = nullptr);

    TrashModel *model() const { return m_model; }
    QTableView *table() const { return m_table; }
    /// Its buttons, for whoever has a row of buttons to put them into.
    QPushButton *restoreButton() const { return m_restore; }
    QPushButton *removeButton() const { return m_remove; }
    /// Puts its buttons below the list instead.
    void addButtonRow();
    QStringList selectedIds() const;
    /// Puts the focus on the list, with something selected.
    void focusList();
    /// There is no way back, so \a button asks once: whether this click is the second one on it.
    bool isSure(const QPushButton *button);
    /// Whether \a button asks whether a person is sure.
    bool isAsking(const QPushButton *button) const { return m_asked == button; }

signals:
    /// What is selected, or what a button asks, is something else now.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Library *m_library;
    TrashModel *m_model;
    QTableView *m_table;
    QPushButton *m_restore;
    QPushButton *m_remove;
    /// What a second click on the same button is to confirm.
    const QPushButton *m_asked = nullptr;
    /// What was selected when the model was about to reset.
    QSet<QString> m_kept;

    void buildTable();
    void updateButtons();
    void restore();
    void removeForEver();
    void selectKept();
    void showMenu(const QPoint &position);
};

} // namespace sitebook
