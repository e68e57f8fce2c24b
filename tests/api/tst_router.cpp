// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/loopback.h"
#include "api/types/json.h"
#include "api/types/website.h"
#include "tests/api/servicefixture.h"
#include "tests/support/filelimit.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestRouter : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_server = std::make_unique<ServiceFixture>(); }
    void cleanup() { m_server.reset(); }

    void statusRules_data();
    void statusRules();
    void methodNotAllowedNamesMethods();
    void headIsGet();
    void websiteRoundTrip();
    void websiteAlwaysHasSeedFields();
    void listHoldsAll();
    void lightListHoldsWhatIsThere();
    void pathsAreDecoded();
    void updateMerges();
    void updateNeverLinks();
    void updateWithoutChangeKeepsTime();
    void updateOfWhatChangedMeanwhile();
    void updateMovesCreatedOnlyWhenNamed();
    void unusualTextSurvives();
    void seedLinks();
    void wholeWebsite();
    void scores();
    void exists();
    void search();
    void searchOperators();
    void wellKnown();
    void connectGivesContext();
    void loopbackNames_data();
    void loopbackNames();
    void fullDiskIsNoFaultOfTheServer();

private:
    QStringList found(const QJsonObject &engines);

    std::unique_ptr<ServiceFixture> m_server;
};

void TestRouter::statusRules_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &method, const QString &target, const QByteArray &body,
                         int status, const QString &words, const QByteArray &type = "application/json") {
        QTest::newRow(name) << method << target << body << type << status << words;
    };
    row("no such route", "GET", u"/nothing/here"_s, {}, 404, u"/nothing/here"_s);
    row("root", "GET", u"/"_s, {}, 404, u"nothing"_s);
    row("not a path", "GET", u"websites"_s, {}, 400, u"slash"_s);
    row("no id", "GET", u"/website/"_s, {}, 404, u"nothing"_s);
    row("unknown website", "GET", u"/website/none"_s, {}, 410, u"none"_s);
    row("unknown website, plural", "GET", u"/websites/none"_s, {}, 410, u"website"_s);
    row("unknown asset", "GET", u"/assets/none"_s, {}, 410, u"asset"_s);
    row("delete unknown", "POST", u"/websites/none/delete"_s, {}, 410, u"none"_s);
    row("delete unknown tag", "POST", u"/tags/none/delete"_s, {}, 410, u"tag"_s);
    row("score of unknown", "POST", u"/website/none/scores/increment"_s, "{}", 410, u"none"_s);
    row("update unknown", "POST", u"/website/update"_s, R"({"id":"none","name":"x","url":"u"})", 410, u"none"_s);
    row("update unknown person", "POST", u"/person/update"_s, R"({"id":"none"})", 410, u"none"_s);
    row("associate unknown", "POST", u"/website/none/assets/associate/none"_s, {}, 410, u"website"_s);
    row("no body", "POST", u"/websites/create"_s, {}, 400, u"body"_s);
    row("broken body", "POST", u"/websites/create"_s, "{\"url\":", 400, u"byte"_s);
    row("list as body", "POST", u"/websites/create"_s, "[]", 400, u"object"_s);
    row("other type", "POST", u"/websites/create"_s, "url=x", 415, u"application/json"_s, "text/plain");
    row("type with charset", "POST", u"/websites/exists"_s, R"({"value":"x"})", 200, {},
        "application/json; charset=utf-8");
    row("no url", "POST", u"/websites/create"_s, R"({"name":"x"})", 400, u"`url`"_s);
    row("url of a wrong type", "POST", u"/websites/create"_s, R"({"name":"x","url":1})", 400, u"`url`"_s);
    row("no name", "POST", u"/websites/create"_s, R"({"url":"x"})", 400, u"`name`"_s);
    row("empty id", "POST", u"/websites/create"_s, R"({"id":"","url":"x","name":"x"})", 400, u"`id`"_s);
    row("long id", "POST", u"/websites/create"_s,
        "{\"url\":\"x\",\"name\":\"x\",\"id\":\"" + QByteArray(300, 'i') + "\"}", 400, u"`id`"_s);
    row("update without id", "POST", u"/website/update"_s, R"({"name":"x"})", 400, u"`id`"_s);
    row("seed with unknown asset", "POST", u"/websites/create"_s, R"({"url":"x","name":"x","asset":"none"})", 410,
        u"asset"_s);
    row("exists without value", "POST", u"/websites/exists"_s, "{}", 400, u"`value`"_s);
    row("search without engines", "POST", u"/websites/search"_s, R"({"query":"x"})", 400, u"`engines`"_s);
    row("search without list", "POST", u"/websites/search"_s, R"({"engines":{}})", 400, u"`iterable`"_s);
    row("search for nothing", "POST", u"/websites/search"_s, {}, 200, {});
    row("seed without format", "POST", u"/assets/create"_s, R"({"asset":{"application":{}}})", 400,
        u"`asset.format`"_s);
    row("seed without asset", "POST", u"/assets/create"_s, R"({"type":"SEEDED_ASSET"})", 400, u"`asset`"_s);
    row("asset without formats", "POST", u"/assets/create"_s, R"({"id":"a","formats":{"iterable":[]}})", 400,
        u"`formats.iterable`"_s);
    row("person without type", "POST", u"/persons/create"_s, "{}", 400, u"`type`"_s);
    row("annotation of an unknown type", "POST", u"/annotations/create"_s, R"({"text":"x","type":"POEM"})", 400,
        u"COMMENT"_s);
    row("conversation of a wrong type", "POST", u"/conversations/create"_s, R"({"type":5})", 400, u"`type`"_s);
    row("connect without name", "POST", u"/connect"_s, R"({"application":{}})", 400, u"`application.name`"_s);
}

void TestRouter::statusRules()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, target);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QString, words);
    const Response response = m_server->send(method, target, body, type);
    QTEST(response.status, "status");
    QVERIFY2(QString::fromUtf8(response.body).contains(words), response.body.constData());
    if (!response.isSuccess())
        QVERIFY(response.contentType.startsWith("text/plain"));
    // A refused request leaves nothing behind.
    QVERIFY(m_server->getObject(u"/websites"_s).value("iterable"_L1).toArray().isEmpty());
}

void TestRouter::methodNotAllowedNamesMethods()
{
    Response response = m_server->send("DELETE", u"/websites"_s);
    QCOMPARE(response.status, 405);
    QCOMPARE(response.allow, "GET, HEAD"_ba);
    response = m_server->get(u"/website/x/scores/increment"_s);
    QCOMPARE(response.status, 405);
    QCOMPARE(response.allow, "POST"_ba);
    // A word of the contract is not an identifier.
    QCOMPARE(m_server->get(u"/websites/search"_s).status, 405);
    QCOMPARE(m_server->get(u"/websites/create"_s).status, 405);
}

void TestRouter::headIsGet()
{
    m_server->addWebsite(u"https://example.org"_s);
    const Response response = m_server->send("HEAD", u"/websites"_s);
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, m_server->get(u"/websites"_s).body);
}

void TestRouter::websiteRoundTrip()
{
    const Timestamp before = Timestamp::now();
    const QJsonObject created =
        m_server->postObject(u"/websites/create"_s, {{u"url"_s, u"https://example.org/"_s}, {u"name"_s, u"Example"_s}});
    const auto website = Website::fromJson(created);
    QVERIFY(website);
    QCOMPARE(website->url, u"https://example.org/"_s);
    QCOMPARE(website->name, u"Example"_s);
    QCOMPARE(website->created, website->updated);
    QVERIFY(website->created >= before);
    QCOMPARE(m_server->getObject(u"/website/"_s + website->id), created);
    QCOMPARE(m_server->getObject(u"/websites/"_s + website->id), created);
    QCOMPARE(m_server->post(u"/websites/%1/delete"_s.arg(website->id)).status, 204);
    QCOMPARE(m_server->get(u"/website/"_s + website->id).status, 410);
    QCOMPARE(m_server->post(u"/websites/%1/delete"_s.arg(website->id)).status, 410);
}

void TestRouter::websiteAlwaysHasSeedFields()
{
    const QString id = m_server->addWebsite(u"https://example.org"_s);
    const QJsonObject empty{{u"iterable"_s, QJsonArray()}, {u"indices"_s, QJsonObject()}};
    QJsonObject website = m_server->getObject(u"/website/"_s + id);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        QCOMPARE(website.contains(traits.websiteField), traits.inSeed);
        if (traits.inSeed)
            QCOMPARE(website.value(traits.websiteField).toObject(), empty);
        const QString item = traits.hasItems() ? m_server->addItem(traits.kind) : u"far away"_s;
        QVERIFY(!item.isEmpty());
        QCOMPARE(m_server->post(u"/website/%1/%2/associate/%3"_s.arg(id, traits.pathSegment, item)).status, 204);
        website = m_server->getObject(u"/website/"_s + id);
        const QJsonObject links = website.value(traits.websiteField).toObject();
        QCOMPARE(identifiersFromJson(links), QStringList{item});
        QCOMPARE(links.value("indices"_L1).toObject().value(item).toInt(-1), 0);
        QCOMPARE(m_server->post(u"/website/%1/%2/disassociate/%3"_s.arg(id, traits.pathSegment, item)).status, 204);
        website = m_server->getObject(u"/website/"_s + id);
        QCOMPARE(website.contains(traits.websiteField), traits.inSeed);
    }
}

void TestRouter::listHoldsAll()
{
    QStringList ids;
    for (int i = 0; i < 5; ++i)
        ids.append(m_server->addWebsite(u"https://example.org/%1"_s.arg(i)));
    const QJsonObject list = m_server->getObject(u"/websites?transferables=false"_s);
    QCOMPARE(identifiersFromJson(list), ids);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(list.value("indices"_L1).toObject().value(ids.at(i)).toInt(-1), i);
        QCOMPARE(list.value("iterable"_L1).toArray().at(i).toObject(), m_server->getObject(u"/website/"_s + ids.at(i)));
    }
    const QJsonObject stream = m_server->getObject(u"/websites/stream/identifiers"_s);
    const QJsonObject first = stream.value("iterable"_L1).toArray().first().toObject();
    QCOMPARE(first.value("website"_L1).toObject().value("id"_L1).toString(), ids.first());
    QVERIFY(!Timestamp::fromJson(first.value("updated"_L1)).isNull());
}

void TestRouter::lightListHoldsWhatIsThere()
{
    const QString bare = m_server->addWebsite(u"https://example.org/\"1\""_s);
    const QJsonObject mechanisms{{u"a\"},{"_s, u"AUTOMATIC"_s}, {u"b"_s, u"MANUAL"_s}};
    const QJsonObject score{{u"manual"_s, 0}, {u"reuse"_s, 3}, {u"searched"_s, -1}, {u"future"_s, 7}};
    const QJsonObject full{{u"id"_s, u"full"_s}, {u"url"_s, u"https://example.org/2"_s}, {u"name"_s, u"Two"_s},
        {u"created"_s, QJsonObject{{u"value"_s, u"2024-01-02T03:04:05.678901Z"_s}, {u"readable"_s, u"long ago"_s}}},
        {u"score"_s, score}, {u"mechanisms"_s, mechanisms}, {u"interactions"_s, 3}, {u""_s, QJsonArray{1, u"]"_s}},
        {u"future"_s, QJsonObject{{u"interactions"_s, 4}, {u"text"_s, u"\\\",\"interactions\":5"_s}}}};
    QVERIFY(m_server->post(u"/websites/create"_s, full).isSuccess());
    const QString last = m_server->addWebsite(u"https://example.org/3"_s);
    QVERIFY(m_server->post(u"/website/update"_s, {{u"id"_s, last}, {u"zone"_s, u"x"_s}, {u"interactions"_s, 0}})
                .isSuccess());
    for (const AssociationTraits &traits : allAssociationTraits()) {
        for (int i = 0; i < 2; ++i) {
            const QString item = traits.hasItems() ? m_server->addItem(traits.kind) : u"far %1"_s.arg(i);
            QCOMPARE(m_server->post(u"/website/full/%1/associate/%2"_s.arg(traits.pathSegment, item)).status, 204);
        }
    }

    const QJsonObject list = m_server->getObject(u"/websites?transferables=false&light=true"_s);
    QCOMPARE(list.keys(), QStringList({u"indices"_s, u"iterable"_s}));
    QCOMPARE(list.value("indices"_L1).toObject(), QJsonObject());
    const QJsonArray websites = list.value("iterable"_L1).toArray();
    QCOMPARE(identifiersFromJson(list), QStringList({bare, u"full"_s, last}));
    QCOMPARE(websites.at(0).toObject().keys(), QStringList({u"created"_s, u"id"_s, u"name"_s, u"updated"_s, u"url"_s}));

    const QJsonObject whole = m_server->getObject(u"/website/full"_s);
    QJsonObject expected{{u"id"_s, u"full"_s}, {u"url"_s, whole.value("url"_L1)}, {u"name"_s, u"Two"_s},
        {u"created"_s, QJsonObject{{u"value"_s, u"2024-01-02T03:04:05.678901Z"_s}}},
        {u"updated"_s, whole.value("updated"_L1)}, {u"score"_s, QJsonObject{{u"reuse"_s, 3}, {u"searched"_s, -1}}},
        {u"mechanisms"_s, mechanisms}, {u"interactions"_s, 3}};
    for (const AssociationTraits &traits : allAssociationTraits()) {
        QJsonArray references;
        for (const QString &id : identifiersFromJson(whole.value(traits.websiteField)))
            references.append(QJsonObject{{u"id"_s, id}});
        QCOMPARE(references.size(), 2);
        expected.insert(traits.websiteField, QJsonObject{{u"iterable"_s, references}});
    }
    QCOMPARE(websites.at(1).toObject(), expected);
    // A zero that somebody gave is there, a key that nobody knows is not.
    QCOMPARE(websites.at(2).toObject().value("interactions"_L1), QJsonValue(0));
    QVERIFY(!websites.at(2).toObject().contains("zone"_L1));

    for (const QString &query : {u""_s, u"?light=false"_s, u"?light=maybe"_s})
        QCOMPARE(m_server->getObject(u"/websites"_s + query).value("iterable"_L1).toArray().at(1).toObject(), whole);
}

void TestRouter::pathsAreDecoded()
{
    const QString id = u"a/b ü?"_s;
    const QJsonObject body{{u"id"_s, id}, {u"url"_s, u"x"_s}, {u"name"_s, u"x"_s}};
    QCOMPARE(m_server->postObject(u"/websites/create"_s, body).value("id"_L1).toString(), id);
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(id));
    QCOMPARE(m_server->getObject(u"/website/"_s + encoded).value("id"_L1).toString(), id);
    QCOMPARE(m_server->get(u"/website/"_s + encoded + u'/').status, 200);
}

void TestRouter::updateMerges()
{
    QJsonObject website = m_server->postObject(u"/websites/create"_s,
        {{u"url"_s, u"https://example.org"_s}, {u"name"_s, u"One"_s}, {u"future"_s, QJsonArray{1, 2}},
            {u"interactions"_s, 3}});
    const QString id = website.value("id"_L1).toString();
    QCOMPARE(website.value("future"_L1).toArray(), QJsonArray({1, 2}));
    const QJsonObject updated =
        m_server->postObject(u"/website/update"_s, {{u"id"_s, id}, {u"name"_s, u"Two"_s}, {u"other"_s, true}});
    QCOMPARE(updated, m_server->getObject(u"/website/"_s + id));
    QVERIFY(Timestamp::fromJson(updated.value("updated"_L1)) > Timestamp::fromJson(website.value("updated"_L1)));
    website.insert("name"_L1, u"Two"_s);
    website.insert("other"_L1, true);
    website.insert("updated"_L1, updated.value("updated"_L1));
    QCOMPARE(updated, website);
}

void TestRouter::updateNeverLinks()
{
    const QString id = m_server->addWebsite(u"https://example.org"_s);
    const QString person = m_server->addItem(AssociationKind::Person);
    const QString other = m_server->addItem(AssociationKind::Person);
    QCOMPARE(m_server->post(u"/website/%1/persons/associate/%2"_s.arg(id, person)).status, 204);
    const QJsonObject persons{{u"iterable"_s, QJsonArray{QJsonObject{{u"id"_s, other}}}}};
    const QJsonObject tags{{u"iterable"_s, QJsonArray{QJsonObject{{u"id"_s, u"t"_s}}}}};
    const QJsonObject updated = m_server->postObject(
        u"/website/update"_s, {{u"id"_s, id}, {u"name"_s, u"New"_s}, {u"persons"_s, persons}, {u"tags"_s, tags}});
    QCOMPARE(identifiersFromJson(updated.value("persons"_L1)), QStringList{person});
    QVERIFY(!updated.contains("tags"_L1));
}

void TestRouter::updateWithoutChangeKeepsTime()
{
    const QString id = m_server->addWebsite(u"https://example.org"_s);
    const QJsonObject website = m_server->getObject(u"/website/"_s + id);
    m_server->database().takeChanges();
    QCOMPARE(m_server->postObject(u"/website/update"_s, website), website);
    QVERIFY(m_server->database().takeChanges().empty());
}

/// Two who read, and then write: the second is told, and nothing of the first is lost.
void TestRouter::updateOfWhatChangedMeanwhile()
{
    const QString website = m_server->addWebsite(u"https://example.org"_s);
    const QString person = m_server->addItem(AssociationKind::Person);
    for (const auto &[item, id] : {std::pair(u"/website"_s, website), std::pair(u"/person"_s, person)}) {
        const QJsonObject seen = m_server->getObject(item + u'/' + id);
        Request request;
        request.method = "POST";
        request.target = item.toUtf8() + "/update";
        request.contentType = "application/json";
        request.body = QJsonDocument(QJsonObject{{u"id"_s, id}, {u"name"_s, u"first"_s}}).toJson();
        request.ifUpdatedAt = Timestamp::fromJson(seen.value("updated"_L1));
        QCOMPARE(m_server->answer(request).status, 200);
        request.body = QJsonDocument(QJsonObject{{u"id"_s, id}, {u"name"_s, u"second"_s}}).toJson();
        const QJsonObject kept = m_server->getObject(item + u'/' + id);
        const Response stale = m_server->answer(request);
        QCOMPARE(stale.status, 412);
        QVERIFY(stale.body.contains("Read it again"));
        QCOMPARE(m_server->getObject(item + u'/' + id), kept);
        request.ifUpdatedAt = Timestamp::fromJson(kept.value("updated"_L1));
        QCOMPARE(m_server->answer(request).status, 200);
    }
}

void TestRouter::updateMovesCreatedOnlyWhenNamed()
{
    const QString id = m_server->addWebsite(u"https://example.org"_s);
    const QJsonValue created = m_server->getObject(u"/website/"_s + id).value("created"_L1);
    QJsonObject updated = m_server->postObject(u"/website/update"_s, {{u"id"_s, id}, {u"name"_s, u"x"_s}});
    QCOMPARE(updated.value("created"_L1), created);
    const QJsonObject old{{u"value"_s, u"1999-12-31T23:59:59.000001Z"_s}, {u"readable"_s, u"last century"_s}};
    updated = m_server->postObject(u"/website/update"_s, {{u"id"_s, id}, {u"created"_s, old}});
    QCOMPARE(updated.value("created"_L1).toObject(), old);
}

void TestRouter::unusualTextSurvives()
{
    QString name = u"quote \" backslash \\ slash / tab \t newline \n return \r bell \a zero "_s;
    name += QChar(0);
    name += u" delete \x7f ünï \u2028 📚 </script>"_s;
    const QString id = m_server->addWebsite(u"https://example.org/ä?b=\"c\""_s, name);
    const QJsonObject website = m_server->getObject(u"/website/"_s + id);
    QCOMPARE(website.value("name"_L1).toString(), name);
    QCOMPARE(website.value("url"_L1).toString(), u"https://example.org/ä?b=\"c\""_s);
    const QJsonObject listed = m_server->getObject(u"/websites"_s).value("iterable"_L1).toArray().first().toObject();
    QCOMPARE(listed, website);
}

void TestRouter::seedLinks()
{
    const QString asset = m_server->addItem(AssociationKind::Asset);
    const QString person = m_server->addItem(AssociationKind::Person);
    const QJsonObject website = m_server->postObject(u"/websites/create"_s,
        {{u"url"_s, u"x"_s}, {u"name"_s, u"x"_s}, {u"asset"_s, asset}, {u"person"_s, person},
            {u"mechanism"_s, u"AUTOMATIC"_s}});
    QCOMPARE(identifiersFromJson(website.value("assets"_L1)), QStringList{asset});
    QCOMPARE(identifiersFromJson(website.value("persons"_L1)), QStringList{person});
    const QJsonObject mechanisms{{asset, u"AUTOMATIC"_s}};
    QCOMPARE(website.value("mechanisms"_L1).toObject(), mechanisms);
    QVERIFY(!website.contains("asset"_L1));
}

void TestRouter::wholeWebsite()
{
    const QString tag = m_server->addItem(AssociationKind::Tag);
    const auto collection = [](const QStringList &ids) { return flattenedFromIdentifiers(ids); };
    const QJsonObject body{{u"id"_s, u"my own id"_s}, {u"url"_s, u"https://example.org"_s}, {u"name"_s, u"Whole"_s},
        {u"created"_s, QJsonObject{{u"value"_s, u"2001-02-03T04:05:06.000007Z"_s}}},
        {u"updated"_s, QJsonObject{{u"value"_s, u"2002-02-03T04:05:06.000007Z"_s}}},
        {u"score"_s, QJsonObject{{u"manual"_s, 1}, {u"automatic"_s, 2}, {u"reuse"_s, 3}}}, {u"future"_s, u"kept"_s},
        {u"tags"_s, collection({u"unknown"_s, tag})}, {u"messages"_s, collection({u"m1"_s, u"m2"_s})},
        {u"assets"_s, collection({})}};
    const QJsonObject created = m_server->postObject(u"/websites/create"_s, body);
    for (const QLatin1StringView key :
        {"id"_L1, "url"_L1, "name"_L1, "created"_L1, "updated"_L1, "future"_L1, "messages"_L1})
        QCOMPARE(created.value(key), body.value(key));
    QCOMPARE(created.value("score"_L1).toObject().value("reuse"_L1).toInt(), 3);
    QCOMPARE(identifiersFromJson(created.value("tags"_L1)), QStringList{tag});
    QCOMPARE(
        identifiersFromJson(m_server->getObject(u"/tag/"_s + tag).value("websites"_L1)), QStringList{u"my own id"_s});
    // A replay changes nothing, whatever it says.
    QJsonObject again = body;
    again.insert("name"_L1, u"Replayed"_s);
    QCOMPARE(m_server->postObject(u"/websites/create"_s, again), created);
    QCOMPARE(m_server->getObject(u"/websites"_s).value("iterable"_L1).toArray().size(), 1);
}

void TestRouter::scores()
{
    const QString id = m_server->addWebsite(u"https://example.org"_s);
    const QString path = u"/website/%1/scores/increment"_s.arg(id);
    const QJsonObject flags{{u"reuse"_s, true}, {u"searched"_s, true}, {u"update"_s, false}};
    QCOMPARE(
        m_server->post(path, {{u"website"_s, flags}, {u"asset"_s, QJsonObject{{u"priority"_s, true}}}}).status, 204);
    QCOMPARE(m_server->post(path, {{u"website"_s, flags}}).status, 204);
    QCOMPARE(m_server->post(path).status, 204);
    const Score score = Score::fromJson(m_server->getObject(u"/website/"_s + id).value("score"_L1).toObject());
    Score expected;
    expected.reuse = expected.searched = 2;
    QCOMPARE(score, expected);
}

void TestRouter::exists()
{
    const QString id = m_server->addWebsite(u"https://Example.org"_s);
    const QJsonObject known{{u"website"_s, QJsonObject{{u"id"_s, id}}}};
    QCOMPARE(m_server->postObject(u"/websites/exists"_s, {{u"value"_s, u"HTTPS://example.ORG/"_s}}), known);
    const Response unknown = m_server->post(u"/websites/exists"_s, {{u"value"_s, u"https://example.org/x"_s}});
    QCOMPARE(unknown.status, 200);
    QCOMPARE(unknown.body, "{}"_ba);
    const QString tag = m_server->addItem(AssociationKind::Tag);
    const QJsonObject knownTag{{u"tag"_s, QJsonObject{{u"id"_s, tag}}}};
    QCOMPARE(m_server->postObject(u"/tags/exists"_s, {{u"value"_s, u"Item"_s}}), knownTag);
    QCOMPARE(m_server->post(u"/persons/exists"_s, {{u"value"_s, u"Item"_s}}).status, 405);
}

QStringList TestRouter::found(const QJsonObject &engines)
{
    const QJsonArray iterable =
        m_server->postObject(u"/websites/search"_s, {{u"engines"_s, engines}}).value("iterable"_L1).toArray();
    QStringList names;
    for (const QJsonValue &one : iterable)
        names.append(one.toObject().value("website"_L1).toObject().value("name"_L1).toString());
    return names;
}

void TestRouter::search()
{
    m_server->addWebsite(u"https://one.example"_s, u"Über Bücher"_s);
    m_server->addWebsite(u"https://two.example/bücher"_s, u"Two"_s);
    m_server->addWebsite(u"https://three.example"_s, u"bücher"_s);
    const auto query = [](const QString &text) {
        return QJsonObject{{u"iterable"_s, QJsonArray{QJsonObject{{u"query"_s, text}}}}};
    };
    QCOMPARE(found(query(u"BÜCHER"_s)), QStringList({u"bücher"_s, u"Über Bücher"_s, u"Two"_s}));
    QCOMPARE(found(query(u"nothing"_s)), QStringList());
    QCOMPARE(found(query(u"%"_s)), QStringList());
    const QJsonObject first = m_server->postObject(u"/websites/search"_s, {{u"engines"_s, query(u"bücher"_s)}})
                                  .value("iterable"_L1)
                                  .toArray()
                                  .first()
                                  .toObject();
    QCOMPARE(first.value("exact"_L1).toBool(), true);
    QCOMPARE(first.value("similarity"_L1).toDouble(), 1.0);
    QCOMPARE(first.value("identifier"_L1), first.value("website"_L1).toObject().value("id"_L1));
    m_server->addItem(AssociationKind::Annotation);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems() || traits.kind == AssociationKind::Asset)
            continue;
        const QString path = u'/' + traits.collection + "/search"_L1;
        const QString text = traits.kind == AssociationKind::Annotation ? u"SOME"_s : u"item"_s;
        m_server->addItem(traits.kind);
        QVERIFY(!m_server->postObject(path, {{u"engines"_s, query(text)}}).value("iterable"_L1).toArray().isEmpty());
    }
    m_server->addItem(AssociationKind::Asset);
    const QJsonObject assets = m_server->getObject(u"/assets/search?query=SOME+text"_s);
    QCOMPARE(assets.value("exact"_L1).toInt(), 1);
    QVERIFY(assets.value("iterable"_L1).toArray().first().toObject().value("asset"_L1).isObject());
}

void TestRouter::searchOperators()
{
    m_server->addWebsite(u"https://one.example"_s, u"red apple"_s);
    m_server->addWebsite(u"https://two.example"_s, u"green apple"_s);
    m_server->addWebsite(u"https://three.example"_s, u"red car"_s);
    const auto engine = [](const QString &text) { return QJsonObject{{u"query"_s, text}}; };
    const auto engines = [](const QJsonArray &parts, const QString &type) {
        return QJsonObject{{u"iterable"_s, parts}, {u"type"_s, type}};
    };
    const QJsonArray both{engine(u"red"_s), engine(u"apple"_s)};
    QCOMPARE(found(engines(both, u"AND"_s)), QStringList{u"red apple"_s});
    QCOMPARE(found(engines(both, u"OR"_s)).size(), 3);
    const QJsonObject nested{{u"operations"_s, engines({engine(u"green"_s), engine(u"car"_s)}, u"OR"_s)}};
    QCOMPARE(found(engines({engine(u"apple"_s), nested}, u"AND"_s)), QStringList{u"green apple"_s});
    const QJsonObject future{
        {u"created"_s, QJsonObject{{u"from"_s, QJsonObject{{u"value"_s, u"2999-01-01T00:00:00Z"_s}}}}}};
    QCOMPARE(found(engines({QJsonObject{{u"temporal"_s, future}}}, u"AND"_s)), QStringList());
    const QJsonObject odd{{u"embeddings"_s, QJsonObject{{u"type"_s, u"UNKNOWN"_s}}}, {u"query"_s, u"car"_s},
        {u"workstream"_s, QJsonObject()}};
    QCOMPARE(found(engines({odd}, u"UNKNOWN"_s)), QStringList{u"red car"_s});
}

void TestRouter::wellKnown()
{
    const Response health = m_server->get(u"/.well-known/health"_s);
    QCOMPARE(health.status, 200);
    QVERIFY(health.contentType.startsWith("text/plain"));
    QCOMPARE(health.body, "ok"_ba);
    QCOMPARE(m_server->get(u"/.well-known/version"_s).body, QByteArray(SITEBOOK_VERSION));
    QCOMPARE(QString::fromUtf8(m_server->get(u"/.well-known/installation/path"_s).body),
        QCoreApplication::applicationDirPath());
    QCOMPARE(m_server->get(u"/user"_s).body, "{}"_ba);
}

void TestRouter::connectGivesContext()
{
    const QJsonObject application{
        {u"name"_s, u"OPEN_SOURCE"_s}, {u"version"_s, u"1"_s}, {u"platform"_s, u"LINUX"_s}, {u"extra"_s, 1}};
    const QJsonObject context = m_server->postObject(u"/connect"_s, {{u"application"_s, application}});
    const QJsonObject known = context.value("application"_L1).toObject();
    QVERIFY(!known.value("id"_L1).toString().isEmpty());
    QCOMPARE(known.value("extra"_L1).toInt(), 1);
    QCOMPARE(known.value("onboarded"_L1).toBool(), true);
    QVERIFY(!context.value("health"_L1).toObject().value("os"_L1).toObject().value("version"_L1).toString().isEmpty());
    QCOMPARE(m_server->postObject(u"/connect"_s, {{u"application"_s, application}}), context);
}

void TestRouter::loopbackNames_data()
{
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<bool>("loopback");
    for (const char *name : {"localhost", "LocalHost:1000", "127.0.0.1", "127.1.2.3:80", "[::1]", "[::1]:39300"})
        QTest::newRow(name) << QByteArray(name) << true;
    for (const char *name : {"", "example.org", "localhost.example.org", "127.0.0.1.nip.io", "128.0.0.1", "127.0.0",
             "127.0.0.256", "127..0.1", "::1", "[::2]", "localhost:abc", "localhost:123456", "localhost@evil.example",
             "[::1", "0.0.0.0"})
        QTest::newRow(name) << QByteArray(name) << false;
}

void TestRouter::loopbackNames()
{
    QFETCH(QByteArray, authority);
    QTEST(isLoopbackAuthority(authority), "loopback");
}

void TestRouter::fullDiskIsNoFaultOfTheServer()
{
    const QString id = m_server->addWebsite(u"https://a.example/"_s, u"before"_s);
    const QJsonObject website{{u"id"_s, id}, {u"name"_s, u"after"_s}, {u"url"_s, u"https://a.example/"_s}};
    {
        const FileLimit limit(0);
        const Response refused = m_server->post(u"/website/update"_s, website);
        QCOMPARE(refused.status, 507);
        QVERIFY2(refused.body.contains("takes nothing more"), refused.body.constData());
        QCOMPARE(m_server->getObject(u"/website/"_s + id).value("name"_L1).toString(), u"before"_s);
    }
    QCOMPARE(m_server->post(u"/website/update"_s, website).status, 200);
    QCOMPARE(m_server->getObject(u"/website/"_s + id).value("name"_L1).toString(), u"after"_s);
}

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
