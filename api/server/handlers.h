// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/jsonwriter.h"
#include "api/server/message.h"
#include "api/store/storeerror.h"
#include "api/types/association.h"
#include "api/types/timestamp.h"

#include <QJsonObject>

#include <optional>

namespace sitebook {

class Router;
struct Call;
class Service;

/// `/websites` and `/website`: list, get, create, update, delete, exists, scores.
void addWebsiteRoutes(Router &router, Service &service);
/// The six kinds that have items: list, get, create, update, delete, identifiers, `/tags/exists`.
void addMaterialRoutes(Router &router, Service &service);
/// Linking and unlinking, from both ends.
void addLinkRoutes(Router &router, Service &service);
/// The searches.
void addSearchRoutes(Router &router, Service &service);
/// What the streams would say first, for those who ask without a WebSocket.
void addStreamRoutes(Router &router, Service &service);
/// `/.well-known/…`, `/connect` and `/user`.
void addWellKnownRoutes(Router &router, Service &service);
/// `/sitebook/batch`: many operations in one transaction.
void addBatchRoute(Router &router, Service &service);

/// The form of the list that \a call asks for.
ListForm listFormFor(const Call &call);
/// A 200 with the collection that \a fill adds the items of, in \a form; it is written in parts.
Response collectionResponse(std::function<StoreError(CollectionWriter &)> fill, ListForm form = ListForm::Whole);
/// What is wrong with the `id` of \a body, which names an item, in words; empty when nothing is.
QString problemOfIdentifier(const QJsonObject &body);
/// Appends the StreamedIdentifier of the website, or item of \a kind, \a id.
void appendStreamedIdentifier(
    QByteArray &json, std::optional<AssociationKind> kind, const QString &id, std::optional<Timestamp> updated);

} // namespace sitebook
