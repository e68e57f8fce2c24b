// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apireply.h"
#include "api/client/materialapi.h"
#include "api/client/websiteapi.h"
#include "app/library/groupsender.h"

// Updates: the current item carries what others changed and what this version does not know; only our fields go over
// it, and only where nobody else changed the same field meanwhile. Between the read and the write somebody still may,
// which is then lost: the API knows no condition for an update, so that gap cannot be closed from this side.

namespace sitebook {

void GroupSender::sendWebsiteUpdate(qsizetype index)
{
    WebsiteApi(m_client)
        .snapshot(m_resolve(m_operations.at(index).id))
        ->then(this, [this, index](ValueReply<Website> &current) {
            if (!current.isSuccess()) {
                settle(index, current.error());
                return;
            }
            Website website = current.value();
            if (!takeConflicts(index, mergeFields(website, m_operations.at(index)))) {
                settle(index, {}, website.toJson());
                return;
            }
            WebsiteApi(m_client).update(website)->then(this, [this, index](ValueReply<Website> &reply) {
                settle(index, reply.error(), reply.isSuccess() ? reply.value().toJson() : QJsonObject());
            });
        });
}

void GroupSender::sendMaterialUpdate(qsizetype index)
{
    const AssociationKind kind = *m_operations.at(index).kind;
    MaterialApi(m_client, kind)
        .get(m_resolve(m_operations.at(index).id))
        ->then(this, [this, index, kind](ValueReply<Material> &current) {
            if (!current.isSuccess()) {
                settle(index, current.error());
                return;
            }
            Material material = current.value();
            if (!takeConflicts(index, mergeFields(material, m_operations.at(index)))) {
                settle(index, {}, material.toJson());
                return;
            }
            MaterialApi(m_client, kind).update(material)->then(this, [this, index](ValueReply<Material> &reply) {
                settle(index, reply.error(), reply.isSuccess() ? reply.value().toJson() : QJsonObject());
            });
        });
}

/// Keeps \a conflicts until the update is settled, when it may have been read more than once; whether any of its fields
/// is left to be written.
bool GroupSender::takeConflicts(qsizetype index, const QList<Conflict> &conflicts)
{
    m_conflicts.insert(index, conflicts);
    return conflicts.size() < m_operations.at(index).after.size();
}

/// What is left of the operation at \a index without the fields that are in conflict, which it tells.
Operation GroupSender::withoutConflicts(qsizetype index)
{
    const QList<Conflict> conflicts = m_conflicts.take(index);
    if (conflicts.isEmpty())
        return m_operations.at(index);
    emit conflicted(index, conflicts);
    QStringList fields;
    for (const Conflict &conflict : conflicts)
        fields.append(conflict.field);
    return m_operations.at(index).without(fields);
}

} // namespace sitebook
