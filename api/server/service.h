// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/message.h"
#include "api/server/router.h"
#include "api/store/linkstore.h"
#include "api/store/materialstore.h"
#include "api/store/programstore.h"
#include "api/store/websitestore.h"

namespace sitebook {

class Database;

/// The Website API over one library, without the transport: requests go in, responses come out.
class Service
{
public:
    explicit Service(Database &database);
    Q_DISABLE_COPY_MOVE(Service)

    /// What \a work answers in a transaction of its own (a savepoint inside another), which lasts only if the answer is
    /// a success.
    Response inTransaction(const std::function<Response(Service &)> &work);
    /// Answers \a request in a transaction of its own, which lasts only if the answer is a success. Afterwards the
    /// database says what changed.
    Response answer(const Request &request);
    /// Answers \a request, which changes nothing, from one state of the library. A long list goes to \a sink in parts;
    /// what is left of it is in the answer.
    Response read(const Request &request, const BodySink &sink);
    /// Answers \a request inside the current transaction: for one that carries others.
    Response dispatch(const Request &request) const;

    Database &database;
    WebsiteStore websites;
    MaterialStore materials;
    LinkStore links;
    ProgramStore programs;

private:
    Response readInTransaction(const Request &request, const BodySink &sink);
    Response dispatchWhole(const Request &request) const;

    Router m_router;
};

} // namespace sitebook
