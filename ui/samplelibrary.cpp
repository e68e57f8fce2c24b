// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samplelibrary.h"

#include "app/exchange/importplan.h"
#include "app/exchange/libraryjson.h"
#include "app/library/groups.h"
#include "app/web/canonicalurl.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

const LibraryContent &sampleContent()
{
    static const LibraryContent content = [] {
        QFile file(u":/sample/sample-library.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return LibraryContent();
        return libraryFromJson(file.readAll()).value_or(LibraryContent());
    }();
    return content;
}

bool hasMaterial(const Library &library, AssociationKind kind, const QString &id)
{
    const auto index = library.materials(kind).find(id);
    return index && library.materials(kind).isKnown(*index);
}

} // namespace

OperationGroup sampleGroup(const Library &library)
{
    QSet<QString> addresses;
    for (Library::Row row = 0; row < library.websites().size(); ++row) {
        if (library.websites().isLive(row))
            addresses.insert(canonicalUrl(library.websites().url(row)));
    }
    const auto exists = [&](const QString &key) { return addresses.contains(key); };
    const auto tagId = [&](const QString &text) {
        const auto tag = library.findTag(text);
        return tag ? library.materials(AssociationKind::Tag).id(*tag) : QString();
    };
    const auto itemExists = [&](const QString &id) {
        return library.websites().find(id).has_value()
            || std::ranges::any_of(allAssociationTraits(),
                [&](const AssociationTraits &traits) { return hasMaterial(library, traits.kind, id); });
    };
    const ImportPlan plan = planImport(sampleContent(), exists, tagId, itemExists);
    QList<Material> materials = plan.newTags + plan.newAnnotations;
    for (const QList<Material> &kind : plan.newMaterials)
        materials += kind;
    return contentGroup(
        QCoreApplication::translate("SampleLibrary", "Add the sample library"), plan.newWebsites, materials);
}

SampleItems sampleItemsIn(const Library &library)
{
    SampleItems items;
    for (const Website &website : sampleContent().websites) {
        const QString id = library.currentId(website.id);
        if (library.websites().find(id))
            items.websites.append(id);
    }
    const auto &materials = sampleContent().materials;
    for (auto it = materials.cbegin(); it != materials.cend(); ++it) {
        for (const Material &material : it.value()) {
            const QString id = library.currentId(material.id);
            if (hasMaterial(library, it.key(), id))
                items.materials.append({it.key(), id});
        }
    }
    return items;
}

bool hasSample(const Library &library)
{
    return std::ranges::any_of(sampleContent().websites,
        [&](const Website &website) { return library.websites().find(library.currentId(website.id)).has_value(); });
}

} // namespace sitebook
