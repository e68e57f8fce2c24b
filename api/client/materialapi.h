// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"
#include "api/client/listreply.h"
#include "api/types/material.h"

namespace sitebook {

/// The operations on the materials of one kind. Kinds that have none (AssociationTraits::hasItems) end with
/// NotSupported.
class MaterialApi
{
public:
    /// \a client has to outlive this.
    MaterialApi(ApiClient &client, AssociationKind kind);

    /// All materials of the kind in \a form, without their transferables; none when nothing changed since the answer in
    /// the same form with \a entityTag.
    MaterialListReply *list(ListForm form, const QByteArray &entityTag = {});
    /// The material \a id, whole.
    ValueReply<Material> *get(const QString &id);
    /// Makes a material of \a seed, see Material::toSeed(). Never sent twice.
    ValueReply<Material> *create(const QJsonObject &seed);
    /// Makes the server's material what \a material is; the answer is what the server made of it. A Sitebook refuses it
    /// with 412 when its material changed since \a material was read.
    ValueReply<Material> *update(const Material &material);
    /// Deletes the material \a id; NotFound when it is gone already.
    ApiReply *remove(const QString &id);

private:
    ValueReply<Material> *send(const ApiRequest &request);
    /// The path made of \a first and \a rest; empty when the kind has no operations of its own.
    static QString path(QLatin1StringView first, const QString &rest);

    ApiClient &m_client;
    AssociationKind m_kind;
};

} // namespace sitebook
