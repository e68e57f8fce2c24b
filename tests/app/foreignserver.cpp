// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/foreignserver.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

FakeAnswer gone()
{
    return FakeAnswer::failure(410, "there is no such item");
}

FakeAnswer collection(const QJsonArray &items)
{
    return FakeAnswer::json(QJsonObject{{u"iterable"_s, items}});
}

} // namespace

ForeignServer::ForeignServer(Nature nature)
    : knowsBatches(nature == Nature::Sitebook)
    , m_nature(nature)
{
    http.setHandler([this](const FakeRequest &request) {
        const auto carryOut = [&] { return handle(request); };
        const FakeAnswer answer = network ? network(request, carryOut) : carryOut();
        return m_nature == Nature::Sitebook ? answer.with("Server", "Sitebook/1") : answer;
    });
}

Website ForeignServer::addWebsite(const QString &name, const QString &url, const QString &id)
{
    Website website;
    website.id = id.isEmpty() ? ownId() : id;
    website.name = name;
    website.url = url;
    website.created = website.updated = tick();
    websites[website.id] = website;
    return website;
}

Material ForeignServer::addMaterial(AssociationKind kind, const QString &name, const QString &id)
{
    Material material;
    material.kind = kind;
    material.id = id.isEmpty() ? ownId() : id;
    material.name = name;
    material.created = material.updated = tick();
    materials[{kind, material.id}] = material;
    return material;
}

void ForeignServer::link(const QString &website, AssociationKind kind, const QString &item)
{
    changeLink(website, kind, item, true);
}

QString ForeignServer::text() const
{
    QStringList lines;
    for (const auto &[id, website] : websites) {
        QStringList links;
        for (const AssociationTraits &traits : allAssociationTraits()) {
            for (const QString &item : website.links(traits.kind)) {
                const auto found = materials.find({traits.kind, item});
                links.append(found == materials.end() ? u"? "_s + item : found->second.caption());
            }
        }
        links.sort();
        lines.append(u"%1 %2 [%3]"_s.arg(website.name, website.url, links.join(u", "_s)));
    }
    lines.sort();
    return lines.join(u'\n');
}

FakeAnswer ForeignServer::handle(const FakeRequest &request)
{
    if (!m_denial.isEmpty())
        return FakeAnswer::failure(401, m_denial);
    for (const auto &[pattern, status] : std::as_const(m_lacking)) {
        if (pattern.match(QString::fromUtf8(request.path())).hasMatch())
            return FakeAnswer::failure(status, "there is no such operation");
    }
    const auto faults = m_faults.find(request.path());
    if (faults == m_faults.end() || faults->isEmpty())
        return carryOut(request);
    const Fault fault = faults->takeFirst();
    if (fault.carriedOut)
        carryOut(request);
    return fault.answer;
}

FakeAnswer ForeignServer::carryOut(const FakeRequest &request)
{
    QStringList path;
    const QList<QByteArray> segments = request.path().split('/');
    for (const QByteArray &segment : segments.sliced(1))
        path.append(QString::fromUtf8(QByteArray::fromPercentEncoding(segment)));
    const QString &first = path.first();
    const QString last = path.last();
    if (first == "sitebook"_L1)
        return knowsBatches ? runBatch(request.json()) : FakeAnswer::failure(404, "there is nothing here");
    if (first == "websites"_L1 || associationKindFromCollection(first)) {
        const auto kind = associationKindFromCollection(first);
        if (path.size() == 1)
            return tagged(list(kind), request);
        if (last == "create"_L1)
            return kind ? createMaterial(*kind, request.json()) : createWebsite(request.json());
        if (last == "exists"_L1)
            return exists(request.json());
        if (last == "delete"_L1)
            return remove(kind, path.at(1));
    } else if (first == "website"_L1 || associationKindFromItem(first)) {
        const auto kind = associationKindFromItem(first);
        if (last == "update"_L1)
            return update(kind, request.json());
        if (path.size() == 2)
            return kind ? material(*kind, last) : website(last);
        if (last == "increment"_L1)
            return increment(path.at(1), request.json());
        if (const auto linked = associationKindFromPathSegment(path.at(2)); linked && path.size() == 5)
            return changeLink(path.at(1), *linked, last, path.at(3) == "associate"_L1);
    }
    return FakeAnswer::failure(404, "there is nothing here");
}

FakeAnswer ForeignServer::tagged(const FakeAnswer &answer, const FakeRequest &request)
{
    if (!knowsEntityTags)
        return answer;
    const QByteArray tag = "W/\"" + QByteArray::number(qHash(answer.body)) + '"';
    if (request.header("If-None-Match") != tag)
        return answer.with("ETag", tag);
    ++notModified;
    return FakeAnswer::notModified().with("ETag", tag);
}

FakeAnswer ForeignServer::runBatch(const QJsonObject &body)
{
    QJsonArray results;
    const QJsonArray operations = body.value("operations"_L1).toArray();
    for (const QJsonValue &operation : operations) {
        FakeRequest request;
        request.method = operation["method"_L1].toString().toLatin1();
        request.target = operation["path"_L1].toString().toUtf8();
        request.body = QJsonDocument(operation["body"_L1].toObject()).toJson();
        const FakeAnswer answer = carryOut(request);
        QJsonObject result{{u"status"_s, answer.status}, {u"message"_s, QString::fromUtf8(answer.body)}};
        if (const QJsonDocument item = QJsonDocument::fromJson(answer.body); item.isObject())
            result.insert(u"body"_s, item.object());
        results.append(result);
    }
    return FakeAnswer::json(QJsonObject{{u"results"_s, results}});
}

FakeAnswer ForeignServer::list(std::optional<AssociationKind> kind) const
{
    QJsonArray items;
    if (!kind) {
        for (const auto &[id, website] : websites)
            items.append(website.toJson());
        return collection(items);
    }
    for (const auto &[key, material] : materials) {
        if (key.first == *kind)
            items.append(material.toJson());
    }
    return collection(items);
}

FakeAnswer ForeignServer::website(const QString &id) const
{
    const auto found = websites.find(id);
    return found == websites.end() ? gone() : FakeAnswer::json(found->second.toJson());
}

FakeAnswer ForeignServer::material(AssociationKind kind, const QString &id) const
{
    const auto found = materials.find({kind, id});
    return found == materials.end() ? gone() : FakeAnswer::json(found->second.toJson());
}

FakeAnswer ForeignServer::createWebsite(const QJsonObject &body)
{
    Website website;
    if (m_nature == Nature::Sitebook) {
        website = Website::fromJson(body).value_or(Website());
        if (const auto found = websites.find(website.id); found != websites.end())
            return FakeAnswer::json(found->second.toJson());
    } else {
        website.id = ownId();
        website.name = body.value("name"_L1).toString();
        website.url = body.value("url"_L1).toString();
    }
    website.created = website.updated = tick();
    websites[website.id] = website;
    return FakeAnswer::json(website.toJson());
}

FakeAnswer ForeignServer::createMaterial(AssociationKind kind, const QJsonObject &body)
{
    QJsonObject json = body;
    if (m_nature == Nature::Foreign)
        json.insert("id"_L1, ownId());
    auto material = Material::fromJson(kind, json);
    if (!material)
        return FakeAnswer::failure(400, "what is this?");
    if (const QJsonObject seed = body.value("asset"_L1).toObject(); material->name.isEmpty() && !seed.isEmpty()) {
        material->name = seed.value("metadata"_L1).toObject().value("name"_L1).toString();
        material->text = seed["format"_L1]["fragment"_L1]["string"_L1]["raw"_L1].toString();
    }
    material->created = material->updated = tick();
    if (m_nature == Nature::Foreign)
        material->websites.clear();
    materials[{kind, material->id}] = *material;
    for (const QString &website : std::as_const(material->websites))
        changeLink(website, kind, material->id, true);
    return FakeAnswer::json(material->toJson());
}

FakeAnswer ForeignServer::update(std::optional<AssociationKind> kind, const QJsonObject &body)
{
    const QString id = body.value("id"_L1).toString();
    if (kind) {
        const auto found = materials.find({*kind, id});
        const auto given = Material::fromJson(*kind, body);
        if (found == materials.end() || !given)
            return gone();
        found->second = *given;
        found->second.updated = tick();
        return material(*kind, id);
    }
    const auto found = websites.find(id);
    if (found == websites.end())
        return gone();
    found->second.name = body.value("name"_L1).toString();
    found->second.url = body.value("url"_L1).toString();
    found->second.updated = tick();
    return website(id);
}

FakeAnswer ForeignServer::remove(std::optional<AssociationKind> kind, const QString &id)
{
    if (!kind)
        return websites.erase(id) ? FakeAnswer::noContent() : gone();
    if (!materials.erase({*kind, id}))
        return gone();
    for (auto &[key, website] : websites)
        website.links(*kind).removeAll(id);
    return FakeAnswer::noContent();
}

FakeAnswer ForeignServer::exists(const QJsonObject &body) const
{
    const auto found = std::ranges::find_if(
        websites, [&](const auto &entry) { return entry.second.url == body.value("value"_L1).toString(); });
    if (found == websites.end())
        return FakeAnswer::json(QJsonObject());
    return FakeAnswer::json(QJsonObject{{u"website"_s, QJsonObject{{u"id"_s, found->first}}}});
}

FakeAnswer ForeignServer::increment(const QString &id, const QJsonObject &body)
{
    const auto found = websites.find(id);
    if (found == websites.end())
        return gone();
    ScoreIncrement::fromJson(body, "website"_L1).applyTo(found->second.score);
    return FakeAnswer::noContent();
}

FakeAnswer ForeignServer::changeLink(const QString &id, AssociationKind kind, const QString &item, bool link)
{
    const auto found = websites.find(id);
    if (found == websites.end() || !materials.contains({kind, item}))
        return gone();
    QStringList &links = found->second.links(kind);
    links.removeAll(item);
    if (link)
        links.append(item);
    found->second.updated = tick();
    return FakeAnswer::noContent();
}

} // namespace sitebook
