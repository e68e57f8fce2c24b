// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/importplan.h"
#include "app/web/canonicalurl.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Sorts the items of a library's file into new ones and known ones, then mends the links between them.
class LibraryPlanner
{
public:
    LibraryPlanner(const WebsiteExists &exists, const TagIdentifier &tagId, const ItemExists &itemExists)
        : m_exists(exists)
        , m_tagId(tagId)
        , m_itemExists(itemExists)
    {
    }

    void addWebsites(const QList<Website> &websites);
    void addMaterials(AssociationKind kind, const QList<Material> &materials);
    void link();
    ImportPlan plan;

private:
    QList<Material> &listOf(AssociationKind kind);
    void linkMaterial(Material &material);
    void linkWebsite(Website &website);
    bool isKnownKind(AssociationKind kind) const { return associationTraits(kind).hasItems(); }

    const WebsiteExists &m_exists;
    const TagIdentifier &m_tagId;
    const ItemExists &m_itemExists;
    /// The place in plan.newWebsites by canonicalUrl(); -1 for those that the library has.
    QHash<QString, qsizetype> m_places;
    /// The place in plan.newWebsites by the identifier in the file.
    QHash<QString, qsizetype> m_websites;
    /// The identifier that an item of the file has in the library, by the one that it has in the file.
    QHash<QString, QString> m_materials;
};

void LibraryPlanner::addWebsites(const QList<Website> &websites)
{
    for (const Website &website : websites) {
        const QString key = canonicalUrl(website.url);
        if (const auto known = m_places.constFind(key); known != m_places.constEnd()) {
            ++plan.duplicatesInFile;
            if (*known < 0)
                continue;
            Website &first = plan.newWebsites[*known];
            m_websites.insert(website.id, *known);
            for (const AssociationTraits &traits : allAssociationTraits())
                first.links(traits.kind) += website.links(traits.kind);
            first.mechanisms.insert(website.mechanisms);
        } else if (m_itemExists(website.id) || m_exists(key)) {
            m_places.insert(key, -1);
            ++plan.alreadyThere;
        } else {
            m_places.insert(key, plan.newWebsites.size());
            m_websites.insert(website.id, plan.newWebsites.size());
            plan.newWebsites.append(website);
        }
    }
}

QList<Material> &LibraryPlanner::listOf(AssociationKind kind)
{
    if (kind == AssociationKind::Tag)
        return plan.newTags;
    return kind == AssociationKind::Annotation ? plan.newAnnotations : plan.newMaterials[kind];
}

void LibraryPlanner::addMaterials(AssociationKind kind, const QList<Material> &materials)
{
    QHash<QString, QString> tags;
    for (const Material &material : materials) {
        QString there = m_itemExists(material.id) ? material.id : QString();
        if (kind == AssociationKind::Tag && there.isEmpty()) {
            QString &first = tags[material.name.toCaseFolded()];
            if (first.isEmpty())
                first = m_tagId(material.name);
            there = first;
            if (first.isEmpty())
                first = material.id;
        }
        m_materials.insert(material.id, there.isEmpty() ? material.id : there);
        if (there.isEmpty()) {
            listOf(kind).append(material);
            continue;
        }
        // The other end of its links may be new.
        for (const QString &website : material.websites) {
            if (const auto place = m_websites.constFind(website); place != m_websites.constEnd())
                plan.newWebsites[*place].links(kind).append(there);
        }
    }
}

void LibraryPlanner::linkMaterial(Material &material)
{
    QStringList linked;
    for (const QString &website : std::as_const(material.websites)) {
        if (const auto place = m_websites.constFind(website); place != m_websites.constEnd()) {
            Website &other = plan.newWebsites[*place];
            other.links(material.kind).append(material.id);
            linked.append(other.id);
        } else if (m_itemExists(website)) {
            linked.append(website);
        }
    }
    linked.removeDuplicates();
    material.websites = linked;
}

void LibraryPlanner::linkWebsite(Website &website)
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        QStringList linked;
        for (const QString &id : std::as_const(website.links(traits.kind))) {
            const QString there = m_materials.value(id);
            if (!there.isEmpty())
                linked.append(there);
            // Messages and the like live on their own server only; their links are kept as they are.
            else if (!isKnownKind(traits.kind) || m_itemExists(id))
                linked.append(id);
        }
        linked.removeDuplicates();
        website.links(traits.kind) = linked;
    }
}

void LibraryPlanner::link()
{
    for (QList<Material> *list : {&plan.newTags, &plan.newAnnotations}) {
        for (Material &material : *list)
            linkMaterial(material);
    }
    for (QList<Material> &list : plan.newMaterials) {
        for (Material &material : list)
            linkMaterial(material);
    }
    QHash<QString, QStringList> websitesOf;
    for (Website &website : plan.newWebsites) {
        linkWebsite(website);
        for (const QString &id : website.links(AssociationKind::Annotation))
            websitesOf[id].append(website.id);
    }
    // An annotation says itself what it is of, also where only the website knew.
    for (Material &annotation : plan.newAnnotations) {
        annotation.websites += websitesOf.value(annotation.id);
        annotation.websites.removeDuplicates();
    }
}

} // namespace

ImportPlan planImport(const LibraryContent &content, const WebsiteExists &exists, const TagIdentifier &tagId,
    const ItemExists &itemExists)
{
    LibraryPlanner planner(exists, tagId, itemExists);
    planner.plan.unreadable = content.unreadable;
    planner.addWebsites(content.websites);
    for (auto it = content.materials.begin(); it != content.materials.end(); ++it)
        planner.addMaterials(it.key(), it.value());
    planner.link();
    return planner.plan;
}

} // namespace sitebook
