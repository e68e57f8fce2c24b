// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>
#include <QWidget>

class QListWidget;
class QListWidgetItem;
class QNetworkAccessManager;
class QPushButton;

namespace sitebook {

class ServerProbe;

/// The saved servers, and how each is: whether it answers, its version, how many websites it has. They can be renamed
/// and removed there. Hidden while there are none.
class SavedServerList : public QWidget
{
    Q_OBJECT

public:
    /// \a network has to outlive it.
    explicit SavedServerList(QNetworkAccessManager *network, QWidget *parent = nullptr);

    /// Reads the list anew and asks each server how it is.
    void look();
    /// Takes the selection away, when something else is chosen.
    void clearSelection();

    /// What \a probe has found out, in words: `version 1.2 — 3 websites`.
    static QString stateText(const ServerProbe &probe);

signals:
    void picked(const QString &name, const QUrl &url);
    /// It was double-clicked, or Enter was pressed.
    void activated();

private:
    QNetworkAccessManager *m_network;
    QListWidget *m_list;
    QPushButton *m_rename;
    QPushButton *m_remove;
    QObject *m_probes = nullptr;

    void ask(QListWidgetItem *item);
    void rename(QListWidgetItem *item);
    void removeCurrent();
    void updateButtons();
};

} // namespace sitebook
