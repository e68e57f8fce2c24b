// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/library.h"

#include "api/client/apiclient.h"
#include "app/library/groupsender.h"
#include "app/library/libraryloader.h"
#include "app/library/wholeitems.h"

#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sitebook {

/// A step of the undo stack: its first redo is the change itself.
class GroupCommand : public QUndoCommand
{
public:
    GroupCommand(Library *library, const OperationGroup &group)
        : QUndoCommand(group.caption)
        , m_library(library)
        , m_record(std::make_shared<Library::GroupRecord>(Library::GroupRecord{group, {}}))
    {
    }

    void redo() override
    {
        m_record = std::make_shared<Library::GroupRecord>(Library::GroupRecord{m_record->effective(), {}});
        m_library->submit(m_record);
    }

    void undo() override
    {
        m_library->submit(
            std::make_shared<Library::GroupRecord>(Library::GroupRecord{m_record->effective().inverse(), {}}));
    }

private:
    Library *m_library;
    Library::GroupRecordPointer m_record;
};

OperationGroup Library::GroupRecord::effective() const
{
    if (refused.isEmpty())
        return group;
    OperationGroup result{group.caption, {}};
    for (qsizetype i = 0; i < group.operations.size(); ++i) {
        if (!refused.contains(i))
            result.operations.append(group.operations.at(i));
    }
    return result;
}

namespace {

template<std::size_t... kinds>
std::array<MaterialColumns, associationKindCount> makeColumns(std::index_sequence<kinds...>)
{
    return {MaterialColumns(static_cast<AssociationKind>(kinds))...};
}

} // namespace

Library::Library(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_materials(makeColumns(std::make_index_sequence<associationKindCount>()))
    , m_loader(new LibraryLoader(this))
{
}

Library::~Library() = default;

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
}

// --- what others did -------------------------------------------------------------------------------------------------

void Library::takeWebsite(const Website &website)
{
    if (const auto row = m_websites.find(website.id)) {
        bool changed = m_websites.set(*row, website);
        changed |= setLinks(*row, website);
        if (changed)
            m_changed.append(*row);
        return;
    }
    const Row row = m_websites.add(website);
    setLinks(row, website);
    m_added.append(row);
}

void Library::dropWebsite(Row row)
{
    const std::span<const LinkTarget> links = m_websites.links(row);
    const std::vector<LinkTarget> targets(links.begin(), links.end());
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
        if (std::ranges::find(wanted, target) == wanted.end())
            removeLink(row, target);
    }
    for (const LinkTarget target : wanted)
        addLink(row, target);
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
    if (!std::exchange(m_flushQueued, true))
        QTimer::singleShot(0, this, &Library::flushMaterials);
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
    if (!m_removed.isEmpty()) {
        emit websitesRemoved(unique(std::exchange(m_removed, {})));
        m_websites.release();
    }
    const auto gone = [this](quint32 row) { return !m_websites.isLive(row); };
    if (!m_added.isEmpty()) {
        QList<quint32> rows = unique(std::exchange(m_added, {}));
        rows.removeIf(gone);
        emit websitesAdded(rows);
    }
    if (!m_changed.isEmpty()) {
        QList<quint32> rows = unique(std::exchange(m_changed, {}));
        rows.removeIf(gone);
        emit websitesChanged(rows);
    }
}

// --- what is done here -----------------------------------------------------------------------------------------------

void Library::perform(const OperationGroup &group)
{
    OperationGroup real{group.caption, {}};
    std::ranges::copy_if(group.operations, std::back_inserter(real.operations),
        [](const Operation &operation) { return !operation.isEmpty(); });
    if (!real.operations.isEmpty())
        m_undoStack.push(new GroupCommand(this, real));
}

void Library::performWithoutUndo(const OperationGroup &group)
{
    submit(std::make_shared<GroupRecord>(GroupRecord{group, {}}));
}

void Library::removeItems(const QStringList &websites, const QList<MaterialRef> &materials, const QString &caption)
{
    readWholeItems(*m_client, websites, materials, this,
        [this, caption](const QList<Website> &wholeWebsites, const QList<Material> &wholeMaterials, const ApiError &error) {
            if (error) {
                emit changeRefused(caption, error);
                return;
            }
            OperationGroup group {caption, {}};
            for (const Website &website : wholeWebsites)
                group.operations.append(Operation::remove(website));
            for (const Material &material : wholeMaterials)
                group.operations.append(Operation::remove(material));
            perform(group);
        });
}

void Library::submit(const GroupRecordPointer &record)
{
    if (record->group.operations.isEmpty())
        return;
    ++m_generation;
    for (const Operation &operation : record->group.operations)
        applyToCache(operation);
    flush();
    m_pending += static_cast<int>(record->group.operations.size());
    m_outgoing.enqueue(record);
    emit pendingOperationsChanged();
    sendNext();
}

void Library::applyToCache(const Operation &operation)
{
    switch (operation.type) {
    case Operation::Type::Create:
        if (operation.kind) {
            if (const auto material = Material::fromJson(*operation.kind, operation.after)) {
                takeMaterial(*material);
                for (const QString &website : material->websites)
                    applyLink(Operation::link(website, *operation.kind, material->id));
            }
        } else if (const auto website = Website::fromJson(operation.after)) {
            takeWebsite(*website);
        }
        break;
    case Operation::Type::Update:
        applyUpdate(operation);
        break;
    case Operation::Type::Delete: {
        const QString id = currentId(operation.id);
        if (!operation.kind) {
            if (const auto row = m_websites.find(id))
                dropWebsite(*row);
        } else if (const auto index = materials(*operation.kind).find(id)) {
            dropMaterial(*operation.kind, *index);
        }
        break;
    }
    case Operation::Type::Link:
    case Operation::Type::Unlink:
        applyLink(operation);
        break;
    case Operation::Type::Increment:
        if (const auto row = m_websites.find(currentId(operation.id))) {
            Score score = m_websites.score(*row);
            ScoreIncrement::fromJson(operation.after, "website"_L1).applyTo(score);
            m_websites.setScore(*row, score);
            m_changed.append(*row);
        }
        break;
    }
}

void Library::applyUpdate(const Operation &operation)
{
    const QString id = currentId(operation.id);
    if (!operation.kind) {
        const auto row = m_websites.find(id);
        if (!row)
            return;
        Website changed = website(*row);
        applyFields(changed, operation.after);
        m_websites.setNameAndUrl(*row, changed.name, changed.url);
        m_changed.append(*row);
        return;
    }
    const MaterialColumns &all = materials(*operation.kind);
    const auto index = all.find(id);
    if (!index)
        return;
    Material changed;
    changed.kind = *operation.kind;
    changed.id = id;
    changed.name = all.name(*index);
    (changed.kind == AssociationKind::Person ? changed.email : changed.text) = all.detail(*index);
    changed.picture = all.picture(*index);
    changed.type = all.type(*index);
    changed.updated = all.updated(*index);
    applyFields(changed, operation.after);
    takeMaterial(changed);
}

void Library::applyLink(const Operation &operation)
{
    const auto row = m_websites.find(currentId(operation.id));
    if (!row)
        return;
    const AssociationKind kind = *operation.kind;
    const QString other = currentId(operation.other);
    const bool link = operation.type == Operation::Type::Link;
    const auto index = link ? columns(kind).findOrAdd(other) : columns(kind).find(other);
    if (index && (link ? addLink(*row, {kind, *index}) : removeLink(*row, {kind, *index})))
        m_changed.append(*row);
}

void Library::sendNext()
{
    if (m_sender || m_outgoing.isEmpty())
        return;
    const GroupRecordPointer record = m_outgoing.head();
    m_sender = new GroupSender(
        *m_client, record->group, [this](const QString &id) { return currentId(id); }, this);
    connect(m_sender, &GroupSender::confirmed, this, &Library::confirm);
    connect(m_sender, &GroupSender::refused, this,
        [this, record](qsizetype index, const Operation &operation, const ApiError &error) {
            Q_UNUSED(operation)
            takeBack(record, index);
            emit changeRefused(record->group.caption, error);
        });
    connect(m_sender, &GroupSender::identifierReplaced, this, &Library::replaceId);
    connect(m_sender, &GroupSender::waiting, this, &Library::savingWaits);
    connect(m_sender, &GroupSender::progress, this,
        [this, record](int done, int total) { emit savingProgress(record->group.caption, done, total); });
    connect(m_sender, &GroupSender::finished, this, [this, record] {
        m_sender->deleteLater();
        m_sender = nullptr;
        m_outgoing.dequeue();
        if (m_outgoing.isEmpty())
            m_pending = 0; // links that completed a create were sent besides
        emit pendingOperationsChanged();
        emit groupFinished(record->group.caption);
        sendNext();
        if (!isSaving())
            m_loader->catchUp();
    });
    m_sender->start();
}

void Library::takeBack(const GroupRecordPointer &record, qsizetype index)
{
    settleOne();
    if (index >= record->group.operations.size())
        return;
    record->refused.insert(index);
    const Operation inverse = record->group.operations.at(index).inverse();
    if (inverse.type != Operation::Type::Increment)
        applyToCache(inverse);
    flush();
}

void Library::cancelPending()
{
    if (!m_sender)
        return;
    const GroupRecordPointer record = m_outgoing.head();
    QList<qsizetype> unsent = m_sender->cancel();
    for (auto it = unsent.crbegin(); it != unsent.crend(); ++it)
        takeBack(record, *it);
    emit pendingOperationsChanged();
}

void Library::confirm(const Operation &operation, const QJsonObject &item)
{
    settleOne();
    if (item.isEmpty() || m_pending > 0)
        return;
    // What the server made of it: its times, and whatever it set straight.
    if (operation.kind) {
        if (const auto material = Material::fromJson(*operation.kind, item))
            takeMaterial(*material);
    } else if (const auto website = Website::fromJson(item)) {
        takeWebsite(*website);
    }
    flush();
}

void Library::settleOne()
{
    if (m_pending > 0)
        --m_pending;
    if (m_pending == 0)
        emit pendingOperationsChanged();
}

void Library::replaceId(std::optional<AssociationKind> kind, const QString &before, const QString &now)
{
    for (QString &alias : m_aliases) {
        if (alias == before)
            alias = now;
    }
    m_aliases.insert(before, now);
    if (!kind) {
        if (const auto row = m_websites.find(before)) {
            m_websites.rename(*row, now);
            emit websiteIdReplaced(before, now);
        }
    } else if (const auto index = materials(*kind).find(before)) {
        columns(*kind).rename(*index, now);
        markDirty(*kind);
        emit materialIdReplaced(*kind, before, now);
    }
}

} // namespace sitebook
