// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/placemenu.h"

#include "app/session/librarysession.h"
#include "app/session/savedservers.h"
#include "ui/plaintext.h"
#include "ui/theme.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace sitebook {

PlaceMenu::PlaceMenu(QWidget *parent)
    : QMenu(tr("&Switch library"), parent)
{
    setObjectName(u"placeMenu"_s);
    setToolTipsVisible(true);
    // Others change what is in it, too: another window, the dialog that saves servers.
    connect(this, &QMenu::aboutToShow, this, &PlaceMenu::rebuild);
    rebuild();
}

void PlaceMenu::setCurrent(const QString &path, const QUrl &url)
{
    m_path = path;
    m_url = path.isEmpty() ? url : QUrl();
}

void PlaceMenu::rebuild()
{
    clear();
    addFile(ownLibraryPath(), tr("My own library"));
    const QStringList files = SavedServers().recentFiles();
    for (const QString &path : files) {
        if (path != ownLibraryPath())
            addFile(path, QFileInfo(path).completeBaseName());
    }
    const QList<SavedServer> servers = SavedServers().servers();
    if (!servers.isEmpty())
        addSection(tr("Servers"));
    for (const SavedServer &server : servers) {
        //: A saved server: its name and its address
        const QString text = tr("%1  —  %2").arg(server.name, server.url.authority());
        QAction *action = addAction(actionIcon(u"connect"_s), withoutMnemonics(text));
        action->setToolTip(server.url.toString());
        action->setCheckable(true);
        action->setChecked(server.url == m_url);
        connect(action, &QAction::triggered, this, [this, url = server.url] { emit serverChosen(url); });
    }
    addSeparator();
    QAction *other = addAction(tr("&Connect to a server…"));
    connect(other, &QAction::triggered, this, &PlaceMenu::connectRequested);
}

void PlaceMenu::addFile(const QString &path, const QString &text)
{
    QAction *action = addAction(actionIcon(u"folder"_s), withoutMnemonics(text));
    action->setToolTip(path);
    action->setCheckable(true);
    action->setChecked(path == m_path);
    connect(action, &QAction::triggered, this, [this, path] { emit fileChosen(path); });
}

} // namespace sitebook
