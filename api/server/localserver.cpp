// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/localserver.h"

#include "api/server/httpserver.h"
#include "api/server/service.h"

namespace sitebook {

LocalServer::LocalServer(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
{
}

LocalServer::~LocalServer()
{
    stop();
}

void LocalServer::start()
{
    if (m_server)
        return;
    const quint64 attempt = ++m_attempt;
    const auto inOwnThread = [this, attempt](const std::function<void()> &event) {
        QMetaObject::invokeMethod(
            this,
            [this, attempt, event] {
                if (attempt == m_attempt)
                    event();
            },
            Qt::QueuedConnection);
    };
    HttpServer::Events events;
    events.started = [=, this](const QUrl &url, const QByteArray &tag, const StoreError &error) {
        inOwnThread([this, url, tag, error] {
            m_firstTag = tag;
            finishStart(url, error);
        });
    };
    events.programsChanged = [=, this](const QList<Program> &programs) {
        inOwnThread([this, programs] {
            m_programs = programs;
            emit programsChanged();
        });
    };
    events.otherPortChanged = [=, this](quint16 port, const QString &error) {
        inOwnThread([this, port, error] {
            m_otherPort = error.isEmpty() ? port : 0;
            emit otherPortChanged(error);
        });
    };
    HttpServer::Options options{m_options.libraryPath, m_options.host, m_options.port,
        {m_options.allowedOrigins, m_options.requireApproval, m_options.secret}};
    options.headerTime = m_options.headerTime;
    options.idleTime = m_options.idleTime;
    m_server = std::make_unique<HttpServer>(options, std::move(events));
}

void LocalServer::stop()
{
    ++m_attempt;
    m_server.reset();
    m_url.clear();
    m_programs.clear();
    m_otherPort = 0;
}

void LocalServer::setPermission(const QString &id, Program::Permission permission)
{
    changePrograms([id, permission](ProgramStore &programs) { return programs.setPermission(id, permission); });
}

void LocalServer::forgetProgram(const QString &id)
{
    changePrograms([id](ProgramStore &programs) { return programs.remove(id); });
}

void LocalServer::changePrograms(const std::function<StoreError(ProgramStore &)> &change)
{
    if (!m_server)
        return;
    m_server->change([change](Service &service) {
        const StoreError error = change(service.programs);
        return error ? Response::failure(error) : Response::noContent();
    });
}

void LocalServer::setOtherPort(quint16 port)
{
    if (m_server)
        m_server->setOtherPort(port);
}

void LocalServer::finishStart(const QUrl &url, const StoreError &error)
{
    m_problem = error.kind;
    if (url.isEmpty()) {
        m_server.reset();
        emit failed(error.message);
        return;
    }
    m_url = url;
    emit listening(url);
}

} // namespace sitebook
