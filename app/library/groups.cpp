// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/groups.h"

#include "app/library/percentencoding.h"
#include "app/web/canonicalurl.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Groups
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::Groups)
};

/// The one thing by its name, or several by their number.
QString websitesCaption(const Library &library, const QStringList &ids)
{
    if (ids.size() != 1)
        //: Part of the name of a step to undo, as in "Link 3 websites to “Ada”"
        return Groups::tr("%Ln website(s)", nullptr, static_cast<int>(ids.size()));
    const auto row = library.websites().find(ids.constFirst());
    return row ? u"“%1”"_s.arg(library.websites().name(*row)) : QString();
}

QString materialsCaption(const Library &library, const QList<MaterialRef> &materials)
{
    if (materials.size() != 1)
        //: Part of the name of a step to undo, as in "Link “Qt” to 3 items"
        return Groups::tr("%Ln item(s)", nullptr, static_cast<int>(materials.size()));
    const MaterialColumns &columns = library.materials(materials.constFirst().kind);
    const auto index = columns.find(materials.constFirst().id);
    return index ? u"“%1”"_s.arg(columns.name(*index)) : QString();
}

bool isLinked(const Library &library, const QString &website, const MaterialRef &material)
{
    const auto row = library.websites().find(website);
    const auto index = library.materials(material.kind).find(material.id);
    return row && index && library.websites().hasLink(*row, LinkTarget(material.kind, *index));
}

/// \a host as name servers know it; empty where that is as it stands, or it is unsound.
QByteArray inPunycode(QByteArrayView host)
{
    const bool isAscii = std::ranges::all_of(host, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return isAscii ? QByteArray() : QUrl::toAce(QString::fromUtf8(host));
}

} // namespace

std::optional<Library::Row> findByAddress(const Library &library, const QString &url, const QString &except)
{
    // Only websites of the same host, however it is written, can be the same; the thorough comparison is for those few.
    const WebsiteColumns &websites = library.websites();
    const QString key = canonicalUrl(url);
    const HostTable &hosts = websites.hosts();
    const QByteArray asWritten = hostName(url.toUtf8());
    const QByteArray encoded = inPunycode(asWritten);
    const QByteArray &wanted = encoded.isEmpty() ? asWritten : encoded;
    std::vector<bool> isSame(hosts.size());
    for (quint32 host = 0; host < hosts.size(); ++host) {
        const QByteArrayView name = hosts.name(host);
        isSame[host] = name == wanted || (!wanted.isEmpty() && inPunycode(name) == wanted);
    }
    for (Library::Row row = 0; row < websites.size(); ++row) {
        if (!websites.isLive(row) || !isSame[websites.host(row)])
            continue;
        if (canonicalUrl(websites.url(row)) == key && websites.id(row) != except)
            return row;
    }
    return std::nullopt;
}

QString itemCaption(const Library &library, std::optional<AssociationKind> kind, const QString &id)
{
    if (!kind) {
        const auto row = library.websites().find(id);
        return row ? library.websites().name(*row) : QString();
    }
    const MaterialColumns &columns = library.materials(*kind);
    const auto index = columns.find(id);
    if (!index)
        return {};
    return columns.name(*index).isEmpty() ? columns.detail(*index).section(u'\n', 0, 0) : columns.name(*index);
}

Website newWebsite(const QString &url, const QString &name)
{
    Website website;
    website.id = newIdentifier();
    website.url = url;
    website.name = name;
    if (name.isEmpty()) {
        const QString rest = readableAddress(url.section(u"://"_s, 1));
        website.name = rest.isEmpty() ? url : rest;
        while (website.name.endsWith(u'/'))
            website.name.chop(1);
        if (website.name.startsWith("www."_L1))
            website.name.remove(0, 4);
    }
    website.created = Timestamp::now();
    website.updated = website.created;
    return website;
}

OperationGroup addGroup(const QList<Website> &websites)
{
    //: A step to undo
    OperationGroup group{websites.size() == 1
            ? Groups::tr("Add “%1”").arg(websites.constFirst().name)
            //: A step to undo
            : Groups::tr("Add %Ln website(s)", nullptr, static_cast<int>(websites.size())),
        {}};
    for (const Website &website : websites)
        group.operations.append(Operation::create(website));
    return group;
}

OperationGroup linkGroup(const Library &library, const QStringList &websites, const QList<MaterialRef> &materials)
{
    //: A step to undo: link a website (%1) to an item (%2)
    OperationGroup group{
        Groups::tr("Link %1 to %2").arg(websitesCaption(library, websites), materialsCaption(library, materials)), {}};
    for (const MaterialRef &material : materials) {
        for (const QString &website : websites) {
            if (!isLinked(library, website, material))
                group.operations.append(Operation::link(website, material.kind, material.id));
        }
    }
    return group;
}

OperationGroup unlinkGroup(const Library &library, const QStringList &websites, const QList<MaterialRef> &materials)
{
    //: A step to undo: take the link between a website (%1) and an item (%2) away
    OperationGroup group{
        Groups::tr("Unlink %1 from %2").arg(websitesCaption(library, websites), materialsCaption(library, materials)),
        {}};
    for (const MaterialRef &material : materials) {
        for (const QString &website : websites) {
            if (isLinked(library, website, material))
                group.operations.append(Operation::unlink(website, material.kind, material.id));
        }
    }
    return group;
}

OperationGroup createGroup(const Library &library, const QList<Material> &materials, const QStringList &websites)
{
    const QString what = materials.size() == 1 ? u"“%1”"_s.arg(materials.constFirst().caption())
                                               : Groups::tr("%Ln item(s)", nullptr, static_cast<int>(materials.size()));
    //: A step to undo: make an item (%1), and link it to a website (%2)
    OperationGroup group{websites.isEmpty()
            ? Groups::tr("Create %1").arg(what)
            : Groups::tr("Link %2 to the new %1").arg(what, websitesCaption(library, websites)),
        {}};
    for (const Material &material : materials)
        group.operations.append(Operation::create(material));
    for (const Material &material : materials) {
        for (const QString &website : websites)
            group.operations.append(Operation::link(website, material.kind, material.id));
    }
    return group;
}

OperationGroup editGroup(const Website &before, const Website &after)
{
    //: A step to undo
    return {Groups::tr("Edit “%1”").arg(before.name), {Operation::update(before, after)}};
}

OperationGroup editGroup(const Material &before, const Material &after)
{
    return {Groups::tr("Edit “%1”").arg(before.caption()), {Operation::update(before, after)}};
}

OperationGroup contentGroup(const QString &caption, const QList<Website> &websites, const QList<Material> &materials)
{
    OperationGroup group{caption, {}};
    group.operations.reserve(websites.size() + materials.size());
    for (const Material &material : materials) {
        if (material.kind != AssociationKind::Annotation)
            group.operations.append(Operation::create(material));
    }
    for (const Website &website : websites)
        group.operations.append(Operation::create(website));
    for (const Material &material : materials) {
        if (material.kind == AssociationKind::Annotation)
            group.operations.append(Operation::create(material));
    }
    return group;
}

} // namespace sitebook
