// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/json.h"
#include "api/types/material.h"
#include "tests/api/servicefixture.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestRouterMaterials : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_server = std::make_unique<ServiceFixture>(); }
    void cleanup() { m_server.reset(); }

    void lifeOfAnItem_data();
    void lifeOfAnItem();
    void linkFromBothEnds_data();
    void linkFromBothEnds();
    void wholeItem_data();
    void wholeItem();
    void assetFromSeed();
    void assetFromFile();
    void assetWithoutContents();
    void assetRenamedWithoutContents();
    void assetSeedMetadata();
    void seedsWithNestedItems();
    void seedReferences();
    void seedLinksToWebsites();
    void schemasOfNoVersion();
    void lightList_data();
    void lightList();
    void annotationFilter();
    void bareKindsFromTheirEnd();

private:
    static void eachKind();
    QString path(AssociationKind kind, const QString &rest) const
    {
        return u'/' + associationTraits(kind).collection + rest;
    }

    std::unique_ptr<ServiceFixture> m_server;
};

void TestRouterMaterials::eachKind()
{
    QTest::addColumn<AssociationKind>("kind");
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            QTest::newRow(traits.item.data()) << traits.kind;
    }
}

void TestRouterMaterials::lifeOfAnItem_data()
{
    eachKind();
}

void TestRouterMaterials::lifeOfAnItem()
{
    QFETCH(AssociationKind, kind);
    const AssociationTraits &traits = associationTraits(kind);
    const QJsonObject created = m_server->postObject(path(kind, u"/create"_s), smallestSeed(kind));
    const QString id = created.value("id"_L1).toString();
    QVERIFY(!id.isEmpty());
    QVERIFY(!Timestamp::fromJson(created.value("created"_L1)).isNull());
    QCOMPARE(m_server->getObject(path(kind, u'/' + id)), created);
    QCOMPARE(m_server->getObject(u'/' + traits.item + u'/' + id), created);

    const QJsonObject list = m_server->getObject(path(kind, {}));
    QCOMPARE(list.value("iterable"_L1).toArray(), QJsonArray{created});
    QCOMPARE(list.value("indices"_L1).toObject().value(id).toInt(-1), 0);
    QCOMPARE(identifiersFromJson(m_server->getObject(path(kind, u"/identifiers"_s))), QStringList{id});
    const QJsonArray streamed =
        m_server->getObject(path(kind, u"/stream/identifiers"_s)).value("iterable"_L1).toArray();
    QCOMPARE(streamed.first().toObject().value(traits.streamField).toObject().value("id"_L1).toString(), id);

    const QString update = u'/' + traits.item + "/update"_L1;
    const QJsonObject updated = m_server->postObject(update, {{u"id"_s, id}, {u"future"_s, QJsonArray{1}}});
    QCOMPARE(updated.value("future"_L1).toArray(), QJsonArray{1});
    QVERIFY(Timestamp::fromJson(updated.value("updated"_L1)) > Timestamp::fromJson(created.value("updated"_L1)));
    QCOMPARE(m_server->postObject(update, updated), updated);

    QCOMPARE(m_server->post(path(kind, u"/%1/delete"_s.arg(id))).status, kind == AssociationKind::Asset ? 200 : 204);
    QCOMPARE(m_server->get(path(kind, u'/' + id)).status, 410);
    QCOMPARE(m_server->getObject(path(kind, {})).value("iterable"_L1).toArray(), QJsonArray());
}

void TestRouterMaterials::linkFromBothEnds_data()
{
    eachKind();
}

void TestRouterMaterials::linkFromBothEnds()
{
    QFETCH(AssociationKind, kind);
    const AssociationTraits &traits = associationTraits(kind);
    const QString website = m_server->addWebsite(u"https://example.org"_s);
    const QString item = m_server->addItem(kind);
    const QString fromWebsite = u"/website/%1/%2/%4/%3"_s.arg(website, traits.pathSegment, item);
    const QString fromItem = u"/%1/%2/websites/%4/%3"_s.arg(traits.item, item, website);
    const auto linked = [&] {
        const QJsonObject one = m_server->getObject(u"/website/"_s + website);
        const QJsonObject other = m_server->getObject(u'/' + traits.item + u'/' + item);
        const bool here = identifiersFromJson(one.value(traits.websiteField)) == QStringList{item};
        const bool there = identifiersFromJson(other.value("websites"_L1)) == QStringList{website};
        // What one end says, the other says too.
        return here == there ? std::optional(here) : std::nullopt;
    };
    QCOMPARE(linked(), std::optional(false));
    QCOMPARE(m_server->post(fromItem.arg(u"associate"_s)).status, 204);
    QCOMPARE(linked(), std::optional(true));
    QCOMPARE(m_server->post(fromWebsite.arg(u"associate"_s)).status, 204);
    QCOMPARE(linked(), std::optional(true));
    QCOMPARE(m_server->post(fromWebsite.arg(u"disassociate"_s)).status, 204);
    QCOMPARE(linked(), std::optional(false));
    QCOMPARE(m_server->post(fromItem.arg(u"disassociate"_s)).status, 204);
    QCOMPARE(m_server->post(fromWebsite.arg(u"associate"_s)).status, 204);
    QCOMPARE(linked(), std::optional(true));

    if (kind == AssociationKind::Asset) {
        const QJsonObject whole = m_server->getObject(u"/asset/"_s + item).value("websites"_L1).toObject();
        const QJsonObject site = whole.value("iterable"_L1).toArray().first().toObject();
        QCOMPARE(site.value("url"_L1).toString(), u"https://example.org"_s);
        QVERIFY(!Timestamp::fromJson(site.value("updated"_L1)).isNull());
    }
    // Whichever end goes, the other does not name it any more.
    QVERIFY(m_server->post(path(kind, u"/%1/delete"_s.arg(item))).isSuccess());
    const QJsonObject left = m_server->getObject(u"/website/"_s + website);
    QVERIFY(identifiersFromJson(left.value(traits.websiteField)).isEmpty());
    QCOMPARE(m_server->post(fromWebsite.arg(u"associate"_s)).status, 410);
    const QString second = m_server->addItem(kind);
    QCOMPARE(m_server->post(u"/website/%1/%2/associate/%3"_s.arg(website, traits.pathSegment, second)).status, 204);
    QCOMPARE(m_server->post(u"/websites/%1/delete"_s.arg(website)).status, 204);
    QVERIFY(
        identifiersFromJson(m_server->getObject(u'/' + traits.item + u'/' + second).value("websites"_L1)).isEmpty());
}

void TestRouterMaterials::wholeItem_data()
{
    eachKind();
}

void TestRouterMaterials::wholeItem()
{
    QFETCH(AssociationKind, kind);
    const QString website = m_server->addWebsite(u"https://example.org"_s);
    QJsonObject item = m_server->postObject(path(kind, u"/create"_s), smallestSeed(kind));
    const QString id = item.value("id"_L1).toString();
    const QString link = u"/%1/%2/websites/associate/%3"_s.arg(associationTraits(kind).item, id, website);
    QCOMPARE(m_server->post(link).status, 204);
    m_server->postObject(u'/' + associationTraits(kind).item + "/update"_L1, {{u"id"_s, id}, {u"future"_s, true}});
    item = m_server->getObject(path(kind, u'/' + id));

    // What was deleted can be put back as it was.
    QVERIFY(m_server->post(path(kind, u"/%1/delete"_s.arg(id))).isSuccess());
    QJsonObject restored = m_server->postObject(path(kind, u"/create"_s), item);
    if (kind == AssociationKind::Asset) {
        // The website inside changed when the link went and came.
        restored.remove("websites"_L1);
        QCOMPARE(
            identifiersFromJson(m_server->getObject(u"/asset/"_s + id).value("websites"_L1)), QStringList{website});
        item.remove("websites"_L1);
    }
    QCOMPARE(restored, item);
    QCOMPARE(m_server->postObject(path(kind, u"/create"_s), item).value("updated"_L1), item.value("updated"_L1));

    // A seed with an identifier of its own, which also names a website that is not there.
    QJsonObject seed = smallestSeed(kind);
    seed.insert("id"_L1, u"own"_s);
    seed.insert("created"_L1, QJsonObject{{u"value"_s, u"2001-02-03T04:05:06.000007Z"_s}});
    seed.insert("websites"_L1, flattenedFromIdentifiers({u"unknown"_s, website}));
    const QJsonObject made = m_server->postObject(path(kind, u"/create"_s), seed);
    QCOMPARE(made.value("id"_L1).toString(), u"own"_s);
    QCOMPARE(identifiersFromJson(made.value("websites"_L1)), QStringList{website});
    if (kind != AssociationKind::Asset || made.contains("created"_L1))
        QCOMPARE(Timestamp::fromJson(made.value("created"_L1)).toIso(), u"2001-02-03T04:05:06.000007Z"_s);
}

void TestRouterMaterials::assetFromSeed()
{
    Material material;
    material.kind = AssociationKind::Asset;
    material.name = u"hello"_s;
    material.text = u"int main() { return 'ü'; }"_s;
    material.type = u"cpp"_s;
    const QJsonObject asset = m_server->postObject(u"/assets/create"_s, material.toSeed());
    const auto read = Material::fromJson(AssociationKind::Asset, asset);
    QVERIFY(read);
    QCOMPARE(read->name, material.name);
    QCOMPARE(read->text, material.text);
    QCOMPARE(read->type, material.type);
    QCOMPARE(asset.value("mechanism"_L1).toString(), u"MANUAL"_s);
    QVERIFY(!asset.value("creator"_L1).toString().isEmpty());

    const QJsonObject format = asset.value("formats"_L1).toObject().value("iterable"_L1).toArray().first().toObject();
    const QJsonValue formatId = format.value("id"_L1);
    QCOMPARE(asset.value("original"_L1).toObject().value("id"_L1), formatId);
    QCOMPARE(asset.value("preview"_L1).toObject().value("base"_L1).toObject().value("id"_L1), formatId);
    QCOMPARE(format.value("classification"_L1).toObject().value("generic"_L1).toString(), u"CODE"_s);
    QCOMPARE(format.value("bytes"_L1).toObject().value("value"_L1).toInteger(), material.text.toUtf8().size());
    QCOMPARE(format.value("role"_L1).toString(), u"BOTH"_s);
    const QJsonObject embedded = format.value("asset"_L1).toObject();
    QCOMPARE(embedded.value("id"_L1), asset.value("id"_L1));
    QCOMPARE(embedded.value("original"_L1), formatId);
    QCOMPARE(embedded.value("name"_L1).toString(), u"hello"_s);
    // After a rename the embedded one says the new name, too.
    const QJsonObject renamed =
        m_server->postObject(u"/asset/update"_s, {{u"id"_s, asset.value("id"_L1)}, {u"name"_s, u"bye"_s}});
    const QJsonObject renamedFormat =
        renamed.value("formats"_L1).toObject().value("iterable"_L1).toArray().first().toObject();
    QCOMPARE(renamedFormat.value("asset"_L1).toObject().value("name"_L1).toString(), u"bye"_s);
}

void TestRouterMaterials::assetFromFile()
{
    const QByteArray content = QByteArray::fromHex("89504e470d0a1a0a00ff");
    const Material material = Material::assetFromFile(u"picture.png"_s, content);
    const QJsonObject asset = m_server->postObject(u"/assets/create"_s, material.toSeed());
    QCOMPARE(asset.value("id"_L1).toString(), material.id);
    const QJsonObject format = asset.value("formats"_L1).toObject().value("iterable"_L1).toArray().first().toObject();
    QCOMPARE(format.value("file"_L1).toObject().value("string"_L1).toObject().value("base64"_L1).toString(),
        QString::fromLatin1(content.toBase64()));
    QCOMPARE(format.value("bytes"_L1).toObject().value("value"_L1).toInteger(), content.size());
    const QJsonObject classification = format.value("classification"_L1).toObject();
    QCOMPARE(classification.value("generic"_L1).toString(), u"IMAGE"_s);
    QCOMPARE(classification.value("specific"_L1).toString(), u"png"_s);
    QCOMPARE(asset.value("name"_L1).toString(), u"picture.png"_s);
}

void TestRouterMaterials::assetWithoutContents()
{
    const QString id = m_server->addItem(AssociationKind::Asset);
    for (const QString &target : {u"/asset/"_s + id, u"/assets/"_s + id, u"/assets"_s, u"/assets/search?query=some"_s})
    {
        const QByteArray with = m_server->get(target).body;
        QVERIFY2(with.contains("Some text"), qPrintable(target));
        const QString light = target + (target.contains(u'?') ? u'&' : u'?') + "transferables=false"_L1;
        const Response without = m_server->get(light);
        QCOMPARE(without.status, 200);
        QVERIFY2(without.body.contains(id.toUtf8()) && !without.body.contains("Some text"), qPrintable(light));
    }
}

void TestRouterMaterials::assetRenamedWithoutContents()
{
    const QString id = m_server->addItem(AssociationKind::Asset);
    QJsonObject light = m_server->getObject(u"/asset/%1?transferables=false"_s.arg(id));
    light.insert("name"_L1, u"New name"_s);
    QVERIFY(m_server->post(u"/asset/update?transferables=false"_s, light).isSuccess());
    const auto asset = Material::fromJson(AssociationKind::Asset, m_server->getObject(u"/asset/"_s + id));
    QCOMPARE(asset->name, u"New name"_s);
    QCOMPARE(asset->text, u"Some text"_s);
}

void TestRouterMaterials::assetSeedMetadata()
{
    const QString known = m_server->addWebsite(u"https://known.example/"_s, u"Known"_s);
    QJsonObject seed = smallestSeed(AssociationKind::Asset);
    QJsonObject asset = seed.value("asset"_L1).toObject();
    QJsonObject metadata = asset.value("metadata"_L1).toObject();
    metadata.insert("websites"_L1,
        QJsonArray{QJsonObject{{u"url"_s, u"https://known.example"_s}, {u"name"_s, u"Other"_s}},
            QJsonObject{{u"url"_s, u"https://new.example"_s}, {u"name"_s, u"New"_s}}});
    metadata.insert("tags"_L1, QJsonArray{QJsonObject{{u"text"_s, u"c++"_s}}, QJsonObject{{u"text"_s, u"c++"_s}}});
    metadata.insert("hints"_L1, QJsonArray{QJsonObject{{u"text"_s, u"kept"_s}}});
    asset.insert("metadata"_L1, metadata);
    const QJsonObject unknown{{u"deep"_s, QJsonArray{1, u"two"_s}}};
    asset.insert("x_unknown"_L1, unknown);
    asset.insert("preview"_L1, u"what an asset has in another shape"_s);
    seed.insert("asset"_L1, asset);
    const QJsonObject made = m_server->postObject(u"/assets/create"_s, seed);
    QCOMPARE(made.value("x_unknown"_L1).toObject(), unknown);
    QVERIFY(made.value("preview"_L1).isObject());
    const QJsonArray websites = made.value("websites"_L1).toObject().value("iterable"_L1).toArray();
    QCOMPARE(websites.size(), 2);
    QCOMPARE(websites.at(0).toObject().value("id"_L1).toString(), known);
    QCOMPARE(websites.at(0).toObject().value("name"_L1).toString(), u"Known"_s);
    QCOMPARE(websites.at(1).toObject().value("name"_L1).toString(), u"New"_s);
    const QJsonArray tags = m_server->getObject(u"/tags"_s).value("iterable"_L1).toArray();
    QCOMPARE(tags.size(), 1);
    QCOMPARE(
        identifiersFromJson(tags.first().toObject().value("assets"_L1)), QStringList{made.value("id"_L1).toString()});
    QVERIFY(m_server->get(u"/asset/"_s + made.value("id"_L1).toString()).body.contains("kept"));
}

void TestRouterMaterials::seedsWithNestedItems()
{
    const QJsonArray annotations{QJsonObject{{u"text"_s, u"A note"_s}, {u"type"_s, u"COMMENT"_s}}};
    for (const AssociationKind kind :
        {AssociationKind::Person, AssociationKind::Conversation, AssociationKind::WorkstreamSummary})
    {
        QJsonObject seed = smallestSeed(kind);
        seed.insert("annotations"_L1, annotations);
        const QJsonObject item = m_server->postObject(path(kind, u"/create"_s), seed);
        const QStringList notes = identifiersFromJson(item.value("annotations"_L1));
        QCOMPARE(notes.size(), 1);
        const QJsonObject note = m_server->getObject(u"/annotation/"_s + notes.first());
        QCOMPARE(note.value("text"_L1).toString(), u"A note"_s);
        const QLatin1StringView owner =
            kind == AssociationKind::WorkstreamSummary ? "summary"_L1 : associationTraits(kind).item;
        QCOMPARE(note.value(owner).toObject().value("id"_L1), item.value("id"_L1));
    }
    QJsonObject seed = smallestSeed(AssociationKind::Conversation);
    const QJsonObject message{{u"role"_s, u"USER"_s}, {u"fragment"_s, QJsonObject{{u"metadata"_s, QJsonObject()}}}};
    seed.insert("messages"_L1, QJsonArray{message});
    const QJsonObject conversation = m_server->postObject(u"/conversations/create"_s, seed);
    const QJsonObject kept =
        conversation.value("messages"_L1).toObject().value("iterable"_L1).toArray().first().toObject();
    QCOMPARE(kept.value("reference"_L1).toObject().value("role"_L1).toString(), u"USER"_s);
    // One that is malformed stops the whole, and nothing is left behind.
    seed = smallestSeed(AssociationKind::Person);
    seed.insert("annotations"_L1, QJsonArray{QJsonObject{{u"text"_s, u"no type"_s}}});
    const Response refused = m_server->post(u"/persons/create"_s, seed);
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.body.contains("`type`"));
    QCOMPARE(m_server->getObject(u"/persons"_s).value("iterable"_L1).toArray().size(), 1);
}

void TestRouterMaterials::seedReferences()
{
    const QJsonObject tag = m_server->postObject(
        u"/tags/create"_s, {{u"text"_s, u"t"_s}, {u"asset"_s, u"a1"_s}, {u"mechanism"_s, u"MANUAL"_s}});
    QCOMPARE(identifiersFromJson(tag.value("assets"_L1)), QStringList{u"a1"_s});
    QCOMPARE(tag.value("category"_L1).toString(), u"UNKNOWN"_s);
    const QJsonObject annotation = m_server->postObject(u"/annotations/create"_s,
        {{u"text"_s, u"x"_s}, {u"type"_s, u"SUMMARY"_s}, {u"asset"_s, u"a1"_s}, {u"workstream_summary"_s, u"s1"_s}});
    const QJsonObject asset{{u"id"_s, u"a1"_s}};
    QCOMPARE(annotation.value("asset"_L1).toObject(), asset);
    QCOMPARE(annotation.value("summary"_L1).toObject().value("id"_L1).toString(), u"s1"_s);
}

void TestRouterMaterials::seedLinksToWebsites()
{
    const QString website = m_server->addWebsite(u"https://example.org"_s);
    QJsonObject seed = smallestSeed(AssociationKind::Conversation);
    seed.insert("websites"_L1, flattenedFromIdentifiers({website}));
    QCOMPARE(identifiersFromJson(m_server->postObject(u"/conversations/create"_s, seed).value("websites"_L1)),
        QStringList{website});
    // A seed is no replay: what it names must be there.
    seed.insert("websites"_L1, flattenedFromIdentifiers({u"none"_s}));
    QCOMPARE(m_server->post(u"/conversations/create"_s, seed).status, 410);
    QCOMPARE(m_server->getObject(u"/conversations"_s).value("iterable"_L1).toArray().size(), 1);
}

void TestRouterMaterials::schemasOfNoVersion()
{
    const auto schema = [](const QString &semantic) {
        return QJsonObject{{u"migration"_s, 0}, {u"semantic"_s, semantic}};
    };
    const QJsonObject unknown{{u"schema"_s, schema(u"UNKNOWN"_s)}, {u"kept"_s, true}};
    QJsonObject seed = smallestSeed(AssociationKind::Person);
    seed.insert("schema"_L1, schema(u"UNKNOWN"_s));
    seed.insert("x_list"_L1, QJsonArray{unknown, QJsonArray{unknown}, u"UNKNOWN"_s});
    QJsonObject person = m_server->postObject(u"/persons/create"_s, seed);
    QVERIFY(!person.contains("schema"_L1));
    const QJsonObject known{{u"kept"_s, true}};
    QCOMPARE(person.value("x_list"_L1).toArray(), (QJsonArray{known, QJsonArray{known}, u"UNKNOWN"_s}));
    // One that has a name stays, also when an update has none.
    const QJsonObject named = schema(u"MAJOR_0_MINOR_0_PATCH_1"_s);
    person.insert("schema"_L1, named);
    person = m_server->postObject(u"/person/update"_s, person);
    QCOMPARE(person.value("schema"_L1).toObject(), named);
    person.insert("schema"_L1, schema(u"UNKNOWN"_s));
    QCOMPARE(m_server->postObject(u"/person/update"_s, person).value("schema"_L1).toObject(), named);
}

void TestRouterMaterials::lightList_data()
{
    eachKind();
}

/// Everything but the websites and the indices.
void TestRouterMaterials::lightList()
{
    QFETCH(AssociationKind, kind);
    const AssociationTraits &traits = associationTraits(kind);
    const QString first = m_server->addItem(kind);
    const QString second = m_server->addItem(kind);
    const QJsonObject moment{{u"value"_s, u"2024-01-02T03:04:05.678901Z"_s}, {u"readable"_s, u"long ago"_s}};
    QVERIFY(m_server->post(u'/' + traits.item + "/update"_L1, {{u"id"_s, second}, {u"created"_s, moment}}).isSuccess());
    const QString website = m_server->addWebsite(u"https://example.org"_s);
    for (const QString &id : {first, second})
        QCOMPARE(m_server->post(u"/website/%1/%2/associate/%3"_s.arg(website, traits.pathSegment, id)).status, 204);

    for (const QString &query : {u"?light=true"_s, u"?light=true&transferables=false"_s}) {
        const QJsonObject light = m_server->getObject(path(kind, query));
        QJsonObject whole = m_server->getObject(path(kind, QString(query).replace("true"_L1, "false"_L1)));
        if (!query.contains("transferables"_L1))
            whole = m_server->getObject(path(kind, {}));
        QJsonArray expected;
        const QJsonArray items = whole.value("iterable"_L1).toArray();
        for (const QJsonValue &value : items) {
            QJsonObject item = value.toObject();
            QCOMPARE(identifiersFromJson(item.take("websites"_L1)), QStringList{website});
            expected.append(item);
        }
        QCOMPARE(expected.size(), 2);
        QCOMPARE(light, (QJsonObject{{u"iterable"_s, expected}, {u"indices"_s, QJsonObject()}}));
    }
}

void TestRouterMaterials::annotationFilter()
{
    for (const QString &type : {u"COMMENT"_s, u"SUMMARY"_s})
        m_server->post(u"/annotations/create"_s, {{u"text"_s, type}, {u"type"_s, type}});
    const QJsonObject list = m_server->getObject(u"/annotations?annotation_type_filter=SUMMARY"_s);
    QCOMPARE(list.value("iterable"_L1).toArray().size(), 1);
    QCOMPARE(m_server->getObject(u"/annotations"_s).value("iterable"_L1).toArray().size(), 2);
    const QJsonObject light = m_server->getObject(u"/annotations?annotation_type_filter=SUMMARY&light=true"_s);
    QCOMPARE(identifiersFromJson(light), identifiersFromJson(list));
}

void TestRouterMaterials::bareKindsFromTheirEnd()
{
    const QString website = m_server->addWebsite(u"https://example.org"_s);
    const std::pair<QString, AssociationKind> ends[]{{u"message"_s, AssociationKind::Message},
        {u"workstream_event"_s, AssociationKind::WorkstreamEvent},
        {u"workstream_pattern_engine/source"_s, AssociationKind::Source},
        {u"workstream_pattern_engine/source_window"_s, AssociationKind::SourceWindow}};
    for (const auto &[end, kind] : ends) {
        QCOMPARE(m_server->post(u"/%1/far/websites/associate/%2"_s.arg(end, website)).status, 204);
        const QString field = associationTraits(kind).websiteField;
        QCOMPARE(
            identifiersFromJson(m_server->getObject(u"/website/"_s + website).value(field)), QStringList{u"far"_s});
        QCOMPARE(m_server->post(u"/%1/far/websites/disassociate/%2"_s.arg(end, website)).status, 204);
        QVERIFY(!m_server->getObject(u"/website/"_s + website).contains(field));
        QCOMPARE(m_server->post(u"/%1/far/websites/associate/none"_s.arg(end)).status, 410);
    }
}

QTEST_GUILESS_MAIN(TestRouterMaterials)
#include "tst_routermaterials.moc"
