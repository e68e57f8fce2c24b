// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/libraryloader.h"

#include "api/client/materialapi.h"
#include "api/client/websitesapi.h"
#include "app/library/library.h"
#include "app/library/wholeitems.h"

#include <memory>

namespace sitebook {

namespace {

/// Above this many items one list is cheaper than one request each.
constexpr qsizetype worthAList = 64;

using Seen = std::vector<bool>;

void markSeen(Seen &seen, std::size_t index)
{
    if (seen.size() <= index)
        seen.resize(index + 1);
    seen[index] = true;
}

bool wasSeen(const Seen &seen, std::size_t index)
{
    return index < seen.size() && seen[index];
}

} // namespace

LibraryLoader::LibraryLoader(Library *library)
    : QObject(library)
    , m_library(library)
{
}

void LibraryLoader::loadAll()
{
    m_initial = 1;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems()) {
            ++m_initial;
            loadMaterials(traits.kind);
        }
    }
    loadWebsites();
}

void LibraryLoader::loadWebsites()
{
    if (m_websiteList)
        m_websiteList->deleteLater(); // the newer question replaces the older
    m_websitesStale = false;
    const quint64 generation = m_library->generation();
    const auto seen = std::make_shared<Seen>();
    WebsiteListReply *reply = WebsitesApi(m_library->client()).list();
    m_websiteList = reply;
    connect(reply, &WebsiteListReply::received, this, [this, seen, generation](const QList<Website> &websites) {
        const bool trusted = generation == m_library->generation();
        for (const Website &website : websites) {
            const bool known = m_library->m_websites.find(website.id).has_value();
            // After a change of ours the list may tell of before it: then it only adds.
            if (trusted || !known)
                m_library->takeWebsite(website);
            markSeen(*seen, *m_library->m_websites.find(website.id));
        }
        m_library->flush();
    });
    reply->then(this, [this, seen, generation](WebsiteListReply &list) { finishWebsiteList(list, *seen, generation); });
}

void LibraryLoader::finishWebsiteList(const ApiReply &reply, const Seen &seen, quint64 generation)
{
    if (m_websiteList == &reply)
        m_websiteList = nullptr;
    if (generation != m_library->generation()) {
        m_websitesStale = true;
    } else if (reply.isSuccess()) {
        for (Library::Row row = 0; row < m_library->m_websites.size(); ++row) {
            if (m_library->m_websites.isLive(row) && !wasSeen(seen, row))
                m_library->dropWebsite(row);
        }
        m_library->flush();
    }
    finishInitial(reply);
    if (m_websitesStale && !m_library->isSaving())
        catchUp();
}

void LibraryLoader::loadMaterials(AssociationKind kind)
{
    const auto slot = static_cast<std::size_t>(kind);
    if (m_materialLists[slot])
        m_materialLists[slot]->deleteLater();
    m_materialsStale.reset(slot);
    const quint64 generation = m_library->generation();
    const auto seen = std::make_shared<Seen>();
    MaterialListReply *reply = MaterialApi(m_library->client(), kind).list();
    m_materialLists[slot] = reply;
    connect(
        reply, &MaterialListReply::received, this, [this, kind, seen, generation](const QList<Material> &materials) {
            const bool trusted = generation == m_library->generation();
            MaterialColumns &columns = m_library->columns(kind);
            for (const Material &material : materials) {
                const MaterialColumns::Index index = columns.findOrAdd(material.id);
                if (trusted || !columns.isKnown(index))
                    m_library->takeMaterial(material);
                markSeen(*seen, index);
            }
        });
    reply->then(this,
        [this, kind, seen, generation](MaterialListReply &list) { finishMaterialList(kind, list, *seen, generation); });
}

void LibraryLoader::finishMaterialList(
    AssociationKind kind, const ApiReply &reply, const Seen &seen, quint64 generation)
{
    const auto slot = static_cast<std::size_t>(kind);
    if (m_materialLists[slot] == &reply)
        m_materialLists[slot] = nullptr;
    const MaterialColumns &columns = m_library->materials(kind);
    if (generation != m_library->generation()) {
        m_materialsStale.set(slot);
    } else if (reply.isSuccess()) {
        for (MaterialColumns::Index index = 0; index < columns.size(); ++index) {
            if (columns.isKnown(index) && !wasSeen(seen, index))
                m_library->dropMaterial(kind, index);
        }
        m_library->flush();
    }
    // A kind that this server does not have is no fault of the library.
    if (m_initial > 0 && --m_initial == 0 && m_library->state() == Library::State::Loading)
        m_library->setState(Library::State::Ready);
    if (m_materialsStale.any() && !m_library->isSaving())
        catchUp();
}

void LibraryLoader::finishInitial(const ApiReply &reply)
{
    if (!reply.isSuccess()) {
        m_initial = 0;
        m_library->setState(Library::State::Failed, reply.error());
        return;
    }
    if (m_library->state() == Library::State::Failed || (m_initial > 0 && --m_initial == 0))
        m_library->setState(Library::State::Ready);
}

void LibraryLoader::refreshWebsites(const QStringList &ids)
{
    if (m_library->isSaving() || ids.size() > worthAList) {
        m_websitesStale = true;
        catchUp();
        return;
    }
    const quint64 generation = m_library->generation();
    readWholeWebsites(
        m_library->client(), ids, this, [this, ids, generation](const QList<Website> &websites, const ApiError &error) {
            if (error || generation != m_library->generation()) {
                m_websitesStale = !error;
                catchUp();
                return;
            }
            QSet<QString> gone(ids.begin(), ids.end());
            for (const Website &website : websites) {
                gone.remove(website.id);
                m_library->takeWebsite(website);
            }
            for (const QString &id : std::as_const(gone)) {
                if (const auto row = m_library->m_websites.find(id))
                    m_library->dropWebsite(*row);
            }
            m_library->flush();
        });
}

void LibraryLoader::refreshMaterials(AssociationKind kind, const QStringList &ids)
{
    if (m_library->isSaving() || ids.size() > worthAList) {
        m_materialsStale.set(static_cast<std::size_t>(kind));
        catchUp();
        return;
    }
    const quint64 generation = m_library->generation();
    readWholeMaterials(m_library->client(), kind, ids, this,
        [this, kind, ids, generation](const QList<Material> &materials, const ApiError &error) {
            if (error || generation != m_library->generation()) {
                m_materialsStale.set(static_cast<std::size_t>(kind), !error);
                catchUp();
                return;
            }
            QSet<QString> gone(ids.begin(), ids.end());
            for (const Material &material : materials) {
                gone.remove(material.id);
                m_library->takeMaterial(material);
            }
            for (const QString &id : std::as_const(gone)) {
                if (const auto index = m_library->materials(kind).find(id); index)
                    m_library->dropMaterial(kind, *index);
            }
            m_library->flush();
        });
}

void LibraryLoader::catchUp()
{
    if (m_library->isSaving())
        return;
    if (m_websitesStale && !m_websiteList)
        loadWebsites();
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const auto slot = static_cast<std::size_t>(traits.kind);
        if (m_materialsStale.test(slot) && !m_materialLists[slot])
            loadMaterials(traits.kind);
    }
}

} // namespace sitebook
