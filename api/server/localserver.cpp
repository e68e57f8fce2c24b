// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/localserver.h"

#include "api/server/httpserver.h"

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
    m_server = std::make_unique<HttpServer>(HttpServer::Options{m_options.libraryPath, m_options.host, m_options.port},
        [this, attempt](const QUrl &url, const QString &error) {
            QMetaObject::invokeMethod(
                this, [this, attempt, url, error] { finishStart(attempt, url, error); }, Qt::QueuedConnection);
        });
}

void LocalServer::stop()
{
    ++m_attempt;
    m_server.reset();
    m_url.clear();
}

void LocalServer::finishStart(quint64 attempt, const QUrl &url, const QString &error)
{
    if (attempt != m_attempt)
        return;
    if (url.isEmpty()) {
        m_server.reset();
        emit failed(error);
        return;
    }
    m_url = url;
    emit listening(url);
}

} // namespace sitebook
