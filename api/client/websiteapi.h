// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"
#include "api/types/association.h"
#include "api/types/score.h"
#include "api/types/website.h"

namespace sitebook {

/// The operations on one website: the eleven of the seed. The errors are those of ApiError; an identifier that the
/// server does not know ends with NotFound, or, from servers that tell no more, ServerFault.
class WebsiteApi
{
public:
    /// \a client has to outlive this.
    explicit WebsiteApi(ApiClient &client);

    /// The website \a id; lighter when \a transferables is false.
    ValueReply<Website> *snapshot(const QString &id, bool transferables = true);
    /// Makes the server's website what \a website is; the answer is what the server made of it. A Sitebook refuses it
    /// with 412 when its website changed since \a website was read.
    ValueReply<Website> *update(const Website &website);
    /// Links \a website to \a item; twice is once.
    ApiReply *associate(const QString &website, AssociationKind kind, const QString &item);
    /// Removes the link from \a website to \a item.
    ApiReply *disassociate(const QString &website, AssociationKind kind, const QString &item);
    /// Adds 1 to the counters of \a website that \a increment names. Never sent twice.
    ApiReply *incrementScore(const QString &website, const ScoreIncrement &increment);

private:
    ApiReply *link(const QString &website, AssociationKind kind, QLatin1StringView verb, const QString &item);

    ApiClient &m_client;
};

} // namespace sitebook
