// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/materialstore.h"
#include "api/store/recordjson.h"
#include "api/store/statement.h"
#include "api/store/transaction.h"
#include "api/store/websitestore.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

#define VERIFY_STORED(expression)                                                                                      \
    do {                                                                                                               \
        const StoreError storeError = (expression);                                                                    \
        QVERIFY2(!storeError, qPrintable(storeError.message));                                                         \
    } while (false)

class TestStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void websiteSurvivesReopening();
    void unknownKeysSurvive();
    void applyRefuses_data();
    void applyRefuses();
    void updateMovesTime();
    void findComparesAddresses_data();
    void findComparesAddresses();
    void linkIsOneRowForBothEnds();
    void linkOfNothingIsRefused();
    void bareKindsNeedNoItem();
    void deletingLeavesNoLink();
    void deletingAssetForgetsMechanism();
    void listMergesLinks();
    void contentsStayApart();
    void lightUpdateKeepsContents();
    void transactionUndoes();
    void changesAreNoted();

private:
    void open();
    WebsiteRecord website(const QString &id, const QString &url = u"https://example.org/"_s);
    void addWebsites(const QStringList &ids);
    void addMaterial(AssociationKind kind, const QString &id);
    qint64 count(const char *sql);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Transaction> m_transaction;
};

void TestStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void TestStore::cleanup()
{
    m_transaction.reset();
    m_database.reset();
}

void TestStore::open()
{
    auto opened = Database::open(m_folder->filePath(u"library"_s));
    QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().message));
    m_database = std::move(opened.value());
    m_transaction = std::make_unique<Transaction>(*m_database);
    QVERIFY(!m_transaction->error());
}

WebsiteRecord TestStore::website(const QString &id, const QString &url)
{
    WebsiteRecord record;
    record.id = id;
    record.url = url;
    record.name = u"Name of "_s + id;
    record.created = record.updated = Timestamp::fromMicroseconds(1'700'000'000'123'456);
    return record;
}

void TestStore::addWebsites(const QStringList &ids)
{
    for (const QString &id : ids)
        QVERIFY(WebsiteStore(*m_database).create(website(id)).ok());
}

void TestStore::addMaterial(AssociationKind kind, const QString &id)
{
    MaterialRecord record;
    record.kind = kind;
    record.id = id;
    record.created = record.updated = Timestamp::fromMicroseconds(1'700'000'000'000'000);
    QVERIFY(MaterialStore(*m_database).create(record).ok());
}

qint64 TestStore::count(const char *sql)
{
    Statement statement(*m_database, sql);
    return !statement.run() && statement.next() ? statement.integer(0) : -1;
}

void TestStore::websiteSurvivesReopening()
{
    WebsiteRecord record = website(u"w1"_s, u"https://example.org/ä\"\\?q=1"_s);
    record.name = u"Ünïcode 漢字 \U0001F4DA \n"_s;
    record.score.reuse = 7;
    QVERIFY(WebsiteStore(*m_database).create(record).ok());
    VERIFY_STORED(m_transaction->commit());
    m_transaction.reset();
    m_database.reset();
    open();
    const auto read = WebsiteStore(*m_database).get(u"w1"_s);
    QVERIFY(read.ok());
    record.key = read.value().key;
    QVERIFY(read.value() == record);
    QCOMPARE(WebsiteStore(*m_database).get(u"w2"_s).error().kind, StoreError::Kind::NoSuchItem);
}

void TestStore::unknownKeysSurvive()
{
    const QJsonObject schema{{u"migration"_s, 0}, {u"semantic"_s, u"MAJOR_0_MINOR_0_PATCH_1"_s}};
    const QJsonObject body{{u"url"_s, u"https://example.org"_s}, {u"name"_s, u"One"_s}, {u""_s, u"no name"_s},
        {u"future"_s, QJsonObject{{u"deep"_s, QJsonArray{1, 2.5, u"x"_s, true}}}},
        {u"created"_s, QJsonObject{{u"value"_s, u"2020-01-02T03:04:05.678901Z"_s}, {u"readable"_s, u"long ago"_s}}},
        {u"score"_s, QJsonObject{{u"manual"_s, 1}, {u"automatic"_s, 2}, {u"schema"_s, schema}}}};
    WebsiteRecord record = website(u"w1"_s);
    QCOMPARE(applyChanges(record, body), QString());
    QVERIFY(WebsiteStore(*m_database).create(record).ok());
    WebsiteRecord read = WebsiteStore(*m_database).get(u"w1"_s).value();
    QJsonObject object = objectFromRecord(read);
    QCOMPARE(object.value("future"_L1), body.value("future"_L1));
    QCOMPARE(object.value(""_L1), body.value(""_L1));
    QCOMPARE(object.value("created"_L1), body.value("created"_L1));
    QCOMPARE(object.value("score"_L1).toObject().value("schema"_L1), schema);
    QCOMPARE(object.value("score"_L1).toObject().value("automatic"_L1).toInt(), 2);
    // What an update does not name stays, what it names is taken, null takes away.
    QCOMPARE(applyChanges(read, {{u"name"_s, u"Two"_s}, {u"more"_s, 3}}), QString());
    QCOMPARE(applyChanges(read, {{u"more"_s, QJsonValue::Null}, {u"other"_s, 4}}), QString());
    object = objectFromRecord(read);
    QCOMPARE(object.value("name"_L1).toString(), u"Two"_s);
    QCOMPARE(object.value("future"_L1), body.value("future"_L1));
    QVERIFY(!object.contains("more"_L1));
    QCOMPARE(object.value("other"_L1).toInt(), 4);
}

void TestStore::applyRefuses_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<QString>("named");
    QTest::newRow("url") << QJsonObject{{u"url"_s, 5}} << u"url"_s;
    QTest::newRow("empty url") << QJsonObject{{u"url"_s, QString()}} << u"url"_s;
    QTest::newRow("name") << QJsonObject{{u"name"_s, QJsonValue::Null}} << u"name"_s;
    QTest::newRow("created") << QJsonObject{{u"created"_s, u"yesterday"_s}} << u"created"_s;
    QTest::newRow("score") << QJsonObject{{u"score"_s, 1}} << u"score"_s;
    QTest::newRow("counter") << QJsonObject{{u"score"_s, QJsonObject{{u"reuse"_s, u"many"_s}}}} << u"score.reuse"_s;
    QTest::newRow("mechanisms") << QJsonObject{{u"mechanisms"_s, QJsonArray()}} << u"mechanisms"_s;
}

void TestStore::applyRefuses()
{
    QFETCH(QJsonObject, changes);
    QFETCH(QString, named);
    const WebsiteRecord before = website(u"w1"_s);
    WebsiteRecord record = before;
    const QString problem = applyChanges(record, changes);
    QVERIFY2(problem.contains(u'`' + named), qPrintable(problem));
    QVERIFY(record == before);
}

void TestStore::updateMovesTime()
{
    WebsiteStore websites(*m_database);
    WebsiteRecord record = website(u"w1"_s);
    // A clock that was set back must not make a change look older than the one before it.
    record.updated = Timestamp::fromMicroseconds(Timestamp::now().microseconds() + 3'600'000'000);
    QVERIFY(websites.create(record).ok());
    record.key = websites.get(u"w1"_s).value().key;
    VERIFY_STORED(websites.update(record));
    QVERIFY(websites.get(u"w1"_s).value().updated > record.updated);
    QCOMPARE(websites.get(u"w1"_s).value().created, record.created);
    ScoreIncrement increment;
    const Timestamp before = websites.get(u"w1"_s).value().updated;
    VERIFY_STORED(websites.incrementScore(u"w1"_s, increment));
    QCOMPARE(websites.get(u"w1"_s).value().updated, before);
    increment.priority = true;
    VERIFY_STORED(websites.incrementScore(u"w1"_s, increment));
    QCOMPARE(websites.get(u"w1"_s).value().score.priority, 1);
    QVERIFY(websites.get(u"w1"_s).value().updated > before);
}

void TestStore::findComparesAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("expected");
    QTest::newRow("exact") << u"https://example.org/Path?q=A#f"_s << u"path"_s;
    QTest::newRow("case of scheme and host") << u"HTTPS://Example.ORG/Path?q=A#f"_s << u"path"_s;
    QTest::newRow("case of path") << u"https://example.org/path?q=A#f"_s << QString();
    QTest::newRow("slash of the empty path") << u"https://example.org"_s << u"root"_s;
    QTest::newRow("slash elsewhere") << u"https://example.org/Path/?q=A#f"_s << QString();
    QTest::newRow("empty path, query") << u"https://example.org?q"_s << u"query"_s;
    QTest::newRow("user") << u"https://Ann@EXAMPLE.org/"_s << u"user"_s;
    QTest::newRow("other user") << u"https://ann@example.org/"_s << QString();
    QTest::newRow("exact before alike") << u"HTTP://TWICE.example"_s << u"twice 2"_s;
    QTest::newRow("not an address") << u"about:blank"_s << u"blank"_s;
    QTest::newRow("nothing") << u"https://nowhere.example/"_s << QString();
}

void TestStore::findComparesAddresses()
{
    WebsiteStore websites(*m_database);
    const std::pair<QString, QString> known[]{{u"path"_s, u"https://example.org/Path?q=A#f"_s},
        {u"root"_s, u"https://example.org/"_s}, {u"query"_s, u"https://example.org/?q"_s},
        {u"user"_s, u"https://Ann@example.org/"_s}, {u"twice 1"_s, u"http://twice.example/"_s},
        {u"twice 2"_s, u"HTTP://TWICE.example"_s}, {u"blank"_s, u"about:blank"_s}};
    for (const auto &[id, url] : known)
        QVERIFY(websites.create(website(id, url)).ok());
    QFETCH(QString, address);
    QFETCH(QString, expected);
    const auto found = websites.find(address);
    QVERIFY(found.ok());
    QCOMPARE(found.value().value_or(QString()), expected);
}

void TestStore::linkIsOneRowForBothEnds()
{
    addWebsites({u"w1"_s});
    addMaterial(AssociationKind::Person, u"p1"_s);
    LinkStore links(*m_database);
    WebsiteStore websites(*m_database);
    MaterialStore materials(*m_database);
    const Timestamp website = websites.get(u"w1"_s).value().updated;
    const Timestamp person = materials.get(AssociationKind::Person, u"p1"_s).value().updated;

    QVERIFY(links.associate(u"w1"_s, AssociationKind::Person, u"p1"_s).value());
    const auto ofWebsite = links.ofWebsite(websites.get(u"w1"_s).value().key).value();
    QCOMPARE(ofWebsite.size(), 1U);
    QCOMPARE(ofWebsite.front().id, u"p1"_s);
    QCOMPARE(links.ofMaterial(AssociationKind::Person, u"p1"_s).value().front().id, u"w1"_s);
    const Timestamp websiteLinked = websites.get(u"w1"_s).value().updated;
    const Timestamp personLinked = materials.get(AssociationKind::Person, u"p1"_s).value().updated;
    QVERIFY(websiteLinked > website);
    QVERIFY(personLinked > person);

    // Twice is once, and nothing changed then.
    const auto again = links.associate(u"w1"_s, AssociationKind::Person, u"p1"_s);
    QVERIFY(again.ok() && !again.value());
    QCOMPARE(count("SELECT count(*) FROM links"), 1);
    QCOMPARE(websites.get(u"w1"_s).value().updated, websiteLinked);
    QCOMPARE(materials.get(AssociationKind::Person, u"p1"_s).value().updated, personLinked);

    QVERIFY(links.disassociate(u"w1"_s, AssociationKind::Person, u"p1"_s).value());
    QCOMPARE(count("SELECT count(*) FROM links"), 0);
    QVERIFY(websites.get(u"w1"_s).value().updated > websiteLinked);
    QVERIFY(materials.get(AssociationKind::Person, u"p1"_s).value().updated > personLinked);
    const auto gone = links.disassociate(u"w1"_s, AssociationKind::Person, u"p1"_s);
    QVERIFY(gone.ok() && !gone.value());
}

void TestStore::linkOfNothingIsRefused()
{
    addWebsites({u"w1"_s});
    addMaterial(AssociationKind::Tag, u"t1"_s);
    LinkStore links(*m_database);
    for (const auto &[site, item] : {std::pair(u"w1"_s, u"t2"_s), std::pair(u"w2"_s, u"t1"_s)}) {
        QCOMPARE(links.associate(site, AssociationKind::Tag, item).error().kind, StoreError::Kind::NoSuchItem);
        QCOMPARE(links.disassociate(site, AssociationKind::Tag, item).error().kind, StoreError::Kind::NoSuchItem);
    }
    // An item of another kind with the same id is another item.
    QCOMPARE(links.associate(u"w1"_s, AssociationKind::Asset, u"t1"_s).error().kind, StoreError::Kind::NoSuchItem);
    QCOMPARE(count("SELECT count(*) FROM links"), 0);
}

void TestStore::bareKindsNeedNoItem()
{
    addWebsites({u"w1"_s});
    LinkStore links(*m_database);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            QVERIFY(links.associate(u"w1"_s, traits.kind, u"far"_s).value());
    }
    QCOMPARE(count("SELECT count(*) FROM links"), 4);
    QVERIFY(links.disassociate(u"w1"_s, AssociationKind::Message, u"far"_s).value());
    QVERIFY(!links.disassociate(u"w1"_s, AssociationKind::Message, u"other"_s).value());
    QCOMPARE(count("SELECT count(*) FROM links"), 3);
}

void TestStore::deletingLeavesNoLink()
{
    addWebsites({u"w1"_s, u"w2"_s});
    addMaterial(AssociationKind::Asset, u"a1"_s);
    addMaterial(AssociationKind::Asset, u"a2"_s);
    LinkStore links(*m_database);
    for (const QString &site : {u"w1"_s, u"w2"_s}) {
        for (const QString &asset : {u"a1"_s, u"a2"_s})
            QVERIFY(links.associate(site, AssociationKind::Asset, asset).ok());
    }
    const Timestamp before = WebsiteStore(*m_database).get(u"w1"_s).value().updated;
    VERIFY_STORED(MaterialStore(*m_database).remove(AssociationKind::Asset, u"a1"_s));
    QCOMPARE(count("SELECT count(*) FROM links"), 2);
    QVERIFY(WebsiteStore(*m_database).get(u"w1"_s).value().updated > before);
    const Timestamp asset = MaterialStore(*m_database).get(AssociationKind::Asset, u"a2"_s).value().updated;
    VERIFY_STORED(WebsiteStore(*m_database).remove(u"w2"_s));
    QCOMPARE(count("SELECT count(*) FROM links"), 1);
    QVERIFY(MaterialStore(*m_database).get(AssociationKind::Asset, u"a2"_s).value().updated > asset);
    QCOMPARE(WebsiteStore(*m_database).remove(u"w2"_s).kind, StoreError::Kind::NoSuchItem);
    // Also whoever deletes rows by hand leaves nothing dangling.
    QVERIFY(count("DELETE FROM materials") == -1);
    QCOMPARE(count("SELECT count(*) FROM links"), 0);
}

void TestStore::deletingAssetForgetsMechanism()
{
    WebsiteRecord record = website(u"w1"_s);
    QCOMPARE(applyChanges(record, {{u"mechanisms"_s, QJsonObject{{u"a1"_s, u"MANUAL"_s}, {u"a2"_s, u"AUTOMATIC"_s}}}}),
        QString());
    QVERIFY(WebsiteStore(*m_database).create(record).ok());
    for (const QString &asset : {u"a1"_s, u"a2"_s}) {
        addMaterial(AssociationKind::Asset, asset);
        QVERIFY(LinkStore(*m_database).associate(u"w1"_s, AssociationKind::Asset, asset).ok());
    }
    VERIFY_STORED(MaterialStore(*m_database).remove(AssociationKind::Asset, u"a1"_s));
    const QJsonObject expected{{u"a2"_s, u"AUTOMATIC"_s}};
    QCOMPARE(
        objectFromRecord(WebsiteStore(*m_database).get(u"w1"_s).value()).value("mechanisms"_L1).toObject(), expected);
}

void TestStore::listMergesLinks()
{
    addWebsites({u"w1"_s, u"w2"_s, u"w3"_s});
    LinkStore links(*m_database);
    for (const QString &person : {u"p2"_s, u"p1"_s})
        addMaterial(AssociationKind::Person, person);
    addMaterial(AssociationKind::Asset, u"a1"_s);
    for (const auto &[site, kind, item] :
        {std::tuple(u"w3"_s, AssociationKind::Person, u"p2"_s), std::tuple(u"w3"_s, AssociationKind::Person, u"p1"_s),
            std::tuple(u"w3"_s, AssociationKind::Asset, u"a1"_s),
            std::tuple(u"w1"_s, AssociationKind::Person, u"p1"_s)})
        QVERIFY(links.associate(site, kind, item).ok());

    QStringList websites;
    VERIFY_STORED(WebsiteStore(*m_database).list([&](const WebsiteRow &row) {
        QString line = QString::fromUtf8(row.id);
        for (const WebsiteRow::Link &link : row.links)
            line += u' ' + QString::fromUtf8(link.id);
        websites.append(line);
        return true;
    }));
    QCOMPARE(websites, QStringList({u"w1 p1"_s, u"w2"_s, u"w3 a1 p2 p1"_s}));

    QStringList persons;
    VERIFY_STORED(MaterialStore(*m_database)
                      .list(AssociationKind::Person, MaterialStore::Contents::Leave,
                          [&](const MaterialRecord &row, std::span<const WebsiteRecord> own) {
                              QString line = row.id;
                              for (const WebsiteRecord &site : own)
                                  line += u' ' + site.id + u'=' + site.name;
                              persons.append(line);
                              return true;
                          }));
    QCOMPARE(persons, QStringList({u"p2 w3=Name of w3"_s, u"p1 w1=Name of w1 w3=Name of w3"_s}));
}

namespace {

QJsonObject format(const QString &raw)
{
    QJsonObject fragment{{u"metadata"_s, QJsonObject{{u"ext"_s, u"cpp"_s}}}};
    if (!raw.isEmpty())
        fragment.insert("string"_L1, QJsonObject{{u"raw"_s, raw}});
    const QJsonObject one{{u"id"_s, u"f1"_s}, {u"fragment"_s, fragment}};
    return {{u"iterable"_s, QJsonArray{one}}};
}

} // namespace

void TestStore::contentsStayApart()
{
    MaterialRecord asset;
    asset.id = u"a1"_s;
    asset.created = asset.updated = Timestamp::now();
    QCOMPARE(applyChanges(asset, {{u"name"_s, u"Snippet"_s}, {u"formats"_s, format(u"int main() {}"_s)}}), QString());
    QCOMPARE(asset.name, u"Snippet"_s);
    MaterialStore materials(*m_database);
    QVERIFY(materials.create(asset).ok());
    const MaterialRecord light = materials.get(AssociationKind::Asset, u"a1"_s, MaterialStore::Contents::Leave).value();
    QCOMPARE(objectFromRecord(light).value("formats"_L1).toObject(), format({}));
    const MaterialRecord whole = materials.get(AssociationKind::Asset, u"a1"_s).value();
    QCOMPARE(objectFromRecord(whole).value("formats"_L1).toObject(), format(u"int main() {}"_s));
}

void TestStore::lightUpdateKeepsContents()
{
    MaterialRecord asset;
    asset.id = u"a1"_s;
    asset.created = asset.updated = Timestamp::now();
    QCOMPARE(applyChanges(asset, {{u"formats"_s, format(u"text"_s)}}), QString());
    QCOMPARE(applyChanges(asset, {{u"name"_s, u"Renamed"_s}, {u"formats"_s, format({})}}), QString());
    QCOMPARE(objectFromRecord(asset).value("formats"_L1).toObject(), format(u"text"_s));
    QCOMPARE(applyChanges(asset, {{u"formats"_s, format(u"other"_s)}}), QString());
    QCOMPARE(objectFromRecord(asset).value("formats"_L1).toObject(), format(u"other"_s));
}

void TestStore::transactionUndoes()
{
    addWebsites({u"w1"_s});
    m_database->takeChanges();
    {
        Transaction inner(*m_database);
        addWebsites({u"w2"_s});
        QCOMPARE(count("SELECT count(*) FROM websites"), 2);
    }
    QCOMPARE(count("SELECT count(*) FROM websites"), 1);
    QVERIFY(m_database->takeChanges().empty());
    {
        Transaction inner(*m_database);
        addWebsites({u"w3"_s});
        VERIFY_STORED(inner.commit());
    }
    QCOMPARE(count("SELECT count(*) FROM websites"), 2);
    m_transaction->rollback();
    QCOMPARE(count("SELECT count(*) FROM websites"), 0);
    // An error reaches the caller, and what came before it in the same transaction can be undone.
    m_transaction = std::make_unique<Transaction>(*m_database);
    addWebsites({u"w4"_s});
    const auto twice = WebsiteStore(*m_database).create(website(u"w4"_s));
    QVERIFY(!twice.ok());
    QCOMPARE(twice.error().kind, StoreError::Kind::Failed);
    QVERIFY(twice.error().message.contains("UNIQUE"_L1));
}

void TestStore::changesAreNoted()
{
    addWebsites({u"w1"_s});
    addMaterial(AssociationKind::Tag, u"t1"_s);
    m_database->takeChanges();
    QVERIFY(LinkStore(*m_database).associate(u"w1"_s, AssociationKind::Tag, u"t1"_s).ok());
    const auto contains = [](const std::vector<Change> &changes, std::optional<AssociationKind> kind,
                              const QString &id) {
        return std::ranges::find(changes, Change{kind, id}) != changes.end();
    };
    std::vector<Change> changes = m_database->takeChanges();
    QVERIFY(contains(changes, std::nullopt, u"w1"_s));
    QVERIFY(contains(changes, AssociationKind::Tag, u"t1"_s));
    QVERIFY(LinkStore(*m_database).associate(u"w1"_s, AssociationKind::Tag, u"t1"_s).ok());
    QVERIFY(m_database->takeChanges().empty());
    VERIFY_STORED(WebsiteStore(*m_database).remove(u"w1"_s));
    changes = m_database->takeChanges();
    QVERIFY(contains(changes, std::nullopt, u"w1"_s));
    QVERIFY(contains(changes, AssociationKind::Tag, u"t1"_s));
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
