// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/router.h"

#include "api/types/json.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace sitebook {

struct Router::Route
{
    Body body;
    Handler handler;
};

struct Router::Node
{
    std::map<QByteArray, std::unique_ptr<Node>> literals;
    std::unique_ptr<Node> argument;
    std::map<QByteArray, Route> routes;
};

namespace {

/// What is kept is read again inside lists, by readers that give up at a depth of their own: Qt's at 1024 levels,
/// Python's at fewer. One item must not keep them from all the others.
constexpr int deepestBody = 256;

QList<QByteArray> segmentsOf(const QByteArray &path)
{
    QList<QByteArray> segments = path.split('/');
    segments.removeFirst();
    if (segments.size() > 1 && segments.last().isEmpty())
        segments.removeLast(); // a slash at the end changes nothing
    return segments;
}

/// The text that \a segment stands for, with the same characters as objectFromJson() gives.
QString decoded(const QByteArray &segment)
{
    // QString::fromUtf8() would leave out a mark of the byte order, which an identifier may begin with.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    QString text = decoder.decode(QByteArray::fromPercentEncoding(segment));
    return text.replace(u'\xFFFE', u'\xFFFD').replace(u'\xFFFF', u'\xFFFD');
}

QByteArray methodOf(const Request &request)
{
    return request.method == "HEAD"_ba ? "GET"_ba : request.method;
}

bool isJson(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type.isEmpty() || type == "application/json" || type.endsWith("+json");
}

} // namespace

QUrlQuery queryOf(const QByteArray &target)
{
    const qsizetype question = target.indexOf('?');
    if (question < 0)
        return {};
    QByteArray spaced = target.mid(question + 1); // forms write a space as +, which QUrlQuery leaves alone
    return QUrlQuery(QString::fromUtf8(spaced.replace('+', "%20")));
}

bool queryFlag(const QUrlQuery &query, const QString &name, bool otherwise)
{
    const QString value = query.queryItemValue(name).toLower();
    if (value == "true"_L1 || value == "1"_L1)
        return true;
    return value == "false"_L1 || value == "0"_L1 ? false : otherwise;
}

Router::Router()
    : m_root(std::make_unique<Node>())
{
}

Router::~Router() = default;

void Router::add(QByteArrayView method, QByteArrayView pattern, Body body, Handler handler)
{
    Node *node = m_root.get();
    for (const QByteArray &segment : segmentsOf(pattern.toByteArray())) {
        std::unique_ptr<Node> &next = segment == "{}"_ba ? node->argument : node->literals[segment];
        if (!next)
            next = std::make_unique<Node>();
        node = next.get();
    }
    node->routes.insert_or_assign(method.toByteArray(), Route{body, std::move(handler)});
}

const Router::Node *Router::find(
    const Node &node, const QList<QByteArray> &segments, qsizetype position, QStringList &arguments) const
{
    if (position == segments.size())
        return node.routes.empty() ? nullptr : &node;
    const QByteArray &segment = segments.at(position);
    if (const auto literal = node.literals.find(segment); literal != node.literals.end()) {
        if (const Node *found = find(*literal->second, segments, position + 1, arguments))
            return found;
    }
    if (!node.argument || segment.isEmpty())
        return nullptr;
    const qsizetype before = arguments.size();
    arguments.append(decoded(segment));
    const Node *found = find(*node.argument, segments, position + 1, arguments);
    if (!found)
        arguments.resize(before);
    return found;
}

Response Router::dispatch(const Request &request) const
{
    if (!request.target.startsWith('/'))
        return Response::text(400, u"The address of the request must begin with a slash."_s);
    const qsizetype question = request.target.indexOf('?');
    const QByteArray path = question < 0 ? request.target : request.target.first(question);
    QStringList arguments;
    const Node *node = find(*m_root, segmentsOf(path), 0, arguments);
    if (!node)
        return Response::text(404, u"There is nothing at %1."_s.arg(QString::fromUtf8(path.left(200))));
    if (const auto route = node->routes.find(methodOf(request)); route != node->routes.end())
        return call(route->second, request, std::move(arguments));

    QByteArrayList methods;
    for (const auto &[method, route] : node->routes)
        methods.append(method == "GET"_ba ? "GET, HEAD"_ba : method);
    Response response =
        Response::text(405, u"This address takes %1 only."_s.arg(QString::fromLatin1(methods.join(", "))));
    response.allow = methods.join(", ");
    return response;
}

Response Router::call(const Route &route, const Request &request, QStringList arguments) const
{
    Call call{request, std::move(arguments), queryOf(request.target), {}};
    if (route.body == Body::Ignored)
        return route.handler(call);
    if (request.object) {
        call.body = *request.object;
        return route.handler(call);
    }
    if (request.body.trimmed().isEmpty()) {
        if (route.body == Body::Required)
            return Response::text(400, u"A JSON object is expected as the body."_s);
        return route.handler(call);
    }
    if (!isJson(request.contentType))
        return Response::text(415, u"The body must be application/json."_s);
    if (nestingOfJson(request.body) > deepestBody)
        return Response::text(400, u"The body is nested more than %1 levels deep."_s.arg(deepestBody));
    QString error;
    const std::optional<QJsonObject> body = objectFromJson(request.body, &error);
    if (!body)
        return Response::text(400, u"The body is not what is expected: %1."_s.arg(error));
    call.body = *body;
    return route.handler(call);
}

} // namespace sitebook
