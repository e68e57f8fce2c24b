// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/mirrorcheck.h"

#include "api/client/apiclient.h"
#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/materialstore.h"
#include "api/store/recordjson.h"
#include "api/store/websitestore.h"
#include "api/types/json.h"
#include "app/mirror/kindreader.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// The keys under which \a here and \a there do not have the same.
QStringList differingKeys(const QJsonObject &here, const QJsonObject &there)
{
    QStringList keys;
    for (auto it = here.begin(); it != here.end(); ++it) {
        if (there.value(it.key()) != it.value())
            keys.append(it.key());
    }
    for (auto it = there.begin(); it != there.end(); ++it) {
        if (!here.contains(it.key()))
            keys.append(it.key());
    }
    keys.sort();
    return keys;
}

} // namespace

MirrorCheck::MirrorCheck(ApiClient &client, const QString &path, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_path(path)
{
}

MirrorCheck::~MirrorCheck() = default;

void MirrorCheck::start()
{
    if (!QFileInfo::exists(m_path))
        return finish(tr("There is no copy yet."));
    auto database = Database::open(m_path);
    if (!database.ok())
        return finish(database.error().message);
    m_database = std::move(database).value();
    MirrorStore store(*m_database);
    const Result<QString> note = store.property(mirrorProperty);
    const Result<LibraryCounts> counts = store.counts();
    if (!note.ok() || !counts.ok())
        return finish((note.ok() ? counts.error() : note.error()).message);
    m_note = MirrorNote::fromJson(note.value().toUtf8());
    m_outcome.inCopy = counts.value();
    readNext();
}

void MirrorCheck::readNext()
{
    if (m_waiting.isEmpty())
        return finish();
    const std::size_t slot = m_waiting.takeFirst();
    const std::optional<AssociationKind> kind = kindOfList(slot);
    m_seen.clear();
    m_reader = new KindReader(m_client, kind, this);
    connect(m_reader, &KindReader::received, this, [this, kind](const QList<QJsonObject> &items) {
        for (const QJsonObject &item : items)
            compare(kind, item);
        emit progress(m_outcome.atServer.items(), std::max(m_outcome.atServer.items(), m_outcome.inCopy.items()));
    });
    connect(m_reader, &KindReader::unread, this, [this, kind](const QString &id, const ApiError &error) {
        addUnread({kind, id, error.caption()});
    });
    connect(m_reader, &KindReader::finished, this, [this, slot](const ApiError &error) { endList(slot, error); });
    m_reader->start();
}

void MirrorCheck::endList(std::size_t slot, const ApiError &error)
{
    if (!m_database)
        return;
    const qsizetype unreadable = m_reader->unreadable();
    m_reader->deleteLater();
    m_reader = nullptr;
    const std::optional<AssociationKind> kind = kindOfList(slot);
    if (error && !(error.kind == ApiError::Kind::NotSupported && kind))
        return finish(error.caption());
    for (qsizetype i = 0; i < unreadable; ++i)
        addUnread({kind, {}, tr("It is no JSON object.")});
    if (const StoreError problem = addOnlyInCopy(kind))
        return finish(problem.message);
    readNext();
}

void MirrorCheck::compare(std::optional<AssociationKind> kind, const QJsonObject &item)
{
    if (!m_database)
        return; // it came to its end with the item before
    ++(kind ? m_outcome.atServer.materials : m_outcome.atServer.websites);
    m_seen.insert(item.value("id"_L1).toString());
    if (kind)
        compareMaterial(*kind, item);
    else
        compareWebsite(item);
}

/// Whether \a error is more than that the copy lacks an item; then it is over.
bool MirrorCheck::isFault(const StoreError &error)
{
    if (!error || error.kind == StoreError::Kind::NoSuchItem)
        return false;
    finish(error.message);
    return true;
}

void MirrorCheck::compareWebsite(const QJsonObject &item)
{
    WebsiteRecord there;
    if (const QString problem = readWhole(there, item); !problem.isEmpty())
        return addUnread({std::nullopt, item.value("id"_L1).toString(), problem});
    const Result<WebsiteRecord> here = WebsiteStore(*m_database).get(there.id);
    if (!here.ok() && isFault(here.error()))
        return;
    MirrorDifference difference{here.ok() ? MirrorDifference::Where::Both : MirrorDifference::Where::OnlyAtServer,
        std::nullopt, there.id, there.name};
    if (here.ok())
        difference.fields = differingKeys(objectFromRecord(here.value()), objectFromRecord(there));
    compareLinks(difference, item, here.ok() ? here.value().key : 0);
    add(difference);
}

/// As MirrorFile does.
bool MirrorCheck::websitesTell(AssociationKind kind, const QJsonObject &item) const
{
    const AssociationTraits &traits = associationTraits(kind);
    return traits.inSeed || item.contains(traits.websiteField)
        || m_note.websiteLinks.test(static_cast<std::size_t>(kind));
}

void MirrorCheck::compareLinks(MirrorDifference &difference, const QJsonObject &item, qint64 key)
{
    const Result<std::vector<Link>> links = LinkStore(*m_database).ofWebsite(key);
    if (!links.ok() && isFault(links.error()))
        return;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!websitesTell(traits.kind, item))
            continue;
        QStringList here;
        for (const Link &link : links.value()) {
            if (link.kind == traits.kind)
                here.append(link.id);
        }
        compareEnds(difference, traits.kind, here, identifiersFromJson(item.value(traits.websiteField)));
    }
}

void MirrorCheck::compareEnds(MirrorDifference &difference, std::optional<AssociationKind> kind,
    const QStringList &here, const QStringList &there)
{
    m_outcome.atServer.links += there.size();
    if (here == there)
        return;
    const QSet<QString> inCopy(here.begin(), here.end());
    const QSet<QString> atServer(there.begin(), there.end());
    for (const QString &id : here) {
        if (!atServer.contains(id))
            difference.links.append({kind, id, nameOf(kind, id), true});
    }
    for (const QString &id : there) {
        if (!inCopy.contains(id))
            difference.links.append({kind, id, nameOf(kind, id), false});
    }
}

void MirrorCheck::compareMaterial(AssociationKind kind, const QJsonObject &item)
{
    MaterialRecord there;
    there.kind = kind;
    if (const QString problem = readWhole(there, item); !problem.isEmpty())
        return addUnread({kind, item.value("id"_L1).toString(), problem});
    const Result<MaterialRecord> here = MaterialStore(*m_database).get(kind, there.id);
    if (!here.ok() && isFault(here.error()))
        return;
    MirrorDifference difference{
        here.ok() ? MirrorDifference::Where::Both : MirrorDifference::Where::OnlyAtServer, kind, there.id, there.name};
    if (here.ok())
        difference.fields = differingKeys(objectFromRecord(here.value()), objectFromRecord(there));
    if (!websitesTell(kind) && item.contains("websites"_L1)) {
        const auto websites = LinkStore(*m_database).ofMaterial(kind, there.id);
        if (!websites.ok() && isFault(websites.error()))
            return;
        QStringList ids;
        for (const WebsiteRecord &website : websites.ok() ? websites.value() : std::vector<WebsiteRecord>())
            ids.append(website.id);
        compareEnds(difference, std::nullopt, ids, identifiersFromJson(item.value("websites"_L1)));
    }
    add(difference);
}

StoreError MirrorCheck::addOnlyInCopy(std::optional<AssociationKind> kind)
{
    QStringList ids;
    const auto look = [&](const QString &id, Timestamp) {
        if (!m_seen.contains(id))
            ids.append(id);
        return true;
    };
    WebsiteStore websites(*m_database);
    const StoreError error = kind ? MaterialStore(*m_database).identifiers(*kind, look) : websites.identifiers(look);
    if (error)
        return error;
    for (const QString &id : std::as_const(ids))
        add({MirrorDifference::Where::OnlyInCopy, kind, id, nameOf(kind, id)});
    return {};
}

void MirrorCheck::add(const MirrorDifference &difference)
{
    if (difference.where == MirrorDifference::Where::Both && difference.fields.isEmpty() && difference.links.isEmpty())
        return;
    ++m_outcome.differing;
    if (m_outcome.differences.size() < CheckOutcome::mostDifferences)
        m_outcome.differences.append(difference);
}

void MirrorCheck::addUnread(const UnreadItem &item)
{
    m_outcome.unread.append(item);
    m_seen.insert(item.id);
}

QString MirrorCheck::nameOf(std::optional<AssociationKind> kind, const QString &id)
{
    QString name;
    if (kind) {
        const auto material = MaterialStore(*m_database).get(*kind, id, MaterialStore::Contents::Leave);
        name = material.ok() ? material.value().name : QString();
    } else {
        const auto website = WebsiteStore(*m_database).get(id);
        name = website.ok() ? website.value().name : QString();
    }
    return name.isEmpty() ? id : name;
}

void MirrorCheck::finish(const QString &problem)
{
    m_outcome.problem = problem;
    m_database.reset();
    emit finished(m_outcome);
}

} // namespace sitebook
