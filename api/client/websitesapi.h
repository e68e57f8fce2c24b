// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"
#include "api/client/listreply.h"
#include "api/types/website.h"

namespace sitebook {

/// The operations on the collection of websites.
class WebsitesApi
{
public:
    /// \a client has to outlive this.
    explicit WebsitesApi(ApiClient &client);

    /// All websites in \a form; none when nothing changed since the answer in the same form with \a entityTag.
    WebsiteListReply *list(ListForm form, const QByteArray &entityTag = {});
    /// Makes a website of \a seed (schema SeededWebsite: `url` and `name`). Never sent twice.
    ValueReply<Website> *create(const QJsonObject &seed);
    /// Deletes the website \a id; NotFound when it is gone already.
    ApiReply *remove(const QString &id);
    /// The identifier of the website with the address \a url; empty when there is none.
    ValueReply<QString> *exists(const QString &url);
    /// The identifiers of the websites whose name or address holds \a text, the best first.
    ValueReply<QStringList> *search(const QString &text);

private:
    ApiClient &m_client;
};

} // namespace sitebook
