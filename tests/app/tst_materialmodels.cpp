// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/associationmodel.h"
#include "app/models/materiallistmodel.h"
#include "tests/app/offlinelibrary.h"
#include "tests/app/seeds.h"

#include <QAbstractItemModelTester>
#include <QDataStream>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// The whole model in one line, each with what \a role says.
QString textOf(const QAbstractItemModel &model, int role)
{
    QStringList items;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        items.append(index.data().toString() + u' ' + index.data(role).toString());
    }
    return items.join(u'|');
}

} // namespace

class TestMaterialModels : public QObject
{
    Q_OBJECT

private slots:
    void shelfShowsAllKinds();
    void shelfOfOneKind();
    void shelfFollowsChanges();
    void shelfFinds();
    void selectionStays();
    void manyAtOnce();
    void randomChanges_data() { addSeedRows(); }
    void randomChanges();
    void associationsOfOne();
    void associationsOfSeveral();
    void associationsFollow();
    void nameless();
    void dragRoundTrip();
    void hostileBytes_data();
    void hostileBytes();
    void everyCutIsRefused();
    void addresses_data();
    void addresses();
    void dropsOnlyTell();
};

void TestMaterialModels::shelfShowsAllKinds()
{
    OfflineLibrary offline;
    MaterialListModel shelf(&offline.library());
    const QAbstractItemModelTester tester(&shelf, fatal);
    offline.tag(u"t10"_s);
    offline.tag(u"T9"_s);
    offline.person(u"Grace"_s);
    offline.person(u"ada"_s);
    offline.material(AssociationKind::Asset, u"snippet"_s);
    offline.material(AssociationKind::Conversation, u"talk"_s);
    offline.material(AssociationKind::WorkstreamSummary, u"week"_s);
    offline.material(AssociationKind::Annotation, u"a note is not on the shelf"_s);
    QTRY_COMPARE(textOf(shelf, MaterialModel::WebsiteCountRole), u"snippet 0|ada 0|Grace 0|talk 0|week 0|T9 0|t10 0"_s);
}

void TestMaterialModels::shelfOfOneKind()
{
    OfflineLibrary offline;
    offline.tag(u"b"_s);
    const MaterialRef a = offline.tag(u"a"_s);
    offline.person(u"p"_s);
    MaterialListModel shelf(&offline.library());
    const QAbstractItemModelTester tester(&shelf, fatal);
    QCOMPARE(shelf.rowCount(), 3);
    shelf.setKind(AssociationKind::Tag);
    QCOMPARE(textOf(shelf, MaterialModel::IdRole), u"a m2|b m1"_s);
    QCOMPARE(shelf.material(shelf.index(0)), a);
    QCOMPARE(shelf.indexOf(a), shelf.index(0));
    QVERIFY(!shelf.indexOf({AssociationKind::Person, u"m3"_s}).isValid());
    QCOMPARE(shelf.material({}).id, QString());
    shelf.setKind(AssociationKind::Conversation);
    QCOMPARE(shelf.rowCount(), 0);
    shelf.setKind({});
    QCOMPARE(shelf.rowCount(), 3);
}

void TestMaterialModels::shelfFollowsChanges()
{
    OfflineLibrary offline;
    const MaterialRef a = offline.tag(u"a"_s);
    const MaterialRef b = offline.tag(u"b"_s);
    MaterialListModel shelf(&offline.library());
    const QAbstractItemModelTester tester(&shelf, fatal);
    const QString website = offline.website(u"w"_s, {}, {a});
    QTRY_COMPARE(textOf(shelf, MaterialModel::WebsiteCountRole), u"a 1|b 0"_s);
    offline.rename(a, u"c"_s);
    QTRY_COMPARE(textOf(shelf, MaterialModel::WebsiteCountRole), u"b 0|c 1"_s);
    offline.perform({Operation::unlink(website, a.kind, a.id)});
    QTRY_COMPARE(textOf(shelf, MaterialModel::WebsiteCountRole), u"b 0|c 0"_s);
    offline.remove(b);
    QTRY_COMPARE(textOf(shelf, MaterialModel::WebsiteCountRole), u"c 0"_s);
}

void TestMaterialModels::shelfFinds()
{
    OfflineLibrary offline;
    offline.person(u"Ada Müller"_s);
    offline.person(u"Grace"_s);
    offline.tag(u"Mull"_s);
    MaterialListModel shelf(&offline.library());
    const QAbstractItemModelTester tester(&shelf, fatal);
    shelf.setText(u"mull"_s);
    QCOMPARE(textOf(shelf, MaterialModel::DetailRole), u"Ada Müller |Mull "_s);
    shelf.setText(u"MULLER ada"_s);
    QCOMPARE(textOf(shelf, MaterialModel::DetailRole), u"Ada Müller "_s);
    shelf.setText(u"absent"_s);
    QCOMPARE(shelf.rowCount(), 0);
    shelf.setText({});
    QCOMPARE(shelf.rowCount(), 3);
}

void TestMaterialModels::selectionStays()
{
    OfflineLibrary offline;
    const MaterialRef b = offline.tag(u"b"_s);
    offline.tag(u"d"_s);
    MaterialListModel shelf(&offline.library());
    const QAbstractItemModelTester tester(&shelf, fatal);
    const QPersistentModelIndex held = shelf.indexOf(b);
    QSignalSpy reset(&shelf, &QAbstractItemModel::modelReset);
    offline.tag(u"a"_s);
    offline.tag(u"c"_s);
    offline.website(u"w"_s, {}, {b});
    QTRY_COMPARE(textOf(shelf, MaterialModel::WebsiteCountRole), u"a 0|b 1|c 0|d 0"_s);
    QCOMPARE(held.row(), 1);
    QCOMPARE(shelf.material(held), b);
    QCOMPARE(reset.size(), 0);
}

void TestMaterialModels::manyAtOnce()
{
    OfflineLibrary offline;
    MaterialListModel shelf(&offline.library());
    const QAbstractItemModelTester tester(&shelf, fatal);
    QList<Operation> operations;
    for (int i = 0; i < 500; ++i) {
        Material tag;
        tag.kind = AssociationKind::Tag;
        tag.id = u"t%1"_s.arg(i);
        tag.name = u"tag %1"_s.arg(i);
        operations.append(Operation::create(tag));
    }
    offline.perform(operations);
    QTRY_COMPARE(shelf.rowCount(), 500);
    QCOMPARE(shelf.index(499).data().toString(), u"tag 499"_s);
    offline.perform(OperationGroup{{}, operations}.inverse().operations);
    QTRY_COMPARE(shelf.rowCount(), 0);
}

void TestMaterialModels::randomChanges()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    OfflineLibrary offline;
    const QString website = offline.website(u"w"_s, {});
    MaterialListModel shelf(&offline.library());
    LinkCounts counts(&offline.library());
    AssociationModel linked(&counts, AssociationKind::Tag);
    counts.setWebsites({website});
    const QAbstractItemModelTester shelfTester(&shelf, fatal);
    const QAbstractItemModelTester linkedTester(&linked, fatal);
    QList<MaterialRef> items;
    for (int step = 0; step < 10; ++step) {
        for (int i = random.bounded(1, 5); i > 0; --i) {
            const int action = random.bounded(5);
            const QString name = u"%1"_s.arg(random.bounded(50));
            if (action == 0 || items.size() < 3)
                items.append(random.bounded(2) ? offline.tag(name) : offline.person(name));
            else if (action == 1)
                offline.remove(items.takeAt(random.bounded(items.size())));
            else if (action == 2)
                offline.rename(items.at(random.bounded(items.size())), name);
            else if (const MaterialRef &item = items.at(random.bounded(items.size())); action == 3)
                offline.perform({Operation::link(website, item.kind, item.id)});
            else
                offline.perform({Operation::unlink(website, item.kind, item.id)});
        }
        const MaterialListModel freshShelf(&offline.library());
        LinkCounts freshCounts(&offline.library());
        freshCounts.setWebsites({website});
        const AssociationModel freshLinked(&freshCounts, AssociationKind::Tag);
        QTRY_COMPARE(
            textOf(shelf, MaterialModel::WebsiteCountRole), textOf(freshShelf, MaterialModel::WebsiteCountRole));
        QTRY_COMPARE(textOf(linked, MaterialModel::IdRole), textOf(freshLinked, MaterialModel::IdRole));
    }
}

void TestMaterialModels::associationsOfOne()
{
    OfflineLibrary offline;
    const MaterialRef b = offline.tag(u"b"_s);
    const MaterialRef a = offline.tag(u"a"_s);
    const QString website = offline.website(u"w"_s, {}, {b, a, offline.person(u"p"_s)});
    LinkCounts counts(&offline.library());
    AssociationModel model(&counts, AssociationKind::Tag);
    const QAbstractItemModelTester tester(&model, fatal);
    QCOMPARE(model.rowCount(), 0);
    counts.setWebsites({website});
    QCOMPARE(textOf(model, AssociationModel::LinkedCountRole), u"a 1|b 1"_s);
    counts.setWebsites({u"unknown"_s});
    QCOMPARE(model.rowCount(), 0);
}

void TestMaterialModels::associationsOfSeveral()
{
    OfflineLibrary offline;
    const MaterialRef a = offline.tag(u"a"_s);
    const MaterialRef b = offline.tag(u"b"_s);
    const MaterialRef c = offline.tag(u"c"_s);
    const QString one = offline.website(u"1"_s, {}, {a, b});
    const QString two = offline.website(u"2"_s, {}, {b});
    offline.website(u"3"_s, {}, {c, b});
    LinkCounts counts(&offline.library());
    AssociationModel model(&counts, AssociationKind::Tag);
    const QAbstractItemModelTester tester(&model, fatal);
    counts.setWebsites({one, two});
    QCOMPARE(textOf(model, AssociationModel::LinkedCountRole), u"a 1|b 2"_s);
    QCOMPARE(textOf(model, MaterialModel::WebsiteCountRole), u"a 1|b 3"_s);
    QCOMPARE(counts.websites(), (QStringList{one, two}));
}

void TestMaterialModels::associationsFollow()
{
    OfflineLibrary offline;
    const MaterialRef a = offline.tag(u"a"_s);
    const MaterialRef b = offline.tag(u"b"_s);
    const QString one = offline.website(u"1"_s, {}, {a});
    const QString two = offline.website(u"2"_s, {}, {a});
    LinkCounts counts(&offline.library());
    AssociationModel model(&counts, AssociationKind::Tag);
    const QAbstractItemModelTester tester(&model, fatal);
    counts.setWebsites({one, two});
    offline.perform({Operation::link(one, b.kind, b.id)});
    QTRY_COMPARE(textOf(model, AssociationModel::LinkedCountRole), u"a 2|b 1"_s);
    offline.perform({Operation::unlink(one, a.kind, a.id)});
    QTRY_COMPARE(textOf(model, AssociationModel::LinkedCountRole), u"a 1|b 1"_s);
    offline.perform({offline.removing(two)});
    QTRY_COMPARE(textOf(model, AssociationModel::LinkedCountRole), u"b 1"_s);
    offline.rename(b, u"z"_s);
    QTRY_COMPARE(textOf(model, AssociationModel::LinkedCountRole), u"z 1"_s);
    offline.remove(b);
    QTRY_COMPARE(model.rowCount(), 0);
}

void TestMaterialModels::nameless()
{
    OfflineLibrary offline;
    offline.website(u"w"_s, {}, {{AssociationKind::Message, u"message"_s}});
    LinkCounts counts(&offline.library());
    AssociationModel model(&counts, AssociationKind::Message);
    const QAbstractItemModelTester tester(&model, fatal);
    counts.setWebsites({u"w1"_s});
    QCOMPARE(textOf(model, MaterialModel::IdRole), u"(without a name) message"_s);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        QVERIFY(!materialKindName(traits.kind).isEmpty());
        QVERIFY(materialKindName(traits.kind) != materialKindNamePlural(traits.kind));
    }
}

void TestMaterialModels::dragRoundTrip()
{
    OfflineLibrary offline;
    const MaterialRef tag = offline.tag(u"t"_s);
    const MaterialRef person = offline.person(u"p"_s);
    const MaterialListModel shelf(&offline.library());
    const std::unique_ptr<QMimeData> data(shelf.mimeData({shelf.index(0), shelf.index(1)}));
    const auto items = draggedItems(data.get());
    QVERIFY(items);
    QCOMPARE(items->materials, (QList<MaterialRef>{person, tag}));
    QCOMPARE(data->text(), u"p\nt"_s);

    const DraggedItems all{{u"w1"_s, u"日本"_s}, {{AssociationKind::SourceWindow, u"s"_s}, tag}};
    QMimeData other;
    setDraggedItems(&other, all);
    QCOMPARE(draggedItems(&other)->websites, all.websites);
    QCOMPARE(draggedItems(&other)->materials, all.materials);
    QMimeData none;
    QVERIFY(!draggedItems(&none));
}

void TestMaterialModels::hostileBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a word") << "hello"_ba;
    QTest::newRow("four thousand million websites") << QByteArray("\xff\xff\xff\xfe", 4);
    QTest::newRow("a long text that is not there") << QByteArray("\0\0\0\1\x7f\xff\xff\xf0", 8);
    QTest::newRow("four thousand million materials") << QByteArray("\0\0\0\0\xff\xff\xff\xff", 8);
    QTest::newRow("a kind that there is not") << QByteArray("\0\0\0\0\0\0\0\1\x0a\0\0\0\2\0a", 15);
    QTest::newRow("an empty identifier") << QByteArray("\0\0\0\1\0\0\0\0\0\0\0\0", 12);
    QTest::newRow("something behind it") << QByteArray("\0\0\0\0\0\0\0\0x", 9);
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("ones") << QByteArray(1000, '\xff');
}

void TestMaterialModels::hostileBytes()
{
    QFETCH(QByteArray, bytes);
    QMimeData data;
    data.setData(itemMimeType(), bytes);
    QVERIFY(!draggedItems(&data));
}

void TestMaterialModels::everyCutIsRefused()
{
    QMimeData whole;
    setDraggedItems(&whole, {{u"w1"_s, u"w2"_s}, {{AssociationKind::Tag, u"t"_s}}});
    const QByteArray bytes = whole.data(itemMimeType());
    QVERIFY(draggedItems(&whole));
    for (qsizetype length = 0; length < bytes.size(); ++length) {
        QMimeData cut;
        cut.setData(itemMimeType(), bytes.first(length));
        QVERIFY2(!draggedItems(&cut), qPrintable(QString::number(length)));
    }
}

void TestMaterialModels::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("one") << u"https://a.example/"_s << QStringList{u"https://a.example/"_s};
    QTest::newRow("several, one of them twice") << u"https://a.example/\r\nhttps://b.example/\n\nhttps://a.example/"_s
                                                << QStringList{u"https://a.example/"_s, u"https://b.example/"_s};
    QTest::newRow("several on a line") << u"https://a.example/ \t http://b.example"_s
                                       << QStringList{u"https://a.example/"_s, u"http://b.example"_s};
    QTest::newRow("spaces in one") << u"https://a.example/a b"_s << QStringList{u"https://a.example/a b"_s};
    QTest::newRow("words") << u"a nice page"_s << QStringList();
    QTest::newRow("would run") << u"javascript:alert(1)\ndata:text/html,x"_s << QStringList();
}

void TestMaterialModels::addresses()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QMimeData data;
    data.setText(text);
    QCOMPARE(draggedAddresses(&data), expected);
    QMimeData urls;
    urls.setUrls({QUrl(u"https://a.example/a%2Fb%20c"_s), QUrl::fromLocalFile(u"/etc/passwd"_s),
        QUrl(u"javascript:alert(1)"_s)});
    QCOMPARE(draggedAddresses(&urls), QStringList{u"https://a.example/a%2Fb%20c"_s});
}

void TestMaterialModels::dropsOnlyTell()
{
    OfflineLibrary offline;
    const MaterialRef tag = offline.tag(u"t"_s);
    const QString website = offline.website(u"w"_s, {});
    MaterialListModel shelf(&offline.library());
    const QAbstractItemModelTester tester(&shelf, fatal);
    const quint64 generation = offline.library().generation();
    QSignalSpy dropped(&shelf, &MaterialListModel::websitesDropped);
    QMimeData data;
    setDraggedItems(&data, {{website}, {}});
    const QModelIndex index = shelf.indexOf(tag);
    QVERIFY(shelf.flags(index).testFlag(Qt::ItemIsDropEnabled));
    QVERIFY(shelf.dropMimeData(&data, Qt::LinkAction, -1, -1, index));
    QVERIFY(!shelf.dropMimeData(&data, Qt::LinkAction, -1, -1, {}));
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().at(0).value<MaterialRef>(), tag);
    QCOMPARE(dropped.first().at(1).toStringList(), QStringList{website});
    QCOMPARE(offline.library().generation(), generation);

    QMimeData materials; // what is linked to websites is not linked to itself
    setDraggedItems(&materials, {{}, {tag}});
    QVERIFY(!shelf.canDropMimeData(&materials, Qt::LinkAction, -1, -1, index));
}

QTEST_GUILESS_MAIN(TestMaterialModels)
#include "tst_materialmodels.moc"
