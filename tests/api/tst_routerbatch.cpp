// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/identifierhub.h"
#include "api/types/json.h"
#include "tests/api/servicefixture.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr auto batch = "/sitebook/batch"_L1;

QJsonObject operation(const QString &path, const QJsonObject &body = {})
{
    QJsonObject object{{u"method"_s, u"POST"_s}, {u"path"_s, path}};
    if (!body.isEmpty())
        object.insert("body"_L1, body);
    return object;
}

QJsonObject newWebsite(const QString &id)
{
    return {{u"id"_s, id}, {u"url"_s, u"https://example.org/"_s + id}, {u"name"_s, u"Name "_s + id}};
}

class Listener final : public StreamSubscriber
{
public:
    void send(const std::shared_ptr<const QByteArray> &message) override { messages.append(*objectFromJson(*message)); }

    QList<QJsonObject> messages;
};

} // namespace

class TestRouterBatch : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_server = std::make_unique<ServiceFixture>(); }
    void cleanup() { m_server.reset(); }

    void failingOneIsUndoneAlone();
    void atomicUndoesAll();
    void lightLeavesBodiesOut();
    void refusesMalformed_data();
    void refusesMalformed();
    void oneMessageForTheBatch();
    void streamsTellBothEnds();
    void manyAreQuick();

private:
    QStringList websites() { return identifiersFromJson(m_server->getObject(u"/websites"_s)); }

    std::unique_ptr<ServiceFixture> m_server;
};

void TestRouterBatch::failingOneIsUndoneAlone()
{
    // The second one fails after its website was made: it names an asset that is not there.
    QJsonObject half{{u"url"_s, u"x"_s}, {u"name"_s, u"half"_s}, {u"asset"_s, u"none"_s}};
    const QJsonArray operations{operation(u"/websites/create"_s, newWebsite(u"w1"_s)),
        operation(u"/websites/create"_s, half), operation(u"/website/w1/messages/associate/m1"_s),
        QJsonObject{{u"method"_s, u"GET"_s}, {u"path"_s, u"/website/w1"_s}}, operation(u"/nowhere"_s)};
    const Response response = m_server->post(batch, {{u"operations"_s, operations}});
    QCOMPARE(response.status, 200);
    const QJsonArray results = objectFromJson(response.body)->value("results"_L1).toArray();
    QList<int> statuses;
    for (const QJsonValue &result : results)
        statuses.append(result.toObject().value("status"_L1).toInt());
    QCOMPARE(statuses, QList<int>({200, 410, 204, 200, 404}));
    QVERIFY(results.at(1).toObject().value("message"_L1).toString().contains("asset"_L1));
    QVERIFY(!results.at(2).toObject().contains("body"_L1));
    QCOMPARE(results.at(3).toObject().value("body"_L1).toObject(), m_server->getObject(u"/website/w1"_s));
    QCOMPARE(identifiersFromJson(results.at(3).toObject().value("body"_L1).toObject().value("messages"_L1)),
        QStringList{u"m1"_s});
    QCOMPARE(websites(), QStringList{u"w1"_s});
}

void TestRouterBatch::atomicUndoesAll()
{
    m_server->database().takeChanges();
    const QJsonArray operations{
        operation(u"/websites/create"_s, newWebsite(u"w1"_s)), operation(u"/websites/none/delete"_s)};
    const Response response = m_server->post(batch, {{u"operations"_s, operations}, {u"atomic"_s, true}});
    QCOMPARE(response.status, 409);
    const QJsonArray results = objectFromJson(response.body)->value("results"_L1).toArray();
    QCOMPARE(results.at(0).toObject().value("status"_L1).toInt(), 200);
    QCOMPARE(results.at(1).toObject().value("status"_L1).toInt(), 410);
    QCOMPARE(websites(), QStringList());
    QVERIFY(m_server->database().takeChanges().empty());
    const QJsonArray good{operation(u"/websites/create"_s, newWebsite(u"w1"_s))};
    QCOMPARE(m_server->post(batch, {{u"operations"_s, good}, {u"atomic"_s, true}}).status, 200);
    QCOMPARE(websites(), QStringList{u"w1"_s});
}

void TestRouterBatch::lightLeavesBodiesOut()
{
    const QJsonArray operations{operation(u"/websites/create"_s, newWebsite(u"w1"_s)),
        operation(u"/tags/create"_s, {{u"id"_s, u"t1"_s}, {u"text"_s, u"tag"_s}}),
        operation(u"/website/update"_s, {{u"id"_s, u"w1"_s}, {u"name"_s, u"Renamed"_s}})};
    const QJsonObject answer = m_server->postObject(batch, {{u"operations"_s, operations}, {u"light"_s, true}});
    const QJsonArray results = answer.value("results"_L1).toArray();
    for (const auto &[index, id] : {std::pair(0, u"w1"_s), std::pair(1, u"t1"_s), std::pair(2, u"w1"_s)}) {
        const QJsonObject expected{{u"status"_s, 200}, {u"body"_s, QJsonObject{{u"id"_s, id}}}};
        QCOMPARE(results.at(index).toObject(), expected);
    }
    QCOMPARE(m_server->getObject(u"/website/w1"_s).value("name"_L1).toString(), u"Renamed"_s);
}

void TestRouterBatch::refusesMalformed_data()
{
    QTest::addColumn<QJsonObject>("operation");
    QTest::newRow("no path") << QJsonObject{{u"method"_s, u"POST"_s}};
    QTest::newRow("not a path") << operation(u"websites"_s);
    QTest::newRow("itself") << operation(batch);
    QTest::newRow("itself with a query") << operation(batch + u"?x"_s);
    QTest::newRow("other method") << QJsonObject{{u"method"_s, u"DELETE"_s}, {u"path"_s, u"/websites"_s}};
    QTest::newRow("body") << QJsonObject{{u"path"_s, u"/websites/create"_s}, {u"body"_s, u"text"_s}};
}

void TestRouterBatch::refusesMalformed()
{
    QFETCH(QJsonObject, operation);
    QCOMPARE(m_server->post(batch, {{u"operations"_s, operation}}).status, 400);
    const QJsonObject answer = m_server->postObject(batch, {{u"operations"_s, QJsonArray{operation}}});
    const QJsonObject result = answer.value("results"_L1).toArray().first().toObject();
    QCOMPARE(result.value("status"_L1).toInt(), 400);
    QVERIFY(!result.value("message"_L1).toString().isEmpty());
}

void TestRouterBatch::oneMessageForTheBatch()
{
    Service service(m_server->database());
    IdentifierHub hub;
    const auto websites = std::make_shared<Listener>();
    const auto tags = std::make_shared<Listener>();
    const auto persons = std::make_shared<Listener>();
    hub.subscribe(websites, {});
    hub.subscribe(tags, {AssociationKind::Tag});
    hub.subscribe(persons, {AssociationKind::Person});

    QJsonArray operations{operation(u"/tags/create"_s, {{u"id"_s, u"t1"_s}, {u"text"_s, u"tag"_s}})};
    for (const QString &id : {u"w1"_s, u"w2"_s, u"w3"_s}) {
        operations.append(operation(u"/websites/create"_s, newWebsite(id)));
        operations.append(operation(u"/website/%1/tags/associate/t1"_s.arg(id)));
    }
    operations.append(operation(u"/websites/w2/delete"_s));
    QVERIFY(m_server->post(batch, {{u"operations"_s, operations}}).isSuccess());
    hub.publish(hub.announcements(service, m_server->database().takeChanges()).value());
    QCOMPARE(websites->messages.size(), 1);
    QCOMPARE(tags->messages.size(), 1);
    QCOMPARE(persons->messages.size(), 0);
    const QJsonArray told = websites->messages.first().value("iterable"_L1).toArray();
    QCOMPARE(told.size(), 3);
    QVERIFY(told.at(0).toObject().contains("updated"_L1));
    QCOMPARE(told.at(1).toObject().value("website"_L1).toObject().value("id"_L1).toString(), u"w2"_s);
    QCOMPARE(told.at(1).toObject().value("deleted"_L1).toBool(), true);
}

void TestRouterBatch::streamsTellBothEnds()
{
    const QString website = m_server->addWebsite(u"https://example.org"_s);
    const QString asset = m_server->addItem(AssociationKind::Asset);
    m_server->database().takeChanges();
    Service service(m_server->database());
    IdentifierHub hub;
    const auto websites = std::make_shared<Listener>();
    auto assets = std::make_shared<Listener>();
    hub.subscribe(websites, {});
    hub.subscribe(assets, {AssociationKind::Asset});
    const auto publish = [&] {
        hub.publish(hub.announcements(service, m_server->database().takeChanges()).value());
        return true;
    };
    QVERIFY(m_server->post(u"/asset/%1/websites/associate/%2"_s.arg(asset, website)).isSuccess() && publish());
    QCOMPARE(websites->messages.size(), 1);
    QCOMPARE(assets->messages.size(), 1);
    QVERIFY(m_server->post(u"/asset/%1/websites/associate/%2"_s.arg(asset, website)).isSuccess() && publish());
    QCOMPARE(websites->messages.size(), 1);
    QVERIFY(m_server->post(u"/assets/%1/delete"_s.arg(asset)).isSuccess() && publish());
    QCOMPARE(websites->messages.size(), 2);
    QCOMPARE(assets->messages.size(), 2);
    QCOMPARE(
        assets->messages.last().value("iterable"_L1).toArray().first().toObject().value("deleted"_L1).toBool(), true);
    // Who left is told nothing.
    assets.reset();
    QVERIFY(!m_server->addItem(AssociationKind::Asset).isEmpty() && publish());
    QCOMPARE(websites->messages.size(), 2);
}

void TestRouterBatch::manyAreQuick()
{
    constexpr int count = 2000;
    constexpr int chunk = 500;
    m_server->post(u"/tags/create"_s, {{u"id"_s, u"t1"_s}, {u"text"_s, u"tag"_s}});
    m_server->post(u"/persons/create"_s, {{u"id"_s, u"p1"_s}, {u"type"_s, QJsonObject()}});
    QElapsedTimer timer;
    timer.start();
    for (int start = 0; start < count; start += chunk) {
        QJsonArray operations;
        for (int i = start; i < start + chunk; ++i) {
            QJsonObject website = newWebsite(QString::number(i));
            website.insert("tags"_L1, flattenedFromIdentifiers({u"t1"_s}));
            website.insert("persons"_L1, flattenedFromIdentifiers({u"p1"_s}));
            operations.append(operation(u"/websites/create"_s, website));
        }
        QCOMPARE(m_server->post(batch, {{u"operations"_s, operations}, {u"light"_s, true}}).status, 200);
    }
    qInfo("%d websites with 2 links each: %lld ms", count, static_cast<long long>(timer.elapsed()));
    QCOMPARE(websites().size(), count);
    QCOMPARE(identifiersFromJson(m_server->getObject(u"/tag/t1"_s).value("websites"_L1)).size(), count);
    QVERIFY(timer.elapsed() < 10'000); // far more than it takes, also with sanitizers; catches what is not linear
}

QTEST_GUILESS_MAIN(TestRouterBatch)
#include "tst_routerbatch.moc"
