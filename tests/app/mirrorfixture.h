// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/materialstore.h"
#include "api/store/recordjson.h"
#include "api/store/websitestore.h"
#include "app/mirror/mirror.h"
#include "tests/app/foreignserver.h"
#include "tests/app/remotelibrary.h"
#include "tests/support/scratchfolder.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace sitebook {

/// All websites of a library file with their links, sorted, as ForeignServer::text() has them.
inline QString textOfFile(const QString &path)
{
    const auto database = Database::open(path);
    if (!database.ok())
        return database.error().message;
    MaterialStore materials(*database.value());
    std::vector<WebsiteRecord> websites;
    const StoreError error = WebsiteStore(*database.value()).list([&](const WebsiteRow &row) {
        websites.push_back(row.toRecord());
        return true;
    });
    if (error)
        return error.message;
    QStringList lines;
    for (const WebsiteRecord &website : websites) {
        QStringList links;
        const auto all = LinkStore(*database.value()).ofWebsite(website.key);
        for (const Link &link : all.value()) {
            const auto material = materials.get(link.kind, link.id);
            const QString name = material.ok() ? material.value().name : QStringLiteral("? ") + link.id;
            links.append(name);
        }
        links.sort();
        lines.append(QStringLiteral("%1 %2 [%3]").arg(website.name, website.url, links.join(QStringLiteral(", "))));
    }
    lines.sort();
    return lines.join(QLatin1Char('\n'));
}

/// Somebody else's server, a library on it, and the copy of that.
class MirrorFixture
{
public:
    MirrorFixture() { start(); }

    QTemporaryDir folder{scratchTemplate()};
    ForeignServer server;
    std::unique_ptr<RemoteLibrary> remote;
    std::unique_ptr<Mirror> mirror;

    QString path() const { return folder.filePath(QStringLiteral("copy.sitebook")); }
    /// Begins anew, as the program does at its next start.
    void start()
    {
        mirror.reset();
        remote = std::make_unique<RemoteLibrary>(server.http.base());
        remote->client.setRetryPauses({});
        remote->library.setRetryPauses(std::chrono::milliseconds(1), std::chrono::milliseconds(5));
        mirror = std::make_unique<Mirror>(&remote->library, path());
        // Only when a test says so.
        mirror->setPauses(std::chrono::hours(1), std::chrono::hours(1));
    }
    /// Updates the copy and waits for that; false when it takes over ten seconds.
    bool update(bool deep = false)
    {
        QSignalSpy updated(mirror.get(), &Mirror::updated);
        mirror->update(deep);
        return updated.wait(10'000);
    }
    /// Compares and waits for that.
    CheckOutcome verify()
    {
        QSignalSpy verified(mirror.get(), &Mirror::verified);
        mirror->verify();
        if (!verified.wait(10'000))
            return {};
        return verified.first().first().value<CheckOutcome>();
    }
    QString text() const { return textOfFile(path()); }
};

} // namespace sitebook
