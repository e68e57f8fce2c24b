// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/serverprobe.h"

#include "api/client/serverapi.h"
#include "api/client/websitesapi.h"

#include <QNetworkAccessManager>

namespace sitebook {

namespace {

constexpr qsizetype longestVersion = 40;

} // namespace

ServerProbe::ServerProbe(QNetworkAccessManager *network, const QUrl &url, QObject *parent)
    : QObject(parent)
    , m_client(new ApiClient(network, url, this))
    , m_url(url)
{
    // Somebody waits for the answer and may ask again.
    m_client->setRetryPauses({});
}

void ServerProbe::setLongestSilence(std::chrono::milliseconds longest)
{
    m_client->setLongestSilence(longest);
}

void ServerProbe::start()
{
    ServerApi(*m_client).health()->then(this, [this](const ValueReply<QString> &reply) {
        m_well = reply.isSuccess();
        if (m_well)
            askVersion();
        else
            proceed(Step::Done, reply.error());
    });
}

void ServerProbe::startCounting(const QString &version)
{
    m_well = true;
    m_version = version.trimmed().left(longestVersion);
    countWebsites();
}

void ServerProbe::askVersion()
{
    ServerApi(*m_client).version()->then(this, [this](const ValueReply<QString> &reply) {
        // A server without a version may be as good.
        m_version = reply.isSuccess() ? reply.value().trimmed().left(longestVersion) : QString();
        countWebsites();
    });
    proceed(Step::Version);
}

void ServerProbe::countWebsites()
{
    WebsiteListReply *list = WebsitesApi(*m_client).list(ListForm::Light);
    connect(list, &WebsiteListReply::received, this, [this, list] {
        m_count = list->count();
        emit changed();
    });
    list->then(this, [this](const WebsiteListReply &reply) { proceed(Step::Done, reply.error()); });
    proceed(Step::Counting);
}

void ServerProbe::proceed(Step step, const ApiError &error)
{
    m_step = step;
    m_error = error;
    emit changed();
}

} // namespace sitebook
