// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Many clients at once, and a server that is killed while they work: soak [--seconds N] [--seed N] [--clients N]. Half
// of the time it works without a break, then it is killed every ten seconds at most. Whatever was answered must be
// there after each start, and memory must not grow. The exit code is 0 when all that holds.
#include "api/types/json.h"
#include "tests/bench/serverprocess.h"
#include "tests/bench/soakclient.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QThread>
#include <QVariant>

#include <algorithm>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// What memory may grow by after the first quarter of the long round; it comes and goes with the lists that are under
/// way.
constexpr double mostGrowth = 16;

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

class Soak
{
public:
    Soak(int clients, quint32 seed)
        : m_random(seed)
    {
        for (int i = 0; i < 8; ++i)
            m_tags.append(u"tag%1"_s.arg(i));
        for (int i = 0; i < clients; ++i)
            m_clients.push_back(std::make_unique<SoakClient>(i, seed + 1, m_tags));
    }

    /// Whether everything held.
    bool run(int seconds)
    {
        if (!m_folder.isValid() || !m_server.start(library()))
            return fail(u"the server does not start"_s);
        makeTags();
        const std::vector<double> memory = work(seconds * 500);
        for (int left = seconds * 500; left > 0 && m_faults == 0;) {
            if (!restart())
                return false;
            const int milliseconds = std::min(left, 1'000 + m_random.bounded(9'000));
            work(milliseconds);
            left -= milliseconds;
        }
        if (!restart() || !m_server.stop())
            return fail(u"the server does not end"_s);
        checkFile();
        checkMemory(memory);
        print(seconds);
        return m_faults == 0;
    }

private:
    QString library() const { return m_folder.filePath(u"library"_s); }

    bool fail(const QString &what)
    {
        std::printf("FAULT: %s\n", qPrintable(what));
        ++m_faults;
        return false;
    }

    void makeTags()
    {
        HttpConnection connection(m_server.port());
        for (const QString &tag : m_tags) {
            const QByteArray body = QJsonDocument(QJsonObject{{u"id"_s, tag}, {u"text"_s, tag}}).toJson();
            connection.send(requestBytes("POST", "/tags/create", body));
            if (const auto answer = connection.receive(); !answer || answer->status != 200)
                fail(u"a tag cannot be made"_s);
        }
    }

    /// Lets the clients work for \a milliseconds, then kills the server; gives the memory it had meanwhile.
    std::vector<double> work(int milliseconds)
    {
        std::vector<double> memory;
        std::atomic<bool> stop = false;
        std::vector<std::thread> threads;
        QElapsedTimer timer;
        timer.start();
        for (const auto &client : m_clients)
            threads.emplace_back([&client, &stop, port = m_server.port()] { client->run(port, stop); });
        while (timer.elapsed() < milliseconds) {
            QThread::msleep(static_cast<unsigned long>(std::min<qint64>(200, milliseconds)));
            memory.push_back(m_server.residentMebibytes());
        }
        m_worked += timer.elapsed();
        if (!m_server.isRunning())
            fail(u"the server ended by itself"_s);
        for (const auto &client : m_clients) {
            if (client->lostServer())
                fail(u"a client was left without an answer"_s);
        }
        m_server.kill(); // while they work
        ++m_kills;
        stop = true;
        for (std::thread &thread : threads)
            thread.join();
        return memory;
    }

    bool restart()
    {
        QElapsedTimer timer;
        timer.start();
        if (!m_server.start(library()))
            return fail(u"the server does not start again"_s);
        m_slowestStart = std::max(m_slowestStart, timer.elapsed());
        checkPromises();
        return true;
    }

    QHash<QString, QJsonObject> list(const QByteArray &target)
    {
        HttpConnection connection(m_server.port());
        connection.send(requestBytes("GET", target));
        const std::optional<RawAnswer> answer = connection.receive();
        const QJsonObject json = objectFromJson(answer ? answer->body : QByteArray()).value_or(QJsonObject());
        if (!json.value("iterable"_L1).isArray())
            fail(u"%1 cannot be listed"_s.arg(QString::fromUtf8(target)));
        QHash<QString, QJsonObject> items;
        for (const QJsonValue &item : json.value("iterable"_L1).toArray())
            items.insert(item.toObject().value("id"_L1).toString(), item.toObject());
        return items;
    }

    void checkPromises()
    {
        const QHash<QString, QJsonObject> websites = list("/websites");
        QHash<QString, QJsonObject> unknown = websites;
        for (const auto &client : m_clients) {
            for (const QString &fault : client->faults())
                fail(fault);
            QMap<QString, Promise> &promises = client->promises();
            for (auto it = promises.begin(); it != promises.end(); ++it) {
                const auto found = websites.constFind(it.key());
                const auto website = found == websites.cend() ? std::nullopt : std::optional(*found);
                if (const QString broken = it->brokenBy(website); !broken.isEmpty())
                    fail(u"%1: %2"_s.arg(it.key(), broken));
                ++m_checked;
                unknown.remove(it.key());
                it->settle(website);
            }
            promises.removeIf([](const auto &it) { return it.value().presence == Promise::Presence::Gone; });
        }
        if (!unknown.isEmpty())
            fail(u"%1 websites are there that were deleted, or that nobody made"_s.arg(unknown.size()));
        checkLinks(websites);
    }

    /// Every link is there from both ends.
    void checkLinks(const QHash<QString, QJsonObject> &websites)
    {
        QSet<std::pair<QString, QString>> fromWebsites;
        for (auto it = websites.begin(); it != websites.end(); ++it) {
            for (const QString &tag : identifiersFromJson(it->value("tags"_L1)))
                fromWebsites.insert({it.key(), tag});
        }
        QSet<std::pair<QString, QString>> fromTags;
        const QHash<QString, QJsonObject> tags = list("/tags");
        for (auto it = tags.begin(); it != tags.end(); ++it) {
            for (const QString &website : identifiersFromJson(it->value("websites"_L1)))
                fromTags.insert({website, it.key()});
        }
        if (fromWebsites != fromTags)
            fail(u"websites have %1 links and tags have %2"_s.arg(fromWebsites.size()).arg(fromTags.size()));
    }

    void checkFile()
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s);
        database.setDatabaseName(library());
        database.open();
        QSqlQuery query(database);
        if (!query.exec(u"PRAGMA integrity_check"_s) || !query.next() || query.value(0).toString() != "ok"_L1)
            fail(u"the file is damaged: %1"_s.arg(query.value(0).toString()));
    }

    void checkMemory(const std::vector<double> &memory)
    {
        const auto quarter = static_cast<std::ptrdiff_t>(memory.size() / 4);
        const double early = median({memory.begin() + quarter, memory.begin() + 2 * quarter});
        const double late = median({memory.end() - quarter, memory.end()});
        std::printf(
            "memory: %.1f MiB in the second quarter of the long round, %.1f MiB in the last, %.1f MiB at most\n", early,
            late, memory.empty() ? 0 : *std::ranges::max_element(memory));
        if (late > early + mostGrowth)
            fail(u"memory grows"_s);
    }

    void print(int seconds)
    {
        std::vector<qint64> all;
        qint64 acknowledged = 0;
        for (const auto &client : m_clients) {
            all.insert(all.end(), client->latencies().begin(), client->latencies().end());
            acknowledged += client->acknowledged();
        }
        std::ranges::sort(all);
        const auto at = [&](double part) {
            return all.empty()
                ? 0.
                : static_cast<double>(all[static_cast<std::size_t>(part * double(all.size() - 1))]) / 1000;
        };
        std::printf("%d s, %zu clients: %zu operations (%.0f/s), %lld changes answered, p50 %.2f ms, p99 %.2f ms, "
                    "worst %.0f ms\n",
            seconds, m_clients.size(), all.size(), double(all.size()) * 1000 / double(std::max<qint64>(m_worked, 1)),
            static_cast<long long>(acknowledged), at(0.5), at(0.99), at(1));
        std::printf("killed %d times, started again in %lld ms at most, %lld promises checked, %d broken\n", m_kills,
            static_cast<long long>(m_slowestStart), static_cast<long long>(m_checked), m_faults);
    }

    QRandomGenerator m_random;
    QTemporaryDir m_folder;
    ServerProcess m_server;
    QStringList m_tags;
    std::vector<std::unique_ptr<SoakClient>> m_clients;
    qint64 m_worked = 0;
    qint64 m_slowestStart = 0;
    qint64 m_checked = 0;
    int m_kills = 0;
    int m_faults = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"seconds"_s, u"How long to work."_s, u"N"_s, u"20"_s});
    parser.addOption({u"seed"_s, u"What decides on the order of things; a random one by default."_s, u"N"_s,
        QString::number(QRandomGenerator::global()->generate())});
    parser.addOption({u"clients"_s, u"How many connections."_s, u"N"_s, u"32"_s});
    parser.process(application);
    const quint32 seed = parser.value(u"seed"_s).toUInt();
    std::printf("seed %u\n", seed);
    std::fflush(stdout);
    Soak soak(parser.value(u"clients"_s).toInt(), seed);
    return soak.run(std::max(2, parser.value(u"seconds"_s).toInt())) ? EXIT_SUCCESS : EXIT_FAILURE;
}
