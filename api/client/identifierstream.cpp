// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/identifierstream.h"

#include <QNetworkRequest>
#include <QWebSocket>

#include <simdjson.h>

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sitebook {

namespace {

/// How long a connection may take to stand, and how often a standing one is asked whether it still does.
constexpr std::chrono::milliseconds longestHandshake = 10s;
constexpr std::chrono::milliseconds checkInterval = 30s;

QUrl streamUrl(const QUrl &base, const QString &collection)
{
    QUrl url = base;
    url.setScheme(base.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    QString path = base.path(QUrl::FullyEncoded);
    if (!path.endsWith(u'/'))
        path += u'/';
    url.setPath(path + collection + "/stream/identifiers"_L1, QUrl::TolerantMode);
    return url;
}

/// What one message says.
struct Message
{
    QList<IdentifierChange> changes;
    /// Whether it is a StreamedIdentifiers object at all.
    bool isSound = false;
    /// Whether it can be a list of all that is there: nothing in it is unreadable, nothing deleted, and it does not
    /// say otherwise.
    bool mayBeComplete = true;
};

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<IdentifierChange> readChange(simdjson::ondemand::value json, std::string_view field)
{
    simdjson::ondemand::object object;
    if (json.get_object().get(object) != simdjson::SUCCESS)
        return std::nullopt;
    IdentifierChange change;
    for (auto member : object) {
        std::string_view key;
        simdjson::ondemand::value value;
        if (member.unescaped_key().get(key) != simdjson::SUCCESS || member.value().get(value) != simdjson::SUCCESS)
            return std::nullopt;
        std::string_view text;
        bool flag = false;
        if (key == field && value["id"].get_string().get(text) == simdjson::SUCCESS)
            change.id = toQString(text);
        else if (key == "updated" && value["value"].get_string().get(text) == simdjson::SUCCESS)
            change.updated = Timestamp::fromIso(toQString(text)).value_or(Timestamp());
        else if (key == "deleted" && value.get_bool().get(flag) == simdjson::SUCCESS)
            change.deleted = flag;
    }
    return change.id.isEmpty() ? std::nullopt : std::optional(change);
}

Message readMessage(const QString &text, std::string_view field)
{
    const QByteArray utf8 = text.toUtf8();
    const simdjson::padded_string padded(utf8.constData(), static_cast<std::size_t>(utf8.size()));
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    simdjson::ondemand::array iterable;
    Message message;
    if (parser.iterate(padded).get(document) != simdjson::SUCCESS
        || document["iterable"].get_array().get(iterable) != simdjson::SUCCESS)
        return message;
    message.isSound = true;
    for (auto element : iterable) {
        simdjson::ondemand::value value;
        if (element.get(value) != simdjson::SUCCESS) {
            message.mayBeComplete = false;
            break;
        }
        if (const std::optional<IdentifierChange> change = readChange(value, field)) {
            message.changes.append(*change);
            message.mayBeComplete = message.mayBeComplete && !change->deleted;
        } else {
            message.mayBeComplete = false;
        }
    }
    bool complete = true;
    if (message.mayBeComplete && document["complete"].get_bool().get(complete) == simdjson::SUCCESS)
        message.mayBeComplete = complete;
    return message;
}

} // namespace

IdentifierStream::IdentifierStream(const QUrl &base, const QString &collection, const QString &field, QObject *parent)
    : QObject(parent)
    , m_url(streamUrl(base, collection))
    , m_field(field.toUtf8())
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &IdentifierStream::connectSocket);
    connect(&m_check, &QTimer::timeout, this, &IdentifierStream::onCheck);
}

IdentifierStream::~IdentifierStream()
{
    dropSocket();
}

void IdentifierStream::open()
{
    if (m_wanted)
        return;
    m_wanted = true;
    m_pause = m_firstPause;
    connectSocket();
}

void IdentifierStream::close()
{
    m_wanted = false;
    m_retry.stop();
    dropSocket();
}

void IdentifierStream::setPauses(std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    m_firstPause = first;
    m_longestPause = longest;
    m_pause = first;
}

void IdentifierStream::connectSocket()
{
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    connect(m_socket, &QWebSocket::connected, this, &IdentifierStream::onConnected);
    connect(m_socket, &QWebSocket::disconnected, this, &IdentifierStream::onEnded);
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &IdentifierStream::onEnded);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &IdentifierStream::onMessage);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_heard = true; });
    QUrl url = m_url;
    if (const QByteArray tag = m_knownTag ? m_knownTag() : QByteArray(); !tag.isEmpty())
        url.setQuery("known="_L1 + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromLatin1(tag))));
    QNetworkRequest request(url);
    if (!m_applicationId.isEmpty())
        request.setRawHeader("application", QUrl::toPercentEncoding(m_applicationId));
    m_check.start(longestHandshake);
    m_socket->open(request);
}

void IdentifierStream::dropSocket()
{
    m_open = false;
    m_check.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->deleteLater(); // which closes it, outside of its own signals
    m_socket = nullptr;
}

void IdentifierStream::onConnected()
{
    m_open = true;
    m_heard = true;
    m_firstMessage = true;
    m_check.start(checkInterval);
    emit opened();
}

void IdentifierStream::onEnded()
{
    const bool wasOpen = m_open;
    dropSocket();
    m_retry.start(m_pause);
    m_pause = std::min(m_pause * 2, m_longestPause);
    if (wasOpen)
        emit closed();
    else
        emit unavailable();
}

void IdentifierStream::onMessage(const QString &text)
{
    m_heard = true;
    // A list that cannot be read is no list of nothing: whatever the first message is, no later one stands for it.
    const bool isFirst = std::exchange(m_firstMessage, false);
    const Message message = readMessage(text, std::string_view(m_field.constData(), std::size_t(m_field.size())));
    if (!message.isSound)
        return;
    m_pause = m_firstPause;
    emit identifiersReceived(message.changes, isFirst && message.mayBeComplete);
}

/// Ends a connection that does not come to stand, or that has said nothing since it was asked.
void IdentifierStream::onCheck()
{
    if (!m_open || !m_heard) {
        onEnded();
        return;
    }
    m_heard = false;
    m_socket->ping();
}

} // namespace sitebook
