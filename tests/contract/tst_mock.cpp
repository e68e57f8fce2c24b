// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "api/client/identifierstream.h"
#include "api/client/materialapi.h"
#include "api/client/serverapi.h"
#include "api/client/websiteapi.h"
#include "api/client/websitesapi.h"
#include "app/library/groups.h"
#include "app/models/itemmime.h"
#include "app/models/websitelistmodel.h"
#include "tests/ui/windowfixture.h"
#include "ui/associationpanel.h"
#include "ui/detailpane.h"
#include "ui/libraryview.h"
#include "ui/messagebar.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QNetworkAccessManager>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// Client and window on a server that makes its answers up from the contract: it keeps nothing, its items are not what
/// was asked for, and everything that the contract allows to be there is there. Its address is in SITEBOOK_MOCK_URL;
/// what reads that (check-client.mjs) also looks whether every request keeps to the contract.
class TestMock : public QObject
{
    Q_OBJECT

private slots:
    void everyOperation_data() { eachWay(); }
    void everyOperation();
    void everyMaterialOperation_data() { eachWay(); }
    void everyMaterialOperation();
    void streamsFallBack();
    void window_data() { eachWay(); }
    void window();
    void refusedChangesAreTold();

private:
    QNetworkAccessManager m_network;

    static QUrl address(const QString &way);
    static void eachWay();
    static void linkAndUnlink(WindowFixture &fixture);
    static void addAndDelete(WindowFixture &fixture);
};

namespace {

/// Waits for \a reply; why it failed, or nothing.
QString outcome(ApiReply *reply)
{
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000))
        return u"no end"_s;
    reply->deleteLater();
    return reply->isSuccess() ? QString() : reply->error().caption() + u' ' + reply->error().serverText;
}

/// The same, with the value of \a reply in \a value.
template<class T> QString outcome(ValueReply<T> *reply, T &value)
{
    const QString problem = outcome(reply);
    value = reply->value();
    return problem;
}

/// The first item of each kind that \a library has.
QList<MaterialRef> someMaterials(const Library &library)
{
    QList<MaterialRef> materials;
    for (const AssociationTraits &traits : allAssociationTraits()) {
        const MaterialColumns &columns = library.materials(traits.kind);
        MaterialColumns::Index index = 0;
        while (index < columns.size() && !columns.isKnown(index))
            ++index;
        if (index < columns.size())
            materials.append({traits.kind, columns.id(index)});
    }
    return materials;
}

/// The website on top of the list.
QString firstWebsite(const WindowFixture &fixture)
{
    const WebsiteListModel *model = fixture.window()->view()->model();
    return model->id(model->index(0, 0));
}

} // namespace

QUrl TestMock::address(const QString &way)
{
    const QString url = qEnvironmentVariable("SITEBOOK_MOCK_URL");
    if (url.isEmpty())
        qFatal("SITEBOOK_MOCK_URL does not say where the server is; run tests/contract/check-client.mjs");
    return QUrl(url + u'/' + way);
}

void TestMock::eachWay()
{
    QTest::addColumn<QUrl>("url");
    for (const char *way : {"static", "dynamic"})
        QTest::newRow(way) << address(QString::fromLatin1(way));
}

void TestMock::everyOperation()
{
    QFETCH(const QUrl, url);
    ApiClient client(&m_network, url);
    QString text;
    QCOMPARE(outcome(ServerApi(client).health(), text), QString());
    QVERIFY(!text.isEmpty());
    QCOMPARE(outcome(ServerApi(client).version(), text), QString());

    WebsitesApi websites(client);
    WebsiteListReply *list = websites.list(ListForm::Light);
    QCOMPARE(outcome(list), QString());
    QVERIFY(list->count() > 0);
    QCOMPARE(list->skipped(), 0);
    Website website;
    const QJsonObject seed{{u"url"_s, u"https://example.org"_s}, {u"name"_s, u"Example"_s}};
    QCOMPARE(outcome(websites.create(seed), website), QString());
    QVERIFY(!website.id.isEmpty());
    QCOMPARE(outcome(websites.exists(u"https://example.org"_s), text), QString());
    QStringList found;
    QCOMPARE(outcome(websites.search(u"example"_s), found), QString());

    WebsiteApi api(client);
    for (const bool transferables : {true, false})
        QCOMPARE(outcome(api.snapshot(website.id, transferables), website), QString());
    website.name = u"Another"_s;
    QCOMPARE(outcome(api.update(website), website), QString());
    for (const AssociationTraits &traits : allAssociationTraits()) {
        QCOMPARE(outcome(api.associate(website.id, traits.kind, u"an item"_s)), QString());
        QCOMPARE(outcome(api.disassociate(website.id, traits.kind, u"an item"_s)), QString());
    }
    QCOMPARE(outcome(api.incrementScore(website.id, {.reuse = true, .searched = true})), QString());
    QCOMPARE(outcome(websites.remove(website.id)), QString());
    QVERIFY(!client.isSitebook());
}

void TestMock::everyMaterialOperation()
{
    QFETCH(const QUrl, url);
    ApiClient client(&m_network, url);
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            continue;
        MaterialApi api(client, traits.kind);
        MaterialListReply *list = api.list(ListForm::Light);
        QCOMPARE(outcome(list), QString());
        QVERIFY2(list->count() > 0, traits.item.data());
        QCOMPARE(list->skipped(), 0);
        Material material;
        material.kind = traits.kind;
        material.id = newIdentifier();
        material.name = u"Ada"_s;
        material.text = u"int main() {}"_s;
        material.created = Timestamp::now();
        material.websites = {u"some website"_s};
        QCOMPARE(outcome(api.create(material.toSeed()), material), QString());
        QVERIFY(!material.id.isEmpty());
        QCOMPARE(outcome(api.get(material.id), material), QString());
        material.name = u"Grace"_s;
        QCOMPARE(outcome(api.update(material), material), QString());
        QCOMPARE(outcome(api.remove(material.id)), QString());
    }
}

void TestMock::streamsFallBack()
{
    QList<std::pair<QString, QString>> collections{{u"websites"_s, u"website"_s}};
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (traits.hasItems())
            collections.append({traits.collection, traits.streamField});
    }
    for (const auto &[collection, field] : collections) {
        IdentifierStream stream(address(u"static"_s), collection, field);
        QSignalSpy unavailable(&stream, &IdentifierStream::unavailable);
        stream.open();
        QTRY_VERIFY(!unavailable.isEmpty());
        QVERIFY(!stream.isOpen());
    }
}

void TestMock::window()
{
    QFETCH(const QUrl, url);
    WindowFixture fixture;
    fixture.start(url);
    LibraryView *view = fixture.window()->view();
    QSignalSpy refused(fixture.library(), &Library::changeRefused);
    QVERIFY(view->model()->rowCount() > 0);
    QCOMPARE(someMaterials(*fixture.library()).size(), 6);

    fixture.select({firstWebsite(fixture)});
    auto *name = fixture.find<QLineEdit>("nameEdit");
    name->setText(u"Renamed by hand"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(fixture.waitSaved());
    linkAndUnlink(fixture);

    fixture.find<QLineEdit>("searchEdit")->setText(u"no such website"_s);
    QCOMPARE(view->model()->rowCount(), 0);
    fixture.find<QLineEdit>("searchEdit")->clear();
    QVERIFY(view->model()->rowCount() > 0);
    for (const MaterialRef &material : someMaterials(*fixture.library())) {
        view->details()->showMaterial(material);
        QVERIFY(view->details()->showsMaterial());
        QVERIFY(!fixture.find<QLabel>("materialName")->text().isEmpty());
        view->details()->back();
    }
    addAndDelete(fixture);
    // Answers that are made up look as if somebody else had changed the item, so that it may not be deleted.
    for (const QList<QVariant> &told : std::as_const(refused))
        QCOMPARE(told.last().value<ApiError>().kind, ApiError::Kind::ChangedMeanwhile);
    fixture.close();
}

/// Links the selected website to an item of each kind by dragging, and takes the link away with a key.
void TestMock::linkAndUnlink(WindowFixture &fixture)
{
    const QString website = firstWebsite(fixture);
    fixture.select({website});
    for (AssociationPanel *panel : fixture.window()->view()->details()->panels()) {
        const QList<MaterialRef> materials = someMaterials(*fixture.library());
        const auto material = std::ranges::find(materials, panel->kind(), &MaterialRef::kind);
        QVERIFY(material != materials.end());
        // The answers that are made up may have linked it already.
        fixture.library()->perform(unlinkGroup(*fixture.library(), {website}, {*material}));
        QVERIFY(fixture.waitSaved());
        QMimeData data;
        setDraggedItems(&data, {{}, {*material}});
        QVERIFY(dragAndDrop(panel, {5, 5}, data));
        QVERIFY(fixture.waitSaved());
        QTRY_VERIFY(panel->view()->model()->rowCount() > 0);
        panel->view()->setCurrentIndex(panel->view()->model()->index(0, 0));
        QTest::keyClick(panel->view(), Qt::Key_Delete);
        QVERIFY(fixture.waitSaved());
    }
}

/// Adds a website and items, undoes and does it again, and deletes the first website.
void TestMock::addAndDelete(WindowFixture &fixture)
{
    fixture.trigger("addAction");
    fixture.find<QPlainTextEdit>("addressesEdit")->setPlainText(u"https://www.qt.io/"_s);
    QTest::mouseClick(fixture.find<QPushButton>("addButton"), Qt::LeftButton);
    QVERIFY(fixture.waitSaved());
    fixture.create(AssociationKind::Person, u"Ada"_s);
    fixture.create(AssociationKind::Tag, u"toolkit"_s);
    for (const char *action : {"undoAction", "redoAction"}) {
        fixture.trigger(action);
        QVERIFY(fixture.waitSaved());
    }
    const QString gone = firstWebsite(fixture);
    fixture.select({gone});
    fixture.trigger("deleteAction");
    QTRY_VERIFY(!fixture.library()->websites().find(gone));
    QVERIFY(fixture.waitSaved());
    fixture.trigger("undoAction");
    QVERIFY(fixture.waitSaved());
}

void TestMock::refusedChangesAreTold()
{
    WindowFixture fixture;
    fixture.start(address(u"refusing"_s));
    Library *library = fixture.library();
    QSignalSpy refused(library, &Library::changeRefused);
    const QStringList before = fixture.names();
    const auto expectTold = [&] {
        QVERIFY(fixture.waitSaved());
        QCOMPARE(refused.size(), 1);
        refused.clear();
        auto *bar = fixture.window()->messages();
        QVERIFY(bar->isVisible());
        QVERIFY2(bar->text().contains(u"There is no room for that."), qPrintable(bar->text()));
        bar->clear();
        QCOMPARE(fixture.names(), before); // taken back
    };
    const QString id = firstWebsite(fixture);
    fixture.select({id});
    auto *name = fixture.find<QLineEdit>("nameEdit");
    name->setText(u"Renamed by hand"_s);
    QTest::keyClick(name, Qt::Key_Return);
    expectTold();
    library->perform(addGroup({newWebsite(u"https://www.qt.io/"_s, u"Qt"_s)}));
    expectTold();
    library->removeItems({id}, {}, u"Delete"_s);
    QTRY_VERIFY(!refused.isEmpty());
    expectTold();
    library->perform(linkGroup(*library, {id}, {{AssociationKind::Message, u"a new message"_s}}));
    expectTold();
    library->load();
    QTRY_COMPARE(library->state(), Library::State::Ready);
    QCOMPARE(fixture.names(), before);
}

QTEST_MAIN(TestMock)
#include "tst_mock.moc"
