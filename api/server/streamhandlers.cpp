// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/handlers.h"
#include "api/server/jsonwriter.h"
#include "api/server/service.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Every identifier of a collection: what a stream says first, and what those hear who ask without a WebSocket.
Response snapshot(Service &service, std::optional<AssociationKind> kind)
{
    return Response::list([&service, kind](const BodySink &sink) {
        BodyWriter parts(sink);
        parts.json().append("{\"iterable\":[");
        bool first = true;
        const auto visit = [&](const QString &id, Timestamp updated) {
            if (!std::exchange(first, false))
                parts.json().append(',');
            appendStreamedIdentifier(parts.json(), kind, id, updated);
            return parts.goesOn();
        };
        const StoreError error =
            kind ? service.materials.identifiers(*kind, visit) : service.websites.identifiers(visit);
        if (error)
            return error;
        parts.json().append("]}");
        parts.finish();
        return StoreError();
    });
}

} // namespace

void appendStreamedIdentifier(
    QByteArray &json, std::optional<AssociationKind> kind, const QString &id, std::optional<Timestamp> updated)
{
    json.append("{\"").append(kind ? associationTraits(*kind).streamField.data() : "website").append("\":{\"id\":");
    appendString(json, id);
    json.append('}');
    if (updated) {
        json.append(",\"updated\":");
        appendMoment(json, *updated);
    } else {
        json.append(",\"deleted\":true");
    }
    json.append('}');
}

void addStreamRoutes(Router &router, Service &service)
{
    router.add("GET", "/websites/stream/identifiers", Router::Body::Ignored,
        [&service](const Call &) { return snapshot(service, std::nullopt); });
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            router.add("GET", "/"_ba + traits.collection.data() + "/stream/identifiers", Router::Body::Ignored,
                [&service, kind = traits.kind](const Call &) { return snapshot(service, kind); });
    }
}

} // namespace sitebook
