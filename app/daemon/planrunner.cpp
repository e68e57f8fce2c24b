// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/planrunner.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

constexpr qsizetype stepsInRequest = 500;
constexpr qsizetype bytesInRequest = 2 * 1024 * 1024;

/// What creates \a material with its identifier and dates: the whole item when it was read from one, else a seed.
QJsonObject bodyOf(const Material &material)
{
    const bool isWhole =
        material.kind == AssociationKind::Asset ? material.source.contains("formats"_L1) : !material.source.isEmpty();
    QJsonObject body = isWhole ? material.toJson() : material.toSeed();
    if (!material.updated.isNull())
        body.insert("updated"_L1, material.updated.toJson());
    return body;
}

} // namespace

PlanRunner::PlanRunner(ApiClient &client, const ImportPlan &plan, QObject *parent)
    : QObject(parent)
    , m_batch(client)
{
    addMaterials(plan.newTags);
    for (const QList<Material> &materials : plan.newMaterials)
        addMaterials(materials);
    // A link made later would count as a change of the website, and its own date would be lost.
    addMaterials(plan.newAnnotations);
    addWebsites(plan.newWebsites);
}

void PlanRunner::start()
{
    QMetaObject::invokeMethod(this, &PlanRunner::sendNext, Qt::QueuedConnection);
}

void PlanRunner::addMaterials(const QList<Material> &materials)
{
    for (const Material &material : materials) {
        const QString path = associationTraits(material.kind).collection + "/create"_L1;
        m_steps.append({{path, bodyOf(material)}, material.caption(), false});
    }
}

void PlanRunner::addWebsites(const QList<Website> &websites)
{
    for (const Website &website : websites)
        m_steps.append({{u"websites/create"_s, website.toJson()}, website.url, true});
}

void PlanRunner::sendNext()
{
    if (m_sent == m_steps.size()) {
        emit finished();
        return;
    }
    QList<BatchOperation> operations;
    qsizetype bytes = 0;
    const qsizetype first = m_sent;
    while (m_sent < m_steps.size() && operations.size() < stepsInRequest && bytes < bytesInRequest) {
        const BatchOperation &operation = m_steps.at(m_sent++).operation;
        bytes += QJsonDocument(*operation.body).toJson(QJsonDocument::Compact).size();
        operations.append(operation);
    }
    m_batch.run(operations, true)->then(this, [this, first](const ValueReply<QList<BatchResult>> &reply) {
        if (reply.error()) {
            emit failed(reply.error().caption());
            return;
        }
        take(first, reply.value());
        sendNext();
    });
}

void PlanRunner::take(qsizetype first, const QList<BatchResult> &results)
{
    for (qsizetype i = 0; i < results.size(); ++i) {
        const Step &step = m_steps.at(first + i);
        if (!results.at(i).isSuccess())
            m_refused.append({0, step.caption, results.at(i).message});
        else if (step.isWebsite)
            ++m_addedWebsites;
    }
}

} // namespace sitebook
