// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/materialref.h"

#include <QStringListModel>
#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace sitebook {

class Library;
class WebsiteListModel;

/// The page of one linkable item: what it is, and all websites that it is linked to.
class MaterialPage : public QWidget
{
    Q_OBJECT

public:
    explicit MaterialPage(Library *library, QWidget *parent = nullptr);

    void setMaterial(const MaterialRef &material);
    const MaterialRef &material() const { return m_material; }

signals:
    void backRequested();
    void editRequested(const sitebook::MaterialRef &material);
    void historyRequested(const sitebook::MaterialRef &material);
    void deleteRequested(const sitebook::MaterialRef &material);
    /// Shows all its websites in the list.
    void websitesRequested(const sitebook::MaterialRef &material);
    void websiteRequested(const QString &id);
    /// The item is gone.
    void gone();

private:
    Library *m_library;
    MaterialRef m_material;
    QToolButton *m_history;
    QToolButton *m_edit;
    QToolButton *m_delete;
    QLabel *m_icon;
    QLabel *m_name;
    QLabel *m_kind;
    QLabel *m_detail;
    QLabel *m_count;
    QPushButton *m_showAll;
    WebsiteListModel *m_websites;
    QListView *m_view;

    void refresh();
    void updateFeatures();
};

} // namespace sitebook
