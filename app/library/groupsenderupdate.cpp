// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apireply.h"
#include "api/client/materialapi.h"
#include "api/client/websiteapi.h"
#include "app/library/groupsender.h"

// Updates: the current item carries what others changed and what this version does not know; only our fields go over
// it, and only where nobody else changed the same field meanwhile. Who does so between the read and the write is
// noticed by a Sitebook, and we read again; the API itself knows no condition for an update, so that other servers have
// that gap.

namespace sitebook {

template<class Item, class Update>
void GroupSender::sendMerged(qsizetype index, ValueReply<Item> *read, const Update &update)
{
    read->then(this, [this, index, update](ValueReply<Item> &current) {
        if (!current.isSuccess()) {
            settle(index, current.error());
            return;
        }
        Item item = current.value();
        if (!takeConflicts(index, mergeFields(item, m_operations.at(index)))) {
            settle(index, {}, item.toJson());
            return;
        }
        update(item)->then(this, [this, index](ValueReply<Item> &reply) {
            constexpr int preconditionFailed = 412;
            if (reply.error().httpStatus == preconditionFailed) {
                m_conflicts.remove(index);
                sendNow(index);
                return;
            }
            settle(index, reply.error(), reply.isSuccess() ? reply.value().toJson() : QJsonObject());
        });
    });
}

void GroupSender::sendWebsiteUpdate(qsizetype index)
{
    sendMerged(index, WebsiteApi(m_client).snapshot(m_resolve(m_operations.at(index).id)),
        [this](const Website &website) { return WebsiteApi(m_client).update(website); });
}

void GroupSender::sendMaterialUpdate(qsizetype index)
{
    const AssociationKind kind = *m_operations.at(index).kind;
    sendMerged(index, MaterialApi(m_client, kind).get(m_resolve(m_operations.at(index).id)),
        [this, kind](const Material &material) { return MaterialApi(m_client, kind).update(material); });
}

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
