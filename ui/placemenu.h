// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QUrl>

namespace sitebook {

/// The libraries that are a click away: the person's own, the files that were opened last, and the saved servers.
class PlaceMenu : public QMenu
{
    Q_OBJECT

public:
    explicit PlaceMenu(QWidget *parent = nullptr);

    /// Which library is open, to be marked: a file's path, or a server's address.
    void setCurrent(const QString &path, const QUrl &url);

signals:
    void fileChosen(const QString &path);
    void serverChosen(const QUrl &url);
    /// Another server than those is wanted.
    void connectRequested();

private:
    QString m_path;
    QUrl m_url;

    void rebuild();
    void addFile(const QString &path, const QString &text);
};

} // namespace sitebook
