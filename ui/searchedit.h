// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/query.h"

#include <QLineEdit>

class QCompleter;
class QStandardItemModel;

namespace sitebook {

class Library;

/// The search field: its text is a query, coloured as it is understood, and completed while it is typed.
class SearchEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchEdit(Library *library, QWidget *parent = nullptr);

    /// The text as it is understood.
    const Query &query() const { return m_query; }
    /// The pieces that look like fields but are searched as words.
    QStringList notUnderstood() const;

protected:
    /// Lets a click beside the candidates close them and still do what it is for.
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Library *m_library;
    Query m_query;
    QCompleter *m_completer;
    QStandardItemModel *m_candidates;
    qsizetype m_completionStart = 0;
    qsizetype m_completionLength = 0;
    /// Whether an input method is in the middle of a word, which must not be disturbed.
    bool m_composing = false;

    bool isPopupVisible() const;
    void showCompletion();
    void complete(const QModelIndex &candidate);
    void colour();
};

} // namespace sitebook
