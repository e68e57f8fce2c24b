// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"
#include "app/library/library.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>

#include <optional>

namespace sitebook {

/// A library of a server, as the program has it.
class RemoteLibrary
{
public:
    explicit RemoteLibrary(const QUrl &url, const QString &journal = {})
        : client(&network, url)
        , library(&client, nullptr, journal)
    {
        QObject::connect(&library.journal(), &Journal::opened, &library,
            [this](const JournalContents &contents) { journalContents = contents; });
    }

    QNetworkAccessManager network;
    ApiClient client;
    Library library;
    /// What was in its journal, once that is open.
    std::optional<JournalContents> journalContents;

    /// Loads it and waits for that; false when it fails or takes over ten seconds.
    bool load()
    {
        QSignalSpy changed(&library, &Library::stateChanged);
        library.load();
        while (library.state() == Library::State::Loading && changed.wait(10'000))
            continue;
        return library.state() == Library::State::Ready;
    }
    /// Waits until the server has confirmed everything; false when it takes over half a minute.
    bool settled()
    {
        // QTest::qWaitFor() sleeps between its looks, which makes many small answers slow.
        QSignalSpy changed(&library, &Library::pendingOperationsChanged);
        while (library.isSaving() && changed.wait(30'000))
            continue;
        return !library.isSaving();
    }
    bool perform(const OperationGroup &group)
    {
        library.perform(group);
        return settled();
    }
    bool perform(const Operation &operation) { return perform(OperationGroup{QStringLiteral("test"), {operation}}); }

    /// The website called \a name; an empty one when there is none.
    Website website(const QString &name) const
    {
        const WebsiteColumns &websites = library.websites();
        for (Library::Row row = 0; row < websites.size(); ++row) {
            if (websites.isLive(row) && websites.name(row) == name)
                return library.website(row);
        }
        return {};
    }
    /// All websites with their links, sorted: `name url [links]`.
    QString text() const
    {
        const WebsiteColumns &websites = library.websites();
        QStringList lines;
        for (Library::Row row = 0; row < websites.size(); ++row) {
            if (!websites.isLive(row))
                continue;
            QStringList links;
            for (const AssociationTraits &traits : allAssociationTraits()) {
                const QStringList ids = library.linkedIds(row, traits.kind);
                for (const QString &id : ids) {
                    const MaterialColumns &all = library.materials(traits.kind);
                    const auto index = all.find(id);
                    links.append(index && all.isKnown(*index) ? all.name(*index) : QStringLiteral("? ") + id);
                }
            }
            links.sort();
            lines.append(QStringLiteral("%1 %2 [%3]")
                             .arg(websites.name(row), websites.url(row), links.join(QStringLiteral(", "))));
        }
        lines.sort();
        return lines.join(QLatin1Char('\n'));
    }
};

/// A new website that is linked to \a links.
inline Website websiteNamed(const QString &name, const QString &url, const QList<MaterialRef> &links = {})
{
    Website website;
    website.id = newIdentifier();
    website.name = name;
    website.url = url;
    website.created = website.updated = Timestamp::now();
    for (const MaterialRef &link : links)
        website.links(link.kind).append(link.id);
    return website;
}

/// A new linkable item.
inline Material materialNamed(AssociationKind kind, const QString &name)
{
    Material material;
    material.kind = kind;
    material.id = newIdentifier();
    (kind == AssociationKind::Annotation ? material.text : material.name) = name;
    material.created = material.updated = Timestamp::now();
    return material;
}

} // namespace sitebook
