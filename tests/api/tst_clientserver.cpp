// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/serverapi.h"
#include "api/client/serverdiscovery.h"
#include "api/client/websitesapi.h"
#include "tests/support/fakeserver.h"
#include "tests/support/waiting.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// Finding a server, and how the two introduce themselves.
class TestClientServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void healthAndVersion();
    void identityAndApplicationHeaders();
    void recognizesSitebook();
    void baseMayHaveAPath();
    void discovery();
    void discoveryCanStop();

private:
    using Operation = std::function<ApiReply *(ApiClient &)>;

    void run(const Operation &operation, const FakeAnswer &answer);

    std::unique_ptr<FakeServer> m_server;
    QNetworkAccessManager m_network;
    std::unique_ptr<ApiClient> m_client;
};

void TestClientServer::init()
{
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ApiClient>(&m_network, m_server->base());
    m_client->setRetryPauses({});
}

void TestClientServer::run(const Operation &operation, const FakeAnswer &answer)
{
    m_server->enqueue(answer);
    ApiReply *reply = operation(*m_client);
    QVERIFY(waitFor(reply));
    QVERIFY2(reply->isSuccess(), qPrintable(reply->error().caption()));
    reply->deleteLater();
}

void TestClientServer::healthAndVersion()
{
    m_server->answer("/.well-known/health", FakeAnswer::text("ok:1234\n"));
    m_server->answer("/.well-known/version", FakeAnswer::text("12.0.1"));
    ValueReply<QString> *health = ServerApi(*m_client).health();
    ValueReply<QString> *version = ServerApi(*m_client).version();
    QVERIFY(waitFor(health) && waitFor(version));
    QCOMPARE(health->value(), u"ok:1234"_s);
    QCOMPARE(version->value(), u"12.0.1"_s);
}

void TestClientServer::identityAndApplicationHeaders()
{
    run([](ApiClient &client) { return client.send(ApiRequest::get(u"x"_s)); }, FakeAnswer::noContent());
    QCOMPARE(m_server->requests().last().header("Accept-Encoding"), "identity");
    QVERIFY(m_server->requests().last().header("User-Agent").startsWith("Sitebook/"));
    QVERIFY(m_server->requests().last().header("application").isNull());

    m_client->setApplicationId(u"app-1\r\nInjected: yes"_s);
    run([](ApiClient &client) { return client.send(ApiRequest::get(u"x"_s)); }, FakeAnswer::noContent());
    QCOMPARE(m_server->requests().last().header("application"), "app-1%0D%0AInjected%3A%20yes");
    QVERIFY(m_server->requests().last().header("Injected").isNull());
}

void TestClientServer::recognizesSitebook()
{
    const Operation ask = [](ApiClient &client) { return client.send(ApiRequest::get(u"x"_s)); };
    run(ask, FakeAnswer::noContent());
    QVERIFY(!m_client->isSitebook());
    run(ask, FakeAnswer::noContent().with("Server", "Sitebook/0.1.0"));
    QVERIFY(m_client->isSitebook());
    run(ask, FakeAnswer::noContent());
    QVERIFY(m_client->isSitebook());
}

void TestClientServer::baseMayHaveAPath()
{
    QUrl base = m_server->base();
    for (const QString &path : {u"/some%20where"_s, u"/some%20where/"_s}) {
        base.setPath(path, QUrl::TolerantMode);
        ApiClient client(&m_network, base);
        m_server->enqueue(FakeAnswer::noContent());
        ApiReply *reply = WebsitesApi(client).remove(u"a%b"_s);
        QVERIFY(waitFor(reply));
        QCOMPARE(m_server->requests().last().target, "/some%20where/websites/a%25b/delete");
    }
}

void TestClientServer::discovery()
{
    FakeServer page;
    FakeServer silent;
    FakeServer shy;
    FakeServer gone;
    gone.stop();
    m_server->answer("/.well-known/health", FakeAnswer::text("ok"));
    m_server->answer("/.well-known/version", FakeAnswer::text("1.2"));
    page.answer("/.well-known/health", FakeAnswer::html());
    silent.answer("/.well-known/health", FakeAnswer::hang());
    shy.answer("/.well-known/health", FakeAnswer::text("ok"));

    ServerDiscovery discovery(&m_network);
    discovery.setPorts({page.port(), silent.port(), m_server->port(), shy.port(), gone.port()});
    QSignalSpy found(&discovery, &ServerDiscovery::found);
    QSignalSpy finished(&discovery, &ServerDiscovery::finished);
    discovery.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(found.size(), 2);
    QHash<QUrl, QString> versions;
    for (const QVariantList &arguments : std::as_const(found))
        versions.insert(arguments.at(0).toUrl(), arguments.at(1).toString());
    QCOMPARE(versions.value(m_server->base(), u"missing"_s), u"1.2"_s);
    QCOMPARE(versions.value(shy.base(), u"missing"_s), QString());
    QCOMPARE(gone.count(), 0);
    QVERIFY(!discovery.isRunning());
}

void TestClientServer::discoveryCanStop()
{
    m_server->answer("/.well-known/health", FakeAnswer::hang());
    ServerDiscovery discovery(&m_network);
    discovery.setPorts({m_server->port()});
    QSignalSpy finished(&discovery, &ServerDiscovery::finished);
    discovery.start();
    QTRY_COMPARE(m_server->count(), 1);
    discovery.stop();
    QTRY_COMPARE(m_server->connections(), 0);
    QCOMPARE(finished.size(), 0);

    // Who wants just one stops at the first.
    FakeServer other;
    for (FakeServer *server : {m_server.get(), &other})
        server->answer("/.well-known/health", FakeAnswer::text("ok"));
    discovery.setPorts({m_server->port(), other.port()});
    QSignalSpy found(&discovery, &ServerDiscovery::found);
    connect(&discovery, &ServerDiscovery::found, &discovery, &ServerDiscovery::stop);
    discovery.start();
    QTRY_COMPARE(found.size(), 1);
    QTest::qWait(20);
    QCOMPARE(found.size(), 1);
    QCOMPARE(finished.size(), 0);
    QVERIFY(!discovery.isRunning());
    QCOMPARE(ServerDiscovery::usualPorts().size(), 37);
}

QTEST_GUILESS_MAIN(TestClientServer)
#include "tst_clientserver.moc"
