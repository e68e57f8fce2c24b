// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/itemhistory.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QTableWidget;

namespace sitebook {

class Library;

/// Shows what happened to one website or linkable item: each field and each link, the newest first, with when and by
/// whom, and brings back what it was. Work goes on beside it.
class ItemHistoryDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a library has to outlive it, or be deleted with it.
    explicit ItemHistoryDialog(Library *library, QWidget *parent = nullptr);

    /// Shows the item \a id; no kind: a website.
    void setItem(std::optional<AssociationKind> kind, const QString &id);

private:
    Library *m_library;
    std::optional<AssociationKind> m_kind;
    QString m_id;
    QList<ItemHistoryLine> m_lines;
    QTableWidget *m_table;
    QLabel *m_heading;
    QLabel *m_note;
    QPushButton *m_restoreBefore;
    QPushButton *m_restoreAfter;
    QPushButton *m_link;
    /// Many changes make one question, and one at a time.
    QTimer m_later;
    bool m_asked = false;

    void connectLibrary();
    void read();
    void showLines(const QList<ItemHistoryLine> &lines);
    void updateButtons();
    void restore(const QString &value);
    void changeLink();
    const ItemHistoryLine *current() const;
    bool isThere() const;
    bool isLinked(const ItemHistoryLine &line) const;
    bool canLink(const ItemHistoryLine &line) const;
    /// What the field that \a line is about is now; nothing when it is not known here.
    std::optional<QString> valueNow(const ItemHistoryLine &line) const;
    QString describe(const ItemHistoryLine &line) const;
    QString otherEnd(const ItemHistoryLine &line) const;
};

} // namespace sitebook
