// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/soakclient.h"

#include "api/types/json.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace sitebook {

namespace {

/// So many websites a client keeps at most, so that the library stays about as large as it is.
constexpr qsizetype mostWebsites = 60;
/// After so many milliseconds a server has either carried out what a client asked for before it vanished, or never
/// will.
constexpr int longEnough = 3'000;

QSet<QString> tagsOf(const QJsonObject &website)
{
    const QStringList tags = identifiersFromJson(website.value("tags"_L1));
    return QSet<QString>(tags.begin(), tags.end());
}

int reuseOf(const QJsonObject &website)
{
    return website.value("score"_L1).toObject().value("reuse"_L1).toInt();
}

} // namespace

bool Promise::isDoubtful() const
{
    return presence == Presence::Doubtful || doubtfulName || doubtfulReuse > 0 || !doubtfulTags.isEmpty();
}

QString Promise::brokenBy(const std::optional<QJsonObject> &website) const
{
    if (!website)
        return presence == Presence::There ? u"it is not there"_s : QString();
    if (presence == Presence::Gone)
        return u"it was deleted and is there"_s;
    const QString named = website->value("name"_L1).toString();
    if (named != name && named != doubtfulName)
        return u"it is named %1 instead of %2"_s.arg(named, name);
    const int counted = reuseOf(*website);
    if (counted < reuse || counted > reuse + doubtfulReuse)
        return u"it counts %1 instead of %2 (+%3)"_s.arg(counted).arg(reuse).arg(doubtfulReuse);
    const QSet<QString> linked = tagsOf(*website);
    if (linked - doubtfulTags != tags - doubtfulTags)
        return u"it has %1 tags instead of %2"_s.arg(linked.size()).arg(tags.size());
    return {};
}

void Promise::settle(const std::optional<QJsonObject> &website)
{
    *this = Promise();
    presence = website ? Presence::There : Presence::Gone;
    if (!website)
        return;
    name = website->value("name"_L1).toString();
    reuse = reuseOf(*website);
    tags = tagsOf(*website);
}

SoakClient::SoakClient(int number, quint32 seed, const QStringList &tags)
    : m_number(number)
    , m_random(seed + static_cast<quint32>(number))
    , m_tags(tags)
{
}

void SoakClient::run(quint16 port, const std::atomic<bool> &stop)
{
    m_port = port;
    m_serverIsGone = false;
    m_connection.reset();
    m_stream.reset();
    m_doubts.clear(); // a new start settled them
    while (!stop && !m_serverIsGone)
        step();
}

void SoakClient::step()
{
    if (!m_doubts.empty() && m_doubts.front().second.hasExpired())
        settleOldest();
    const int dice = m_random.bounded(100);
    if (dice < 20)
        m_promises.size() < mostWebsites ? create() : remove();
    else if (dice < 35)
        update();
    else if (dice < 55)
        link(dice < 48);
    else if (dice < 68)
        incrementScore();
    else if (dice < 74)
        remove();
    else if (dice < 76)
        batch();
    else if (dice < 77)
        subscribe();
    else
        read();
}

SoakClient::Outcome SoakClient::request(
    const QByteArray &method, const QByteArray &target, const QJsonObject &body, int expected, int orElse)
{
    if (!m_connection)
        m_connection = std::make_unique<HttpConnection>(m_port);
    const QByteArray json = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    QByteArray bytes = requestBytes(method, target, json);
    const bool vanishes = chance(1);
    if (vanishes && chance(50))
        bytes.truncate(1 + m_random.bounded(static_cast<int>(bytes.size())));
    QElapsedTimer timer;
    timer.start();
    const bool sent = m_connection->send(bytes);
    if (vanishes) {
        m_connection->reset();
        m_connection.reset();
        return Outcome::Unanswered;
    }
    const std::optional<RawAnswer> answer = sent ? m_connection->receive() : std::nullopt;
    if (!answer) {
        m_connection.reset();
        m_serverIsGone = true;
        return Outcome::Unanswered;
    }
    m_latencies.push_back(timer.nsecsElapsed() / 1000);
    m_answer = *answer;
    if (m_answer.status != expected && m_answer.status != orElse)
        m_faults.append(QString::fromUtf8(method + ' ' + target + ' ' + json + ": "
            + QByteArray::number(m_answer.status) + ' ' + m_answer.body.left(200)));
    else if (method == "POST")
        ++m_acknowledged;
    return Outcome::Done;
}

QString SoakClient::anySettled()
{
    for (int attempt = 0; attempt < 5 && !m_promises.isEmpty(); ++attempt) {
        const auto it = std::next(m_promises.cbegin(), m_random.bounded(static_cast<int>(m_promises.size())));
        if (!it->isDoubtful() && it->presence == Promise::Presence::There)
            return it.key();
    }
    return {};
}

void SoakClient::create()
{
    const QString id = newId();
    Promise promise;
    promise.name = u"Website %1"_s.arg(id);
    const QJsonObject body{{u"id"_s, id}, {u"url"_s, u"https://example.org/"_s + id}, {u"name"_s, promise.name}};
    m_promises.insert(id, promise);
    if (request("POST", "/websites/create", body, 200) == Outcome::Done)
        return;
    m_promises[id].presence = Promise::Presence::Doubtful;
    doubt(id);
}

void SoakClient::update()
{
    const QString id = anySettled();
    if (id.isEmpty())
        return;
    const QString name = u"Renamed %1 %2"_s.arg(id).arg(m_random.bounded(1'000'000));
    Promise &promise = m_promises[id];
    if (request("POST", "/website/update", {{u"id"_s, id}, {u"name"_s, name}}, 200) == Outcome::Done) {
        promise.name = name;
        return;
    }
    promise.doubtfulName = name;
    doubt(id);
}

void SoakClient::link(bool add)
{
    const QString id = anySettled();
    if (id.isEmpty())
        return;
    const QString tag = m_tags.at(m_random.bounded(static_cast<int>(m_tags.size())));
    const QByteArray verb = add ? "associate" : "disassociate";
    const QByteArray target = chance(50) ? "/website/" + id.toUtf8() + "/tags/" + verb + '/' + tag.toUtf8()
                                         : "/tag/" + tag.toUtf8() + "/websites/" + verb + '/' + id.toUtf8();
    Promise &promise = m_promises[id];
    if (request("POST", target, {}, 204) == Outcome::Unanswered) {
        promise.doubtfulTags.insert(tag);
        doubt(id);
    } else if (add) {
        promise.tags.insert(tag);
    } else {
        promise.tags.remove(tag);
    }
}

void SoakClient::incrementScore()
{
    const QString id = anySettled();
    if (id.isEmpty())
        return;
    const QJsonObject body{{u"website"_s, QJsonObject{{u"reuse"_s, true}}}};
    Promise &promise = m_promises[id];
    const bool done = request("POST", "/website/" + id.toUtf8() + "/scores/increment", body, 204) == Outcome::Done;
    ++(done ? promise.reuse : promise.doubtfulReuse);
    if (!done)
        doubt(id);
}

void SoakClient::remove()
{
    const QString id = anySettled();
    if (id.isEmpty())
        return;
    const bool done = request("POST", "/websites/" + id.toUtf8() + "/delete", {}, 204) == Outcome::Done;
    if (done) {
        m_promises.remove(id);
        return;
    }
    m_promises[id].presence = Promise::Presence::Doubtful;
    doubt(id);
}

void SoakClient::batch()
{
    QJsonArray operations;
    QMap<QString, Promise> made;
    for (int i = 0; i < 3; ++i) {
        const QString id = newId();
        made[id].name = u"One of three"_s;
        operations.append(QJsonObject{{u"path"_s, u"/websites/create"_s},
            {u"body"_s, QJsonObject{{u"id"_s, id}, {u"url"_s, u"https://batch/"_s + id}, {u"name"_s, made[id].name}}}});
    }
    const QJsonObject body{{u"operations"_s, operations}, {u"atomic"_s, true}};
    const bool done = request("POST", "/sitebook/batch", body, 200) == Outcome::Done;
    for (auto it = made.begin(); it != made.end(); ++it) {
        it->presence = done ? Promise::Presence::There : Promise::Presence::Doubtful;
        m_promises.insert(it.key(), *it);
        if (!done)
            doubt(it.key());
    }
}

void SoakClient::read()
{
    const int dice = m_random.bounded(100);
    if (dice < 2) {
        request("GET", "/websites", {}, 200);
        return;
    }
    if (dice < 4) {
        const QJsonArray iterable{QJsonObject{{u"query"_s, u"renamed c%1-"_s.arg(m_number)}}};
        request("POST", "/websites/search",
            {{u"engines"_s, QJsonObject{{u"type"_s, u"OR"_s}, {u"iterable"_s, iterable}}}}, 200);
        return;
    }
    const QString id = anySettled();
    bool known = false;
    const std::optional<QJsonObject> website = id.isEmpty() ? std::nullopt : fetch(id, known);
    // What a client wrote it reads.
    if (const QString broken = known ? m_promises.value(id).brokenBy(website) : QString(); !broken.isEmpty())
        m_faults.append(u"%1: %2"_s.arg(id, broken));
}

std::optional<QJsonObject> SoakClient::fetch(const QString &id, bool &known)
{
    const bool isDoubtful = m_promises.value(id).presence == Promise::Presence::Doubtful;
    known = request("GET", "/website/" + id.toUtf8(), {}, 200, isDoubtful ? 410 : 200) == Outcome::Done;
    return known && m_answer.status == 200 ? objectFromJson(m_answer.body) : std::nullopt;
}

void SoakClient::doubt(const QString &id)
{
    m_doubts.emplace_back(id, QDeadlineTimer(longEnough));
}

void SoakClient::settleOldest()
{
    const QString id = m_doubts.front().first;
    m_doubts.pop_front();
    bool known = false;
    const std::optional<QJsonObject> website = fetch(id, known);
    if (!known) {
        doubt(id);
        return;
    }
    Promise &promise = m_promises[id];
    if (const QString broken = promise.brokenBy(website); !broken.isEmpty())
        m_faults.append(u"%1: %2"_s.arg(id, broken));
    if (website)
        promise.settle(website);
    else
        m_promises.remove(id);
}

void SoakClient::subscribe()
{
    // The one before vanishes without a word.
    m_stream = std::make_unique<HttpConnection>(m_port);
    m_stream->send(
        "GET /websites/stream/identifiers HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
}

} // namespace sitebook
