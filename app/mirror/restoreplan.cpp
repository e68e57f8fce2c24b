// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/restoreplan.h"

#include "api/client/apiclient.h"
#include "api/store/storeerror.h"
#include "app/library/library.h"
#include "app/mirror/librarysource.h"
#include "app/web/canonicalurl.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

using What = RestoreStep::What;

/// Looks for each item of a source in the target.
class Planner
{
public:
    Planner(LibrarySource &source, const Library &target, const KnownTarget &known, RestorePlan &plan)
        : m_source(source)
        , m_target(target)
        , m_known(known)
        , m_plan(plan)
    {
    }

    StoreError run();

private:
    LibrarySource &m_source;
    const Library &m_target;
    const KnownTarget &m_known;
    RestorePlan &m_plan;
    /// The identifiers in the target of the source's items, by kind; empty for those that are to be made.
    std::array<QHash<QString, QString>, associationKindCount> m_items;
    /// The websites of the target by address and name, and its tags and persons by what they are known by.
    QMultiHash<QString, QString> m_byAddress;
    QHash<QString, QString> m_byName;
    /// What in the target stands for something of the source already.
    QSet<QString> m_taken;

    void indexWebsites();
    void indexMaterials(AssociationKind kind);
    static QString nameKey(AssociationKind kind, const QString &name, const QString &detail);
    void addMaterial(const Material &material);
    void addWebsite(const Website &website);
    QString websiteById(const QString &id) const;
    QString websiteFor(const Website &website);
    QString materialFor(AssociationKind kind, const MaterialColumns &wanted, const QString &id) const;
    int missingLinks(const Website &website, const QString &target) const;
};

QString addressKey(const QString &url, const QString &name)
{
    return canonicalUrl(url) + u'\n' + name;
}

StoreError Planner::run()
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            continue;
        indexMaterials(traits.kind);
        const StoreError error =
            m_source.materials(traits.kind, [this](const Material &material) { addMaterial(material); });
        if (error)
            return error;
    }
    indexWebsites();
    // Those with the same identifier first, so that no other takes one of them for itself.
    const StoreError error = m_source.websites([this](const Website &website) {
        if (const QString there = websiteById(website.id); !there.isEmpty())
            m_taken.insert(there);
    });
    if (error)
        return error;
    return m_source.websites([this](const Website &website) { addWebsite(website); });
}

QString Planner::nameKey(AssociationKind kind, const QString &name, const QString &detail)
{
    if (kind == AssociationKind::Tag)
        return u"tag\n"_s + name.toCaseFolded();
    return kind == AssociationKind::Person ? u"person\n"_s + name + u'\n' + detail : QString();
}

void Planner::indexMaterials(AssociationKind kind)
{
    const MaterialColumns &all = m_target.materials(kind);
    for (MaterialColumns::Index index = 0; index < all.size(); ++index) {
        const QString key = nameKey(kind, all.name(index), all.detail(index));
        if (all.isKnown(index) && !key.isEmpty() && !m_byName.contains(key))
            m_byName.insert(key, all.id(index));
    }
}

void Planner::indexWebsites()
{
    const WebsiteColumns &all = m_target.websites();
    for (Library::Row row = 0; row < all.size(); ++row) {
        if (all.isLive(row))
            m_byAddress.insert(addressKey(all.url(row), all.name(row)), all.id(row));
    }
}

QString Planner::materialFor(AssociationKind kind, const MaterialColumns &wanted, const QString &id) const
{
    const MaterialColumns &all = m_target.materials(kind);
    for (const QString &candidate : {id, m_known(id)}) {
        if (const auto index = all.find(candidate); index && all.isKnown(*index))
            return candidate;
    }
    return m_byName.value(nameKey(kind, wanted.name(0), wanted.detail(0)));
}

void Planner::addMaterial(const Material &material)
{
    // What the target's cache shows of an item is what is compared.
    MaterialColumns wanted(material.kind);
    wanted.set(wanted.findOrAdd(material.id), material);
    RestoreStep step{
        What::Create, material.kind, material.id, materialFor(material.kind, wanted, material.id), material.caption()};
    m_items[static_cast<std::size_t>(material.kind)].insert(step.id, step.target);
    if (!step.target.isEmpty()) {
        const MaterialColumns &all = m_target.materials(material.kind);
        const MaterialColumns::Index there = *all.find(step.target);
        if (all.name(there) != wanted.name(0) && material.kind != AssociationKind::Tag)
            step.fields.append(u"name"_s);
        // A list does not say the text of an asset, nor its language everywhere.
        if (all.detail(there) != wanted.detail(0) && material.kind != AssociationKind::Asset)
            step.fields.append(material.kind == AssociationKind::Person ? u"email"_s : u"text"_s);
        if (all.picture(there) != wanted.picture(0))
            step.fields.append(u"picture"_s);
        step.what = step.fields.isEmpty() ? What::Skip : What::Change;
    }
    m_plan.add(step);
}

QString Planner::websiteById(const QString &id) const
{
    for (const QString &candidate : {id, m_known(id)}) {
        if (m_target.websites().find(candidate))
            return candidate;
    }
    return {};
}

QString Planner::websiteFor(const Website &website)
{
    if (const QString there = websiteById(website.id); !there.isEmpty())
        return there;
    const QStringList same = m_byAddress.values(addressKey(website.url, website.name));
    for (const QString &candidate : same) {
        if (!m_taken.contains(candidate))
            return candidate;
    }
    return {};
}

int Planner::missingLinks(const Website &website, const QString &target) const
{
    const auto row = m_target.websites().find(target);
    int missing = 0;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const QHash<QString, QString> &items = m_items[static_cast<std::size_t>(traits.kind)];
        const QStringList there = row ? m_target.linkedIds(*row, traits.kind) : QStringList();
        for (const QString &id : website.links(traits.kind)) {
            // Items of kinds without lists are on their own server only; a Sitebook keeps links to them all the same.
            const bool possible = traits.hasItems() ? items.contains(id) : m_target.client().isSitebook();
            if (possible && !there.contains(traits.hasItems() ? items.value(id) : id))
                ++missing;
        }
    }
    return missing;
}

void Planner::addWebsite(const Website &website)
{
    RestoreStep step{What::Create, std::nullopt, website.id, websiteFor(website), website.name};
    const bool isSameById = step.target == websiteById(website.id);
    m_taken.insert(step.target);
    step.links = missingLinks(website, step.target);
    if (!step.target.isEmpty()) {
        const Library::Row row = *m_target.websites().find(step.target);
        if (m_target.websites().name(row) != website.name)
            step.fields.append(u"name"_s);
        if (isSameById && m_target.websites().url(row) != website.url)
            step.fields.append(u"url"_s);
        step.what = step.fields.isEmpty() && step.links == 0 ? What::Skip : What::Change;
    }
    m_plan.add(step);
}

} // namespace

void RestorePlan::add(const RestoreStep &step)
{
    ++(step.what == What::Create ? created : step.what == What::Change ? changed : skipped);
    links += step.links;
    steps.append(step);
}

StoreError planRestore(LibrarySource &source, const Library &target, const KnownTarget &known, RestorePlan &plan)
{
    return Planner(source, target, known, plan).run();
}

StoreError planRestore(LibrarySource &source, RestorePlan &plan)
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            continue;
        const StoreError error = source.materials(traits.kind, [&plan](const Material &material) {
            plan.add({What::Create, material.kind, material.id, {}, material.caption()});
        });
        if (error)
            return error;
    }
    return source.websites([&plan](const Website &website) {
        int links = 0;
        for (const QStringList &ids : website.associations)
            links += static_cast<int>(ids.size());
        plan.add({What::Create, std::nullopt, website.id, {}, website.name, {}, links});
    });
}

} // namespace sitebook
