// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/mirrorfile.h"

#include "api/store/backups.h"
#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/materialstore.h"
#include "api/store/recordjson.h"
#include "api/store/transaction.h"
#include "api/store/websitestore.h"
#include "api/types/json.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sitebook::MirrorFile)
};

/// When the journal of the library \a path was written the last time, in milliseconds since 1970; 0 without one. Who
/// opens a library writes it.
qint64 journalMoment(const QString &path)
{
    qint64 moment = 0;
    for (const QString &file : {journalOf(path), journalOf(path) + "-wal"_L1}) {
        if (const QFileInfo info(file); info.exists())
            moment = std::max(moment, info.lastModified().toMSecsSinceEpoch());
    }
    return moment;
}

QString nameOf(std::optional<AssociationKind> kind, const QString &id)
{
    return QString::number(listSlot(kind)) + u' ' + id;
}

} // namespace

Result<MirrorState> readMirrorState(const QString &path)
{
    const auto database = Database::openReader(path);
    if (!database.ok())
        return database.error();
    MirrorStore store(*database.value());
    const Result<QString> note = store.property(mirrorProperty);
    const Result<LibraryCounts> counts = store.counts();
    if (!note.ok() || !counts.ok())
        return note.ok() ? counts.error() : note.error();
    return MirrorState{!note.value().isEmpty(), MirrorNote::fromJson(note.value().toUtf8()), counts.value()};
}

MirrorFile::MirrorFile(std::unique_ptr<Database> database, const MirrorNote &note, const LibraryCounts &before)
    : m_database(std::move(database))
    , m_note(note)
    , m_before(before)
{
}

MirrorFile::~MirrorFile() = default;

Result<std::unique_ptr<MirrorFile>> MirrorFile::open(const QString &path, const QUrl &server)
{
    auto database = Database::open(path);
    if (!database.ok())
        return database.error();
    MirrorStore store(*database.value());
    const Result<QString> text = store.property(mirrorProperty);
    const Result<LibraryCounts> before = store.counts();
    if (!text.ok() || !before.ok())
        return text.ok() ? before.error() : text.error();
    MirrorNote note = MirrorNote::fromJson(text.value().toUtf8());
    note.server = server;
    if (const qint64 opened = journalMoment(path); opened != std::exchange(note.journal, opened)) {
        // What a person did there is not at the server, and is about to be written over.
        if (const auto kept = backUp(path, BackupReason::MassChange); !kept.ok())
            return kept.error();
        tidyBackups(path);
        note.tags.clear();
    }
    return std::unique_ptr<MirrorFile>(new MirrorFile(std::move(database).value(), note, before.value()));
}

Result<LibraryCounts> MirrorFile::counts()
{
    return MirrorStore(*m_database).counts();
}

void MirrorFile::begin(std::optional<AssociationKind> kind)
{
    const std::size_t slot = listSlot(kind);
    m_seen[slot].clear();
    m_nameless[slot] = 0;
    m_there[slot] = 0;
    m_linksBefore = m_goneLinks.size();
    m_note.forget(slot);
}

bool MirrorFile::hasAsset(const QJsonObject &light)
{
    const Timestamp updated = Timestamp::fromJson(light.value("updated"_L1));
    const auto there = MaterialStore(*m_database).updated(AssociationKind::Asset, light.value("id"_L1).toString());
    return !updated.isNull() && there.ok() && there.value() == updated;
}

StoreError MirrorFile::take(std::optional<AssociationKind> kind, const QList<QJsonObject> &items)
{
    Transaction transaction(*m_database);
    if (transaction.error())
        return transaction.error();
    for (const QJsonObject &item : items) {
        if (StoreError error = kind ? takeMaterial(*kind, item) : takeWebsite(item))
            return error;
    }
    return transaction.commit();
}

/// Whether the websites of this server tell of their links of \a kind; else the items do.
bool MirrorFile::websitesTell(AssociationKind kind) const
{
    return associationTraits(kind).inSeed || m_note.websiteLinks.test(static_cast<std::size_t>(kind));
}

StoreError MirrorFile::takeWebsite(const QJsonObject &item)
{
    WebsiteRecord website;
    const QString problem = readWhole(website, item);
    const QString id = item.value("id"_L1).toString();
    see(std::nullopt, id);
    if (!problem.isEmpty()) {
        noteUnread({std::nullopt, id, problem});
        return {};
    }
    if (const auto put = MirrorStore(*m_database).put(website); !put.ok())
        return put.error();
    const Result<WebsiteRecord> stored = WebsiteStore(*m_database).get(id);
    if (!stored.ok())
        return stored.error();
    const Result<std::vector<Link>> links = LinkStore(*m_database).ofWebsite(stored.value().key);
    if (!links.ok())
        return links.error();
    std::array<QStringList, associationKindCount> now;
    for (const Link &link : links.value())
        now[static_cast<std::size_t>(link.kind)].append(link.id);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const auto slot = static_cast<std::size_t>(traits.kind);
        if (item.contains(traits.websiteField))
            m_note.websiteLinks.set(slot);
        if (!websitesTell(traits.kind))
            continue;
        const QStringList wanted = identifiersFromJson(item.value(traits.websiteField));
        if (StoreError error = setLinks(id, traits.kind, wanted, now[slot]))
            return error;
    }
    return {};
}

StoreError MirrorFile::setLinks(
    const QString &website, AssociationKind kind, QStringList wanted, const QStringList &now)
{
    if (wanted == now)
        return {};
    const QSet<QString> listed(wanted.begin(), wanted.end());
    const QSet<QString> there(now.begin(), now.end());
    for (const QString &id : now) {
        if (!listed.contains(id))
            m_goneLinks.append({website, kind, id});
    }
    MirrorStore store(*m_database);
    for (const QString &id : std::as_const(wanted)) {
        if (there.contains(id))
            continue;
        if (const auto linked = store.link(website, kind, id); !linked.ok())
            return linked.error();
    }
    return {};
}

StoreError MirrorFile::takeMaterial(AssociationKind kind, const QJsonObject &item)
{
    MaterialRecord material;
    material.kind = kind;
    const QString problem = readWhole(material, item);
    const QString id = item.value("id"_L1).toString();
    see(kind, id);
    if (!problem.isEmpty()) {
        noteUnread({kind, id, problem});
        return {};
    }
    MirrorStore store(*m_database);
    if (const auto put = store.put(material); !put.ok())
        return put.error();
    if (websitesTell(kind) || !item.contains("websites"_L1))
        return {};
    const QStringList wanted = identifiersFromJson(item.value("websites"_L1));
    const Result<std::vector<WebsiteRecord>> now = LinkStore(*m_database).ofMaterial(kind, id);
    if (!now.ok())
        return now.error();
    for (const WebsiteRecord &website : now.value()) {
        if (!wanted.contains(website.id))
            m_goneLinks.append({website.id, kind, id});
    }
    for (const QString &website : wanted) {
        if (const auto linked = store.link(website, kind, id); !linked.ok())
            return linked.error();
    }
    return {};
}

void MirrorFile::see(std::optional<AssociationKind> kind, const QString &id)
{
    if (id.isEmpty())
        ++m_nameless[listSlot(kind)];
    else
        m_seen[listSlot(kind)].insert(id);
}

void MirrorFile::noteUnread(const UnreadItem &item)
{
    m_note.unread.append(item);
    m_note.tags.remove(listSlot(item.kind));
    if (!item.id.isEmpty())
        see(item.kind, item.id);
}

void MirrorFile::giveUp()
{
    m_goneLinks.resize(m_linksBefore);
}

StoreError MirrorFile::end(std::optional<AssociationKind> kind, const QByteArray &tag, qsizetype unreadable)
{
    const std::size_t slot = listSlot(kind);
    m_note.tags.remove(slot);
    for (qsizetype i = 0; i < unreadable; ++i)
        m_note.unread.append({kind, {}, Words::tr("It is no JSON object.")});
    if (unreadable + m_nameless[slot] > 0)
        return {};
    const bool isWhole =
        std::ranges::none_of(m_note.unread, [slot](const UnreadItem &item) { return listSlot(item.kind) == slot; });
    if (isWhole && !tag.isEmpty())
        m_note.tags.insert(slot, tag);
    const auto look = [&](const QString &id, Timestamp) {
        ++m_there[slot];
        if (!m_seen[slot].contains(id))
            m_goneItems.append({kind, id});
        return true;
    };
    return kind ? MaterialStore(*m_database).identifiers(*kind, look) : WebsiteStore(*m_database).identifiers(look);
}

MirrorRemovals MirrorFile::removals(const QSet<QString> &permitted) const
{
    MirrorRemovals removals;
    removals.of = m_before;
    std::array<qint64, listCount> gone{};
    for (const GoneItem &item : m_goneItems) {
        if (permitted.contains(nameOf(item.kind, item.id)))
            continue;
        ++(item.kind ? removals.materials : removals.websites);
        ++gone[listSlot(item.kind)];
    }
    for (std::size_t slot = 0; slot < listCount; ++slot)
        removals.isMuchOfAList |= MirrorRemovals::isMuchOf(gone[slot], m_there[slot]);
    for (const GoneLink &link : m_goneLinks) {
        if (!permitted.contains(link.website + u' ' + nameOf(link.kind, link.id)))
            ++removals.links;
    }
    return removals;
}

QSet<QString> MirrorFile::names() const
{
    QSet<QString> names;
    for (const GoneItem &item : m_goneItems)
        names.insert(nameOf(item.kind, item.id));
    for (const GoneLink &link : m_goneLinks)
        names.insert(link.website + u' ' + nameOf(link.kind, link.id));
    return names;
}

StoreError MirrorFile::carryOut(bool all)
{
    m_note.holdsBack = m_note.holdsBack && !all;
    Transaction transaction(*m_database);
    if (transaction.error())
        return transaction.error();
    MirrorStore store(*m_database);
    for (const GoneLink &link : std::exchange(m_goneLinks, {})) {
        if (StoreError error = store.unlink(link.website, link.kind, link.id))
            return error;
    }
    for (const GoneItem &item : std::exchange(m_goneItems, {})) {
        if (StoreError error = store.remove(item.kind, item.id))
            return error;
    }
    return transaction.commit();
}

void MirrorFile::holdBack()
{
    m_goneItems.clear();
    m_goneLinks.clear();
    m_note.holdsBack = true;
    // A list that is as it was would tell of nothing the next time.
    m_note.tags.clear();
}

StoreError MirrorFile::writeNote(bool complete)
{
    if (complete)
        m_note.complete = Timestamp::now();
    Transaction transaction(*m_database);
    if (transaction.error())
        return transaction.error();
    const StoreError error = MirrorStore(*m_database).setProperty(mirrorProperty, QString::fromUtf8(m_note.toJson()));
    return error ? error : transaction.commit();
}

} // namespace sitebook
