// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/itemhistory.h"
#include "app/library/journalstore.h"
#include "tests/app/reopened.h"

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

QString whatText(const ItemHistoryLine &line)
{
    using What = ItemHistoryLine::What;
    switch (line.what) {
    case What::Created:
        return u"created"_s;
    case What::Restored:
        return u"restored"_s;
    case What::Deleted:
        return u"deleted"_s;
    case What::Field:
        return u"%1: %2 > %3"_s.arg(line.field, line.before, line.after);
    case What::Linked:
        return u"linked %1"_s.arg(line.otherName).trimmed();
    case What::Unlinked:
        return u"unlinked %1"_s.arg(line.otherName).trimmed();
    case What::Many:
        return u"%1 at once"_s.arg(line.many);
    }
    return {};
}

/// A library on a server that gives identifiers of its own and is also changed by others.
class Followed : public Reopened
{
public:
    /// Reads everything again.
    bool look()
    {
        library().reloadWebsites();
        library().reloadMaterials(AssociationKind::Tag);
        return QTest::qWaitFor([this] { return !library().isReading(); });
    }
    /// What happened to the item \a id, a line each, the newest first; `+` before what others did.
    QString history(const QString &id)
    {
        const std::function question = [now = library().currentId(id)](JournalStore &store) {
            return itemHistory(store.changesOf(now, 100), store.identifiersOf(now));
        };
        QStringList words;
        for (const ItemHistoryLine &line : ask<QList<ItemHistoryLine>>(question).value_or(QList<ItemHistoryLine>()))
            words.append((line.isTheirs ? u"+ "_s : QString()) + whatText(line));
        return words.join(u'\n');
    }
    bool rename(const QString &id, const QString &name)
    {
        const Website before = library().website(*library().websites().find(library().currentId(id)));
        Website after = before;
        after.name = name;
        return remote->perform({u"Rename"_s, {Operation::update(before, after)}});
    }
    bool remove(const QString &id)
    {
        library().removeItems({library().currentId(id)}, {}, u"Delete"_s);
        return QTest::qWaitFor([&] { return !library().websites().find(library().currentId(id)); })
            && remote->settled();
    }
};

} // namespace

/// The history of one item: what was done here, under whatever identifier, and what others did.
class TestItemHistory : public QObject
{
    Q_OBJECT

private slots:
    void fieldsAndLinks();
    void newIdentifiersAreTheSameItem();
    void trashFollowsNewIdentifiers();
    void dependentsFollowNewIdentifiers();
    void conflictsFollowNewIdentifiers();
    void linksEndWithTheOtherItem();
    void whatOthersDid();
    void ourOwnIsNotTheirs();
    void conflictsTellOfTheirs();
    void manyAtOnce();
    void restoredFieldIsAStep();
};

void TestItemHistory::fieldsAndLinks()
{
    Followed f;
    const Material tag = f.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(f.start());
    Website site = websiteNamed(u"a"_s, u"https://a.example/"_s);
    QVERIFY(f.remote->perform({u"Add"_s, {Operation::create(site)}}));
    QVERIFY(f.rename(site.id, u"b"_s));
    const QString given = f.library().currentId(site.id);
    QVERIFY(f.remote->perform({u"Link"_s, {Operation::link(given, tag.kind, tag.id)}}));
    QVERIFY(f.remote->perform({u"Unlink"_s, {Operation::unlink(given, tag.kind, tag.id)}}));
    QVERIFY(f.remote->perform({u"Open"_s, {Operation::increment(given, {.reuse = true})}}));
    const QString expected = u"unlinked\nlinked\nname: a > b\ncreated"_s;
    QCOMPARE(f.history(site.id), expected);
    QCOMPARE(f.history(tag.id), u"unlinked\nlinked"_s);
    QVERIFY(f.start());
    QCOMPARE(f.history(given), expected);
}

void TestItemHistory::newIdentifiersAreTheSameItem()
{
    Followed f;
    QVERIFY(f.start());
    const Website site = websiteNamed(u"a"_s, u"https://a.example/"_s);
    QVERIFY(f.remote->perform({u"Add"_s, {Operation::create(site)}}));
    const QString first = f.library().currentId(site.id);
    QVERIFY(f.rename(site.id, u"b"_s));
    QVERIFY(f.remove(site.id));
    f.library().history()->undo(); // this server cannot undelete: it makes another one
    QVERIFY(f.remote->settled());
    const QString second = f.library().currentId(site.id);
    QVERIFY(first != site.id && second != first && second != site.id);
    QVERIFY(f.rename(site.id, u"c"_s));
    const QString expected = u"name: b > c\nrestored\ndeleted\nname: a > b\ncreated"_s;
    for (const QString &id : {site.id, first, second})
        QCOMPARE(f.history(id), expected);
    QVERIFY(f.start());
    QCOMPARE(f.history(second), expected);
    // Undo and redo go through all of it.
    for (int i = 0; i < 4; ++i) {
        f.library().history()->undo();
        QVERIFY(f.remote->settled());
    }
    QCOMPARE(f.server.text(), QString());
    for (int i = 0; i < 4; ++i) {
        f.library().history()->redo();
        QVERIFY(f.remote->settled());
    }
    QCOMPARE(f.server.text(), u"c https://a.example/ []"_s);
    QCOMPARE(f.remote->text(), u"c https://a.example/ []"_s);
}

void TestItemHistory::trashFollowsNewIdentifiers()
{
    Followed f;
    const Material tag = f.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    const Website site = f.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    f.server.link(site.id, tag.kind, tag.id);
    QVERIFY(f.start());
    const auto trash = [&] {
        const std::function question = [](JournalStore &store) { return store.trash(); };
        return f.ask<QList<TrashedItem>>(question).value_or(QList<TrashedItem>());
    };
    // The tag gets another identifier before the website that is linked to it comes back.
    QVERIFY(f.remove(site.id));
    f.library().removeItems({}, {{tag.kind, tag.id}}, u"Delete tag"_s);
    QTRY_VERIFY(f.server.materials.empty());
    QVERIFY(f.remote->settled());
    QVERIFY(f.start());
    f.library().restoreFromTrash({tag.id}, u"Restore tag"_s);
    QTRY_COMPARE(f.server.materials.size(), std::size_t(1));
    QVERIFY(f.remote->settled());
    QVERIFY(f.library().currentId(tag.id) != tag.id);
    QVERIFY(f.start());
    f.library().restoreFromTrash({site.id}, u"Restore"_s);
    QTRY_COMPARE(f.server.text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(f.remote->settled());
    QCOMPARE(f.remote->text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(trash().isEmpty());
    // And again, under the new identifier.
    QVERIFY(f.remove(site.id));
    QCOMPARE(trash().size(), 1);
    QCOMPARE(trash().constFirst().id, f.library().currentId(site.id));
    f.library().history()->undo();
    QVERIFY(f.remote->settled());
    QTRY_COMPARE(f.server.text(), u"a https://a.example/ [tag]"_s);
    QVERIFY(trash().isEmpty());
}

void TestItemHistory::dependentsFollowNewIdentifiers()
{
    Followed f;
    QVERIFY(f.start());
    const Website site = websiteNamed(u"a"_s, u"https://a.example/"_s);
    QVERIFY(f.remote->perform({u"Add"_s, {Operation::create(site)}}));
    QVERIFY(f.rename(site.id, u"b"_s));
    QVERIFY(f.remove(site.id));
    f.library().history()->undo();
    QVERIFY(f.remote->settled());
    QVERIFY(f.rename(site.id, u"c"_s));
    QVERIFY(f.start());
    // The first rename was written down under the first identifier, the second under another.
    QSignalSpy refused(f.library().history(), &History::refused);
    f.library().history()->undoStep(f.library().history()->steps().at(1).group.id);
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(refused.constFirst().constFirst().toString().contains(u"came later"_s));
    QCOMPARE(f.server.text(), u"c https://a.example/ []"_s);
    // The item was added under a third.
    f.library().history()->undo();
    QVERIFY(f.remote->settled());
    f.library().history()->undoStep(f.library().history()->steps().at(0).group.id);
    QTRY_COMPARE(refused.size(), 2);
    QVERIFY(refused.last().constFirst().toString().contains(u"Rename came later"_s));
    QCOMPARE(f.server.text(), u"b https://a.example/ []"_s);
}

void TestItemHistory::conflictsFollowNewIdentifiers()
{
    Followed f;
    const Website site = f.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(f.start());
    f.server.websites[site.id].name = u"theirs"_s;
    QVERIFY(f.rename(site.id, u"mine"_s));
    QCOMPARE(f.library().conflicts().size(), 1);
    QVERIFY(f.remove(site.id)); // and with it the question
    QVERIFY(f.library().conflicts().isEmpty());
    f.library().history()->undo();
    QVERIFY(f.remote->settled());
    const QString second = f.library().currentId(site.id);
    f.server.websites[second].name = u"theirs again"_s;
    QVERIFY(f.rename(site.id, u"mine again"_s));
    QCOMPARE(f.library().conflicts().size(), 1);
    QCOMPARE(f.library().conflicts().constFirst().id, second);
    QVERIFY(f.start());
    QCOMPARE(f.library().conflicts().constFirst().id, second);
    f.library().keepValue(f.library().conflicts(), u"third"_s);
    QVERIFY(f.remote->settled());
    QCOMPARE(f.server.text(), u"third https://a.example/ []"_s);
}

void TestItemHistory::linksEndWithTheOtherItem()
{
    Followed f;
    const Website site = f.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material tag = f.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    f.server.link(site.id, tag.kind, tag.id);
    f.server.materials[{tag.kind, tag.id}].websites.append(site.id);
    QVERIFY(f.start());
    f.library().removeItems({}, {{tag.kind, tag.id}}, u"Delete tag"_s);
    QTRY_VERIFY(f.server.materials.empty());
    QVERIFY(f.remote->settled());
    QCOMPARE(f.history(site.id), u"unlinked tag"_s);
    QCOMPARE(f.history(tag.id), u"deleted"_s);
    f.library().history()->undo();
    QVERIFY(f.remote->settled());
    QCOMPARE(f.server.text(), u"a https://a.example/ [tag]"_s);
    QCOMPARE(f.history(site.id), u"linked tag\nunlinked tag"_s);
    QCOMPARE(f.history(tag.id), u"restored\ndeleted"_s);
}

void TestItemHistory::whatOthersDid()
{
    Followed f;
    const Website site = f.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material tag = f.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(f.start());
    QCOMPARE(f.history(site.id), QString()); // that it is there is no news
    f.server.websites[site.id].name = u"b"_s;
    f.library().refreshWebsites({site.id});
    QTRY_COMPARE(f.remote->text(), u"b https://a.example/ []"_s);
    QCOMPARE(f.history(site.id), u"+ name: a > b"_s);
    f.server.link(site.id, tag.kind, tag.id);
    f.server.materials[{tag.kind, tag.id}].name = u"label"_s;
    QVERIFY(f.look());
    QCOMPARE(f.history(site.id), u"+ linked\n+ name: a > b"_s);
    QCOMPARE(f.history(tag.id), u"+ name: tag > label\n+ linked"_s);
    QVERIFY(f.rename(site.id, u"c"_s));
    const Website other = f.server.addWebsite(u"x"_s, u"https://x.example/"_s);
    QVERIFY(f.look());
    QCOMPARE(f.history(other.id), u"+ created"_s);
    f.server.websites.erase(other.id);
    f.server.materials.clear();
    f.server.websites[site.id].links(tag.kind).clear();
    QVERIFY(f.look());
    QCOMPARE(f.history(other.id), u"+ deleted\n+ created"_s);
    QCOMPARE(f.history(site.id), u"+ unlinked\nname: b > c\n+ linked\n+ name: a > b"_s);
    QVERIFY(f.start());
    QCOMPARE(f.history(site.id), u"+ unlinked\nname: b > c\n+ linked\n+ name: a > b"_s);
}

void TestItemHistory::ourOwnIsNotTheirs()
{
    Followed f;
    const Material tag = f.server.addMaterial(AssociationKind::Tag, u"tag"_s);
    QVERIFY(f.start());
    const Website site = websiteNamed(u"a"_s, u"https://a.example/"_s, {{tag.kind, tag.id}});
    QVERIFY(f.remote->perform({u"Add"_s, {Operation::create(site)}}));
    QVERIFY(f.look());
    QVERIFY(f.rename(site.id, u"b"_s));
    QVERIFY(f.look());
    QVERIFY(f.remove(site.id));
    QVERIFY(f.look());
    f.library().history()->undo();
    QVERIFY(f.remote->settled());
    QVERIFY(f.look());
    QCOMPARE(f.server.text(), u"b https://a.example/ [tag]"_s);
    QCOMPARE(f.history(site.id), u"restored\ndeleted\nname: a > b\ncreated"_s);
}

void TestItemHistory::conflictsTellOfTheirs()
{
    Followed f;
    const Website site = f.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    QVERIFY(f.start());
    f.server.websites[site.id].name = u"theirs"_s;
    QVERIFY(f.rename(site.id, u"mine"_s));
    QCOMPARE(f.history(site.id), u"+ name: a > theirs\nname: a > mine"_s);
}

void TestItemHistory::manyAtOnce()
{
    Followed f;
    QString first;
    for (int i = 0; i < 1200; ++i) {
        const Website site = f.server.addWebsite(QString::number(i), u"https://%1.example/"_s.arg(i));
        first = first.isEmpty() ? site.id : first;
    }
    QVERIFY(f.start());
    for (auto &[id, website] : f.server.websites)
        website.name += u" of theirs"_s;
    QVERIFY(f.look());
    QCOMPARE(f.history(first), u"+ 1200 at once"_s);
}

void TestItemHistory::restoredFieldIsAStep()
{
    Followed f;
    const Website site = f.server.addWebsite(u"a"_s, u"https://a.example/"_s);
    const Material person = f.server.addMaterial(AssociationKind::Person, u"Ada"_s);
    QVERIFY(f.start());
    QVERIFY(f.rename(site.id, u"b"_s));
    f.library().setField(std::nullopt, site.id, u"name"_s, u"a"_s, u"Restore"_s);
    QVERIFY(f.remote->settled());
    QCOMPARE(f.server.text(), u"a https://a.example/ []"_s);
    QCOMPARE(f.library().history()->undoText(), u"Restore"_s);
    f.library().setField(person.kind, person.id, u"email"_s, u"ada@example.org"_s, u"Restore e-mail"_s);
    QTRY_COMPARE(f.library().history()->undoText(), u"Restore e-mail"_s);
    QVERIFY(f.remote->settled());
    const Material &now = f.server.materials[{person.kind, person.id}];
    QCOMPARE(now.email, u"ada@example.org"_s);
    f.library().history()->undo();
    QVERIFY(f.remote->settled());
    QCOMPARE(now.email, QString());
    // What is gone says so.
    QSignalSpy refused(&f.library(), &Library::changeRefused);
    f.server.materials.clear();
    f.library().setField(person.kind, person.id, u"email"_s, u"again"_s, u"Restore e-mail"_s);
    QTRY_COMPARE(refused.size(), 1);
}

QTEST_GUILESS_MAIN(TestItemHistory)
#include "tst_itemhistory.moc"
