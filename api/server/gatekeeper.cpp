// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/gatekeeper.h"

#include "api/server/loopback.h"

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

using Permission = Program::Permission;

/// Whether \a one equals \a other, in a time that tells nothing of where they differ.
bool isSameSecret(const QString &one, const QString &other)
{
    if (one.size() != other.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= one.at(i).unicode() ^ other.at(i).unicode();
    return difference == 0;
}

Response unauthorized(const QString &words)
{
    Response response = Response::text(401, words);
    response.challenge = "Application realm=\"Sitebook\""_ba;
    return response;
}

} // namespace

Gatekeeper::Gatekeeper(const Options &options)
    : m_options(options)
{
}

void Gatekeeper::setPrograms(const QList<Program> &programs)
{
    m_programs.clear();
    for (const Program &program : programs)
        m_programs.insert(program.id, program);
}

std::optional<Response> Gatekeeper::refusal(const Visitor &visitor) const
{
    if (visitor.hosts.size() != 1)
        return Response::text(400, u"A request must name its host once."_s);
    // A page of the network may have a name that leads here (DNS rebinding); its scripts would send that name.
    if (!isLoopbackAuthority(visitor.hosts.first()))
        return Response::text(403, u"This server answers to the names of this computer only, such as localhost."_s);
    if (visitor.origin && !isAllowed(*visitor.origin, visitor.hosts.first()))
        return Response::text(403, u"Web pages may not use this server, unless it was told to let them."_s);
    // A browser asks on behalf of a page before it sends what the page wants to send, and without its headers.
    const bool isQuestion = visitor.origin && visitor.method == "OPTIONS"_ba;
    if (!m_options.requireApproval || isQuestion || isOpenToAll(visitor.target))
        return std::nullopt;
    return refusalByApproval(visitor);
}

bool Gatekeeper::isAllowed(const QByteArray &origin, const QByteArray &host) const
{
    // Some libraries send the server's own address as the origin. No page has that: there are none here.
    return origin == "http://" + host || m_options.allowedOrigins.contains(QString::fromLatin1(origin));
}

std::optional<Response> Gatekeeper::refusalByApproval(const Visitor &visitor) const
{
    const QString application = QString::fromUtf8(QByteArray::fromPercentEncoding(visitor.application));
    if (!m_options.secret.isEmpty() && isSameSecret(application, m_options.secret))
        return std::nullopt;
    const auto known = m_programs.constFind(application);
    if (known == m_programs.cend()) {
        return unauthorized(
            u"Sitebook lets a program use the library when its user allows it. Introduce the program by POST /connect, "
            "and send application.id of the answer as the header `application` of every request."_s);
    }
    switch (known->permission) {
    case Permission::Undecided:
        return unauthorized(
            u"Sitebook asks its user whether %1 may use the library. Answer in Sitebook, then try again."_s.arg(
                known->name));
    case Permission::Refused:
        return Response::text(403,
            u"%1 may not use the library: its user refused that. The settings of Sitebook can change it."_s.arg(
                known->name));
    case Permission::Read:
        if (accessOf(visitor.method, visitor.target) != Access::Change)
            return std::nullopt;
        return Response::text(403,
            u"%1 may read the library, but not change it. The settings of Sitebook can allow it."_s.arg(known->name));
    case Permission::Change:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace sitebook
