// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/wholeitems.h"
#include "tests/app/remotelibrary.h"
#include "tests/app/servedfile.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// A library on Sitebook's own server, as people have it.
class Served
{
public:
    Served()
        : refused(&remote->library, &Library::changeRefused)
    {
    }

    ServedFile file;
    const bool started = file.start();
    std::unique_ptr<RemoteLibrary> remote = std::make_unique<RemoteLibrary>(file.server.url());
    QSignalSpy refused;

    Library &library() { return remote->library; }
    bool load() { return started && remote->load(); }
    void undo()
    {
        library().history()->undo();
        QVERIFY(remote->settled());
    }
    void redo()
    {
        library().history()->redo();
        QVERIFY(remote->settled());
    }
    /// The library as somebody else reads it.
    QString stored() const
    {
        RemoteLibrary other(file.server.url());
        return other.load() ? other.text() : u"cannot be read: "_s + other.library.error().caption();
    }
    Material whole(const MaterialRef &ref)
    {
        Material result;
        bool done = false;
        readWhole(ref, [&](const Material &material) {
            result = material;
            done = true;
        });
        return QTest::qWaitFor([&] { return done; }) ? result : Material();
    }
    Website addWebsite(const QString &name, const QList<MaterialRef> &links = {})
    {
        const Website website = websiteNamed(name, u"https://%1.example/"_s.arg(name), links);
        remote->perform(Operation::create(website));
        return website;
    }
    MaterialRef add(const Material &material)
    {
        remote->perform(Operation::create(material));
        return {material.kind, material.id};
    }
    void remove(const QStringList &websites, const QList<MaterialRef> &items)
    {
        const quint64 before = library().generation();
        library().removeItems(websites, items, u"Delete"_s);
        QTRY_VERIFY(library().generation() > before);
        QVERIFY(remote->settled());
    }

private:
    void readWhole(const MaterialRef &ref, const std::function<void(const Material &)> &handler)
    {
        readWholeMaterials(remote->client, ref.kind, {ref.id}, &library(),
            [handler](const QList<Material> &materials, const ApiError &) { handler(materials.value(0)); });
    }
};

} // namespace

class TestLibrary : public QObject
{
    Q_OBJECT

private slots:
    void create();
    void edit();
    void editMaterials_data();
    void editMaterials();
    void linkAndUnlink();
    void groupIsOneStep();
    void deletedWebsiteComesBackWhole();
    void deletedPersonComesBackWithItsLinks();
    void deletedAssetComesBackWithItsContents();
    void websiteAndItsPersonDeletedTogether();
    void longWayBackAndForth();
    void thousandsOfLinks();
    void scoreCounts();
    void nothingToDoIsNoStep();
    void keepsWhatIsPendingWhileAnotherReads();
};

void TestLibrary::create()
{
    Served s;
    QVERIFY(s.load());
    const MaterialRef tag = s.add(materialNamed(AssociationKind::Tag, u"tag"_s));
    const Website website = websiteNamed(u"Qt"_s, u"https://qt.io/"_s, {tag});
    s.library().perform({u"Add"_s, {Operation::create(website)}});
    QCOMPARE(s.remote->text(), u"Qt https://qt.io/ [tag]"_s);
    QVERIFY(s.remote->settled());
    QCOMPARE(s.stored(), u"Qt https://qt.io/ [tag]"_s);
    QCOMPARE(s.library().history()->undoText(), u"Add"_s);
    s.undo();
    QCOMPARE(s.remote->text(), QString());
    QCOMPARE(s.stored(), QString());
    s.redo();
    QCOMPARE(s.stored(), u"Qt https://qt.io/ [tag]"_s);
    QCOMPARE(s.remote->website(u"Qt"_s).id, website.id);
    QCOMPARE(s.remote->website(u"Qt"_s).created, website.created);
    QCOMPARE(s.refused.size(), 0);
}

void TestLibrary::edit()
{
    Served s;
    QVERIFY(s.load());
    const Website before = s.addWebsite(u"a"_s);
    Website after = before;
    after.name = u"Zürich 日本 \U0001F600"_s;
    after.url = u"https://b.example/?q=%20"_s;
    QVERIFY(s.remote->perform(Operation::update(before, after)));
    QCOMPARE(s.stored(), u"Zürich 日本 \U0001F600 https://b.example/?q=%20 []"_s);
    QCOMPARE(s.remote->text(), s.stored());
    s.undo();
    QCOMPARE(s.stored(), u"a https://a.example/ []"_s);
    QCOMPARE(s.remote->text(), s.stored());
    s.redo();
    QCOMPARE(s.stored(), u"Zürich 日本 \U0001F600 https://b.example/?q=%20 []"_s);
    QCOMPARE(s.remote->text(), s.stored());
}

void TestLibrary::editMaterials_data()
{
    QTest::addColumn<AssociationKind>("kind");
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            QTest::newRow(traits.item.data()) << traits.kind;
    }
}

void TestLibrary::editMaterials()
{
    QFETCH(AssociationKind, kind);
    Served s;
    QVERIFY(s.load());
    Material material = materialNamed(kind, u"before"_s);
    if (kind == AssociationKind::Asset)
        material.text = u"contents"_s;
    const MaterialRef ref = s.add(material);
    s.addWebsite(u"a"_s, {ref});
    QCOMPARE(s.stored(), u"a https://a.example/ [before]"_s);
    const Material before = s.whole(ref);
    Material after = before;
    (kind == AssociationKind::Annotation ? after.text : after.name) = u"after"_s;
    QVERIFY(s.remote->perform(Operation::update(before, after)));
    QCOMPARE(s.remote->text(), u"a https://a.example/ [after]"_s);
    QCOMPARE(s.stored(), s.remote->text());
    s.undo();
    QCOMPARE(s.stored(), u"a https://a.example/ [before]"_s);
    QCOMPARE(s.remote->text(), s.stored());
    QCOMPARE(s.whole(ref).text, before.text);
    QCOMPARE(s.refused.size(), 0);
}

void TestLibrary::linkAndUnlink()
{
    Served s;
    QVERIFY(s.load());
    const MaterialRef tag = s.add(materialNamed(AssociationKind::Tag, u"tag"_s));
    const MaterialRef ada = s.add(materialNamed(AssociationKind::Person, u"Ada"_s));
    const Website website = s.addWebsite(u"a"_s);
    QVERIFY(s.remote->perform(
        {u"Link"_s, {Operation::link(website.id, tag.kind, tag.id), Operation::link(website.id, ada.kind, ada.id)}}));
    QCOMPARE(s.stored(), u"a https://a.example/ [Ada, tag]"_s);
    QVERIFY(s.remote->perform(Operation::unlink(website.id, tag.kind, tag.id)));
    QCOMPARE(s.stored(), u"a https://a.example/ [Ada]"_s);
    QCOMPARE(s.remote->text(), s.stored());
    s.undo();
    QCOMPARE(s.stored(), u"a https://a.example/ [Ada, tag]"_s);
    s.undo();
    QCOMPARE(s.stored(), u"a https://a.example/ []"_s);
    QCOMPARE(s.remote->text(), s.stored());
    s.redo();
    s.redo();
    QCOMPARE(s.stored(), u"a https://a.example/ [Ada]"_s);
    QCOMPARE(s.remote->text(), s.stored());
}

void TestLibrary::groupIsOneStep()
{
    Served s;
    QVERIFY(s.load());
    OperationGroup group{u"Import"_s, {}};
    const Material tag = materialNamed(AssociationKind::Tag, u"imported"_s);
    group.operations.append(Operation::create(tag));
    for (int i = 0; i < 20; ++i)
        group.operations.append(
            Operation::create(websiteNamed(u"w%1"_s.arg(i), u"https://w.example/"_s, {{tag.kind, tag.id}})));
    QVERIFY(s.remote->perform(group));
    QCOMPARE(s.library().history()->count(), 1);
    QCOMPARE(s.stored().count(u"[imported]"_s), 20);
    s.undo();
    QCOMPARE(s.stored(), QString());
    QCOMPARE(s.library().materials(AssociationKind::Tag).count(), 0);
    s.redo();
    QCOMPARE(s.stored().count(u"[imported]"_s), 20);
    QCOMPARE(s.remote->text(), s.stored());
}

void TestLibrary::deletedWebsiteComesBackWhole()
{
    Served s;
    QVERIFY(s.load());
    QList<MaterialRef> links;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            links.append(s.add(materialNamed(traits.kind, u"my "_s + traits.item)));
    }
    s.addWebsite(u"other"_s, links);
    const Website website = s.addWebsite(u"a"_s, links);
    QVERIFY(s.remote->perform(Operation::increment(website.id, {.reuse = true})));
    const QString before = s.stored();
    QVERIFY(before.contains(u"my person"_s) && before.contains(u"my annotation"_s));
    const Website was = s.remote->website(u"a"_s);
    s.remove({website.id}, {});
    QVERIFY(!s.stored().contains(u"a https://a.example/"_s));
    QCOMPARE(s.remote->text(), s.stored());
    s.undo();
    QCOMPARE(s.stored(), before);
    QCOMPARE(s.remote->text(), before);
    QCOMPARE(s.remote->website(u"a"_s).id, website.id);
    QCOMPARE(s.remote->website(u"a"_s).created, was.created);
    QCOMPARE(s.remote->website(u"a"_s).score.reuse, 1);
    s.redo();
    QVERIFY(!s.stored().contains(u"a https://a.example/"_s));
    s.undo();
    QCOMPARE(s.stored(), before);
    QCOMPARE(s.refused.size(), 0);
}

void TestLibrary::deletedPersonComesBackWithItsLinks()
{
    Served s;
    QVERIFY(s.load());
    Material ada = materialNamed(AssociationKind::Person, u"Ada"_s);
    ada.email = u"ada@example.org"_s;
    ada.address = u"https://ada.example/"_s;
    const MaterialRef ref = s.add(ada);
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        s.addWebsite(name, {ref});
    const QString before = s.stored();
    QCOMPARE(before.count(u"[Ada]"_s), 3);
    s.remove({}, {ref});
    QCOMPARE(s.stored().count(u"[]"_s), 3);
    QCOMPARE(s.remote->text(), s.stored());
    s.undo();
    QCOMPARE(s.remote->text(), before);
    QCOMPARE(s.stored(), before);
    const Material back = s.whole(ref);
    QCOMPARE(back.email, ada.email);
    QCOMPARE(back.address, ada.address);
    QCOMPARE(back.websites.size(), 3);
}

void TestLibrary::deletedAssetComesBackWithItsContents()
{
    Served s;
    QVERIFY(s.load());
    Material snippet = materialNamed(AssociationKind::Asset, u"snippet"_s);
    snippet.text = u"int main() { return 0; }\n"_s;
    snippet.type = u"cpp"_s;
    const Material file = Material::assetFromFile(u"picture.png"_s, QByteArray("\x89PNG\0\xff", 6));
    const QList<MaterialRef> refs{s.add(snippet), s.add(file)};
    s.addWebsite(u"a"_s, refs);
    const QString before = s.stored();
    const QJsonObject fileBefore = s.whole(refs.at(1)).source;
    QVERIFY(!fileBefore.isEmpty());
    s.remove({}, refs);
    QCOMPARE(s.stored(), u"a https://a.example/ []"_s);
    s.undo();
    QCOMPARE(s.stored(), before);
    QCOMPARE(s.whole(refs.at(0)).text, snippet.text);
    QCOMPARE(s.whole(refs.at(0)).type, u"cpp"_s);
    QCOMPARE(s.whole(refs.at(1)).source.value("formats"_L1), fileBefore.value("formats"_L1));
    QCOMPARE(s.refused.size(), 0);
}

void TestLibrary::websiteAndItsPersonDeletedTogether()
{
    Served s;
    QVERIFY(s.load());
    const MaterialRef ada = s.add(materialNamed(AssociationKind::Person, u"Ada"_s));
    const MaterialRef tag = s.add(materialNamed(AssociationKind::Tag, u"tag"_s));
    const Website website = s.addWebsite(u"a"_s, {ada, tag});
    const QString before = s.stored();
    s.remove({website.id}, {ada, tag});
    QCOMPARE(s.stored(), QString());
    s.undo();
    QCOMPARE(s.remote->text(), before);
    QCOMPARE(s.stored(), before);
    s.redo();
    QCOMPARE(s.stored(), QString());
    s.undo();
    QCOMPARE(s.stored(), before);
}

void TestLibrary::longWayBackAndForth()
{
    Served s;
    QVERIFY(s.load());
    QStringList states{s.stored()};
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    const Website website = websiteNamed(u"a"_s, u"https://a.example/"_s);
    Website renamed = website;
    renamed.name = u"b"_s;
    const QList<Operation> steps{Operation::create(tag), Operation::create(website),
        Operation::link(website.id, tag.kind, tag.id), Operation::update(website, renamed),
        Operation::unlink(website.id, tag.kind, tag.id), Operation::remove(renamed)};
    for (const Operation &step : steps) {
        QVERIFY(s.remote->perform(step));
        states.append(s.stored());
    }
    // All at once, without waiting for the server in between.
    for (int i = 0; i < steps.size(); ++i)
        s.library().history()->undo();
    QVERIFY(s.remote->settled());
    QCOMPARE(s.stored(), states.first());
    for (qsizetype i = 1; i < states.size(); ++i) {
        s.redo();
        QCOMPARE(s.stored(), states.at(i));
        QCOMPARE(s.remote->text(), states.at(i));
    }
    for (qsizetype i = states.size() - 2; i >= 0; --i) {
        s.undo();
        QCOMPARE(s.stored(), states.at(i));
        QCOMPARE(s.remote->text(), states.at(i));
    }
    QCOMPARE(s.refused.size(), 0);
}

void TestLibrary::thousandsOfLinks()
{
    Served s;
    QVERIFY(s.load());
    OperationGroup creation{u"Create"_s, {}};
    QStringList websites;
    QList<MaterialRef> tags;
    for (int i = 0; i < 5; ++i) {
        const Material tag = materialNamed(AssociationKind::Tag, u"tag %1"_s.arg(i));
        tags.append({tag.kind, tag.id});
        creation.operations.append(Operation::create(tag));
    }
    for (int i = 0; i < 1000; ++i) {
        const Website website = websiteNamed(u"w%1"_s.arg(i), u"https://w.example/"_s);
        websites.append(website.id);
        creation.operations.append(Operation::create(website));
    }
    QVERIFY(s.remote->perform(creation));
    OperationGroup linking{u"Link"_s, {}};
    for (const MaterialRef &tag : std::as_const(tags)) {
        for (const QString &website : std::as_const(websites))
            linking.operations.append(Operation::link(website, tag.kind, tag.id));
    }
    QSignalSpy changed(&s.library(), &Library::websitesChanged);
    QVERIFY(s.remote->perform(linking));
    QVERIFY(changed.size() <= 50); // told in large pieces, not five thousand times
    const QString stored = s.stored();
    QCOMPARE(stored.count(u"[tag 0, tag 1, tag 2, tag 3, tag 4]"_s), 1000);
    QCOMPARE(s.remote->text(), stored);
    s.undo();
    QCOMPARE(s.stored().count(u"[]"_s), 1000);
    QCOMPARE(s.refused.size(), 0);
}

void TestLibrary::scoreCounts()
{
    Served s;
    QVERIFY(s.load());
    const Website website = s.addWebsite(u"a"_s);
    s.library().performWithoutUndo({u"Open"_s,
        {Operation::increment(website.id, {.reuse = true}),
            Operation::increment(website.id, {.reuse = true, .searched = true})}});
    QCOMPARE(s.remote->website(u"a"_s).score.reuse, 2);
    QVERIFY(s.remote->settled());
    RemoteLibrary other(s.file.server.url());
    QVERIFY(other.load());
    QCOMPARE(other.website(u"a"_s).score.reuse, 2);
    QCOMPARE(other.website(u"a"_s).score.searched, 1);
    QCOMPARE(s.library().history()->count(), 1); // only that it was added
}

void TestLibrary::nothingToDoIsNoStep()
{
    Served s;
    QVERIFY(s.load());
    const Website website = s.addWebsite(u"a"_s);
    const int steps = s.library().history()->count();
    s.library().perform({u"Nothing"_s, {Operation::update(website, website)}});
    s.library().perform({u"Nothing"_s, {}});
    s.library().removeItems({}, {}, u"Nothing"_s);
    QTest::qWait(20);
    QCOMPARE(s.library().history()->count(), steps);
    QVERIFY(!s.library().isSaving());
}

void TestLibrary::keepsWhatIsPendingWhileAnotherReads()
{
    // A window that is closed while changes are on their way must not fall over them.
    Served s;
    QVERIFY(s.load());
    OperationGroup group{u"Add"_s, {}};
    for (int i = 0; i < 50; ++i)
        group.operations.append(Operation::create(websiteNamed(u"w%1"_s.arg(i), u"https://w.example/"_s)));
    s.library().perform(group);
    s.library().reloadWebsites();
    QTest::qWait(1);
    s.remote.reset();
    QTest::qWait(50);
    const qsizetype count = s.stored().split(u'\n', Qt::SkipEmptyParts).size();
    QVERIFY2(count == 0 || count == 50, qPrintable(QString::number(count)));
}

QTEST_GUILESS_MAIN(TestLibrary)
#include "tst_library.moc"
