// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/importplan.h"
#include "app/exchange/libraryjson.h"
#include "app/web/addressproblem.h"
#include "app/web/canonicalurl.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestLibraryJson : public QObject
{
    Q_OBJECT

private slots:
    void golden();
    void refuses_data();
    void refuses();
    void sampleReads();
    void sampleHasNoDanglingLinks();
    void sampleAddressesAreFine();
    void sampleShowsEverything();
};

namespace {

QByteArray load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return file.readAll();
}

LibraryContent sample()
{
    QString error;
    const auto content = libraryFromJson(load(u":/sample/sample-library.json"_s), &error);
    if (!content)
        qFatal("%s", qPrintable(error));
    return *content;
}

} // namespace

void TestLibraryJson::golden()
{
    const QString folder = QStringLiteral(SITEBOOK_TEST_DATA) + u"/bookmarks/"_s;
    const auto content = libraryFromJson(load(folder + u"library.in.json"_s));
    QVERIFY(content);
    const QByteArray written = libraryToJson(*content);
    QCOMPARE(written, QJsonDocument::fromJson(load(folder + u"library.out.json"_s)).toJson());
    QStringList unreadable;
    for (const UnreadableEntry &entry : content->unreadable)
        unreadable.append(entry.what + u": "_s + entry.why);
    QCOMPARE(unreadable,
        (QStringList{u"websites, 2: a website without an id"_s, u"websites, 3: website w2: name is not a text"_s,
            u"websites, 4: its id is used twice"_s, u"websites, 5: a website without an id"_s}));
    QCOMPARE(libraryToJson(*libraryFromJson(written)), written);
}

void TestLibraryJson::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QByteArray() << u"no library"_s;
    QTest::newRow("cut off") << QByteArray("{\"format\": \"sitebook-libr") << u"at byte"_s;
    QTest::newRow("array") << QByteArray("[]") << u"no library"_s;
    QTest::newRow("other json") << QByteArray("{\"roots\": {}}") << u"no library of Sitebook"_s;
    QTest::newRow("no version") << QByteArray("{\"format\": \"sitebook-library\"}") << u"version"_s;
    QTest::newRow("newer") << QByteArray("{\"format\": \"sitebook-library\", \"version\": 2}") << u"newer"_s;
}

void TestLibraryJson::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, word);
    QString error;
    QVERIFY(!libraryFromJson(json, &error));
    QVERIFY2(error.contains(word), qPrintable(error));
    QVERIFY(!libraryFromJson(json));
}

void TestLibraryJson::sampleReads()
{
    const LibraryContent content = sample();
    QVERIFY(content.unreadable.isEmpty());
    QVERIFY(content.websites.size() >= 60);
    QVERIFY(content.source.isEmpty());
    const QByteArray text = load(u":/sample/sample-library.json"_s);
    QCOMPARE(libraryToJson(content), QJsonDocument::fromJson(text).toJson());
}

void TestLibraryJson::sampleHasNoDanglingLinks()
{
    const LibraryContent content = sample();
    QMap<QString, const Website *> websites;
    for (const Website &website : content.websites)
        websites.insert(website.id, &website);
    QMap<QString, QStringList> linkedFrom;
    for (const Website &website : content.websites) {
        for (const AssociationTraits &traits : allAssociationTraits()) {
            for (const QString &id : website.links(traits.kind))
                linkedFrom[id].append(website.id);
        }
        for (auto it = website.mechanisms.begin(); it != website.mechanisms.end(); ++it)
            QVERIFY(website.links(AssociationKind::Asset).contains(it.key()));
    }
    QSet<QString> ids;
    for (const QList<Material> &materials : content.materials) {
        for (const Material &material : materials) {
            QVERIFY(!ids.contains(material.id) && !websites.contains(material.id));
            ids.insert(material.id);
            QStringList from = linkedFrom.take(material.id);
            QStringList to = material.websites;
            std::ranges::sort(from);
            std::ranges::sort(to);
            QCOMPARE(to, from);
        }
    }
    QVERIFY(linkedFrom.isEmpty());
}

void TestLibraryJson::sampleAddressesAreFine()
{
    QSet<QString> keys;
    for (const Website &website : sample().websites) {
        QVERIFY2(website.url.startsWith("https://"_L1), qPrintable(website.url));
        QCOMPARE(checkAddress(website.url), AddressProblem::None);
        const QString key = canonicalUrl(website.url);
        QVERIFY2(!keys.contains(key), qPrintable(key));
        keys.insert(key);
        QVERIFY(!website.created.isNull() && website.created <= website.updated);
        QVERIFY(website.updated < *Timestamp::fromIso(u"2026-11-01T00:00:00Z"));
        QVERIFY(!website.links(AssociationKind::Tag).isEmpty());
    }
}

void TestLibraryJson::sampleShowsEverything()
{
    const LibraryContent content = sample();
    const auto nothing = [](const QString &) { return false; };
    const ImportPlan plan = planImport(
        content, nothing, [](const QString &) { return QString(); }, nothing);
    QCOMPARE(plan.newWebsites.size(), content.websites.size());
    QVERIFY(plan.newTags.size() >= 15);
    QVERIFY(plan.newAnnotations.size() >= 8);
    for (const AssociationKind kind : {AssociationKind::Asset, AssociationKind::Person, AssociationKind::Conversation,
             AssociationKind::WorkstreamSummary})
        QVERIFY(plan.newMaterials.value(kind).size() >= 6);
    for (const Material &asset : plan.newMaterials.value(AssociationKind::Asset))
        QVERIFY(!asset.text.isEmpty() && !asset.type.isEmpty() && !asset.name.isEmpty());
    for (const Material &person : plan.newMaterials.value(AssociationKind::Person))
        QVERIFY(person.email.endsWith("@example.org"_L1) && !person.name.isEmpty());
}

QTEST_GUILESS_MAIN(TestLibraryJson)
#include "tst_libraryjson.moc"
