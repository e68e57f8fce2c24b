// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/classification.h"
#include "api/types/json.h"
#include "api/types/material.h"
#include "api/types/website.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestTypes : public QObject
{
    Q_OBJECT

private slots:
    void timestampKeepsMicroseconds_data();
    void timestampKeepsMicroseconds();
    void timestampRefuses_data();
    void timestampRefuses();
    void associationTableIsWhole();
    void websiteGolden();
    void websiteUntouchedIsUnchanged();
    void websiteRefuses();
    void materialGolden_data();
    void materialGolden();
    void materialUntouchedIsUnchanged_data();
    void materialUntouchedIsUnchanged();
    void seeds_data();
    void seeds();
    void fileBecomesAsset();
    void scoreIncrement();
    void scoreEndsAtTheLargestNumber();
    void nesting();
    void classification();
    void objectFromJsonSaysWhere();
};

namespace {

QJsonObject load(const QString &name)
{
    QFile file(QStringLiteral(SITEBOOK_TEST_DATA) + u"/types/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

const std::pair<const char *, AssociationKind> materials[] = {
    {"asset", AssociationKind::Asset},
    {"person", AssociationKind::Person},
    {"person-platform", AssociationKind::Person},
    {"conversation", AssociationKind::Conversation},
    {"workstream_summary", AssociationKind::WorkstreamSummary},
    {"tag", AssociationKind::Tag},
    {"annotation", AssociationKind::Annotation},
};

} // namespace

void TestTypes::timestampKeepsMicroseconds_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("out");
    QTest::newRow("micro") << u"2026-11-23T16:00:00.123456Z"_s << u"2026-11-23T16:00:00.123456Z"_s;
    QTest::newRow("none") << u"2026-11-23T16:00:00Z"_s << u"2026-11-23T16:00:00.000000Z"_s;
    QTest::newRow("milli") << u"2026-11-23T16:00:00.5Z"_s << u"2026-11-23T16:00:00.500000Z"_s;
    QTest::newRow("nano") << u"2026-11-23T16:00:00.123456789Z"_s << u"2026-11-23T16:00:00.123456Z"_s;
    QTest::newRow("offset") << u"2026-11-23T16:00:00.25+02:00"_s << u"2026-11-23T14:00:00.250000Z"_s;
    QTest::newRow("no zone") << u"2026-11-23T16:00:00.000007"_s << u"2026-11-23T16:00:00.000007Z"_s;
    QTest::newRow("before 1970") << u"1969-12-31T23:59:59.999999Z"_s << u"1969-12-31T23:59:59.999999Z"_s;
}

void TestTypes::timestampKeepsMicroseconds()
{
    QFETCH(QString, in);
    const auto moment = Timestamp::fromIso(in);
    QVERIFY(moment);
    QTEST(moment->toIso(), "out");
    QCOMPARE(Timestamp::fromJson(moment->toJson()), *moment);
    QCOMPARE(Timestamp::fromJson(in), *moment);
}

void TestTypes::timestampRefuses_data()
{
    QTest::addColumn<QString>("in");
    for (const char *bad : {"", "yesterday", "2026-13-01T00:00:00Z", "2026-11-23T16:00:00.Z", "1700000000",
             "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"})
        QTest::newRow(bad) << QString::fromLatin1(bad);
}

void TestTypes::timestampRefuses()
{
    QFETCH(QString, in);
    QVERIFY(!Timestamp::fromIso(in));
    QVERIFY(Timestamp::fromJson(QJsonObject{{u"value"_s, in}}).isNull());
    QVERIFY(Timestamp().toIso().isEmpty());
}

void TestTypes::associationTableIsWhole()
{
    int inSeed = 0;
    int withItems = 0;
    for (std::size_t i = 0; i < associationKindCount; ++i) {
        const AssociationTraits &traits = allAssociationTraits()[i];
        QCOMPARE(static_cast<std::size_t>(traits.kind), i);
        QCOMPARE(associationKindFromPathSegment(traits.pathSegment), traits.kind);
        inSeed += traits.inSeed;
        withItems += traits.hasItems();
        if (traits.hasItems()) {
            QCOMPARE(associationKindFromCollection(traits.collection), traits.kind);
            QCOMPARE(associationKindFromItem(traits.item), traits.kind);
        }
    }
    QCOMPARE(inSeed, 4);
    QCOMPARE(withItems, 6);
    QVERIFY(!associationKindFromPathSegment(u"cats"));
    QVERIFY(!associationKindFromCollection(u""));
}

void TestTypes::websiteGolden()
{
    QString error;
    auto website = Website::fromJson(load(u"website.in.json"_s), &error);
    QVERIFY2(website, qPrintable(error));
    QCOMPARE(website->links(AssociationKind::Asset), (QStringList{u"a1"_s, u"a2"_s}));
    QCOMPARE(website->interactions, 4);
    website->name = u"Renamed"_s;
    website->score.reuse += 1;
    website->links(AssociationKind::Asset) = {u"a1"_s, u"a3"_s};
    website->links(AssociationKind::Person) = {u"p1"_s};
    QCOMPARE(text(website->toJson()), text(load(u"website.out.json"_s)));
}

void TestTypes::websiteUntouchedIsUnchanged()
{
    QJsonObject in = load(u"website.in.json"_s);
    QJsonObject score = in.value("score"_L1).toObject();
    for (const QLatin1StringView counter : {"priority"_L1, "update"_L1, "reference"_L1, "searched"_L1})
        score.insert(counter, 0);
    in.insert("score"_L1, score);
    QCOMPARE(text(Website::fromJson(in)->toJson()), text(in));
}

void TestTypes::websiteRefuses()
{
    QString error;
    QVERIFY(!Website::fromJson({{u"name"_s, u"x"_s}}, &error));
    QVERIFY(error.contains(u"id"));
    QVERIFY(!Website::fromJson({{u"id"_s, u"w1"_s}, {u"name"_s, 3}}, &error));
    QVERIFY(error.contains(u"w1") && error.contains(u"name"));
    // Anything else that is odd is taken for missing, so that one odd item never hides the rest of a list.
    QVERIFY(Website::fromJson({{u"id"_s, u"w1"_s}, {u"score"_s, u"high"_s}, {u"assets"_s, 7}, {u"created"_s, true}}));
}

void TestTypes::materialGolden_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<AssociationKind>("kind");
    for (const auto &[name, kind] : materials)
        QTest::newRow(name) << QString::fromLatin1(name) << kind;
}

void TestTypes::materialGolden()
{
    QFETCH(QString, name);
    QFETCH(AssociationKind, kind);
    auto material = Material::fromJson(kind, load(name + u".in.json"_s));
    QVERIFY(material);
    QVERIFY(!material->caption().isEmpty());
    if (kind != AssociationKind::Annotation)
        material->name = u"Other"_s;
    if (kind == AssociationKind::Asset || kind == AssociationKind::Annotation)
        material->text = u"int x;"_s;
    if (kind == AssociationKind::Person) {
        material->email = u"o@example.org"_s;
        material->picture = u"https://example.org/p.png"_s;
        material->address = u"https://example.org/"_s;
    }
    QCOMPARE(text(material->toJson()), text(load(name + u".out.json"_s)));
}

void TestTypes::materialUntouchedIsUnchanged_data()
{
    materialGolden_data();
}

void TestTypes::materialUntouchedIsUnchanged()
{
    QFETCH(QString, name);
    QFETCH(AssociationKind, kind);
    QJsonObject in = load(name + u".in.json"_s);
    in.remove("score"_L1);
    in.remove("websites"_L1);
    QCOMPARE(text(Material::fromJson(kind, in)->toJson()), text(in));
}

void TestTypes::seeds_data()
{
    materialGolden_data();
}

void TestTypes::seeds()
{
    QFETCH(AssociationKind, kind);
    Material material;
    material.kind = kind;
    material.id = newIdentifier();
    material.name = u"A name"_s;
    material.text = u"A text"_s;
    material.websites = {u"w1"_s};
    const QJsonObject seed = material.toSeed();
    QCOMPARE(seed.value("id"_L1).toString(), material.id);
    QCOMPARE(identifiersFromJson(seed.value("websites"_L1)), material.websites);
    const QByteArray json = QJsonDocument(seed).toJson();
    QVERIFY(json.contains(kind == AssociationKind::Annotation ? "A text" : "A name"));

    // The same of an item that was read, as when a deleted one is made again.
    const auto read = Material::fromJson(kind, material.toJson());
    QVERIFY(read);
    QCOMPARE(QJsonDocument(read->toSeed()).toJson().contains(kind == AssociationKind::Annotation ? "A text" : "A name"),
        true);
}

void TestTypes::fileBecomesAsset()
{
    const Material asset = Material::assetFromFile(u"shot.png"_s, "\x00\xff\x80"_ba);
    const QJsonObject format = asset.toSeed().value("asset"_L1).toObject().value("format"_L1).toObject();
    const QJsonObject file = format.value("file"_L1).toObject();
    const QString base64 = file.value("string"_L1).toObject().value("base64"_L1).toString();
    QCOMPARE(QByteArray::fromBase64(base64.toLatin1()), "\x00\xff\x80"_ba);
    QCOMPARE(file.value("metadata"_L1).toObject().value("size"_L1).toInt(), 3);
    QCOMPARE(format.value("classification"_L1).toObject().value("generic"_L1).toString(), u"IMAGE"_s);

    Material snippet;
    snippet.id = newIdentifier();
    snippet.text = u"int x;"_s;
    const auto read = Material::fromJson(AssociationKind::Asset, snippet.toJson());
    QVERIFY(read);
    QCOMPARE(read->text, snippet.text);
}

void TestTypes::scoreIncrement()
{
    const ScoreIncrement increment{.reuse = true, .searched = true};
    const QJsonObject json = increment.toJson("website"_L1);
    QCOMPARE(ScoreIncrement::fromJson(json, "website"_L1), increment);
    QCOMPARE(ScoreIncrement::fromJson(json, "person"_L1), ScoreIncrement());
    Score score{.manual = 1, .reuse = 2};
    increment.applyTo(score);
    QCOMPARE(score, (Score{.manual = 1, .reuse = 3, .searched = 1}));
    QCOMPARE(score.total(), 5);
}

void TestTypes::scoreEndsAtTheLargestNumber()
{
    constexpr int largest = std::numeric_limits<int>::max();
    Score score{.reuse = largest};
    ScoreIncrement{.reuse = true, .searched = true}.applyTo(score);
    QCOMPARE(score, (Score{.reuse = largest, .searched = 1}));
    QCOMPARE(score.total(), largest);
    QCOMPARE((Score{.reuse = -largest, .update = -largest}).total(), -largest - 1);
}

void TestTypes::nesting()
{
    QCOMPARE(nestingOfJson("7"), 0);
    QCOMPARE(nestingOfJson(R"({"a":[{}],"b":{}})"), 3);
    QCOMPARE(nestingOfJson(R"({"a":"[[[\"[[\\","b":[]})"), 2);
    QCOMPARE(nestingOfJson(QByteArray(10'000, '[')), 10'000);
    QCOMPARE(nestingOfJson(R"(]]["\)"), 0);
}

void TestTypes::classification()
{
    QCOMPARE(classificationOfFile(u"main.CPP"_s).specific, u"cpp"_s);
    QCOMPARE(classificationOfFile(u"main.CPP"_s).generic, u"CODE"_s);
    QCOMPARE(classificationOfFile(u"shot.final.png"_s).generic, u"IMAGE"_s);
    QCOMPARE(classificationOfFile(u"README"_s).specific, u"UNKNOWN"_s);
    QCOMPARE(classificationOfFile(u"x.c cc"_s).specific, u"UNKNOWN"_s);
    QCOMPARE(classificationOfFile(u"x."_s).specific, u"UNKNOWN"_s);
}

void TestTypes::objectFromJsonSaysWhere()
{
    QString error;
    QVERIFY(objectFromJson("{\"a\": 1}", &error));
    QVERIFY(!objectFromJson("{\"a\": 1", &error));
    QVERIFY(error.contains(u"byte"));
    QVERIFY(!objectFromJson("[1]", &error));
    QVERIFY(error.contains(u"object"));
}

QTEST_GUILESS_MAIN(TestTypes)
#include "tst_types.moc"
