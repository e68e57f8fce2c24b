// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/service.h"

#include "api/server/handlers.h"
#include "api/store/database.h"
#include "api/store/transaction.h"

#include <exception>

using namespace Qt::StringLiterals;

namespace sitebook {

Service::Service(Database &library)
    : database(library)
    , websites(library)
    , materials(library)
    , links(library)
{
    addWebsiteRoutes(m_router, *this);
    addMaterialRoutes(m_router, *this);
    addLinkRoutes(m_router, *this);
    addSearchRoutes(m_router, *this);
    addStreamRoutes(m_router, *this);
    addWellKnownRoutes(m_router, *this);
    addBatchRoute(m_router, *this);
}

Response Service::answer(const Request &request)
{
    try {
        return answerInTransaction(request);
    } catch (const std::exception &exception) {
        // Out of memory, most likely, over one huge request; the others go on.
        return Response::text(500, u"The server could not answer: %1"_s.arg(QString::fromLocal8Bit(exception.what())));
    }
}

Response Service::answerInTransaction(const Request &request)
{
    const bool reading = request.method == "GET"_ba || request.method == "HEAD"_ba;
    Transaction transaction(database, reading ? Transaction::Access::Read : Transaction::Access::Write);
    if (transaction.error())
        return Response::failure(transaction.error());
    const Response response = dispatch(request);
    if (!response.isSuccess())
        return response;
    if (const StoreError error = transaction.commit())
        return Response::failure(error);
    return response;
}

} // namespace sitebook
