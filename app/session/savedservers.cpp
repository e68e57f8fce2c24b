// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/savedservers.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype mostFiles = 8;
constexpr qsizetype longestName = 100;

const auto serversKey = u"servers"_s;
const auto filesKey = u"recent/files"_s;

/// The same address in the same spelling; never with a password, which has no place in settings.
QUrl normal(const QUrl &url)
{
    return serverBase(url.adjusted(QUrl::RemoveUserInfo));
}

} // namespace

QUrl serverBase(const QUrl &url)
{
    QUrl base = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    if (base.path() == "/"_L1)
        base.setPath({});
    return base;
}

QList<SavedServer> SavedServers::servers() const
{
    QSettings settings;
    QList<SavedServer> result;
    const int count = settings.beginReadArray(serversKey);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const SavedServer server{settings.value("name"_L1).toString(), QUrl(settings.value("url"_L1).toString())};
        // What somebody wrote there by hand may be anything.
        if (!server.name.isEmpty() && server.url.isValid() && !server.url.host().isEmpty())
            result.append(server);
    }
    settings.endArray();
    std::ranges::sort(
        result, [](const SavedServer &a, const SavedServer &b) { return a.name.localeAwareCompare(b.name) < 0; });
    return result;
}

void SavedServers::save(const SavedServer &server)
{
    const SavedServer clean{server.name.simplified().left(longestName), normal(server.url)};
    if (clean.name.isEmpty() || clean.url.host().isEmpty())
        return;
    QList<SavedServer> all = servers();
    all.removeIf([&](const SavedServer &each) { return each.url == clean.url; });
    write(all << clean);
}

void SavedServers::remove(const QUrl &url)
{
    QList<SavedServer> all = servers();
    if (all.removeIf([&](const SavedServer &each) { return each.url == normal(url); }) > 0)
        write(all);
}

QString SavedServers::nameOf(const QUrl &url) const
{
    const QList<SavedServer> all = servers();
    const auto found = std::ranges::find(all, normal(url), &SavedServer::url);
    return found == all.end() ? QString() : found->name;
}

void SavedServers::write(const QList<SavedServer> &servers)
{
    QSettings settings;
    settings.remove(serversKey);
    settings.beginWriteArray(serversKey, static_cast<int>(servers.size()));
    for (int i = 0; i < servers.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue("name"_L1, servers.at(i).name);
        settings.setValue("url"_L1, servers.at(i).url.toString());
    }
    settings.endArray();
}

QStringList SavedServers::recentFiles() const
{
    QStringList files = QSettings().value(filesKey).toStringList();
    files.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return files;
}

void SavedServers::noteFile(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList files = QSettings().value(filesKey).toStringList();
    files.removeAll(absolute);
    files.prepend(absolute);
    QSettings().setValue(filesKey, files.mid(0, mostFiles));
}

} // namespace sitebook
