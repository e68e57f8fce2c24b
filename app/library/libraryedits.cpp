// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "app/library/library.h"
#include "app/library/libraryloader.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

// What is done here: changes of the cache, on their way to the server, and back when it refuses.

namespace sitebook {

namespace {

/// \a whole, with the links of a material that \a removal knows where the server tells of none: not every server names
/// them at both ends.
QJsonObject withKnownLinks(const Operation &removal, const QJsonObject &whole)
{
    if (!removal.kind)
        return whole;
    const auto known = Material::fromJson(*removal.kind, removal.before);
    auto item = Material::fromJson(*removal.kind, whole);
    if (!known || !item || !item->websites.isEmpty() || known->websites.isEmpty())
        return whole;
    item->websites = known->websites;
    return item->toJson();
}

} // namespace

OperationGroup Library::GroupRecord::effective() const
{
    if (refused.isEmpty() && lost.isEmpty())
        return group;
    OperationGroup result{group.caption, {}};
    for (qsizetype i = 0; i < group.operations.size(); ++i) {
        const Operation rest = group.operations.at(i).without(lost.value(i));
        if (!refused.contains(i) && !rest.isEmpty())
            result.operations.append(rest);
    }
    return result;
}

qint64 Library::perform(const OperationGroup &group)
{
    OperationGroup real{group.caption, {}};
    std::ranges::copy_if(group.operations, std::back_inserter(real.operations),
        [](const Operation &operation) { return !operation.isEmpty(); });
    if (real.operations.isEmpty())
        return 0;
    const JournalGroup head{m_journal.nextId(), GroupRole::Step, real.caption, 0, int(real.operations.size())};
    submit(head, real);
    m_history->add(head);
    return head.id;
}

void Library::performWithoutUndo(const OperationGroup &group)
{
    submit({m_journal.nextId(), GroupRole::Silent, group.caption, 0, int(group.operations.size())}, group);
}

void Library::removeItems(const QStringList &websites, const QList<MaterialRef> &items, const QString &caption)
{
    OperationGroup group{caption, {}};
    for (const QString &id : websites) {
        if (const auto row = m_websites.find(currentId(id)))
            group.operations.append(Operation::remove(website(*row)));
    }
    for (const MaterialRef &item : items) {
        if (const auto index = materials(item.kind).find(currentId(item.id)))
            group.operations.append(Operation::remove(material(item.kind, *index)));
    }
    perform(group);
}

/// Puts \a items, which the sender of \a record read before it deletes them, in the place of what the cache knew of
/// them: where they are deleted, and where a change that waits makes them again. Calls \a kept when that is on the
/// disk.
void Library::keepWhole(
    const GroupRecordPointer &record, const QList<GroupSender::WholeItem> &items, const std::function<void()> &kept)
{
    QList<PlacedOperation> placed;
    QHash<QString, QJsonObject> whole;
    for (const GroupSender::WholeItem &each : items) {
        Operation &removal = record->group.operations[each.index];
        removal.before = withKnownLinks(removal, each.item);
        placed.append({record->head.id, each.index, removal});
        whole.insert(currentId(removal.id), removal.before);
    }
    for (const GroupRecordPointer &later : std::as_const(m_outgoing)) {
        for (qsizetype i = 0; i < later->group.operations.size(); ++i) {
            Operation &operation = later->group.operations[i];
            if (later == record || operation.type != Operation::Type::Create)
                continue;
            const auto found = whole.constFind(currentId(operation.id));
            if (found == whole.constEnd())
                continue;
            operation.after = *found;
            placed.append({later->head.id, i, operation});
        }
    }
    m_journal.replace(placed, m_sender, [kept](const QString &) { kept(); });
}

void Library::dropGone(const QStringList &websites, const QList<MaterialRef> &items)
{
    // What the server did not have any more was in no step, and would stay on the screen.
    for (const QString &id : websites) {
        if (const auto row = m_websites.find(id))
            dropWebsite(*row);
    }
    for (const MaterialRef &item : items) {
        if (const auto index = materials(item.kind).find(item.id))
            dropMaterial(item.kind, *index);
    }
    flush();
}

void Library::applySome()
{
    // What a person does by hand shows at once; thousands of operations leave room for the window between them.
    constexpr int shortestSlice = 100; // operations, also when the computer was busy with something else
    constexpr qint64 longestSlice = 6; // milliseconds
    QElapsedTimer timer;
    timer.start();
    int done = 0;
    bool more = false;
    for (const GroupRecordPointer &record : std::as_const(m_outgoing)) {
        const QList<Operation> &operations = record->group.operations;
        for (; record->applied < operations.size() && !more; ++done) {
            more = done >= shortestSlice && timer.elapsed() >= longestSlice;
            if (more)
                break;
            if (!record->settled.contains(record->applied))
                applyToCache(operations.at(record->applied));
            ++record->applied;
        }
        if (more)
            break;
    }
    flush();
    if (more && !std::exchange(m_applyQueued, true)) {
        QTimer::singleShot(0, this, [this] {
            m_applyQueued = false;
            applySome();
        });
    }
    sendNext();
}

void Library::applyToCache(const Operation &operation)
{
    switch (operation.type) {
    case Operation::Type::Create:
        applyCreate(operation);
        break;
    case Operation::Type::Update:
        applyUpdate(operation);
        break;
    case Operation::Type::Delete:
        applyDelete(operation);
        break;
    case Operation::Type::Link:
    case Operation::Type::Unlink:
        applyLink(operation);
        break;
    case Operation::Type::Increment:
        applyIncrement(operation, 1);
        break;
    }
}

void Library::applyCreate(const Operation &operation)
{
    if (operation.kind) {
        auto material = Material::fromJson(*operation.kind, operation.after);
        if (!material)
            return;
        material->id = currentId(material->id);
        m_deletedHere.remove(material->id);
        takeMaterial(*material);
        for (const QString &website : std::as_const(material->websites))
            applyLink(Operation::link(website, *operation.kind, material->id));
        return;
    }
    auto website = Website::fromJson(operation.after);
    if (!website)
        return;
    website->id = currentId(website->id);
    for (QStringList &links : website->associations)
        std::ranges::transform(links, links.begin(), [this](const QString &id) { return currentId(id); });
    m_deletedHere.remove(website->id);
    takeWebsite(*website);
}

void Library::applyDelete(const Operation &operation)
{
    const QString id = currentId(operation.id);
    m_deletedHere.insert(id);
    if (!operation.kind) {
        if (const auto row = m_websites.find(id))
            dropWebsite(*row);
    } else if (const auto index = materials(*operation.kind).find(id)) {
        dropMaterial(*operation.kind, *index);
    }
}

void Library::applyIncrement(const Operation &operation, int sign)
{
    const auto row = m_websites.find(currentId(operation.id));
    if (!row)
        return;
    Score step;
    ScoreIncrement::fromJson(operation.after, "website"_L1).applyTo(step);
    Score score = m_websites.score(*row);
    for (int Score::*counter : {&Score::reuse, &Score::update, &Score::reference, &Score::priority, &Score::searched})
        score.*counter += sign * (step.*counter);
    m_websites.setScore(*row, score);
    m_changed.append(*row);
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
    Material changed = material(*operation.kind, *index);
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

void Library::replaceId(std::optional<AssociationKind> kind, const QString &before, const QString &now)
{
    // A create that is done again replaces the identifier that it got the first time.
    const QString shown = currentId(before);
    for (QString &alias : m_aliases) {
        if (alias == shown)
            alias = now;
    }
    for (Conflict &conflict : m_conflicts) {
        if (conflict.kind == kind && conflict.id == shown)
            conflict.id = now;
    }
    m_aliases.insert(before, now);
    if (shown != before)
        m_aliases.insert(shown, now);
    m_journal.addAlias(shown, now);
    // A list that came before the answer may have brought the item under its new identifier already.
    if (m_deletedHere.contains(shown)) {
        m_deletedHere.insert(now);
        if (kind)
            dropGone({}, {{*kind, now}});
        else
            dropGone({now}, {});
    } else if (!kind) {
        const auto row = m_websites.find(shown);
        if (!row)
            return;
        if (const auto other = m_websites.find(now); other && *other != *row) {
            dropWebsite(*other);
            flush();
        }
        m_websites.rename(*row, now);
        emit websiteIdReplaced(shown, now);
    } else if (const auto index = materials(*kind).find(shown)) {
        if (const auto other = materials(*kind).find(now); other && *other != *index)
            mergeMaterial(*kind, *other, *index);
        columns(*kind).rename(*index, now);
        markDirty(*kind);
        emit materialIdReplaced(*kind, shown, now);
    }
}

void Library::mergeMaterial(AssociationKind kind, MaterialColumns::Index from, MaterialColumns::Index to)
{
    const std::vector<quint32> websites = materials(kind).websites(from);
    for (const Row row : websites)
        addLink(row, {kind, to});
    dropMaterial(kind, from);
    flush();
}

} // namespace sitebook
