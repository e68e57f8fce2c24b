// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "api/client/apireply.h"
#include "api/client/materialapi.h"
#include "api/client/websiteapi.h"
#include "api/client/websitesapi.h"
#include "app/library/batchcoding.h"
#include "app/library/groupsender.h"

#include <memory>

using namespace Qt::StringLiterals;

// Creates, the operations that must not be done twice and that others may answer with identifiers of their own.

namespace sitebook {

namespace {

/// Whether the server may have carried out what it did not answer to.
bool isUnsure(const ApiError &error)
{
    return error.kind == ApiError::Kind::TimedOut || error.kind == ApiError::Kind::Broken
        || error.kind == ApiError::Kind::ServerFault || error.kind == ApiError::Kind::NotThisApi
        || error.httpStatus == 429 || error.httpStatus == 410;
}

/// Whether \a found is what a create of \a wanted makes.
bool looksLike(const Material &found, const Material &wanted)
{
    return found.name == wanted.name && found.text == wanted.text && found.email == wanted.email
        && found.address == wanted.address;
}

} // namespace

void GroupSender::sendCreate(qsizetype index)
{
    if (m_unsure.contains(index)) {
        lookUpCreated(index);
        return;
    }
    const Operation &operation = m_operations.at(index);
    const QJsonObject seed = createBody(operation, m_client.isSitebook());
    if (operation.kind) {
        MaterialApi(m_client, *operation.kind).create(seed)->then(this, [this, index](ValueReply<Material> &reply) {
            if (reply.isSuccess())
                completeMaterial(index, reply.value());
            else
                createFailed(index, reply.error());
        });
        return;
    }
    WebsitesApi(m_client).create(seed)->then(this, [this, index](ValueReply<Website> &reply) {
        if (reply.isSuccess())
            completeWebsite(index, reply.value());
        else
            createFailed(index, reply.error());
    });
}

void GroupSender::createFailed(qsizetype index, const ApiError &error)
{
    // A Sitebook keeps our identifiers: there, twice is once.
    if (!isUnsure(error) || m_client.isSitebook()) {
        settle(index, error);
        return;
    }
    m_createErrors.insert(index, error);
    lookUpCreated(index);
}

void GroupSender::lookUpCreated(qsizetype index)
{
    // The answer to a create got lost, so nobody knows whether it was done: ask before asking again, also when it takes
    // long until the server can be asked.
    m_unsure.insert(index);
    const Operation &operation = m_operations.at(index);
    const QString known = m_resolve(operation.id);
    const auto lookFurther = [this, index] {
        if (m_operations.at(index).kind)
            lookUpMaterial(index);
        else
            lookUpWebsite(index);
    };
    if (known == operation.id) {
        lookFurther();
        return;
    }
    // The answer came, but not everything that was to follow it; unless that was an item that is deleted since.
    const auto take = [this, index, lookFurther](auto &found, auto complete) {
        if (found.isSuccess())
            (this->*complete)(index, found.value());
        else if (found.error().kind == ApiError::Kind::NotFound || found.error().kind == ApiError::Kind::NotSupported)
            lookFurther();
        else
            settle(index, found.error());
    };
    if (operation.kind) {
        MaterialApi(m_client, *operation.kind).get(known)->then(this, [take](ValueReply<Material> &found) {
            take(found, &GroupSender::completeMaterial);
        });
        return;
    }
    WebsiteApi(m_client).snapshot(known)->then(
        this, [take](ValueReply<Website> &found) { take(found, &GroupSender::completeWebsite); });
}

void GroupSender::lookUpWebsite(qsizetype index)
{
    const QString url = m_operations.at(index).after.value("url"_L1).toString();
    WebsitesApi(m_client).exists(url)->then(this, [this, index](ValueReply<QString> &reply) {
        if (reply.error().kind == ApiError::Kind::NotSupported) {
            lookUpWebsiteInList(index);
            return;
        }
        if (!reply.isSuccess()) {
            settle(index, reply.error());
            return;
        }
        const QString id = reply.value();
        if (id.isEmpty()) {
            notCreated(index);
            return;
        }
        if (m_isKnown(std::nullopt, id)) {
            // It hides whether there is a second one; making sure by another create could make a third.
            conclude(index, {ApiError::Kind::Broken, 0, {}, m_client.address()});
            return;
        }
        takeCreatedWebsite(index, id);
    });
}

void GroupSender::lookUpWebsiteInList(qsizetype index)
{
    const QString url = m_operations.at(index).after.value("url"_L1).toString();
    WebsiteListReply *list = WebsitesApi(m_client).list(ListForm::Light);
    const auto candidate = std::make_shared<QString>();
    connect(list, &WebsiteListReply::received, this, [this, url, candidate](const QList<Website> &websites) {
        for (const Website &found : websites) {
            if (found.url == url && !m_isKnown(std::nullopt, found.id))
                *candidate = found.id;
        }
    });
    list->then(this, [this, index, candidate](WebsiteListReply &reply) {
        if (!reply.isSuccess())
            settle(index, reply.error());
        else if (candidate->isEmpty())
            notCreated(index);
        else
            takeCreatedWebsite(index, *candidate);
    });
}

void GroupSender::takeCreatedWebsite(qsizetype index, const QString &id)
{
    WebsiteApi(m_client).snapshot(id)->then(this, [this, index](ValueReply<Website> &found) {
        if (found.isSuccess())
            completeWebsite(index, found.value());
        else
            settle(index, found.error());
    });
}

void GroupSender::lookUpMaterial(qsizetype index)
{
    const Operation &operation = m_operations.at(index);
    const AssociationKind kind = *operation.kind;
    const auto wanted = Material::fromJson(kind, operation.after);
    MaterialListReply *list = MaterialApi(m_client, kind).list(ListForm::Light);
    const auto candidates = std::make_shared<QStringList>();
    connect(list, &MaterialListReply::received, this, [this, wanted, candidates](const QList<Material> &materials) {
        for (Material found : materials) {
            // Lists come without the contents of assets.
            if (found.kind == AssociationKind::Asset && wanted)
                found.text = wanted->text;
            if (wanted && looksLike(found, *wanted) && !m_isKnown(found.kind, found.id))
                candidates->append(found.id);
        }
    });
    list->then(this, [this, index, candidates](MaterialListReply &reply) {
        if (reply.isSuccess())
            takeCreatedMaterial(index, *candidates);
        else
            settle(index, reply.error());
    });
}

/// Takes the last of \a candidates that is what was to be made, now that all of it is read.
void GroupSender::takeCreatedMaterial(qsizetype index, const QStringList &candidates)
{
    if (candidates.isEmpty()) {
        notCreated(index);
        return;
    }
    const AssociationKind kind = *m_operations.at(index).kind;
    MaterialApi(m_client, kind)
        .get(candidates.constLast())
        ->then(this, [this, index, kind, candidates](ValueReply<Material> &found) {
            const auto wanted = Material::fromJson(kind, m_operations.at(index).after);
            if (found.isSuccess() && wanted && looksLike(found.value(), *wanted))
                completeMaterial(index, found.value());
            else if (found.isSuccess() || found.error().kind == ApiError::Kind::NotFound)
                takeCreatedMaterial(index, candidates.first(candidates.size() - 1));
            else
                settle(index, found.error());
        });
}

void GroupSender::notCreated(qsizetype index)
{
    m_unsure.remove(index);
    const ApiError error = m_createErrors.take(index);
    // A server that answered, and did not do it, may need time; one that was cut off is asked at once.
    if (error.httpStatus == 0)
        sendCreate(index);
    else
        settle(index, error);
}

void GroupSender::completeWebsite(qsizetype index, const Website &made)
{
    const Operation operation = m_operations.at(index);
    if (made.id != operation.id)
        emit identifierReplaced(std::nullopt, operation.id, made.id);
    // A server that takes only name and address gets the links one by one, behind the rest of the group.
    if (const auto wanted = Website::fromJson(operation.after)) {
        for (const AssociationTraits &traits : allAssociationTraits()) {
            for (const QString &item : wanted->links(traits.kind)) {
                if (!made.links(traits.kind).contains(m_resolve(item)))
                    append(Operation::link(operation.id, traits.kind, item));
            }
        }
    }
    settle(index, {}, made.toJson());
}

void GroupSender::completeMaterial(qsizetype index, const Material &made)
{
    const Operation operation = m_operations.at(index);
    if (made.id != operation.id)
        emit identifierReplaced(operation.kind, operation.id, made.id);
    if (const auto wanted = Material::fromJson(*operation.kind, operation.after)) {
        for (const QString &website : wanted->websites) {
            if (!made.websites.contains(m_resolve(website)))
                append(Operation::link(website, *operation.kind, operation.id));
        }
    }
    settle(index, {}, made.toJson());
}

} // namespace sitebook
