// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/materiallistmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QTabBar;
class QToolButton;

namespace sitebook {

/// All assets, people, conversations, summaries and tags, with a filter of its own: where links are dragged from, and
/// where websites are dropped on.
class Shelf : public QWidget
{
    Q_OBJECT

public:
    explicit Shelf(Library *library, QWidget *parent = nullptr);

    MaterialListModel *model() const { return m_model; }
    QListView *view() const { return m_view; }
    /// The selected items.
    QList<MaterialRef> selection() const;

signals:
    void createRequested(sitebook::AssociationKind kind);
    void openRequested(const sitebook::MaterialRef &material);
    void editRequested(const sitebook::MaterialRef &material);
    void deleteRequested(const QList<sitebook::MaterialRef> &materials);
    /// Links the selected items to the websites that are selected in the list.
    void linkRequested(const QList<sitebook::MaterialRef> &materials);
    void websitesDropped(const sitebook::MaterialRef &material, const QStringList &websites);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Library *m_library;
    MaterialListModel *m_model;
    QTabBar *m_tabs;
    QLineEdit *m_filter;
    QToolButton *m_new;
    QList<QAction *> m_newActions;
    QListView *m_view;
    QLabel *m_empty;

    void updateTabs();
    void updateFeatures();
    void updateEmpty();
    void showMenu(const QPoint &position);
};

} // namespace sitebook
