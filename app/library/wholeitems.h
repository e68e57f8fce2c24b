// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apierror.h"
#include "api/types/material.h"
#include "api/types/website.h"
#include "app/library/materialref.h"

#include <QList>

#include <functional>

class QObject;

namespace sitebook {

class ApiClient;

using WebsitesHandler = std::function<void(const QList<Website> &websites, const ApiError &error)>;
using MaterialsHandler = std::function<void(const QList<Material> &materials, const ApiError &error)>;

/// Reads the websites \a ids with everything that the server knows of them, six at a time, and gives them to \a handler
/// in their order, once, in the life of \a context. Those that are gone are left out; any other error ends it.
void readWholeWebsites(ApiClient &client, const QStringList &ids, QObject *context, const WebsitesHandler &handler);
/// The same for materials of \a kind.
void readWholeMaterials(
    ApiClient &client, AssociationKind kind, const QStringList &ids, QObject *context, const MaterialsHandler &handler);

using ItemsHandler =
    std::function<void(const QList<Website> &websites, const QList<Material> &materials, const ApiError &error)>;

/// The same for \a websites and then for \a materials of any kinds.
void readWholeItems(ApiClient &client, const QStringList &websites, const QList<MaterialRef> &materials,
    QObject *context, const ItemsHandler &handler);

} // namespace sitebook
