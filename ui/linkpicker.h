// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/library/materialref.h"

#include <QDialog>
#include <QStringList>

#include <optional>

class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace sitebook {

class Library;

/// Finds an item of any kind by typing and links the selected websites to it, or makes a new one of what was typed.
class LinkPicker : public QDialog
{
    Q_OBJECT

public:
    /// Picks for \a websites, among the items of \a kind or of every kind.
    LinkPicker(
        Library *library, const QStringList &websites, std::optional<AssociationKind> kind, QWidget *parent = nullptr);

signals:
    void linkRequested(const QStringList &websites, const sitebook::MaterialRef &material);
    void createRequested(const QStringList &websites, sitebook::AssociationKind kind, const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Library *m_library;
    QStringList m_websites;
    std::optional<AssociationKind> m_kind;
    QLineEdit *m_edit;
    QListView *m_view;
    QStandardItemModel *m_model;

    void find();
    void choose(bool close);
};

} // namespace sitebook
