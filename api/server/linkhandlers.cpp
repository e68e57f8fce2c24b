// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/handlers.h"
#include "api/server/service.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// Links or unlinks; twice is once, so that whether anything happened makes no difference.
Response change(Service &service, bool link, const QString &website, AssociationKind kind, const QString &id)
{
    const Result<bool> done =
        link ? service.links.associate(website, kind, id) : service.links.disassociate(website, kind, id);
    return done.ok() ? Response::noContent() : Response::failure(done.error());
}

/// The path of one item of \a kind, also of those that have no other operations.
QByteArray itemPath(AssociationKind kind)
{
    switch (kind) {
    case AssociationKind::Asset:
    case AssociationKind::Person:
    case AssociationKind::Conversation:
    case AssociationKind::WorkstreamSummary:
    case AssociationKind::Tag:
    case AssociationKind::Annotation:
        break;
    case AssociationKind::Message:
        return "/message/{}"_ba;
    case AssociationKind::WorkstreamEvent:
        return "/workstream_event/{}"_ba;
    case AssociationKind::Source:
        return "/workstream_pattern_engine/source/{}"_ba;
    case AssociationKind::SourceWindow:
        return "/workstream_pattern_engine/source_window/{}"_ba;
    }
    return "/"_ba + associationTraits(kind).item.data() + "/{}";
}

} // namespace

void addLinkRoutes(Router &router, Service &service)
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        for (const bool link : {true, false}) {
            const QByteArray verb = link ? "/associate/{}"_ba : "/disassociate/{}"_ba;
            const AssociationKind kind = traits.kind;
            router.add("POST", "/website/{}/"_ba + traits.pathSegment.data() + verb, Router::Body::Ignored,
                [&service, kind, link](const Call &call) {
                    return change(service, link, call.arguments.at(0), kind, call.arguments.at(1));
                });
            router.add("POST", itemPath(kind) + "/websites" + verb, Router::Body::Ignored,
                [&service, kind, link](const Call &call) {
                    return change(service, link, call.arguments.at(1), kind, call.arguments.at(0));
                });
        }
    }
}

} // namespace sitebook
