// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/service.h"

#include "api/server/handlers.h"
#include "api/store/database.h"
#include "api/store/transaction.h"

#include <exception>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// What \a answer gives; a 500 when it runs out of memory, most likely, over one huge request. The others go on.
template<typename Answer> Response guarded(const Answer &answer)
{
    try {
        return answer();
    } catch (const std::exception &exception) {
        return Response::text(500, u"The server could not answer: %1"_s.arg(QString::fromLocal8Bit(exception.what())));
    }
}

} // namespace

Service::Service(Database &library)
    : database(library)
    , websites(library)
    , materials(library)
    , links(library)
    , programs(library)
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
    return inTransaction([&request](const Service &service) { return service.dispatch(request); });
}

Response Service::inTransaction(const std::function<Response(Service &)> &work)
{
    Transaction transaction(database);
    if (transaction.error())
        return Response::failure(transaction.error());
    Response response = work(*this);
    if (!response.isSuccess())
        return response;
    if (const StoreError error = transaction.commit())
        return Response::failure(error);
    return response;
}

Response Service::read(const Request &request, const BodySink &sink)
{
    return guarded([&] { return readInTransaction(request, sink); });
}

Response Service::dispatch(const Request &request) const
{
    return guarded([&] { return dispatchWhole(request); });
}

Response Service::dispatchWhole(const Request &request) const
{
    Response response = m_router.dispatch(request);
    if (!response.writeBody || !request.wantsBody)
        return response;
    QByteArray body;
    const StoreError error = std::exchange(response.writeBody, {})([&body](const QByteArray &part) {
        body.append(part);
        return true;
    });
    if (error)
        return Response::failure(error);
    response.body = body;
    return response;
}

Response Service::readInTransaction(const Request &request, const BodySink &sink)
{
    const Transaction transaction(database, Transaction::Access::Read);
    if (transaction.error())
        return Response::failure(transaction.error());
    Response response = m_router.dispatch(request);
    if (!response.writeBody || !request.wantsBody)
        return response;
    // The last part waits here until it is known to be the last, so that a short list is an answer like any other.
    QByteArray last;
    const StoreError error = std::exchange(response.writeBody, {})([&](QByteArray part) {
        const QByteArray before = std::exchange(last, std::move(part));
        if (before.isEmpty())
            return true;
        response.isPartial = true;
        return sink(before);
    });
    if (error) {
        Response failure = Response::failure(error);
        failure.isPartial = response.isPartial;
        return failure;
    }
    response.body = last;
    return response;
}

} // namespace sitebook
