// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/localserver.h"
#include "app/mirror/restore.h"
#include "tests/app/mirrorfixture.h"

#include <QJsonDocument>
#include <QTestEventLoop>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

/// Somebody else's server whose clock is right.
class OtherServer : public ForeignServer
{
public:
    OtherServer() { clock = Timestamp::now().microseconds(); }
};

/// A Sitebook server on a file of its own.
class RealServer
{
public:
    explicit RealServer(const QString &path)
        : m_server({path})
    {
        QSignalSpy listening(&m_server, &LocalServer::listening);
        m_server.start();
        if (!listening.wait(10'000))
            qFatal("the server does not listen");
    }
    QUrl url() const { return m_server.url(); }

private:
    LocalServer m_server;
};

/// Every item of a library file with all its fields and links. The moments at which items were changed last are those
/// of the target, where they were linked.
QString contentsOf(const QString &path)
{
    const auto database = Database::open(path);
    if (!database.ok())
        return database.error().message;
    QStringList lines;
    std::vector<WebsiteRecord> websites;
    const StoreError error = WebsiteStore(*database.value()).list([&](const WebsiteRow &row) {
        websites.push_back(row.toRecord());
        return true;
    });
    for (const WebsiteRecord &website : websites) {
        const QJsonObject object = objectFromRecord(website);
        QStringList links;
        for (const Link &link : LinkStore(*database.value()).ofWebsite(website.key).value())
            links.append(QString::number(static_cast<int>(link.kind)) + u' ' + link.id);
        links.sort();
        lines.append(QString::fromUtf8(toJson(object)) + links.join(u','));
    }
    for (const AssociationTraits &traits : allAssociationTraits()) {
        if (!traits.hasItems())
            continue;
        const StoreError problem = MaterialStore(*database.value())
                                       .list(traits.kind, MaterialStore::Contents::Read,
                                           [&](const MaterialRecord &material, std::span<const WebsiteRecord>) {
                                               QJsonObject object = objectFromRecord(material);
                                               object.remove("updated"_L1);
                                               lines.append(QString::fromUtf8(toJson(object)));
                                               return true;
                                           });
        if (problem)
            return problem.message;
    }
    lines.sort();
    return error ? error.message : lines.join(u'\n');
}

/// `+3 ~1 =2 links 4`
QString textOf(const RestorePlan &plan)
{
    return u"+%1 ~%2 =%3 links %4"_s.arg(plan.created).arg(plan.changed).arg(plan.skipped).arg(plan.links);
}

/// What a summary says that it was made with.
QJsonObject modelOfItsOwn()
{
    return {{u"id"_s, u"own"_s}, {u"version"_s, u"7"_s}, {u"created"_s, Timestamp::fromMicroseconds(7).toJson()},
        {u"name"_s, u"model of its own"_s}, {u"cloud"_s, true}, {u"type"_s, u"UNKNOWN"_s}, {u"usage"_s, u"UNKNOWN"_s}};
}

/// A library file with websites, items of every kind and links, and a way to restore it.
class Source
{
public:
    explicit Source(int websites = 6)
    {
        RealServer server(path());
        RemoteLibrary remote(server.url());
        if (!remote.load())
            qFatal("the source cannot be read");
        OperationGroup group{u"Add"_s, {}};
        QList<MaterialRef> links;
        for (const AssociationTraits &traits : allAssociationTraits()) {
            if (!traits.hasItems())
                continue;
            Material item = materialNamed(traits.kind, u"a %1"_s.arg(traits.item));
            if (traits.kind == AssociationKind::Asset)
                item = Material::assetFromFile(u"a.txt"_s, QByteArray(10'000, 'x'));
            item.source.insert("future"_L1, QJsonObject{{u"key"_s, u"value"_s}});
            if (traits.kind == AssociationKind::WorkstreamSummary)
                item.source.insert("model"_L1, modelOfItsOwn());
            group.operations.append(Operation::create(item));
            links.append({item.kind, item.id});
            m_items.insert(item.kind, item.id);
        }
        for (int i = 0; i < websites; ++i) {
            Website website =
                websiteNamed(u"site %1"_s.arg(i), u"https://site.example/%1"_s.arg(i), links.mid(i % links.size(), 2));
            website.created = Timestamp::fromMicroseconds(1'000'000'000'000'000 + i);
            website.source.insert("future"_L1, QJsonObject{{u"key"_s, i}});
            group.operations.append(Operation::create(website));
        }
        if (!remote.perform(group))
            qFatal("the source cannot be written");
    }

    QString path() const { return m_folder.filePath(u"source.sitebook"_s); }
    QString other(const QString &name) const { return m_folder.filePath(name); }
    QString item(AssociationKind kind) const { return m_items.value(kind); }

private:
    QTemporaryDir m_folder{scratchTemplate()};
    QMap<AssociationKind, QString> m_items;
};

/// One restore and how it ended.
class Restoring
{
public:
    explicit Restoring(const QString &source)
        : restore(source)
    {
        restore.setRetryPauses(1ms, 5ms);
        QObject::connect(&restore, &Restore::planned, &restore, [this](const RestorePlan &made) {
            plan = made;
            m_loop.exitLoop();
        });
        QObject::connect(&restore, &Restore::finished, &restore, [this](const RestoreOutcome &ended) {
            outcome = ended;
            m_loop.exitLoop();
        });
        QObject::connect(&restore, &Restore::failed, &restore, [this](const QString &words) {
            problem = words;
            m_loop.exitLoop();
        });
    }

    Restore restore;
    RestorePlan plan;
    RestoreOutcome outcome;
    QString problem;

    bool ended()
    {
        // QTest::qWaitFor() sleeps between its looks, which makes many small answers slow.
        if (restore.isBusy())
            m_loop.enterLoop(20);
        return !restore.isBusy();
    }
    /// What would be done, as text; or the problem.
    QString planned(const RestoreTarget &target)
    {
        plan = {};
        problem.clear();
        restore.plan(target);
        if (!ended())
            return u"it does not end"_s;
        return problem.isEmpty() ? textOf(plan) : problem;
    }
    /// Does it; what went wrong, or what is left.
    QString done(const RestoreTarget &target)
    {
        outcome = {};
        problem.clear();
        restore.run(target);
        if (!ended())
            return u"it does not end"_s;
        if (!problem.isEmpty())
            return problem;
        if (outcome.left.isEmpty())
            return {};
        QStringList words{textOf(outcome.left), outcome.words};
        for (const RestoreStep &step : std::as_const(outcome.left.steps)) {
            if (step.what != RestoreStep::What::Skip)
                words.append(step.name + u": "_s + step.fields.join(u','));
        }
        return words.join(u' ');
    }

private:
    QTestEventLoop m_loop;
};

} // namespace

class TestRestore : public QObject
{
    Q_OBJECT

private slots:
    void intoAnEmptyServer();
    void intoAnotherProgramsServer();
    void intoANewFile();
    void intoAFileThatIsThere();
    void dryRunChangesNothing();
    void whatIsThereAlready();
    void whatDiffersIsChanged();
    void interruptedGoesOn_data();
    void interruptedGoesOn();
    void serverThatGoesAwayInBetween();
    void serverThatDoesNotTellAll();
    void serverThatTakesNotAll();
    void whatCannotBe();
    void twoAtOnceMakeNothingTwice();
};

void TestRestore::intoAnEmptyServer()
{
    const Source source;
    const QString target = source.other(u"target.sitebook"_s);
    Restoring restoring(source.path());
    {
        const RealServer server(target);
        QCOMPARE(restoring.planned({server.url()}), u"+12 ~0 =0 links 11"_s);
        QCOMPARE(restoring.done({server.url()}), QString());
        QCOMPARE(restoring.outcome.done, 12);
        QCOMPARE(textOf(restoring.outcome.left), u"+0 ~0 =12 links 0"_s);
        // Twice is once.
        QCOMPARE(restoring.planned({server.url()}), u"+0 ~0 =12 links 0"_s);
        QCOMPARE(restoring.done({server.url()}), QString());
        QCOMPARE(restoring.outcome.done, 0);
    }
    QCOMPARE(contentsOf(target), contentsOf(source.path()));
    QVERIFY(contentsOf(target).contains(u"model of its own"_s));
}

void TestRestore::intoAnotherProgramsServer()
{
    const Source source;
    OtherServer server; // gives identifiers of its own
    Restoring restoring(source.path());
    QCOMPARE(restoring.done({server.http.base()}), QString());
    QCOMPARE(server.websites.size(), 6);
    QCOMPARE(server.materials.size(), 6);
    const QString text = server.text();
    qsizetype links = 0;
    for (const auto &[id, website] : server.websites) {
        QVERIFY(id.startsWith(u"own-"_s));
        for (const QStringList &ids : website.associations)
            links += ids.size();
    }
    QCOMPARE(links, 11);
    QCOMPARE(text.count(u"https://site.example/"_s), 6);
    // It is remembered what became of each, so that nothing is made twice, whatever it is called there now.
    for (auto &[id, website] : server.websites)
        website.name = u"renamed "_s + website.name;
    QCOMPARE(restoring.planned({server.http.base()}), u"+0 ~6 =6 links 0"_s);
    QCOMPARE(restoring.done({server.http.base()}), QString());
    QCOMPARE(server.text(), text);
    QCOMPARE(restoring.done({server.http.base()}), QString());
    QCOMPARE(server.websites.size(), 6);
    QCOMPARE(server.materials.size(), 6);
}

void TestRestore::intoANewFile()
{
    const Source source;
    const QString target = source.other(u"new.sitebook"_s);
    Restoring restoring(source.path());
    QCOMPARE(restoring.planned({{}, target}), u"+12 ~0 =0 links 11"_s);
    QVERIFY(!QFile::exists(target));
    QCOMPARE(restoring.done({{}, target}), QString());
    QCOMPARE(restoring.outcome.done, 12);
    QCOMPARE(contentsOf(target), contentsOf(source.path()));
    // It is a library of its own.
    const auto one = Database::open(source.path());
    const auto other = Database::open(target);
    QVERIFY(one.value()->identifier() != other.value()->identifier());
}

void TestRestore::intoAFileThatIsThere()
{
    const Source source;
    const QString target = source.other(u"target.sitebook"_s);
    QString own;
    {
        const RealServer server(target);
        RemoteLibrary remote(server.url());
        QVERIFY(remote.load());
        const Website website = websiteNamed(u"mine"_s, u"https://mine.example/"_s);
        own = website.id;
        QVERIFY(remote.perform(Operation::create(website)));
    }
    Restoring restoring(source.path());
    QCOMPARE(restoring.done({{}, target}), QString());
    // What only the target has stays.
    const auto database = Database::open(target);
    QVERIFY(WebsiteStore(*database.value()).get(own).ok());
    QCOMPARE(MirrorStore(*database.value()).counts().value().items(), 13);
}

void TestRestore::dryRunChangesNothing()
{
    const Source source;
    OtherServer server;
    const QString website = server.addWebsite(u"site 0"_s, u"https://site.example/0"_s).id;
    const QString before = server.text();
    Restoring restoring(source.path());
    QCOMPARE(restoring.planned({server.http.base()}), u"+11 ~1 =0 links 11"_s);
    QCOMPARE(server.text(), before);
    for (const FakeRequest &request : server.http.requests())
        QVERIFY(request.method == "GET" || request.path() == "/connect"); // it says who it is
    QStringList steps;
    for (const RestoreStep &step : restoring.plan.steps) {
        if (step.what == RestoreStep::What::Change)
            steps.append(step.name + u' ' + step.target);
    }
    QCOMPARE(steps, QStringList{u"site 0 "_s + website});
}

void TestRestore::whatIsThereAlready()
{
    const Source source;
    OtherServer server;
    server.addWebsite(u"site 0"_s, u"HTTPS://site.example/0"_s); // the same address and name
    server.addWebsite(u"other name"_s, u"https://site.example/1"_s); // another one at that address
    server.addMaterial(AssociationKind::Tag, u"A TAG"_s); // the same tag
    server.addMaterial(AssociationKind::Asset, u"a.txt"_s); // who knows
    Restoring restoring(source.path());
    QCOMPARE(restoring.done({server.http.base()}), QString());
    QCOMPARE(server.websites.size(), 7);
    QCOMPARE(server.materials.size(), 7);
    QCOMPARE(server.text().count(u"site 0 "_s), 1);
    QVERIFY(server.text().contains(u"A TAG"_s));
    QVERIFY(!server.text().contains(u"a tag"_s));
}

void TestRestore::whatDiffersIsChanged()
{
    const Source source;
    const QString target = source.other(u"target.sitebook"_s);
    Restoring restoring(source.path());
    const RealServer server(target);
    QCOMPARE(restoring.done({server.url()}), QString());
    RemoteLibrary remote(server.url());
    QVERIFY(remote.load());
    const Website before = remote.website(u"site 2"_s);
    Website after = before;
    after.name = u"another"_s;
    after.url = u"https://another.example/"_s;
    QVERIFY(remote.perform(Operation::update(before, after)));
    const Website linked = remote.website(u"site 0"_s);
    const QString asset = source.item(AssociationKind::Asset);
    QVERIFY(linked.links(AssociationKind::Asset).contains(asset));
    QVERIFY(remote.perform(Operation::unlink(linked.id, AssociationKind::Asset, asset)));
    Material person;
    person.kind = AssociationKind::Person;
    person.id = source.item(person.kind);
    person.name = u"a person"_s;
    Material renamed = person;
    renamed.name = u"somebody else"_s;
    QVERIFY(remote.perform(Operation::update(person, renamed)));
    QCOMPARE(restoring.planned({server.url()}), u"+0 ~3 =9 links 1"_s);
    QCOMPARE(restoring.done({server.url()}), QString());
    QCOMPARE(restoring.outcome.done, 3);
    QVERIFY(remote.load());
    QCOMPARE(remote.website(u"site 2"_s).url, before.url);
    QCOMPARE(remote.website(u"site 0"_s).links(AssociationKind::Asset), QStringList{asset});
    const MaterialColumns &persons = remote.library.materials(AssociationKind::Person);
    QCOMPARE(persons.name(*persons.find(person.id)), u"a person"_s);
}

void TestRestore::interruptedGoesOn_data()
{
    QTest::addColumn<int>("requests");
    for (const int requests : {7, 9, 13, 14, 17, 20, 26})
        QTest::addRow("after %d requests", requests) << requests;
}

void TestRestore::interruptedGoesOn()
{
    QFETCH(int, requests);
    const Source source;
    OtherServer server;
    // Seven lists, and then what is made. The last request that comes is carried out, but not answered any more.
    int count = 0;
    server.network = [&](const FakeRequest &, const std::function<FakeAnswer()> &carryOut) {
        if (++count < requests)
            return carryOut();
        if (count == requests)
            carryOut();
        return FakeAnswer::hang();
    };
    {
        Restoring restoring(source.path());
        restoring.restore.run({server.http.base()});
        QVERIFY(QTest::qWaitFor([&] { return count >= requests; }, 10'000));
    }
    server.network = {};
    Restoring restoring(source.path());
    QCOMPARE(restoring.done({server.http.base()}), QString());
    QCOMPARE(server.websites.size(), 6);
    QCOMPARE(server.materials.size(), 6);
    OtherServer other;
    Restoring again(source.path());
    QCOMPARE(again.done({other.http.base()}), QString());
    QCOMPARE(server.text(), other.text());
}

void TestRestore::serverThatGoesAwayInBetween()
{
    const Source source;
    OtherServer server;
    Restoring restoring(source.path());
    QSignalSpy waiting(&restoring.restore, &Restore::waiting);
    int count = 0;
    server.network = [&](const FakeRequest &, const std::function<FakeAnswer()> &carryOut) {
        if (++count == 12)
            QTimer::singleShot(0, &server.http, [&server] { server.http.stop(); });
        return carryOut();
    };
    restoring.restore.run({server.http.base()});
    QVERIFY(waiting.wait(10'000));
    QVERIFY(!waiting.first().first().toString().isEmpty());
    QVERIFY(server.http.restart());
    QVERIFY(restoring.ended());
    QCOMPARE(restoring.problem, QString());
    QVERIFY(restoring.outcome.left.isEmpty());
    QCOMPARE(server.websites.size(), 6);
    QCOMPARE(server.materials.size(), 6);
}

void TestRestore::serverThatDoesNotTellAll()
{
    const Source source;
    OtherServer server;
    Restoring restoring(source.path());
    QCOMPARE(restoring.done({server.http.base()}), QString());
    // Without its list, nobody knows that the persons are there.
    server.fail("/persons", FakeAnswer::failure(400));
    QVERIFY(restoring.planned({server.http.base()}).contains(u"persons"_s));
    server.fail("/persons", FakeAnswer::failure(400));
    QVERIFY(restoring.done({server.http.base()}).contains(u"persons"_s));
    QCOMPARE(server.materials.size(), 6);
    QCOMPARE(restoring.done({server.http.base()}), QString());
    QCOMPARE(server.materials.size(), 6);
}

void TestRestore::serverThatTakesNotAll()
{
    const Source source;
    OtherServer server;
    server.beAsOldAsTheSeed();
    Restoring restoring(source.path());
    const QString left = restoring.done({server.http.base()});
    // It has neither tags nor annotations, and says so of each.
    QVERIFY2(left.startsWith(u"+2 "_s) && left.contains(u"a tag"_s), qPrintable(left));
    QCOMPARE(server.websites.size(), 6);
    QCOMPARE(server.materials.size(), 4);
    QVERIFY(!restoring.outcome.words.isEmpty());
}

void TestRestore::whatCannotBe()
{
    const Source source;
    Restoring restoring(source.path());
    QVERIFY(restoring.planned({{}, source.path()}).contains(u"itself"_s));
    QVERIFY(!restoring.planned({QUrl(u"http://127.0.0.1:1"_s)}).startsWith(u'+'));
    const QString text = source.other(u"text.sitebook"_s);
    QFile file(text);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no library");
    file.close();
    QVERIFY(!restoring.done({{}, text}).isEmpty());
    Restoring missing(source.other(u"missing.sitebook"_s));
    QVERIFY(missing.planned({{}, source.other(u"new.sitebook"_s)}).contains(u"missing.sitebook"_s));
    QVERIFY(!QFile::exists(source.other(u"missing.sitebook"_s)));
}

void TestRestore::twoAtOnceMakeNothingTwice()
{
    const Source source;
    OtherServer server;
    int count = 0;
    bool holds = true;
    server.network = [&](const FakeRequest &, const std::function<FakeAnswer()> &carryOut) {
        return ++count > 9 && holds ? FakeAnswer::hang() : carryOut();
    };
    Restoring first(source.path());
    first.restore.run({server.http.base()});
    QTRY_VERIFY(count > 9);
    holds = false;
    Restoring second(source.path());
    QVERIFY(second.done({server.http.base()}).contains(u"in use"_s));
    QVERIFY(second.planned({server.http.base()}).contains(u"in use"_s));
    first.restore.cancel();
    Restoring third(source.path());
    QTRY_COMPARE(third.done({server.http.base()}), QString());
    QCOMPARE(server.websites.size(), 6);
    QCOMPARE(server.materials.size(), 6);
}

QTEST_GUILESS_MAIN(TestRestore)
#include "tst_restore.moc"
