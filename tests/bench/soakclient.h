// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/httpconnection.h"

#include <QDeadlineTimer>
#include <QJsonObject>
#include <QMap>
#include <QRandomGenerator>
#include <QSet>
#include <QStringList>

#include <atomic>
#include <deque>
#include <memory>
#include <vector>

namespace sitebook {

/// What the answers promise about one website. A change whose answer did not arrive leaves a doubt, which only the
/// server can settle.
struct Promise
{
    enum class Presence { There, Gone, Doubtful };

    Presence presence = Presence::There;
    QString name;
    /// Another name that it may have.
    std::optional<QString> doubtfulName;
    int reuse = 0;
    /// How many increments are not answered.
    int doubtfulReuse = 0;
    QSet<QString> tags;
    QSet<QString> doubtfulTags;

    bool isDoubtful() const;
    /// What \a website, as the server has it after a crash, lacks; empty when the promise is kept.
    QString brokenBy(const std::optional<QJsonObject> &website) const;
    /// Takes over what the server says, which ends all doubts.
    void settle(const std::optional<QJsonObject> &website);
};

/// One connection that does what clients do, and notes what was promised to it. Its websites are its own.
class SoakClient
{
public:
    SoakClient(int number, quint32 seed, const QStringList &tags);

    /// Works until \a stop is set or the server is gone.
    void run(quint16 port, const std::atomic<bool> &stop);

    /// Whether the server left it without an answer, which ended its work.
    bool lostServer() const { return m_serverIsGone; }
    QMap<QString, Promise> &promises() { return m_promises; }
    /// How long each answered request took, in microseconds.
    const std::vector<qint64> &latencies() const { return m_latencies; }
    /// How many changes were answered.
    qint64 acknowledged() const { return m_acknowledged; }
    /// What was answered wrongly, in words.
    const QStringList &faults() const { return m_faults; }

private:
    enum class Outcome { Done, Unanswered };

    void step();
    void create();
    void update();
    void link(bool add);
    void incrementScore();
    void remove();
    void batch();
    void read();
    void subscribe();
    void doubt(const QString &id);
    void settleOldest();
    /// The website \a id as the server has it; nothing when it has none. Sets \a known when it answered.
    std::optional<QJsonObject> fetch(const QString &id, bool &known);
    Outcome request(
        const QByteArray &method, const QByteArray &target, const QJsonObject &body, int expected, int orElse = 0);
    QString anySettled();
    QString newId() { return QStringLiteral("c%1-%2").arg(m_number).arg(m_made++); }
    bool chance(int percent) { return m_random.bounded(100) < percent; }

    int m_number;
    QRandomGenerator m_random;
    QStringList m_tags;
    quint16 m_port = 0;
    std::unique_ptr<HttpConnection> m_connection;
    std::unique_ptr<HttpConnection> m_stream;
    RawAnswer m_answer;
    /// Of the websites that are there, or may be.
    QMap<QString, Promise> m_promises;
    /// What waits to be asked for again, and since when.
    std::deque<std::pair<QString, QDeadlineTimer>> m_doubts;
    std::vector<qint64> m_latencies;
    QStringList m_faults;
    qint64 m_acknowledged = 0;
    int m_made = 0;
    std::atomic<bool> m_serverIsGone = false;
};

} // namespace sitebook
