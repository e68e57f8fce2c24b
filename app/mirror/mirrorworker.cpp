// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mirror/mirrorworker.h"

#include "api/client/apiclient.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkProxy>

using namespace Qt::StringLiterals;

namespace sitebook {

MirrorWorker::MirrorWorker()
    : m_network(this)
{
}

MirrorWorker::~MirrorWorker()
{
    cancel();
}

void MirrorWorker::inspect(const QString &path)
{
    if (!QFileInfo::exists(path))
        return; // to look would make it
    if (const Result<MirrorState> state = readMirrorState(path); state.ok())
        emit inspected(state.value());
}

void MirrorWorker::connectTo(const QUrl &server, const QString &applicationId)
{
    cancel();
    if (QHostAddress(server.host()).isLoopback() || server.host() == "localhost"_L1)
        m_network.setProxy(QNetworkProxy::NoProxy);
    m_client = new ApiClient(&m_network, server, this);
    m_client->setApplicationId(applicationId);
}

void MirrorWorker::sync(
    const QUrl &server, const QString &applicationId, const MirrorSync::Options &options, bool paused)
{
    connectTo(server, applicationId);
    m_sync = new MirrorSync(*m_client, options, this);
    m_sync->setPaused(paused);
    connect(m_sync, &MirrorSync::progress, this, &MirrorWorker::syncProgress);
    connect(m_sync, &MirrorSync::finished, this, [this](const SyncOutcome &outcome) {
        std::exchange(m_sync, nullptr)->deleteLater();
        emit synced(outcome);
    });
    m_sync->start();
}

void MirrorWorker::check(const QUrl &server, const QString &applicationId, const QString &path)
{
    connectTo(server, applicationId);
    m_check = new MirrorCheck(*m_client, path, this);
    connect(m_check, &MirrorCheck::progress, this, &MirrorWorker::checkProgress);
    connect(m_check, &MirrorCheck::finished, this, [this](const CheckOutcome &outcome) {
        std::exchange(m_check, nullptr)->deleteLater();
        emit checked(outcome);
    });
    m_check->start();
}

void MirrorWorker::setPaused(bool paused)
{
    if (m_sync)
        m_sync->setPaused(paused);
}

void MirrorWorker::cancel()
{
    delete std::exchange(m_sync, nullptr);
    delete std::exchange(m_check, nullptr);
    delete std::exchange(m_client, nullptr);
}

} // namespace sitebook
