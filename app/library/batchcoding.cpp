// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/batchcoding.h"

#include "api/client/apirequest.h"

using namespace Qt::StringLiterals;

namespace sitebook {

QJsonObject createBody(const Operation &operation, bool whole)
{
    if (!operation.kind) {
        if (whole)
            return operation.after;
        return {{u"name"_s, operation.after.value("name"_L1)}, {u"url"_s, operation.after.value("url"_L1)},
            {u"mechanism"_s, u"MANUAL"_s}};
    }
    const auto material = Material::fromJson(*operation.kind, operation.after);
    if (!material)
        return {};
    QJsonObject seed = material->toSeed();
    if (!whole) {
        // Keys beside the schema are not everybody's taste; links follow by associate.
        for (const QLatin1StringView key : {"id"_L1, "created"_L1, "websites"_L1})
            seed.remove(key);
        return seed;
    }
    // The item itself says best what it is; the seed adds what is required and may be missing.
    QJsonObject body = operation.after;
    if (*operation.kind == AssociationKind::Asset && body.contains("formats"_L1))
        return body;
    for (auto it = seed.begin(); it != seed.end(); ++it) {
        if (!body.contains(it.key()) || body.value(it.key()) == QJsonValue(QString()))
            body.insert(it.key(), it.value());
    }
    return body;
}

BatchOperation encodeForBatch(const Operation &operation, const std::function<QString(const QString &)> &resolve)
{
    const QString id = ApiRequest::segment(resolve(operation.id));
    switch (operation.type) {
    case Operation::Type::Create: {
        const QString collection =
            operation.kind ? QString(associationTraits(*operation.kind).collection) : u"websites"_s;
        return {u"%1/create"_s.arg(collection), createBody(operation, true)};
    }
    case Operation::Type::Delete: {
        const QString collection =
            operation.kind ? QString(associationTraits(*operation.kind).collection) : u"websites"_s;
        return {u"%1/%2/delete"_s.arg(collection, id), std::nullopt};
    }
    case Operation::Type::Link:
    case Operation::Type::Unlink:
        return {u"website/%1/%2/%3/%4"_s.arg(id, associationTraits(*operation.kind).pathSegment,
                    operation.type == Operation::Type::Link ? u"associate"_s : u"disassociate"_s,
                    ApiRequest::segment(resolve(operation.other))),
            std::nullopt};
    case Operation::Type::Increment:
        return {u"website/%1/scores/increment"_s.arg(id), operation.after};
    case Operation::Type::Update:
        break; // an update reads before it writes, so it goes alone
    }
    return {};
}

} // namespace sitebook
