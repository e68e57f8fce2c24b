// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/elementsplitter.h"
#include "api/client/materialreader.h"
#include "api/types/json.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

std::optional<Material> read(MaterialReader &reader, const QByteArray &text)
{
    const QByteArray padded = text + QByteArray(ElementSplitter::padding, '\0');
    return reader.read(QByteArrayView(padded).first(text.size()));
}

/// Every field but the source and the websites as text, to compare and to show.
QString describe(const std::optional<Material> &material)
{
    if (!material)
        return u"none"_s;
    return QStringList{associationTraits(material->kind).item, material->id, material->name, material->text,
        material->email, material->picture, material->address, material->type, material->created.toIso(),
        material->updated.toIso(), QString::fromUtf8(QJsonDocument(material->score.toJson()).toJson())}
        .join(u'\n');
}

std::optional<Material> readSlowly(AssociationKind kind, const QByteArray &text)
{
    const std::optional<QJsonObject> object = objectFromJson(text);
    return object ? Material::fromJson(kind, *object) : std::nullopt;
}

} // namespace

/// MaterialReader and Material::fromJson() come to the same.
class TestMaterialReader : public QObject
{
    Q_OBJECT

private slots:
    void readsGoldenMaterials_data();
    void readsGoldenMaterials();
    void readsAsMaterialDoes_data();
    void readsAsMaterialDoes();
    void passesOverWebsites();
};

void TestMaterialReader::readsGoldenMaterials_data()
{
    QTest::addColumn<AssociationKind>("kind");
    QTest::addColumn<QString>("file");
    const QString folder = QStringLiteral(SITEBOOK_TEST_DATA) + u"/types/"_s;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            QTest::newRow(traits.item.data()) << traits.kind << folder + traits.item + u".in.json"_s;
    }
    QTest::newRow("a user") << AssociationKind::Person << folder + u"person-platform.in.json"_s;
}

void TestMaterialReader::readsGoldenMaterials()
{
    QFETCH(AssociationKind, kind);
    QFETCH(QString, file);
    QFile golden(file);
    QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(file));
    const QByteArray text = golden.readAll();
    MaterialReader reader(kind);
    const std::optional<Material> material = read(reader, text);
    QVERIFY(material.has_value());
    QVERIFY(material->source.isEmpty() && material->websites.isEmpty());
    QCOMPARE(describe(material), describe(readSlowly(kind, text)));
}

void TestMaterialReader::readsAsMaterialDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
        {
            R"({"id":"a"})",
            R"({"id":""})",
            R"({"id":7})",
            R"({"id":null})",
            R"({"id":"a","id":null})",
            R"({"id":"a","id":"b"})",
            "[]",
            "7",
            "{}",
            "{",
            R"({"id":"a",})",
            // names and texts
            R"({"id":"a","name":"n","text":"t","type":"COMMENT"})",
            R"({"id":"a","name":null,"text":null,"type":null})",
            R"({"id":"a","name":"n","name":null,"text":"t","text":null,"type":"x","type":null})",
            R"({"id":"a","name":7,"text":[],"type":{}})",
            R"({"id":"a","name":"\ud800 lone","text":"\ud800"})",
            R"({"id":"a","name":"\u00e9\n\"\\ \ud83d\ude00","text":"\u0000x"})",
            R"({"id":"a","name":"\ufeffn","text":"\ufefft"})",
            R"({"id":"a","name":"\uffff","text":"x\ufffe"})",
            "{\"id\":\"a\",\"name\":\"\xEF\xBB\xBFn\",\"text\":\"\xEF\xBF\xBF\"}",
            "{\"id\":\"a\",\"name\":\"\xEF\xBC\xA1\",\"text\":\"\xEF\xBC\xA1\xEF\xBD\x81\"}",
            "{\"id\":\"a\",\"name\":\"\xC3\x28\",\"text\":\"\xC3\x28\"}",
            // moments and scores
            R"({"id":"a","created":{"value":"2026-11-23T16:00:00.123456Z","readable":"x"},"updated":"2026-11-23"})",
            R"({"id":"a","created":null,"updated":{"value":5}})",
            R"({"id":"a","created":{},"updated":{"value":null}})",
            R"({"id":"a","score":{"reuse":1,"x":2},"score":{"update":2}})",
            R"({"id":"a","score":{"reuse":1},"score":null})",
            R"({"id":"a","score":{"reuse":1.5}})",
            R"({"id":"a","score":[]})",
            // persons
            R"({"id":"a","type":{"basic":{"name":"n","username":"u","email":"e","picture":"p","url":"w"}}})",
            R"({"id":"a","type":{"basic":{"name":"","username":null,"vanityname":"v"}}})",
            R"({"id":"a","type":{"basic":{"username":"u","vanityname":"v"}}})",
            R"({"id":"a","type":{"platform":{"name":"p","email":"e"}}})",
            R"({"id":"a","type":{"platform":{"name":"p"},"basic":{"name":"b"}}})",
            R"({"id":"a","type":{"platform":{"name":"p"},"basic":null}})",
            R"({"id":"a","type":{"platform":null}})",
            R"({"id":"a","type":{"basic":{"name":"b"}},"type":{"platform":{"name":"p"}}})",
            R"({"id":"a","type":{"basic":{"name":"b"},"basic":{"email":"e"}}})",
            R"({"id":"a","type":{"basic":7}})",
            R"({"id":"a","type":{"basic":{"name":7,"email":["e"]}}})",
            R"({"id":"a","type":"basic"})",
            // assets
            R"({"id":"a","name":"n","formats":{"iterable":[{"id":"f","fragment":{"string":{"raw":"x"}},)"
            R"("classification":{"specific":"cpp"}}]},"original":{"id":"f"}})",
            R"({"id":"a","original":{"id":"g"},"formats":{"iterable":[{"id":"f","file":{"string":{"raw":"x"}}},)"
            R"({"id":"g","fragment":{"string":{"raw":"y"}},"classification":{"specific":"UNKNOWN"}}]}})",
            R"({"id":"a","formats":{"iterable":[{"fragment":{"string":{"raw":"x"}},"file":{"string":{"raw":"y"}}}]}})",
            R"({"id":"a","formats":{"iterable":[{"fragment":{"string":{"raw":"x"}},"file":{"string":{"raw":""}}}]}})",
            R"({"id":"a","formats":{"iterable":[{"id":"f","file":{"string":{"raw":"1"}}},{"file":{"string":{"raw":"2"}}}]}})",
            R"({"id":"a","formats":{"iterable":[{"id":"f","file":{"string":{"raw":"1"}}},{"id":null}]},"original":null})",
            R"({"id":"a","formats":{"iterable":[7,"x",null,{"id":"f","classification":{"specific":"py"}}]},)"
            R"("original":{"id":"f"}})",
            R"({"id":"a","formats":{"iterable":[{"id":"f","fragment":null,"classification":null}],"iterable":[]}})",
            R"({"id":"a","formats":{"iterable":[{"id":"f","classification":{"specific":"py"}}]},"formats":null})",
            R"({"id":"a","formats":{"iterable":[{"id":"f","classification":{"specific":"py","specific":null}}]}})",
            R"({"id":"a","formats":{"iterable":[{"id":"f","fragment":{"string":{"raw":"x"},"string":{}}}]}})",
            R"({"id":"a","formats":{"iterable":[{"id":"f","fragment":{"string":7}}]}})",
            R"({"id":"a","formats":{"iterable":null}})",
            R"({"id":"a","formats":[],"original":"f"})",
            // what is passed over
            R"({"id":"a","websites":{"iterable":[{"id":"w"}]},"name":"last","text":"last"})",
            R"({"unknown":{"deep":[[[{"id":"no"}]]],"text":"no"},"id":"a","text":"yes","name":"yes"})",
        })
        QTest::newRow(text) << QByteArray(text);
}

void TestMaterialReader::readsAsMaterialDoes()
{
    QFETCH(QByteArray, text);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        MaterialReader reader(traits.kind);
        const std::optional<Material> expected = readSlowly(traits.kind, text);
        for (int round = 0; round < 2; ++round) { // the second finds what the first left in the buffers
            const std::optional<Material> material = read(reader, text);
            QCOMPARE(describe(material), describe(expected));
            QVERIFY(!material || (material->source.isEmpty() && material->websites.isEmpty()));
        }
    }
}

/// However many there are, and in both ways of reading.
void TestMaterialReader::passesOverWebsites()
{
    QByteArray websites = R"({"iterable":[{"id":"w0"})";
    for (int i = 1; i < 1000; ++i)
        websites += R"(,{"id":"w)" + QByteArray::number(i) + R"("})";
    websites += "]}";
    MaterialReader reader(AssociationKind::Tag);
    for (const QByteArray &text : {R"("red")"_ba, R"("\ud800")"_ba}) {
        const std::optional<Material> tag =
            read(reader, R"({"id":"t","websites":)" + websites + R"(,"text":)" + text + '}');
        QVERIFY(tag.has_value());
        QCOMPARE(tag->id, u"t"_s);
        QVERIFY(!tag->name.isEmpty());
        QVERIFY(tag->websites.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestMaterialReader)
#include "tst_materialreader.moc"
