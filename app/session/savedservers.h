// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QUrl>

namespace sitebook {

/// A server that a person gave a name.
struct SavedServer
{
    QString name;
    QUrl url;

    bool operator==(const SavedServer &) const = default;
};

/// \a url as what the API's paths are put behind: without a query, a fragment and a slash at the end.
QUrl serverBase(const QUrl &url);

/// The servers that a person saved and the library files that were opened last, in the settings of the program. Each
/// object reads and writes them at once, so that they can be used anywhere.
class SavedServers
{
public:
    /// The saved servers in the order of their names.
    QList<SavedServer> servers() const;
    /// Saves \a server; one with the same address gets the new name. Nothing is saved without a name or an address.
    void save(const SavedServer &server);
    void remove(const QUrl &url);
    /// The name of the server at \a url; empty when it is not saved.
    QString nameOf(const QUrl &url) const;

    /// The paths of the library files that were opened last and are still there, the last one first.
    QStringList recentFiles() const;
    /// Remembers that the library file \a path was opened.
    void noteFile(const QString &path);

private:
    void write(const QList<SavedServer> &servers);
};

} // namespace sitebook
