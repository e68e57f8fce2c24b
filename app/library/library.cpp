// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/library.h"

#include "api/client/apiclient.h"
#include "app/library/libraryloader.h"
#include "app/library/linkchecks.h"
#include "app/library/materialorders.h"
#include "app/library/websiteorders.h"

#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

template<std::size_t... kinds>
std::array<MaterialColumns, associationKindCount> makeColumns(std::index_sequence<kinds...>)
{
    return {MaterialColumns(static_cast<AssociationKind>(kinds))...};
}

} // namespace

Library::Library(ApiClient *client, QObject *parent, const QString &journal)
    : QObject(parent)
    , m_client(client)
    , m_materials(makeColumns(std::make_index_sequence<associationKindCount>()))
    , m_journal(journal)
    , m_history(new History(this))
    , m_loader(new LibraryLoader(this))
    , m_orders(new WebsiteOrders(this))
    , m_materialOrders(new MaterialOrders(this))
    , m_linkChecks(new LinkChecks(this))
{
    connect(&m_journal, &Journal::opened, this, &Library::onJournalOpened);
    connect(&m_journal, &Journal::failed, this, [this](const JournalProblem &problem) {
        //: %1 is what SQLite says, in English
        const QString words = tr("Changes cannot be written to the journal (%1).").arg(problem.words);
        emit journalProblem(problem.mayPass ? words + u' ' + tr("They wait, and are sent when it can.") : words);
    });
    connect(&m_journal, &Journal::recovered, this, &Library::journalRecovered);
}

Library::~Library()
{
    flushConfirmed();
}

Website Library::website(Row row) const
{
    Website website;
    website.id = m_websites.id(row);
    website.name = m_websites.name(row);
    website.url = m_websites.url(row);
    website.created = m_websites.created(row);
    website.updated = m_websites.updated(row);
    website.score = m_websites.score(row);
    for (const LinkTarget target : m_websites.links(row))
        website.links(target.kind()).append(materials(target.kind()).id(target.index()));
    return website;
}

Material Library::material(AssociationKind kind, MaterialColumns::Index index) const
{
    const MaterialColumns &all = materials(kind);
    Material material;
    material.kind = kind;
    material.id = all.id(index);
    material.name = all.name(index);
    (kind == AssociationKind::Person ? material.email : material.text) = all.detail(index);
    material.picture = all.picture(index);
    material.type = all.type(index);
    material.updated = all.updated(index);
    for (const Row row : all.websites(index))
        material.websites.append(m_websites.id(row));
    return material;
}

QStringList Library::linkedIds(Row row, AssociationKind kind) const
{
    QStringList ids;
    for (const LinkTarget target : m_websites.links(row)) {
        if (target.kind() == kind)
            ids.append(materials(kind).id(target.index()));
    }
    return ids;
}

std::optional<MaterialColumns::Index> Library::findTag(const QString &text) const
{
    const MaterialColumns &tags = materials(AssociationKind::Tag);
    for (MaterialColumns::Index index = 0; index < tags.size(); ++index) {
        if (tags.isKnown(index) && tags.name(index).compare(text, Qt::CaseInsensitive) == 0)
            return index;
    }
    return std::nullopt;
}

QString Library::currentId(const QString &id) const
{
    return m_aliases.value(id, id);
}

void Library::load()
{
    setState(State::Loading);
    m_loader->loadAll();
}

void Library::tryAgain()
{
    m_loader->loadAll();
}

bool Library::isReading() const
{
    return m_loader->isReading();
}

bool Library::hasRead(AssociationKind kind) const
{
    return m_loader->hasRead(kind) || !m_features.has(ServerFeatures::Operation::List, kind);
}

QByteArray Library::listTag(std::optional<AssociationKind> kind) const
{
    return m_loader->tag(kind);
}

void Library::reloadWebsites()
{
    m_loader->loadWebsites();
}

void Library::reloadMaterials(AssociationKind kind)
{
    m_loader->loadMaterials(kind);
}

void Library::refreshWebsites(const QStringList &ids)
{
    m_loader->refreshWebsites(ids);
}

void Library::refreshMaterials(AssociationKind kind, const QStringList &ids)
{
    m_loader->refreshMaterials(kind, ids);
}

void Library::setState(State state, const ApiError &error)
{
    m_error = error;
    m_state = state;
    emit stateChanged();
    if (state != State::Loading)
        adoptRestored();
}

// --- what others did -------------------------------------------------------------------------------------------------

Library::Row Library::takeWebsite(const Website &website)
{
    if (const auto row = m_websites.find(website.id)) {
        bool changed = m_websites.set(*row, website);
        changed |= setLinks(*row, website);
        if (changed)
            m_changed.append(*row);
        return *row;
    }
    const Row row = m_websites.add(website);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        for (const QString &id : website.links(traits.kind))
            addLink(row, LinkTarget(traits.kind, columns(traits.kind).findOrAdd(id)));
    }
    m_added.append(row);
    return row;
}

/// Takes one that is not there yet.
Library::Row Library::takeWebsite(const WebsiteColumns::Prepared &website)
{
    const Row row = m_websites.add(website);
    for (const LinkTarget target : website.links) {
        columns(target.kind()).addWebsite(target.index(), row);
        markDirty(target.kind());
    }
    m_added.append(row);
    return row;
}

void Library::dropWebsite(Row row)
{
    const std::span<const LinkTarget> links = m_websites.links(row);
    const std::vector<LinkTarget> targets(links.begin(), links.end());
    forgetConflicts([id = m_websites.id(row)](const Conflict &each) { return !each.kind && each.id == id; });
    for (const LinkTarget target : targets)
        removeLink(row, target);
    m_websites.remove(row);
    m_removed.append(row);
}

void Library::takeMaterial(const Material &material)
{
    MaterialColumns &all = columns(material.kind);
    if (all.set(all.findOrAdd(material.id), material))
        markDirty(material.kind);
}

void Library::dropMaterial(AssociationKind kind, MaterialColumns::Index index)
{
    const std::vector<quint32> websites = columns(kind).websites(index);
    forgetConflicts(
        [kind, id = columns(kind).id(index)](const Conflict &each) { return each.kind == kind && each.id == id; });
    columns(kind).remove(index);
    for (const Row row : websites) {
        removeLink(row, LinkTarget(kind, index));
        m_changed.append(row);
    }
    markDirty(kind);
}

bool Library::setLinks(Row row, const Website &website)
{
    std::vector<LinkTarget> wanted;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        for (const QString &id : website.links(traits.kind))
            wanted.emplace_back(traits.kind, columns(traits.kind).findOrAdd(id));
    }
    const std::span<const LinkTarget> now = m_websites.links(row);
    // The order across kinds is that of arrival here, and no news.
    if (wanted.size() == now.size() && std::ranges::is_permutation(wanted, now))
        return false;
    const std::vector<LinkTarget> before(now.begin(), now.end());
    for (const LinkTarget target : before) {
        if (std::ranges::find(wanted, target) == wanted.end()) {
            noteTheirLink(Operation::Type::Unlink, row, target);
            removeLink(row, target);
        }
    }
    for (const LinkTarget target : wanted) {
        if (addLink(row, target))
            noteTheirLink(Operation::Type::Link, row, target);
    }
    return true;
}

bool Library::addLink(Row row, LinkTarget target)
{
    if (m_websites.hasLink(row, target))
        return false;
    m_websites.addLink(row, target);
    columns(target.kind()).addWebsite(target.index(), row);
    markDirty(target.kind());
    return true;
}

bool Library::removeLink(Row row, LinkTarget target)
{
    if (!m_websites.removeLink(row, target))
        return false;
    columns(target.kind()).removeWebsite(target.index(), row);
    markDirty(target.kind());
    return true;
}

void Library::markDirty(AssociationKind kind)
{
    m_dirtyKinds.set(static_cast<std::size_t>(kind));
    // While lists stream in, nearly everything changes all the time.
    constexpr auto pause = std::chrono::milliseconds(50);
    if (!std::exchange(m_flushQueued, true))
        QTimer::singleShot(isReading() ? pause : 0ms, this, &Library::flushMaterials);
}

void Library::flushMaterials()
{
    m_flushQueued = false;
    const auto dirty = std::exchange(m_dirtyKinds, {});
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (dirty.test(static_cast<std::size_t>(traits.kind)))
            emit materialsChanged(traits.kind);
    }
}

void Library::flush()
{
    const auto unique = [](QList<quint32> rows) {
        std::ranges::sort(rows);
        const auto repeated = std::ranges::unique(rows);
        rows.erase(repeated.begin(), repeated.end());
        return rows;
    };
    const auto gone = [this](quint32 row) { return !m_websites.isLive(row); };
    QList<quint32> added = unique(std::exchange(m_added, {}));
    QList<quint32> changed = unique(std::exchange(m_changed, {}));
    const QList<quint32> removed = unique(std::exchange(m_removed, {}));
    added.removeIf(gone);
    changed.removeIf([&](quint32 row) { return gone(row) || std::ranges::binary_search(added, row); });
    if (!removed.isEmpty()) {
        emit websitesRemoved(removed);
        m_websites.release();
    }
    // Changes before additions: who keeps a sorted list can find the place of a new row only when it is in order.
    if (!changed.isEmpty())
        emit websitesChanged(changed);
    if (!added.isEmpty())
        emit websitesAdded(added);
}

} // namespace sitebook
