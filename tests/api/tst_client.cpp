// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/batchapi.h"
#include "api/client/materialapi.h"
#include "api/client/websiteapi.h"
#include "api/client/websitesapi.h"
#include "tests/support/fakeserver.h"
#include "tests/support/waiting.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr auto nastyId = "a/b?c#d %é";
constexpr auto nastySegment = "a%2Fb%3Fc%23d%20%25%C3%A9";

/// What is sent by an operation, and how.
struct Sent
{
    QByteArray method;
    QByteArray target;
    QJsonObject body;
    QByteArray accept;
};

QJsonObject websiteJson(const QString &id)
{
    return {{u"id"_s, id}, {u"name"_s, u"Name"_s}, {u"url"_s, u"https://example.org/"_s}};
}

} // namespace

/// What each operation sends, and what it makes of the answer.
class TestClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void seedOperations_data();
    void seedOperations();
    void otherOperations_data();
    void otherOperations();
    void everyKindOfLink();
    void snapshotKeepsUnknownKeys();
    void updateAnswersWithTheServersWebsite();
    void createAnswersWithTheMaterial();
    void materialList_data();
    void materialList();
    void kindsWithoutItemsAreNotSupported();
    void exists();
    void search();
    void batch();
    void batchOfAnotherLengthIsRefused();
    void batchIsForSitebookOnly();

private:
    using Operation = std::function<ApiReply *(ApiClient &)>;

    void run(const Operation &operation, const FakeAnswer &answer);

    std::unique_ptr<FakeServer> m_server;
    QNetworkAccessManager m_network;
    std::unique_ptr<ApiClient> m_client;
};

void TestClient::init()
{
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ApiClient>(&m_network, m_server->base());
    m_client->setRetryPauses({});
}

void TestClient::run(const Operation &operation, const FakeAnswer &answer)
{
    m_server->enqueue(answer);
    ApiReply *reply = operation(*m_client);
    QVERIFY(waitFor(reply));
    QVERIFY2(reply->isSuccess(), qPrintable(reply->error().caption()));
    reply->deleteLater();
}

void TestClient::seedOperations_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Sent>("sent");
    const QString id = QString::fromUtf8(nastyId);
    const QByteArray website = QByteArray("/website/") + nastySegment;

    const std::pair<const char *, AssociationKind> kinds[] = {{"assets", AssociationKind::Asset},
        {"persons", AssociationKind::Person}, {"conversations", AssociationKind::Conversation},
        {"workstream_summaries", AssociationKind::WorkstreamSummary}};
    for (const auto &[segment, kind] : kinds) {
        const QByteArray target = website + '/' + segment;
        const Operation associate = [id, kind = kind](
                                        ApiClient &client) { return WebsiteApi(client).associate(id, kind, u"x y"_s); };
        QTest::addRow("associate %s", segment)
            << associate << FakeAnswer::noContent() << Sent{"POST", target + "/associate/x%20y", {}, "text/plain"};
        const Operation disassociate = [id, kind = kind](ApiClient &client) {
            return WebsiteApi(client).disassociate(id, kind, u"x y"_s);
        };
        QTest::addRow("disassociate %s", segment) << disassociate << FakeAnswer::noContent()
                                                  << Sent{"POST", target + "/disassociate/x%20y", {}, "text/plain"};
    }
    const Operation increment = [id](ApiClient &client) {
        return WebsiteApi(client).incrementScore(id, ScoreIncrement{.reuse = true});
    };
    QTest::newRow("scores increment") << increment << FakeAnswer::noContent()
                                      << Sent{"POST", website + "/scores/increment",
                                             QJsonObject{{u"website"_s, QJsonObject{{u"reuse"_s, true}}}},
                                             "text/plain"};
    const Operation update = [](ApiClient &client) {
        return WebsiteApi(client).update(*Website::fromJson(websiteJson(u"w"_s)));
    };
    QTest::newRow("update") << update << FakeAnswer::json(websiteJson(u"w"_s))
                            << Sent{"POST", "/website/update", websiteJson(u"w"_s), "application/json, text/plain"};
    const Operation snapshot = [id](ApiClient &client) { return WebsiteApi(client).snapshot(id); };
    QTest::newRow("snapshot") << snapshot << FakeAnswer::json(websiteJson(u"w"_s))
                              << Sent{"GET", website, {}, "application/json, text/plain"};
}

void TestClient::seedOperations()
{
    QFETCH(Operation, operation);
    QFETCH(FakeAnswer, answer);
    QFETCH(Sent, sent);
    run(operation, answer);
    QCOMPARE(m_server->requests().size(), 1);
    const FakeRequest &request = m_server->requests().first();
    QCOMPARE(request.method, sent.method);
    QCOMPARE(request.target, sent.target);
    QCOMPARE(request.header("Accept"), sent.accept);
    QCOMPARE(request.json(), sent.body);
    QCOMPARE(request.header("Content-Type"), sent.body.isEmpty() ? QByteArray() : "application/json"_ba);
}

void TestClient::otherOperations_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QJsonObject>("body");
    const QJsonObject seed{{u"url"_s, u"https://example.org/"_s}, {u"name"_s, u"Name"_s}};
    const QJsonObject tag{{u"id"_s, u"t"_s}, {u"text"_s, u"red"_s}};
    const QByteArray list = R"({"iterable":[]})";

    const auto row = [](const char *name, const Operation &operation, const FakeAnswer &answer, const char *line,
                         const QJsonObject &body = {}) {
        QTest::newRow(name) << operation << answer << QByteArray(line) << body;
    };
    row(
        "light snapshot", [](ApiClient &client) { return WebsiteApi(client).snapshot(u"w"_s, false); },
        FakeAnswer::json(websiteJson(u"w"_s)), "GET /website/w?transferables=false");
    row(
        "websites", [](ApiClient &client) { return WebsitesApi(client).list(ListForm::Whole); }, FakeAnswer::json(list),
        "GET /websites?transferables=false");
    row(
        "light websites", [](ApiClient &client) { return WebsitesApi(client).list(ListForm::Light); },
        FakeAnswer::json(list), "GET /websites?transferables=false&light=true");
    row(
        "create", [seed](ApiClient &client) { return WebsitesApi(client).create(seed); },
        FakeAnswer::json(websiteJson(u"w"_s)), "POST /websites/create", seed);
    row(
        "delete", [](ApiClient &client) { return WebsitesApi(client).remove(u"a/b"_s); }, FakeAnswer::noContent(),
        "POST /websites/a%2Fb/delete");
    row(
        "assets", [](ApiClient &client) { return MaterialApi(client, AssociationKind::Asset).list(ListForm::Whole); },
        FakeAnswer::json(list), "GET /assets?transferables=false");
    row(
        "light assets",
        [](ApiClient &client) { return MaterialApi(client, AssociationKind::Asset).list(ListForm::Light); },
        FakeAnswer::json(list), "GET /assets?transferables=false&light=true");
    row(
        "annotations",
        [](ApiClient &client) { return MaterialApi(client, AssociationKind::Annotation).list(ListForm::Whole); },
        FakeAnswer::json(list), "GET /annotations");
    row(
        "light annotations",
        [](ApiClient &client) { return MaterialApi(client, AssociationKind::Annotation).list(ListForm::Light); },
        FakeAnswer::json(list), "GET /annotations?light=true");
    row(
        "get a person", [](ApiClient &client) { return MaterialApi(client, AssociationKind::Person).get(u"a/b"_s); },
        FakeAnswer::json(tag), "GET /person/a%2Fb");
    row(
        "create a tag", [](ApiClient &client) { return MaterialApi(client, AssociationKind::Tag).create({}); },
        FakeAnswer::json(tag), "POST /tags/create");
    row(
        "update a tag",
        [tag](ApiClient &client) {
            return MaterialApi(client, AssociationKind::Tag).update(*Material::fromJson(AssociationKind::Tag, tag));
        },
        FakeAnswer::json(tag), "POST /tag/update", tag);
    row(
        "delete an asset", // the one delete that answers with text
        [](ApiClient &client) { return MaterialApi(client, AssociationKind::Asset).remove(u"x"_s); },
        FakeAnswer::text("deleted"), "POST /assets/x/delete");
}

void TestClient::otherOperations()
{
    QFETCH(Operation, operation);
    QFETCH(FakeAnswer, answer);
    QFETCH(QByteArray, line);
    QFETCH(QJsonObject, body);
    run(operation, answer);
    QCOMPARE(m_server->requests().size(), 1);
    const FakeRequest &request = m_server->requests().first();
    QCOMPARE(request.method + ' ' + request.target, line);
    QCOMPARE(request.json(), body);
}

void TestClient::everyKindOfLink()
{
    for (const AssociationTraits &traits : allAssociationTraits()) {
        m_server->clear();
        run([&traits](ApiClient &client) { return WebsiteApi(client).associate(u"w"_s, traits.kind, u"i"_s); },
            FakeAnswer::noContent());
        QCOMPARE(m_server->requests().first().target,
            "/website/w/" + QByteArray(traits.pathSegment.data(), traits.pathSegment.size()) + "/associate/i");
    }
}

void TestClient::snapshotKeepsUnknownKeys()
{
    QJsonObject json = websiteJson(u"w"_s);
    json.insert("fromTheFuture"_L1, 7);
    m_server->enqueue(FakeAnswer::json(json));
    ValueReply<Website> *reply = WebsiteApi(*m_client).snapshot(u"w"_s);
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->value().toJson(), json);
}

void TestClient::updateAnswersWithTheServersWebsite()
{
    Website website = *Website::fromJson(websiteJson(u"w"_s));
    website.name = u"New"_s;
    m_server->setHandler([](const FakeRequest &request) {
        QJsonObject json = request.json();
        json.insert("interactions"_L1, 3);
        return FakeAnswer::json(json);
    });
    ValueReply<Website> *reply = WebsiteApi(*m_client).update(website);
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->value().name, u"New"_s);
    QCOMPARE(reply->value().interactions, 3);
}

void TestClient::createAnswersWithTheMaterial()
{
    Material tag;
    tag.kind = AssociationKind::Tag;
    tag.name = u"red"_s;
    m_server->setHandler([](const FakeRequest &request) {
        QJsonObject json = request.json();
        json.insert("id"_L1, u"t"_s);
        return FakeAnswer::json(json);
    });
    ValueReply<Material> *reply = MaterialApi(*m_client, AssociationKind::Tag).create(tag.toSeed());
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->value().id, u"t"_s);
    QCOMPARE(reply->value().name, u"red"_s);
}

void TestClient::materialList_data()
{
    QTest::addColumn<bool>("light");
    QTest::newRow("whole") << false;
    QTest::newRow("light") << true;
}

/// Also of a server that does not know of light lists.
void TestClient::materialList()
{
    QFETCH(bool, light);
    m_server->enqueue(FakeAnswer::json(
        R"({"iterable":[{"id":"1","text":"red","extra":[1],"websites":{"iterable":[{"id":"w"}]}},{"text":"no id"},)"
        R"({"id":"2","text":"blue"}]})"_ba));
    MaterialListReply *reply =
        MaterialApi(*m_client, AssociationKind::Tag).list(light ? ListForm::Light : ListForm::Whole);
    QStringList names;
    QStringList websites;
    QList<QJsonObject> sources;
    connect(reply, &MaterialListReply::received, this, [&](const QList<Material> &materials) {
        for (const Material &material : materials) {
            names.append(material.name);
            websites += material.websites;
            sources.append(material.source);
        }
    });
    QVERIFY(waitFor(reply));
    QVERIFY(reply->isSuccess());
    QCOMPARE(names, QStringList({u"red"_s, u"blue"_s}));
    QCOMPARE(sources.first().value("extra"_L1), light ? QJsonValue(QJsonValue::Undefined) : QJsonArray{1});
    QCOMPARE(websites, light ? QStringList() : QStringList{u"w"_s});
    QCOMPARE(reply->count(), 2);
    QCOMPARE(reply->skipped(), 1);
}

void TestClient::kindsWithoutItemsAreNotSupported()
{
    MaterialListReply *list = MaterialApi(*m_client, AssociationKind::Source).list(ListForm::Whole);
    ApiReply *remove = MaterialApi(*m_client, AssociationKind::Message).remove(u"m"_s);
    QVERIFY(!list->isFinished());
    QVERIFY(waitFor(list) && waitFor(remove));
    QCOMPARE(list->error().kind, ApiError::Kind::NotSupported);
    QCOMPARE(remove->error().kind, ApiError::Kind::NotSupported);
    QCOMPARE(m_server->count(), 0);
}

void TestClient::exists()
{
    const QString url = u"https://example.org/?a=b&c=ü"_s;
    m_server->enqueue(FakeAnswer::json(R"({"website":{"id":"w"}})"_ba));
    ValueReply<QString> *known = WebsitesApi(*m_client).exists(url);
    QVERIFY(waitFor(known));
    QCOMPARE(known->value(), u"w"_s);
    QCOMPARE(m_server->requests().first().json(), QJsonObject({{u"value"_s, url}}));

    m_server->enqueue(FakeAnswer::json(QJsonObject()));
    ValueReply<QString> *unknown = WebsitesApi(*m_client).exists(url);
    QVERIFY(waitFor(unknown));
    QVERIFY(unknown->isSuccess());
    QCOMPARE(unknown->value(), QString());
}

void TestClient::search()
{
    m_server->enqueue(FakeAnswer::json(
        R"({"iterable":[{"identifier":"b","exact":true,"similarity":1},{"website":{"id":"a"}},{"identifier":"b"}]})"_ba));
    ValueReply<QStringList> *reply = WebsitesApi(*m_client).search(u"qt"_s);
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->value(), QStringList({u"b"_s, u"a"_s}));
    const FakeRequest &request = m_server->requests().first();
    QCOMPARE(request.target, "/websites/search?transferables=false");
    const QJsonArray engines = request.json().value("engines"_L1).toObject().value("iterable"_L1).toArray();
    QCOMPARE(engines.first().toObject().value("query"_L1), u"qt"_s);
}

void TestClient::batch()
{
    m_server->enqueue(FakeAnswer::json(
        R"({"results":[{"status":204},{"status":200,"body":{"id":"w"}},{"status":410,"message":"gone"}]})"_ba));
    const QList<BatchOperation> operations{
        {u"website/w/tags/associate/t"_s}, {u"website/update"_s, websiteJson(u"w"_s)}, {u"websites/x/delete"_s}};
    ValueReply<QList<BatchResult>> *reply = BatchApi(*m_client).run(operations, true);
    QVERIFY(waitFor(reply));
    QVERIFY(reply->isSuccess());
    QCOMPARE(reply->value().size(), 3);
    QVERIFY(reply->value().at(0).isSuccess());
    QCOMPARE(reply->value().at(1).body.value("id"_L1), u"w"_s);
    QCOMPARE(reply->value().at(2).error().kind, ApiError::Kind::NotFound);
    QCOMPARE(reply->value().at(2).message, u"gone"_s);

    const QJsonObject sent = m_server->requests().first().json();
    QCOMPARE(m_server->requests().first().target, "/sitebook/batch");
    QCOMPARE(sent.value("light"_L1), true);
    QCOMPARE(sent.value("atomic"_L1), false);
    const QJsonArray array = sent.value("operations"_L1).toArray();
    QCOMPARE(
        array.at(0).toObject(), QJsonObject({{u"method"_s, u"POST"_s}, {u"path"_s, u"/website/w/tags/associate/t"_s}}));
    QCOMPARE(array.at(1).toObject().value("body"_L1).toObject(), websiteJson(u"w"_s));
}

void TestClient::batchOfAnotherLengthIsRefused()
{
    m_server->enqueue(FakeAnswer::json(R"({"results":[{"status":204}]})"_ba));
    auto *reply = BatchApi(*m_client).run({{u"websites/a/delete"_s}, {u"websites/b/delete"_s}}, false);
    QVERIFY(waitFor(reply));
    QCOMPARE(reply->error().kind, ApiError::Kind::NotThisApi);
}

void TestClient::batchIsForSitebookOnly()
{
    for (const int status : {404, 405, 501}) {
        m_server->enqueue(FakeAnswer::failure(status));
        auto *reply = BatchApi(*m_client).run({{u"websites/a/delete"_s}}, false);
        QVERIFY(waitFor(reply));
        QCOMPARE(reply->error().kind, ApiError::Kind::NotSupported);
    }
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
