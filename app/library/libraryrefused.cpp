// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "app/library/library.h"
#include "app/library/wholeitems.h"

#include <limits>

using namespace Qt::StringLiterals;

// What the server refused, which is kept until a person decides, and values that come back.

namespace sitebook {

void Library::retryRefused(qint64 id)
{
    const HistoryStep *step = m_history->step(id);
    if (!step)
        return;
    for (const qint64 group : {step->current, step->undoneBy}) {
        if (group != 0)
            retryGroup(group, step->group.caption);
    }
}

/// Sends what was refused of \a group once more, as a step called \a caption.
void Library::retryGroup(qint64 group, const QString &caption)
{
    const std::function question = [group](JournalStore &store) { return store.operations(group); };
    m_journal.ask<QList<JournalOperation>>(
        question, this, [this, group, caption](const QList<JournalOperation> &operations) {
            OperationGroup again{caption, {}};
            QList<qsizetype> positions;
            for (qsizetype i = 0; i < operations.size(); ++i) {
                if (operations.at(i).state != OperationState::Refused || m_replacing.contains({group, i}))
                    continue;
                positions.append(i);
                if (!isMadeAlready(operations.at(i).operation))
                    again.operations.append(asItIsNow(operations.at(i).operation));
            }
            if (again.operations.isEmpty() && !positions.isEmpty())
                dropRefusedOf(group);
            else
                performInPlaceOf(group, positions, again);
        });
}

void Library::retryEdited(qint64 group, qsizetype position, const Operation &edited, const QString &caption)
{
    if (!m_replacing.contains({group, position})) // as by a second click
        performInPlaceOf(group, {position}, {caption, {edited}});
}

/// Does \a again, and gives up what was refused of \a group at \a positions once that is in the journal: whatever
/// happens between the two, one of them is there.
void Library::performInPlaceOf(qint64 group, const QList<qsizetype> &positions, const OperationGroup &again)
{
    const qint64 step = perform(again);
    if (step == 0)
        return;
    for (const qsizetype position : positions)
        m_replacing.insert({group, position});
    m_journal.replaceRefused(group, positions, step, this, [this, group, positions](const QString &problem) {
        for (const qsizetype position : positions)
            m_replacing.remove({group, position});
        if (!problem.isEmpty())
            return;
        noteDecided(group, positions);
        m_history->takeRefused(group, static_cast<int>(positions.size()));
    });
}

void Library::dropRefused(qint64 id)
{
    const HistoryStep *step = m_history->step(id);
    if (!step)
        return;
    for (const qint64 group : {step->current, step->undoneBy}) {
        if (group != 0)
            dropRefusedOf(group);
    }
}

void Library::dropRefusedOf(qint64 group)
{
    m_journal.dropRefused(group);
    noteDecided(group, {});
    m_history->takeRefused(group, std::numeric_limits<int>::max());
}

/// Whether \a operation makes what came otherwise since, as from the trash; it would make a second one.
bool Library::isMadeAlready(const Operation &operation) const
{
    if (operation.type != Operation::Type::Create)
        return false;
    const QString id = currentId(operation.id);
    if (!operation.kind)
        return m_websites.find(id).has_value();
    const MaterialColumns &all = materials(*operation.kind);
    const auto index = all.find(id);
    return index && all.isKnown(*index);
}

void Library::setField(std::optional<AssociationKind> kind, const QString &id, const QString &field,
    const QString &value, const QString &caption)
{
    const QJsonObject fields{{field, value}};
    if (!kind) {
        if (const auto row = m_websites.find(currentId(id))) {
            const Website before = website(*row);
            Website after = before;
            applyFields(after, fields);
            perform({caption, {Operation::update(before, after)}});
        }
        return;
    }
    const auto index = materials(*kind).find(currentId(id));
    if (index && field == "name"_L1 && *kind != AssociationKind::Annotation) {
        const Material before = material(*kind, *index);
        Material after = before;
        applyFields(after, fields);
        perform({caption, {Operation::update(before, after)}});
        return;
    }
    // Lists come without the rest, so the item is read whole first.
    readWholeMaterials(*m_client, *kind, {currentId(id)}, this,
        [this, fields, caption](const QList<Material> &materials, const ApiError &error) {
            if (error || materials.isEmpty()) {
                emit changeRefused(caption, error ? error : ApiError{ApiError::Kind::NotFound, 410, {}, {}});
                return;
            }
            Material after = materials.constFirst();
            applyFields(after, fields);
            perform({caption, {Operation::update(materials.constFirst(), after)}});
        });
}

} // namespace sitebook
