// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/libraryloader.h"

#include "api/client/materialapi.h"
#include "api/client/websitesapi.h"
#include "app/library/filewebsites.h"
#include "app/library/library.h"
#include "app/library/processmemory.h"
#include "app/library/wholeitems.h"

#include <QThreadPool>

#include <algorithm>
#include <memory>
#include <utility>

namespace sitebook {

namespace {

/// Above this many items one list is cheaper than one request each.
constexpr qsizetype worthAList = 64;

using Seen = std::vector<bool>;

/// Whether the server said nothing; then the stream, or the next poll, tells of the changes again. A server that has no
/// word for an item that is gone says something, and the whole list is the only one who knows more.
bool isSilent(const ApiError &error)
{
    return error.kind == ApiError::Kind::Cancelled || error.kind == ApiError::Kind::NotReachable
        || error.kind == ApiError::Kind::TimedOut || error.kind == ApiError::Kind::Broken;
}

void markSeen(Seen &seen, std::size_t index)
{
    if (seen.size() <= index)
        seen.resize(index + 1);
    seen[index] = true;
}

/// Gives back to the system what the threads that read needed for a moment, and glibc keeps for their next time.
void returnMemorySoon(QObject *context)
{
    constexpr auto pause = std::chrono::seconds(3); // until orders and counts are made too, and a person reads
    QTimer::singleShot(pause, context, [] { QThreadPool::globalInstance()->start(returnFreedMemory); });
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
    m_failedPause.setSingleShot(true);
    connect(&m_failedPause, &QTimer::timeout, this, [this] {
        m_materialsStale |= std::exchange(m_materialsFailed, {});
        catchUp();
    });
}

void LibraryLoader::loadAll()
{
    // Who asks for everything wants to be sure of it.
    m_websitesTag.clear();
    m_materialTags.fill({});
    m_materialsFailed.reset();
    m_materialsComplete.reset();
    m_failedPause.stop();
    m_initial = 1;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems()) {
            ++m_initial;
            loadMaterials(traits.kind);
        }
    }
    loadWebsites();
}

LibraryLoader::Question LibraryLoader::question() const
{
    return {m_library->generation(), m_library->isSaving()};
}

bool LibraryLoader::isTrusted(const Question &question) const
{
    return !question.saving && question.generation == m_library->generation();
}

void LibraryLoader::giveUp(QObject *reading)
{
    if (!reading)
        return;
    reading->disconnect(this); // its end may be on its way already
    reading->deleteLater(); // it may be the one that tells
}

void LibraryLoader::loadWebsites()
{
    giveUp(m_websiteList); // the newer question replaces the older
    giveUpFile();
    m_websitesStale = false;
    if (!m_library->m_file.isEmpty() && !m_websitesRead && m_library->m_websites.count() == 0) {
        loadFile();
        return;
    }
    const auto seen = std::make_shared<Seen>();
    WebsiteListReply *reply = WebsitesApi(m_library->client()).list(ListForm::Light, m_websitesTag);
    m_websiteList = reply;
    connect(reply, &WebsiteListReply::received, this, [this, seen, asked = question()](const QList<Website> &websites) {
        takeWebsites(websites, *seen, isTrusted(asked));
    });
    reply->then(this,
        [this, seen, asked = question()](WebsiteListReply &list) { finishWebsiteList(list, *seen, isTrusted(asked)); });
}

void LibraryLoader::giveUpFile()
{
    giveUp(m_websiteFile);
    m_websiteFile = nullptr;
    m_fileTaken = 0;
    m_fileHeads = {};
    m_fileIds.fill({});
    m_fileItems.fill({});
}

/// The linked item that \a link means by its number in the file.
LinkTarget LibraryLoader::ofFile(LinkTarget link, bool trusted)
{
    const auto slot = static_cast<std::size_t>(link.kind());
    if (trusted)
        return {link.kind(), m_fileItems[slot][link.index()]};
    return {link.kind(), m_library->columns(link.kind()).findOrAdd(m_fileIds[slot].at(link.index()))};
}

void LibraryLoader::loadFile()
{
    const auto seen = std::make_shared<Seen>();
    m_websiteFile = new FileWebsites(m_library->m_file, this);
    connect(m_websiteFile, &FileWebsites::received, this,
        [this, seen, asked = question()](const WebsiteBatch &batch) { takeBatch(batch, *seen, isTrusted(asked)); });
    connect(m_websiteFile, &FileWebsites::finished, this,
        [this, seen, asked = question()](bool success) { finishFile(success, *seen, isTrusted(asked)); });
}

void LibraryLoader::takeBatch(const WebsiteBatch &batch, Seen &seen, bool trusted)
{
    WebsiteColumns &websites = m_library->m_websites;
    // Memory that is not needed after all is never touched; of a file that had far more websites once, not all is
    // taken.
    constexpr std::size_t most = 4'000'000;
    if (batch.expected > 0)
        websites.reserve(std::min(batch.expected, most));
    for (const QByteArray &head : batch.newHeads)
        m_fileHeads.push_back(websites.headNumber(head));
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const auto slot = static_cast<std::size_t>(traits.kind);
        for (const QString &id : batch.newItems[slot])
            m_fileItems[slot].push_back(m_library->columns(traits.kind).findOrAdd(id));
        m_fileIds[slot] += batch.newItems[slot];
    }
    QByteArrayView texts(batch.texts);
    std::span<const LinkTarget> links(batch.links);
    std::vector<LinkTarget> targets;
    const auto next = [&texts](quint32 length) {
        const QByteArrayView text = texts.first(length);
        texts = texts.sliced(length);
        return text;
    };
    for (const WebsiteBatch::Item &item : batch.items) {
        WebsiteColumns::Prepared website{.id = next(item.idLength),
            .name = next(item.nameLength),
            .url = next(item.urlLength),
            .folded = next(item.foldedLength),
            .head = m_fileHeads[item.head],
            .created = item.created,
            .updated = item.updated,
            .score = item.score,
            .origin = item.origin,
            .links = {}};
        targets.clear();
        for (const LinkTarget link : links.first(item.linkCount))
            targets.push_back(ofFile(link, trusted));
        links = links.subspan(item.linkCount);
        website.links = targets;
        // While the library has nothing but what the file told, which tells of each once, there is nothing to look for.
        const auto row = websites.count() == m_fileTaken ? std::nullopt : websites.find(website.id);
        // What was changed here meanwhile is newer than the file; that asks for the list when it is saved.
        if (row)
            markSeen(seen, *row);
        else if (trusted || !m_library->m_deletedHere.contains(QString::fromUtf8(website.id)))
            markSeen(seen, m_library->takeWebsite(website)), ++m_fileTaken;
    }
    m_library->flush();
}

void LibraryLoader::finishFile(bool success, const Seen &seen, bool trusted)
{
    giveUpFile();
    returnMemorySoon(this);
    if (!success) {
        m_library->setFile({}); // the server has better words for what is wrong
        loadWebsites();
        return;
    }
    if (!trusted) {
        m_websitesStale = true;
    } else {
        m_websitesTag = m_library->m_fileTag;
        dropUnseen(seen);
    }
    flushTheirs();
    finishInitial(true, {});
    catchUp();
}

/// Ends a list that was read to its end: drops what was not in it.
void LibraryLoader::dropUnseen(const Seen &seen)
{
    for (Library::Row row = 0; row < m_library->m_websites.size(); ++row) {
        if (m_library->m_websites.isLive(row) && !wasSeen(seen, row))
            m_library->dropTheirs(row);
    }
    m_websitesRead = true;
    m_library->flush();
    m_library->checkSuspects(std::nullopt);
}

void LibraryLoader::take(const Website &website, bool trusted)
{
    if (trusted && m_websitesRead)
        m_library->takeTheirs(website);
    else
        m_library->takeWebsite(website);
}

void LibraryLoader::take(const Material &material, bool trusted)
{
    if (trusted && m_materialsRead.test(static_cast<std::size_t>(material.kind)))
        m_library->takeTheirs(material);
    else
        m_library->takeMaterial(material);
}

void LibraryLoader::takeWebsites(const QList<Website> &websites, Seen &seen, bool trusted)
{
    for (const Website &website : websites) {
        if (trusted && !m_websitesRead) { // the first list, which has most to take and nothing to compare
            markSeen(seen, m_library->takeWebsite(website));
            continue;
        }
        auto row = m_library->m_websites.find(website.id);
        // Beside a change of ours the list may tell of before it: then it only adds.
        if (trusted || (!row && !m_library->m_deletedHere.contains(website.id))) {
            take(website, trusted);
            row = m_library->m_websites.find(website.id);
        }
        if (row)
            markSeen(seen, *row);
    }
    m_library->flush();
}

void LibraryLoader::finishWebsiteList(const ApiReply &reply, const Seen &seen, bool trusted)
{
    m_websiteList = nullptr;
    m_library->noteFeature(ServerFeatures::Operation::List, std::nullopt, reply.error());
    if (!trusted) {
        m_websitesStale = true;
    } else if (reply.isNotModified()) {
        m_library->checkSuspects(std::nullopt);
    } else if (reply.isSuccess()) {
        m_websitesTag = reply.entityTag();
        dropUnseen(seen);
    }
    flushTheirs();
    finishInitial(reply.isSuccess(), reply.error());
    catchUp();
}

void LibraryLoader::loadMaterials(AssociationKind kind)
{
    const auto slot = static_cast<std::size_t>(kind);
    giveUp(m_materialLists[slot]);
    m_materialsStale.reset(slot);
    const auto seen = std::make_shared<Seen>();
    MaterialListReply *reply = MaterialApi(m_library->client(), kind).list(ListForm::Light, m_materialTags[slot]);
    m_materialLists[slot] = reply;
    connect(reply, &MaterialListReply::received, this,
        [this, kind, seen, asked = question()](
            const QList<Material> &materials) { takeMaterials(kind, materials, *seen, isTrusted(asked)); });
    reply->then(this, [this, kind, seen, asked = question()](MaterialListReply &list) {
        finishMaterialList(kind, list, *seen, isTrusted(asked));
    });
}

void LibraryLoader::takeMaterials(AssociationKind kind, const QList<Material> &materials, Seen &seen, bool trusted)
{
    const MaterialColumns &columns = m_library->materials(kind);
    for (const Material &material : materials) {
        auto index = columns.find(material.id);
        const bool known = index && columns.isKnown(*index);
        if (trusted || (!known && !m_library->m_deletedHere.contains(material.id))) {
            take(material, trusted);
            index = columns.find(material.id);
        }
        if (index)
            markSeen(seen, *index);
    }
}

void LibraryLoader::finishMaterialList(AssociationKind kind, const ApiReply &reply, const Seen &seen, bool trusted)
{
    const auto slot = static_cast<std::size_t>(kind);
    m_materialLists[slot] = nullptr;
    m_library->noteFeature(ServerFeatures::Operation::List, kind, reply.error());
    if (reply.isSuccess())
        m_materialsComplete.set(slot);
    const MaterialColumns &columns = m_library->materials(kind);
    if (!trusted) {
        m_materialsStale.set(slot);
    } else if (reply.isNotModified()) {
        m_library->checkSuspects(kind);
    } else if (reply.isSuccess()) {
        m_materialTags[slot] = reply.entityTag();
        m_lastPause = {};
        for (MaterialColumns::Index index = 0; index < columns.size(); ++index) {
            if (columns.isKnown(index) && !wasSeen(seen, index))
                m_library->dropTheirs(kind, index);
        }
        m_materialsRead.set(slot);
        m_library->flush();
        m_library->checkSuspects(kind);
    } else if (reply.error().mayRetry() || reply.error().kind == ApiError::Kind::ServerFault) {
        readAgainAfterAPause(slot);
    }
    flushTheirs();
    // A kind that this server does not have is no fault of the library.
    if (m_initial > 0 && --m_initial == 0 && m_library->state() == Library::State::Loading)
        m_library->setState(Library::State::Ready);
    catchUp();
}

/// Without its names a kind is of little use, and nobody would tell of them: the server has not changed anything.
void LibraryLoader::readAgainAfterAPause(std::size_t slot)
{
    m_materialsFailed.set(slot);
    if (m_failedPause.isActive())
        return;
    m_lastPause = std::clamp(m_lastPause * 2, m_library->m_firstPause, m_library->m_longestPause);
    m_failedPause.start(m_lastPause);
}

void LibraryLoader::finishInitial(bool success, const ApiError &error)
{
    if (!success) {
        m_initial = 0;
        m_library->setState(Library::State::Failed, error);
        return;
    }
    if (m_library->state() == Library::State::Failed || (m_initial > 0 && --m_initial == 0))
        m_library->setState(Library::State::Ready);
}

void LibraryLoader::refreshWebsites(const QStringList &ids)
{
    // Beside a list that is under way, nobody could tell which of the two is newer.
    if (m_library->isSaving() || isReadingWebsites() || ids.size() > worthAList) {
        m_websitesStale = true;
        catchUp();
        return;
    }
    readWholeWebsites(m_library->client(), ids, this,
        [this, ids, asked = question()](const QList<Website> &websites, const ApiError &error) {
            if (isSilent(error))
                return;
            if (!error && isTrusted(asked) && !isReadingWebsites()) {
                finishWebsites(ids, websites);
            } else {
                m_websitesStale = true;
                catchUp();
            }
        });
}

void LibraryLoader::finishWebsites(const QStringList &ids, const QList<Website> &websites)
{
    QSet<QString> gone(ids.begin(), ids.end());
    for (const Website &website : websites) {
        gone.remove(website.id);
        take(website, true);
    }
    for (const QString &id : std::as_const(gone)) {
        if (const auto row = m_library->m_websites.find(id))
            m_library->dropTheirs(*row);
    }
    flushTheirs();
    m_library->flush();
}

void LibraryLoader::refreshMaterials(AssociationKind kind, const QStringList &ids)
{
    const auto slot = static_cast<std::size_t>(kind);
    if (m_library->isSaving() || m_materialLists[slot] || ids.size() > worthAList) {
        m_materialsStale.set(slot);
        catchUp();
        return;
    }
    readWholeMaterials(m_library->client(), kind, ids, this,
        [this, kind, ids, slot, asked = question()](const QList<Material> &materials, const ApiError &error) {
            if (isSilent(error))
                return;
            if (!error && isTrusted(asked) && !m_materialLists[slot]) {
                finishMaterials(kind, ids, materials);
            } else {
                m_materialsStale.set(slot);
                catchUp();
            }
        });
}

void LibraryLoader::finishMaterials(AssociationKind kind, const QStringList &ids, const QList<Material> &materials)
{
    QSet<QString> gone(ids.begin(), ids.end());
    for (const Material &material : materials) {
        gone.remove(material.id);
        take(material, true);
    }
    for (const QString &id : std::as_const(gone)) {
        if (const auto index = m_library->materials(kind).find(id))
            m_library->dropTheirs(kind, *index);
    }
    flushTheirs();
    m_library->flush();
}

void LibraryLoader::readAgain(std::optional<AssociationKind> kind)
{
    if (kind)
        m_materialsStale.set(static_cast<std::size_t>(*kind));
    else
        m_websitesStale = true;
    catchUp();
}

/// Has what others did written down, once all lists that are being read have told of it.
void LibraryLoader::flushTheirs()
{
    if (!isReading())
        m_library->flushTheirs();
}

bool LibraryLoader::isReadingWebsites() const
{
    return m_websiteList || m_websiteFile;
}

bool LibraryLoader::isReading() const
{
    return isReadingWebsites() || std::ranges::any_of(m_materialLists, [](const auto &list) { return !list.isNull(); });
}

void LibraryLoader::catchUp()
{
    if (m_library->isSaving())
        return;
    if (m_websitesStale && !isReadingWebsites())
        loadWebsites();
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const auto slot = static_cast<std::size_t>(traits.kind);
        if (m_materialsStale.test(slot) && !m_materialLists[slot])
            loadMaterials(traits.kind);
    }
}

} // namespace sitebook
