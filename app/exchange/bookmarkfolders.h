// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace sitebook {

/// The folders that a reader of a bookmark file is in.
class BookmarkFolders
{
public:
    /// A folder called \a name follows; with \a isOwn false it is one that every browser has, and names nothing.
    void announce(const QString &name, bool isOwn);
    /// The announced folder, or one without a name, begins.
    void enter();
    /// The current folder ends; false when there is none.
    bool leave();
    /// How many folders are open.
    qint64 depth() const { return m_paths.size() + m_tooDeep; }
    /// The names of the open folders, joined with slashes; empty outside of all.
    QString path() const { return m_paths.isEmpty() ? QString() : m_paths.last(); }

private:
    QList<QString> m_paths;
    /// Open folders below those that count.
    qint64 m_tooDeep = 0;
    QString m_announced;
};

} // namespace sitebook
