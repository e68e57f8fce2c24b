// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apireply.h"
#include "api/client/materialapi.h"
#include "api/client/websitesapi.h"
#include "app/library/groupsender.h"
#include "app/library/wholeitems.h"

#include <algorithm>

// Deletes: what goes is read whole first and kept, with what this version does not know and what others added since,
// so that it can be made again. What somebody else has renamed or moved meanwhile stays.

namespace sitebook {

namespace {

/// Whether what people know an item by is not the same in \a now, as the server has it, as in \a before, as it was when
/// it was deleted here. More of a material is not known here.
bool isChanged(std::optional<AssociationKind> kind, const QJsonObject &before, const QJsonObject &now)
{
    if (kind) {
        const auto known = Material::fromJson(*kind, before);
        const auto found = Material::fromJson(*kind, now);
        return known && found && known->caption() != found->caption();
    }
    const auto known = Website::fromJson(before);
    const auto found = Website::fromJson(now);
    return known && found && (known->name != found->name || known->url != found->url);
}

} // namespace

QList<qsizetype> GroupSender::deletesIn(const QList<qsizetype> &indexes) const
{
    QList<qsizetype> deletes;
    std::ranges::copy_if(indexes, std::back_inserter(deletes), [this](qsizetype index) {
        return m_operations.at(index).type == Operation::Type::Delete && !m_kept.contains(index);
    });
    return deletes;
}

void GroupSender::keepDeleted(const QList<qsizetype> &indexes, const std::function<void(const ApiError &)> &kept)
{
    QStringList websites;
    QList<MaterialRef> materials;
    for (const qsizetype index : indexes) {
        const Operation &operation = m_operations.at(index);
        const QString id = m_resolve(operation.id);
        if (operation.kind)
            materials.append({*operation.kind, id});
        else
            websites.append(id);
    }
    readWholeItems(m_client, websites, materials, this,
        [this, indexes, kept](
            const QList<Website> &wholeWebsites, const QList<Material> &wholeMaterials, const ApiError &error) {
            if (error) {
                kept(error);
                return;
            }
            QHash<QString, QJsonObject> found;
            for (const Website &website : wholeWebsites)
                found.insert(website.id, website.toJson());
            for (const Material &material : wholeMaterials)
                found.insert(material.id, material.toJson());
            QList<WholeItem> whole;
            for (const qsizetype index : indexes) {
                // What is gone there already has nothing to keep.
                const auto item = found.constFind(m_resolve(m_operations.at(index).id));
                if (item == found.constEnd())
                    continue;
                const Operation &operation = m_operations.at(index);
                if (isChanged(operation.kind, operation.before, *item))
                    m_changedMeanwhile.insert(index);
                else
                    whole.append({index, *item});
            }
            m_kept.unite(QSet(indexes.begin(), indexes.end()));
            if (whole.isEmpty())
                kept({});
            else
                m_keep(whole, [kept] { kept({}); });
        });
}

void GroupSender::sendDelete(qsizetype index)
{
    if (m_kept.contains(index)) {
        deleteNow(index);
        return;
    }
    keepDeleted({index}, [this, index](const ApiError &error) {
        if (error)
            settle(index, error);
        else
            deleteNow(index);
    });
}

void GroupSender::deleteNow(qsizetype index)
{
    if (withoutChanged({index}).isEmpty())
        return;
    const Operation &operation = m_operations.at(index);
    const QString id = m_resolve(operation.id);
    ApiReply *reply =
        operation.kind ? MaterialApi(m_client, *operation.kind).remove(id) : WebsitesApi(m_client).remove(id);
    reply->then(this, [this, index](ApiReply &answer) { settle(index, answer.error()); });
}

/// Takes those of \a indexes out that stay, because somebody else has changed them.
QList<qsizetype> GroupSender::withoutChanged(const QList<qsizetype> &indexes)
{
    QList<qsizetype> rest;
    for (const qsizetype index : indexes) {
        if (m_changedMeanwhile.contains(index))
            settle(index, {ApiError::Kind::ChangedMeanwhile});
        else
            rest.append(index);
    }
    return rest;
}

} // namespace sitebook
