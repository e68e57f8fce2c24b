// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/client/apiclient.h"

namespace sitebook {

/// What a server says about itself.
class ServerApi
{
public:
    /// \a client has to outlive this.
    explicit ServerApi(ApiClient &client);

    /// The server's word that it is well.
    ValueReply<QString> *health();
    /// The server's version.
    ValueReply<QString> *version();
    /// Introduces this program; the answer is the identifier that it has there. Sent once, as a second one would count
    /// as another program.
    ValueReply<QString> *introduce();

private:
    ApiClient &m_client;
};

} // namespace sitebook
