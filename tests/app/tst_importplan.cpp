// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/importplan.h"
#include "app/web/canonicalurl.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestImportPlan : public QObject
{
    Q_OBJECT

private slots:
    void everythingIsNew();
    void duplicatesBecomeOne();
    void knownWebsitesAreLeftAlone();
    void tagsAreFoundAgain();
    void datesFallBack();
    void libraryAsItIs();
    void libraryTwiceAddsNothing();
    void libraryMeetsKnownTags();
    void libraryDropsDanglingLinks();
    void libraryLinksFromEitherSide();
    void libraryDuplicatesKeepAllLinks();
};

namespace {

const auto nothingExists = [](const QString &) { return false; };
const auto noTag = [](const QString &) { return QString(); };

Timestamp day(int number)
{
    return Timestamp::fromMicroseconds(number * 86'400'000'000LL);
}

Bookmark bookmark(const QString &url, const QString &name, const QStringList &tags = {}, Timestamp added = {})
{
    Bookmark result;
    result.url = url;
    result.name = name;
    result.tags = tags;
    result.added = added;
    return result;
}

Website website(const QString &id, const QString &url)
{
    Website result;
    result.id = id;
    result.url = url;
    result.name = id;
    return result;
}

Material material(AssociationKind kind, const QString &id, const QString &name, const QStringList &websites = {})
{
    Material result;
    result.kind = kind;
    result.id = id;
    result.name = name;
    result.websites = websites;
    return result;
}

QStringList namesOf(const QList<Material> &materials)
{
    QStringList names;
    for (const Material &item : materials)
        names.append(item.name);
    return names;
}

} // namespace

void TestImportPlan::everythingIsNew()
{
    BookmarkFile file;
    file.bookmarks = {bookmark(u"https://a.example/"_s, u"A"_s, {u"Work/Qt"_s, u"x"_s}, day(10)),
        bookmark(u"https://b.example/"_s, QString(), {u"x"_s}, day(20))};
    file.bookmarks[0].description = u"About A"_s;
    file.bookmarks[0].changed = day(15);
    file.bookmarks[0].keyword = u"a"_s;
    file.bookmarks[0].icon = "data:image/png;base64,AA";
    file.unreadable = {{7, u"what"_s, u"why"_s}};
    const ImportPlan plan = planImport(file, nothingExists, noTag);
    QCOMPARE(plan.newWebsites.size(), 2);
    QCOMPARE(namesOf(plan.newTags), (QStringList{u"Work/Qt"_s, u"x"_s}));
    QCOMPARE(plan.newAnnotations.size(), 1);
    QCOMPARE(plan.unreadable.size(), 1);
    QCOMPARE(plan.alreadyThere + plan.duplicatesInFile, 0);

    const Website &a = plan.newWebsites.at(0);
    QCOMPARE(a.name, u"A"_s);
    QCOMPARE(a.created, day(10));
    QCOMPARE(a.updated, day(15));
    QCOMPARE(a.links(AssociationKind::Tag), (QStringList{plan.newTags.at(0).id, plan.newTags.at(1).id}));
    QCOMPARE(a.links(AssociationKind::Annotation), QStringList{plan.newAnnotations.at(0).id});
    QCOMPARE(a.toJson().value("keyword"_L1).toString(), u"a"_s);
    QCOMPARE(plan.icons.value(a.id), QByteArray("data:image/png;base64,AA"));
    const Material &description = plan.newAnnotations.at(0);
    QCOMPARE(description.kind, AssociationKind::Annotation);
    QCOMPARE(description.type, u"DESCRIPTION"_s);
    QCOMPARE(description.text, u"About A"_s);
    QCOMPARE(description.websites, QStringList{a.id});

    const Website &b = plan.newWebsites.at(1);
    QCOMPARE(b.name, b.url);
    QCOMPARE(b.links(AssociationKind::Tag), QStringList{plan.newTags.at(1).id});
    QVERIFY(a.id != b.id && a.id.size() == 36);
}

void TestImportPlan::duplicatesBecomeOne()
{
    BookmarkFile file;
    file.bookmarks = {bookmark(u"https://a.example/x/"_s, QString(), {u"one"_s}, day(20)),
        bookmark(u"http://A.example/x?utm_source=mail"_s, u"Name"_s, {u"two"_s, u"ONE"_s}, day(10)),
        bookmark(u"https://a.example/x"_s, u"Other name"_s, {}, day(30))};
    file.bookmarks[0].description = u"First"_s;
    file.bookmarks[1].description = u"Second"_s;
    file.bookmarks[2].description = u"First"_s;
    const ImportPlan plan = planImport(file, nothingExists, noTag);
    QCOMPARE(plan.newWebsites.size(), 1);
    QCOMPARE(plan.duplicatesInFile, 2);
    QCOMPARE(plan.newWebsites.at(0).url, u"https://a.example/x/"_s);
    QCOMPARE(plan.newWebsites.at(0).name, u"Name"_s);
    QCOMPARE(plan.newWebsites.at(0).created, day(10));
    QCOMPARE(plan.newWebsites.at(0).updated, day(30));
    QCOMPARE(namesOf(plan.newTags), (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(plan.newWebsites.at(0).links(AssociationKind::Tag).size(), 2);
    QCOMPARE(plan.newAnnotations.size(), 1);
    QCOMPARE(plan.newAnnotations.at(0).text, u"First\n\nSecond"_s);
}

void TestImportPlan::knownWebsitesAreLeftAlone()
{
    BookmarkFile file;
    file.bookmarks = {bookmark(u"https://a.example/"_s, u"A"_s, {u"x"_s}),
        bookmark(u"http://a.example"_s, u"A"_s, {u"y"_s}), bookmark(u"https://b.example/"_s, u"B"_s)};
    const QString known = canonicalUrl(u"https://a.example"_s);
    const ImportPlan plan = planImport(
        file, [&known](const QString &key) { return key == known; }, noTag);
    QCOMPARE(plan.newWebsites.size(), 1);
    QCOMPARE(plan.newWebsites.at(0).name, u"B"_s);
    QCOMPARE(plan.alreadyThere, 1);
    QCOMPARE(plan.duplicatesInFile, 1);
    QVERIFY(plan.newTags.isEmpty());
}

void TestImportPlan::tagsAreFoundAgain()
{
    BookmarkFile file;
    file.bookmarks = {bookmark(u"https://a.example/"_s, u"A"_s, {u"Known"_s, u"new"_s})};
    const auto tagId = [](const QString &text) { return text.toLower() == "known"_L1 ? u"t1"_s : QString(); };
    const ImportPlan plan = planImport(file, nothingExists, tagId);
    QCOMPARE(namesOf(plan.newTags), QStringList{u"new"_s});
    QCOMPARE(plan.newWebsites.at(0).links(AssociationKind::Tag), (QStringList{u"t1"_s, plan.newTags.at(0).id}));
}

void TestImportPlan::datesFallBack()
{
    BookmarkFile file;
    file.bookmarks = {bookmark(u"https://a.example/"_s, u"A"_s), bookmark(u"https://b.example/"_s, u"B"_s, {}, day(9))};
    file.bookmarks[1].changed = day(5);
    const Timestamp before = Timestamp::now();
    const ImportPlan plan = planImport(file, nothingExists, noTag);
    QVERIFY(plan.newWebsites.at(0).created >= before && plan.newWebsites.at(0).created <= Timestamp::now());
    QCOMPARE(plan.newWebsites.at(1).updated, day(9));
}

namespace {

LibraryContent smallLibrary()
{
    LibraryContent content;
    content.websites = {website(u"w1"_s, u"https://a.example/"_s), website(u"w2"_s, u"https://b.example/"_s)};
    content.websites[0].links(AssociationKind::Tag) = {u"t1"_s};
    content.websites[0].links(AssociationKind::Asset) = {u"a1"_s};
    content.websites[0].mechanisms = {{u"a1"_s, u"MANUAL"_s}};
    content.materials[AssociationKind::Tag] = {material(AssociationKind::Tag, u"t1"_s, u"Tag"_s, {u"w1"_s})};
    content.materials[AssociationKind::Asset] = {material(AssociationKind::Asset, u"a1"_s, u"Asset"_s)};
    content.materials[AssociationKind::Annotation] = {material(AssociationKind::Annotation, u"n1"_s, {}, {u"w2"_s})};
    return content;
}

} // namespace

void TestImportPlan::libraryAsItIs()
{
    const ImportPlan plan = planImport(smallLibrary(), nothingExists, noTag, nothingExists);
    QCOMPARE(plan.newWebsites.size(), 2);
    QCOMPARE(plan.newWebsites.at(0).id, u"w1"_s);
    QCOMPARE(plan.newWebsites.at(0).links(AssociationKind::Asset), QStringList{u"a1"_s});
    QCOMPARE(plan.newWebsites.at(0).mechanisms.value(u"a1"_s), u"MANUAL"_s);
    QCOMPARE(plan.newTags.at(0).id, u"t1"_s);
    QCOMPARE(plan.newMaterials.keys(), QList{AssociationKind::Asset});
    QCOMPARE(plan.newAnnotations.at(0).websites, QStringList{u"w2"_s});
}

void TestImportPlan::libraryTwiceAddsNothing()
{
    const LibraryContent content = smallLibrary();
    const QSet<QString> there{u"w1"_s, u"w2"_s, u"t1"_s, u"a1"_s, u"n1"_s};
    const ImportPlan plan =
        planImport(content, nothingExists, noTag, [&there](const QString &id) { return there.contains(id); });
    QVERIFY(plan.isEmpty());
    QCOMPARE(plan.alreadyThere, 2);
}

void TestImportPlan::libraryMeetsKnownTags()
{
    LibraryContent content = smallLibrary();
    content.materials[AssociationKind::Tag].append(material(AssociationKind::Tag, u"t2"_s, u"new"_s, {u"w2"_s}));
    content.materials[AssociationKind::Tag].append(material(AssociationKind::Tag, u"t3"_s, u"NEW"_s, {u"w1"_s}));
    const auto tagId = [](const QString &text) { return text == "Tag"_L1 ? u"mine"_s : QString(); };
    const ImportPlan plan = planImport(content, nothingExists, tagId, nothingExists);
    QCOMPARE(namesOf(plan.newTags), QStringList{u"new"_s});
    QCOMPARE(plan.newWebsites.at(0).links(AssociationKind::Tag), (QStringList{u"mine"_s, u"t2"_s}));
    QCOMPARE(plan.newWebsites.at(1).links(AssociationKind::Tag), QStringList{u"t2"_s});
}

void TestImportPlan::libraryDropsDanglingLinks()
{
    LibraryContent content = smallLibrary();
    content.websites[0].links(AssociationKind::Person) = {u"nobody"_s, u"known"_s};
    content.websites[0].links(AssociationKind::Message) = {u"m1"_s};
    content.materials[AssociationKind::Annotation][0].websites = {u"gone"_s, u"there"_s, u"w2"_s};
    const auto itemExists = [](const QString &id) { return id == "known"_L1 || id == "there"_L1; };
    const ImportPlan plan = planImport(content, nothingExists, noTag, itemExists);
    QCOMPARE(plan.newWebsites.at(0).links(AssociationKind::Person), QStringList{u"known"_s});
    QCOMPARE(plan.newWebsites.at(0).links(AssociationKind::Message), QStringList{u"m1"_s});
    QCOMPARE(plan.newAnnotations.at(0).websites, (QStringList{u"there"_s, u"w2"_s}));
}

void TestImportPlan::libraryLinksFromEitherSide()
{
    LibraryContent content = smallLibrary();
    content.materials[AssociationKind::Asset][0].websites = {u"w2"_s};
    content.websites[0].links(AssociationKind::Annotation) = {u"n1"_s};
    const ImportPlan plan = planImport(content, nothingExists, noTag, nothingExists);
    QCOMPARE(plan.newWebsites.at(1).links(AssociationKind::Asset), QStringList{u"a1"_s});
    QCOMPARE(plan.newWebsites.at(1).links(AssociationKind::Annotation), QStringList{u"n1"_s});
    QCOMPARE(plan.newAnnotations.at(0).websites, (QStringList{u"w2"_s, u"w1"_s}));
}

void TestImportPlan::libraryDuplicatesKeepAllLinks()
{
    LibraryContent content = smallLibrary();
    content.websites.append(website(u"w3"_s, u"http://a.example"_s));
    content.websites[2].links(AssociationKind::Person) = {u"p1"_s};
    content.materials[AssociationKind::Person] = {material(AssociationKind::Person, u"p1"_s, u"Ana"_s)};
    content.materials[AssociationKind::Annotation][0].websites = {u"w3"_s};
    const ImportPlan plan = planImport(content, nothingExists, noTag, nothingExists);
    QCOMPARE(plan.newWebsites.size(), 2);
    QCOMPARE(plan.duplicatesInFile, 1);
    QCOMPARE(plan.newWebsites.at(0).links(AssociationKind::Person), QStringList{u"p1"_s});
    QCOMPARE(plan.newWebsites.at(0).links(AssociationKind::Tag), QStringList{u"t1"_s});
    QCOMPARE(plan.newAnnotations.at(0).websites, QStringList{u"w1"_s});
}

QTEST_GUILESS_MAIN(TestImportPlan)
#include "tst_importplan.moc"
