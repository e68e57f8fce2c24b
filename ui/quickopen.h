// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/materialref.h"
#include "app/search/savedsearches.h"

#include <QDialog>

class QAction;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace sitebook {

class Library;
struct QuickHit;

/// Goes to a website, a tag, a person or a saved search, or runs a command, by a few of its letters.
class QuickOpen : public QDialog
{
    Q_OBJECT

public:
    QuickOpen(const Library *library, const QList<SavedSearch> &searches, const QList<QAction *> &commands,
        QWidget *parent = nullptr);

signals:
    void websiteChosen(const QString &id);
    void materialChosen(const sitebook::MaterialRef &material);
    void searchChosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Library *m_library;
    QList<SavedSearch> m_searches;
    QList<QAction *> m_commands;
    QStringList m_searchNames;
    QStringList m_commandNames;
    QLineEdit *m_edit;
    QListView *m_view;
    QStandardItemModel *m_model;

    void find();
    void append(const QuickHit &hit);
    void choose();
};

} // namespace sitebook
