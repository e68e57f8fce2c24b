// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/linkchecker.h"

#include <QNetworkAccessManager>
#include <QNetworkInterface>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

constexpr std::size_t mostAtOnce = 8;
constexpr int mostRedirects = 10;

bool isWeb(const QUrl &url)
{
    return (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
}

QNetworkRequest requestFor(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader,
        u"Mozilla/5.0 (compatible; Sitebook/%1)"_s.arg(QStringLiteral(SITEBOOK_VERSION)));
    request.setRawHeader("Accept", "*/*");
    request.setRawHeader("Accept-Encoding", "identity");
    // Redirects are followed here, where what is permanent is told from what is not.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // A check is nobody's visit.
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    return request;
}

/// Whether this computer has an address that others could answer to.
bool hasAddress()
{
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    return std::ranges::any_of(
        addresses, [](const QHostAddress &address) { return !address.isLoopback() && !address.isLinkLocal(); });
}

} // namespace

LinkChecker::LinkChecker(QNetworkAccessManager *network, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_hasNetwork(hasAddress)
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer); // never early for who asked for so much
    connect(&m_pause, &QTimer::timeout, this, &LinkChecker::tryLater);
}

LinkChecker::~LinkChecker()
{
    giveUpFlights();
}

QUrl LinkChecker::requested(const QString &address)
{
    const QUrl url(address.trimmed());
    return isWeb(url) ? url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment) : QUrl();
}

void LinkChecker::add(const QUrl &url)
{
    m_added.push_back(std::make_unique<LinkTask>(LinkTask{.url = url, .now = url}));
}

void LinkChecker::start()
{
    m_isRunning = true;
    m_isProbing = false;
    m_retries = 0;
    m_wait = {};
    m_leftAlone.clear();
    m_answered.clear();
    m_silentHosts.clear();
    for (auto &task : std::exchange(m_added, {}))
        m_queue.push(std::move(task));
    // Queued: who asks for no address at all is told at the same moment as others.
    QMetaObject::invokeMethod(this, &LinkChecker::goOnOrEnd, Qt::QueuedConnection);
}

void LinkChecker::cancel()
{
    if (m_isRunning)
        stop(End::Cancelled);
    m_added.clear();
}

void LinkChecker::stop(End end)
{
    m_isRunning = false;
    m_pause.stop();
    giveUpFlights();
    m_queue.clear();
    m_added.clear();
    m_later.clear();
    m_doubtful.clear();
    emit finished(end);
}

void LinkChecker::giveUpFlights()
{
    for (const auto &[reply, flight] : std::exchange(m_flights, {})) {
        reply->disconnect(this);
        reply->deleteLater(); // which ends the request
    }
}

/// Sends as much as may be on its way at once.
void LinkChecker::launch()
{
    while (!m_isProbing && m_flights.size() < mostAtOnce) {
        std::unique_ptr<LinkTask> task = m_queue.take();
        if (!task)
            return;
        send(std::move(task));
    }
}

void LinkChecker::send(std::unique_ptr<LinkTask> task, bool isProbe)
{
    const QNetworkRequest request = requestFor(task->now);
    QNetworkReply *reply = task->asksForPage ? m_network->get(request) : m_network->head(request);
    m_flights.emplace(reply, Flight{std::move(task), isProbe});
    connect(reply, &QNetworkReply::finished, this, [this, reply] { onAnswer(reply); });
    // The answer is in its first lines; nobody wants the page. After a head the connection can be used again.
    if (reply->operation() == QNetworkAccessManager::GetOperation)
        connect(reply, &QNetworkReply::metaDataChanged, this, [this, reply] { onAnswer(reply); });
    auto *limit = new QTimer(reply);
    limit->setSingleShot(true);
    limit->start(m_timeLimit);
    connect(limit, &QTimer::timeout, this, [this, reply] { onAnswer(reply, true); });
}

/// Takes what \a reply has, the first time that it has anything; with \a isLate there is nothing.
void LinkChecker::onAnswer(QNetworkReply *reply, bool isLate)
{
    const auto found = m_flights.find(reply);
    if (found == m_flights.end())
        return;
    Flight flight = std::move(found->second);
    m_flights.erase(found);
    reply->disconnect(this);
    reply->deleteLater(); // which ends the request
    const LinkAnswer answer = LinkAnswer::of(*reply, isLate);
    if (!flight.isProbe) {
        m_queue.release(flight.task->now.host());
        settle(std::move(flight.task), answer);
    } else if (answer.isSilence()) {
        stop(End::Offline);
    } else {
        m_isProbing = false;
        m_silentHosts.clear();
        tellDoubtful();
    }
    if (m_isRunning)
        goOnOrEnd();
}

/// Does what is next for \a task after \a answer.
void LinkChecker::settle(std::unique_ptr<LinkTask> task, const LinkAnswer &answer)
{
    if (answer.retryAfter > 0s)
        leaveAlone(task->now.host(), answer);
    else if (!task->asksForPage && answer.isHeadRefused()) {
        task->asksForPage = true;
        queue(std::move(task));
        return;
    }
    noteNetwork(*task, answer);
    if (!m_isRunning || follow(task, answer))
        return;
    if (answer.mayPass() && task->retries < m_pauses.size())
        tryAgainLater(*task, true);
    else
        conclude(*task, answer);
}

/// Goes on with \a task before the others of its host, unless that is left alone.
void LinkChecker::queue(std::unique_ptr<LinkTask> task)
{
    const auto leftAlone = m_leftAlone.constFind(task->now.host());
    if (leftAlone == m_leftAlone.cend())
        m_queue.push(std::move(task), true);
    else
        putOff(*task, *leftAlone);
}

void LinkChecker::tryAgainLater(const LinkTask &task, bool asksForPage)
{
    // What was redirected begins anew: the way there may be another.
    m_later.push_back(std::make_unique<LinkTask>(
        LinkTask{.url = task.url, .now = task.url, .asksForPage = asksForPage, .retries = task.retries + 1}));
}

/// Asks nothing more of \a host for as long as \a answer wants; of what it was not asked even then nothing is known.
void LinkChecker::leaveAlone(const QString &host, const LinkAnswer &answer)
{
    constexpr std::chrono::milliseconds longest = 2min;
    m_wait = std::max(m_wait, std::min<std::chrono::milliseconds>(answer.retryAfter, longest));
    m_leftAlone.insert(host, answer);
    for (const auto &task : m_queue.takeAll(host)) {
        if (m_isRunning) // or it was cancelled by who heard of the one before
            putOff(*task, answer);
    }
}

/// Leaves \a task, whose host gave \a answer to another one, for later.
void LinkChecker::putOff(const LinkTask &task, const LinkAnswer &answer)
{
    if (task.retries < m_pauses.size())
        tryAgainLater(task, task.asksForPage && task.redirects == 0);
    else
        tell(task.url, {.status = answer.status, .reason = answer.words()});
}

/// Sends \a task to where \a answer redirects it; whether that is so, or was the end of it.
bool LinkChecker::follow(std::unique_ptr<LinkTask> &task, const LinkAnswer &answer)
{
    const QUrl target = answer.target.adjusted(QUrl::RemoveUserInfo);
    if (!isWeb(target))
        return false;
    if (isLocalHost(target) && !isLocalHost(task->now)) {
        // No page of the internet has this computer ask for anything in its own network.
        tell(task->url, {.status = answer.status, .reason = tr("it leads into the local network")});
        return true;
    }
    if (++task->redirects > mostRedirects) {
        // Mostly one that sends everybody round who brings no cookie.
        tell(task->url, {.status = answer.status, .reason = tr("it redirects without an end")});
        return true;
    }
    const bool isLessSafe = task->now.scheme() == "https"_L1 && target.scheme() == "http"_L1;
    task->isPermanent = task->isPermanent && answer.isPermanent() && !isLessSafe;
    if (task->isPermanent)
        task->movedTo = target;
    task->now = target.adjusted(QUrl::RemoveFragment);
    task->asksForPage = false;
    queue(std::move(task));
    return true;
}

/// Says what \a answer, the last one, means for \a task.
void LinkChecker::conclude(const LinkTask &task, const LinkAnswer &answer)
{
    LinkFinding finding{.state = LinkState::Broken, .status = answer.status, .reason = answer.words()};
    if (answer.isThere()) {
        const bool isMoved = !task.movedTo.isEmpty() && task.movedTo != task.url;
        finding.state = isMoved ? LinkState::Moved : LinkState::Fine;
        if (isMoved)
            finding.movedTo = task.movedTo.toString(QUrl::FullyEncoded);
    }
    if (answer.isSilence())
        m_doubtful.append({task.url, finding});
    else
        tell(task.url, finding);
}

void LinkChecker::tell(const QUrl &url, LinkFinding finding)
{
    finding.moment = Timestamp::now();
    emit checked(url, finding);
}

void LinkChecker::tellDoubtful()
{
    for (const auto &[url, finding] : std::exchange(m_doubtful, {}))
        tell(url, finding);
}

/// Learns from \a answer whether there is a network.
void LinkChecker::noteNetwork(const LinkTask &task, const LinkAnswer &answer)
{
    if (!answer.isSilence()) {
        m_answered = task.now;
        m_silentHosts.clear();
        tellDoubtful();
        return;
    }
    m_silentHosts.insert(task.now.host());
    if (m_silentHosts.size() >= m_mostSilentHosts && !m_isProbing)
        doubtNetwork();
}

/// Many dead hosts in a row are nothing strange, at least among those that are tried again: who answered before is
/// asked whether the network is there.
void LinkChecker::doubtNetwork()
{
    if (m_answered.isEmpty()) {
        stop(End::Offline);
        return;
    }
    m_isProbing = true;
    send(std::make_unique<LinkTask>(LinkTask{.url = m_answered, .now = m_answered}), true);
}

void LinkChecker::goOnOrEnd()
{
    if (!m_isRunning)
        return;
    launch();
    if (!m_flights.empty() || m_pause.isActive())
        return;
    if (!m_later.empty()) {
        m_pause.start(std::max(m_pauses.at(m_retries++), std::exchange(m_wait, {})));
        return;
    }
    const bool isOffline = !m_doubtful.isEmpty() && m_answered.isEmpty() && !m_hasNetwork();
    if (!isOffline)
        tellDoubtful();
    if (m_isRunning) // or it was cancelled by who heard of the last ones
        stop(isOffline ? End::Offline : End::Complete);
}

void LinkChecker::tryLater()
{
    m_leftAlone.clear();
    for (auto &task : std::exchange(m_later, {}))
        m_queue.push(std::move(task));
    goOnOrEnd();
}

} // namespace sitebook
