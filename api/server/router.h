// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/server/message.h"

#include <QJsonObject>
#include <QStringList>
#include <QUrlQuery>

#include <functional>
#include <map>
#include <memory>

namespace sitebook {

/// The query of \a target, a path and a query as they stand in the request line.
QUrlQuery queryOf(const QByteArray &target);
/// The \a query's \a name as a truth value, \a otherwise when it is not there or neither `true` nor `false`.
bool queryFlag(const QUrlQuery &query, const QString &name, bool otherwise);

/// A request that found its handler.
struct Call
{
    const Request &request;
    /// What stands in the path where the pattern has `{}`, decoded, in order.
    QStringList arguments;
    QUrlQuery query;
    /// The body as an object; empty when there was none.
    QJsonObject body;

    /// See queryFlag().
    bool flag(const QString &name, bool otherwise) const { return queryFlag(query, name, otherwise); }
};

/// Finds the handler of a method and a path, and reads the body for it.
class Router
{
public:
    /// What a route wants to find in the body.
    enum class Body { Ignored, Optional, Required };
    using Handler = std::function<Response(const Call &)>;

    Router();
    ~Router();
    Q_DISABLE_COPY_MOVE(Router)

    /// Answers \a method (`GET` stands for `HEAD` too) at \a pattern (`/website/{}/scores/increment`) with \a handler.
    void add(QByteArrayView method, QByteArrayView pattern, Body body, Handler handler);
    /// The handler's answer; 404 when no route has the path, 405 when it has other methods, 400 and 415 when the body
    /// is not what the route wants.
    Response dispatch(const Request &request) const;

private:
    struct Route;
    struct Node;

    const Node *find(
        const Node &node, const QList<QByteArray> &segments, qsizetype position, QStringList &arguments) const;
    Response call(const Route &route, const Request &request, QStringList arguments) const;

    std::unique_ptr<Node> m_root;
};

} // namespace sitebook
