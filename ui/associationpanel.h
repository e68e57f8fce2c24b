// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/associationmodel.h"

#include <QFrame>
#include <QUrl>

class QLabel;
class QListView;
class QToolButton;

namespace sitebook {

class MaterialDelegate;

/// What the selected websites are linked to, of one kind, with everything that can be done about it: drop, link,
/// unlink, open. It only tells what is wanted.
class AssociationPanel : public QFrame
{
    Q_OBJECT

public:
    /// \a counts, of the selected websites, has to be there as long as it shows something.
    AssociationPanel(LinkCounts *counts, AssociationKind kind, QWidget *parent = nullptr);

    AssociationKind kind() const { return m_model->kind(); }
    AssociationModel *model() const { return m_model; }
    QListView *view() const { return m_view; }
    /// What dropping \a data here would do, in words; empty when it would do nothing.
    QString describeDrop(const QMimeData *data) const;

signals:
    void linkRequested();
    void materialsDropped(const QList<sitebook::MaterialRef> &materials);
    void filesDropped(sitebook::AssociationKind kind, const QList<QUrl> &files);
    void textDropped(sitebook::AssociationKind kind, const QString &text);
    void vCardDropped(const QByteArray &card);
    void unlinkRequested(const QList<sitebook::MaterialRef> &materials);
    void openRequested(const sitebook::MaterialRef &material);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    Library *m_library;
    LinkCounts *m_counts;
    AssociationModel *m_model;
    MaterialDelegate *m_delegate;
    QLabel *m_title;
    QLabel *m_empty;
    QToolButton *m_linkButton;
    QListView *m_view;

    QList<MaterialRef> selection() const;
    void updateContents();
    void updateFeatures();
    bool canLink() const;
    void showMenu(const QPoint &position);
    void takeDrop(const QMimeData *data);
    void showDrag(QDragMoveEvent *event);
    QString dropWords(int count) const;
};

} // namespace sitebook
