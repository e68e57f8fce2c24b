// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/journalstore.h"
#include "tests/app/foreignserver.h"
#include "tests/app/randomwork.h"
#include "tests/app/remotelibrary.h"
#include "tests/app/servedfile.h"
#include "tests/app/serverrelay.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

/// A server behind a network that may fail.
class Behind
{
public:
    virtual ~Behind() = default;
    virtual QUrl base() const = 0;
    virtual NetworkFaults &faults() = 0;
};

class BehindSitebook : public Behind
{
public:
    explicit BehindSitebook(quint32 seed)
        : m_started(m_file.start())
        , m_relay(m_file.server.url(), seed)
    {
    }
    QUrl base() const override { return m_started ? m_relay.base() : QUrl(); }
    NetworkFaults &faults() override { return m_relay.faults; }

private:
    ServedFile m_file;
    bool m_started;
    ServerRelay m_relay;
};

class BehindForeign : public Behind
{
public:
    explicit BehindForeign(quint32 seed)
        : m_faults(seed)
    {
        m_server.clock = Timestamp::now().microseconds();
        m_server.network = [this](const FakeRequest &request, const std::function<FakeAnswer()> &carryOut) {
            return m_faults.around(request, carryOut);
        };
    }
    QUrl base() const override { return m_server.http.base(); }
    NetworkFaults &faults() override { return m_faults; }

private:
    ForeignServer m_server;
    NetworkFaults m_faults;
};

std::unique_ptr<Behind> makeServer(bool sitebook, quint32 seed)
{
    if (sitebook)
        return std::make_unique<BehindSitebook>(seed);
    return std::make_unique<BehindForeign>(seed);
}

/// A library that is closed and opened again with the same journal.
class Client
{
    QTemporaryDir m_folder; // goes last

public:
    explicit Client(const QUrl &url)
        : m_url(url)
    {
        open();
    }

    std::unique_ptr<RemoteLibrary> remote;
    QStringList refused;

    Library &library() { return remote->library; }
    void open()
    {
        remote.reset();
        // What was sent last arrives before a program is there again.
        QTest::qWait(20);
        remote = std::make_unique<RemoteLibrary>(m_url, m_folder.filePath(u"server.changes"_s));
        remote->client.setRetryPauses({1ms, 1ms, 2ms});
        library().setRetryPauses(2ms, 10ms);
        QObject::connect(library().history(), &History::refused, &library(),
            [this](const QString &words) { refused.append(words); });
        QObject::connect(
            &library(), &Library::changeRefused, &library(), [this](const QString &caption, const ApiError &error) {
                refused.append(caption + u": "_s + error.caption());
            });
    }
    /// Reads it, however often that takes.
    bool load()
    {
        library().load();
        return QTest::qWaitFor(
            [this] {
                if (library().state() == Library::State::Failed && !library().isReading())
                    library().tryAgain();
                return remote->journalContents && library().state() == Library::State::Ready;
            },
            20'000);
    }

private:
    QUrl m_url;
};

/// How many seeds are tried; `SITEBOOK_TEST_SEEDS=100` looks longer.
quint32 seeds()
{
    return std::max(2U, qEnvironmentVariable("SITEBOOK_TEST_SEEDS").toUInt());
}

/// All websites, and what they can be linked to; the next random step depends on both.
QString everything(const RemoteLibrary &remote)
{
    QStringList names;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const MaterialColumns &all = remote.library.materials(traits.kind);
        for (MaterialColumns::Index index = 0; index < all.size(); ++index) {
            if (all.isKnown(index))
                names.append(all.name(index));
        }
    }
    names.sort();
    return remote.text() + u"\nand "_s + names.join(u", "_s);
}

/// The name and address of each website by its identifier.
QHash<QString, QStringList> fieldsById(const Library &library)
{
    QHash<QString, QStringList> fields;
    const WebsiteColumns &all = library.websites();
    for (Library::Row row = 0; row < all.size(); ++row) {
        if (all.isLive(row))
            fields.insert(all.id(row), {all.name(row), all.url(row)});
    }
    return fields;
}

/// Whether \a client itself has given \a field of the website \a id the value \a value since \a moment; else it has it
/// from the server, whose answer to another change told of it.
bool hasWritten(Client &client, const QString &id, const QString &field, const QString &value, Timestamp moment)
{
    const std::function question = [&](JournalStore &store) {
        const QList<ItemChange> changes = store.changesOf(id, 100);
        return std::ranges::any_of(changes, [&](const ItemChange &change) {
            return !change.isTheirs && change.group.moment() >= moment
                && change.operation.after.value(field).toString() == value;
        });
    };
    std::optional<bool> found;
    client.library().journal().ask<bool>(question, &client.library(), [&found](bool answer) { found = answer; });
    return QTest::qWaitFor([&found] { return found.has_value(); }) && *found;
}

/// The first field that \a client changed since \a moment, from \a start to \a mine, and that is otherwise at the \a
/// end, without a conflict that tells of it; empty when there is none.
QString lostWithoutATrace(Client &client, Timestamp moment, const QHash<QString, QStringList> &start,
    const QHash<QString, QStringList> &mine, const QHash<QString, QStringList> &end)
{
    static const QStringList names{u"name"_s, u"url"_s};
    for (auto it = mine.begin(); it != mine.end(); ++it) {
        if (!start.contains(it.key()) || !end.contains(it.key()))
            continue; // new, or deleted: then what was refused tells of it
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QString &value = it->at(i);
            if (value == start[it.key()].at(i) || value == end[it.key()].at(i))
                continue;
            const bool inConflict =
                std::ranges::any_of(client.remote->library.conflicts(), [&](const Conflict &conflict) {
                    return conflict.id == it.key() && conflict.field == names.at(i) && conflict.mine == value;
                });
            // Somebody took it away and brought it back: then the change was refused.
            const QString word = QString(value).remove(u"https://"_s).remove(u".example/"_s);
            const bool wasRefused = std::ranges::any_of(
                client.refused, [&](const QString &words) { return words.contains(u"becomes "_s + word + u':'); });
            if (!inConflict && !wasRefused && hasWritten(client, it.key(), names.at(i), value, moment))
                return u"%1 of %2: %3, now %4"_s.arg(names.at(i), it.key(), value, end[it.key()].at(i));
        }
    }
    return {};
}

/// What is left when everybody read everything again.
QString readAnew(const QUrl &url)
{
    RemoteLibrary other(url);
    return other.load() ? other.text() : u"cannot be read"_s;
}

} // namespace

/// Whatever the network does, when it is over the server has what the person did: each change once.
class TestFaultyNetwork : public QObject
{
    Q_OBJECT

private slots:
    void everythingOnce_data();
    void everythingOnce();
    void countsNeverTwice();
    void twoClients_data();
    void twoClients();
    void undoAllAndRedoAll_data();
    void undoAllAndRedoAll();
};

void TestFaultyNetwork::everythingOnce_data()
{
    QTest::addColumn<bool>("sitebook");
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= seeds(); ++seed) {
        QTest::addRow("a Sitebook, seed %u", seed) << true << seed;
        QTest::addRow("another server, seed %u", seed) << false << seed;
    }
}

void TestFaultyNetwork::everythingOnce()
{
    QFETCH(const bool, sitebook);
    QFETCH(const quint32, seed);
    // The same work where nothing fails.
    const auto calm = makeServer(sitebook, seed);
    RemoteLibrary expected(calm->base());
    QVERIFY(expected.load());
    const auto server = makeServer(sitebook, seed);
    Client client(server->base());
    QVERIFY(client.load());

    server->faults().setOn(true);
    RandomWork calmWork(seed);
    RandomWork work(seed);
    QRandomGenerator random(seed);
    QStringList log;
    for (int i = 0; i < 40; ++i) {
        log.append(calmWork.step(expected.library));
        QVERIFY(expected.settled());
        work.step(client.library());
        QTRY_VERIFY(!client.library().history()->isBusy());
        const int then = random.bounded(10);
        server->faults().setOffline(then == 0);
        if (then > 5)
            QTest::qWait(random.bounded(25));
        if (then == 9) {
            client.open();
            QVERIFY(client.load());
            log.append(u"restart"_s);
        }
        if (everything(*client.remote) != everything(expected))
            qInfo().noquote() << log.join(u", "_s) << client.refused;
        QTRY_COMPARE(everything(*client.remote), everything(expected));
    }
    server->faults().setOn(false);
    server->faults().setOffline(false);
    QVERIFY(client.remote->settled());
    QCOMPARE(client.refused.join(u'\n'), QString());
    QCOMPARE(everything(*client.remote), everything(expected));
    QCOMPARE(readAnew(server->base()), expected.text());
    QVERIFY(server->faults().count() > 5);
}

/// A count whose answer got lost is not sent again, and the person hears of it.
void TestFaultyNetwork::countsNeverTwice()
{
    BehindSitebook server(7);
    Client client(server.base());
    QVERIFY(client.load());
    const Website website = websiteNamed(u"Qt"_s, u"https://qt.io/"_s);
    QVERIFY(client.remote->perform(Operation::create(website)));
    server.faults().setOn(true);
    constexpr int times = 40;
    const Operation count = Operation::increment(website.id, ScoreIncrement{.reuse = 1});
    for (int i = 0; i < times; ++i) {
        client.library().performWithoutUndo({u"open"_s, {count}});
        if (i % 3 == 0)
            QTest::qWait(3);
    }
    QVERIFY(client.remote->settled());
    server.faults().setOn(false);
    RemoteLibrary other(server.base());
    QVERIFY(other.load());
    const int counted = other.website(u"Qt"_s).score.reuse;
    QVERIFY2(counted <= times, qPrintable(QString::number(counted)));
    QVERIFY2(counted + client.refused.size() >= times, qPrintable(QString::number(counted)));
    QVERIFY(counted > times / 2);
}

void TestFaultyNetwork::twoClients_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= seeds(); ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestFaultyNetwork::twoClients()
{
    QFETCH(const quint32, seed);
    ServedFile file;
    QVERIFY(file.start());
    ServerRelay network(file.server.url(), seed);
    ServerRelay otherNetwork(file.server.url(), seed + 1);
    Client one(network.base());
    Client other(otherNetwork.base());
    RandomWork work(seed, u"a"_s);
    RandomWork otherWork(seed + 1, u"b"_s);
    QVERIFY(one.load());
    for (int i = 0; i < 8; ++i) {
        work.step(one.library());
        QVERIFY(one.remote->settled());
    }
    QVERIFY(other.load());
    QRandomGenerator random(seed);
    for (int round = 0; round < 4; ++round) {
        const Timestamp moment = Timestamp::now();
        const auto start = fieldsById(one.library());
        for (ServerRelay *relay : {&network, &otherNetwork}) {
            relay->faults.setOn(true);
            relay->faults.setOffline(random.bounded(2) == 0);
        }
        for (int i = 0; i < 6; ++i) {
            work.step(one.library());
            otherWork.step(other.library());
            QTest::qWait(random.bounded(15));
        }
        QTRY_VERIFY(!one.library().history()->isBusy() && !other.library().history()->isBusy());
        const auto mine = fieldsById(one.library());
        const auto others = fieldsById(other.library());
        for (ServerRelay *relay : {&network, &otherNetwork}) {
            relay->faults.setOn(false);
            relay->faults.setOffline(false);
        }
        QVERIFY(one.remote->settled());
        QVERIFY(other.remote->settled());
        for (Client *client : {&one, &other})
            client->library().load();
        const QString stored = readAnew(file.server.url());
        QTRY_COMPARE(one.remote->text(), stored);
        QTRY_COMPARE(other.remote->text(), stored);
        // Who deletes an item, and undoes that, brings back what he saw.
        auto end = fieldsById(one.library());
        end.removeIf([&](const auto &it) {
            return work.removed().contains(it.key()) || otherWork.removed().contains(it.key());
        });
        QCOMPARE(lostWithoutATrace(one, moment, start, mine, end), QString());
        QCOMPARE(lostWithoutATrace(other, moment, start, others, end), QString());
    }
}

void TestFaultyNetwork::undoAllAndRedoAll_data()
{
    everythingOnce_data();
}

/// Every step taken back gives the state at the start, every step done again the state at the end, byte for byte.
void TestFaultyNetwork::undoAllAndRedoAll()
{
    QFETCH(const bool, sitebook);
    QFETCH(const quint32, seed);
    const auto server = makeServer(sitebook, seed);
    const QUrl base = server->base();
    Client client(base);
    QVERIFY(client.load());
    RandomWork work(seed);
    work.setUsesHistory(false);
    // Another server gives new identifiers to what is made anew.
    const auto state = [&] { return sitebook ? stateOf(client.library()) : client.remote->text().toUtf8(); };
    QList<QByteArray> states{state()};
    History *history = client.library().history();
    QStringList log;
    while (states.size() < 30) {
        const qsizetype before = history->steps().size();
        const QString what = work.step(client.library());
        QVERIFY(client.remote->settled());
        if (history->steps().size() > before)
            states.append(state());
        if (history->steps().size() > before)
            log.append(what);
    }
    const auto restart = [&] {
        client.open();
        QVERIFY(client.load());
        history = client.library().history();
    };
    for (qsizetype i = states.size() - 2; i >= 0; --i) {
        history->undo();
        QVERIFY(client.remote->settled());
        QCOMPARE(client.refused.join(u'\n'), QString());
        if (state() != states.at(i))
            qInfo().noquote() << log.first(i + 1).join(u", "_s) << i;
        QCOMPARE(state(), states.at(i));
        if (i % 10 == 0)
            restart();
    }
    QVERIFY(!history->canUndo());
    QCOMPARE(state(), states.first());
    for (qsizetype i = 1; i < states.size(); ++i) {
        history->redo();
        QVERIFY(client.remote->settled());
        QCOMPARE(client.refused.join(u'\n'), QString());
        QCOMPARE(state(), states.at(i));
        if (i % 10 == 0)
            restart();
    }
    QVERIFY(!history->canRedo());
    QCOMPARE(readAnew(base), client.remote->text());
    QCOMPARE(client.refused.join(u'\n'), QString());
}

QTEST_GUILESS_MAIN(TestFaultyNetwork)
#include "tst_faultynetwork.moc"
