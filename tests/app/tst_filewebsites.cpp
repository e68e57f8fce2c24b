// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/store/database.h"
#include "api/store/linkstore.h"
#include "api/store/transaction.h"
#include "api/store/websitestore.h"
#include "app/library/filewebsites.h"
#include "tests/app/remotelibrary.h"
#include "tests/app/servedfile.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// So many that they come in several batches.
constexpr int many = 2'500;

QString randomName(QRandomGenerator &random)
{
    static const QStringList words{
        u"Signal"_s, u"naïve"_s, u"Straße"_s, u"данные"_s, u"検索"_s, u"ÉCOLE"_s, u"\U0001F600"_s};
    QStringList name;
    for (int i = random.bounded(4); i > 0; --i)
        name.append(words.at(random.bounded(static_cast<int>(words.size()))));
    return name.join(u' ');
}

void fill(const QString &path, quint32 seed)
{
    QRandomGenerator random(seed);
    const auto database = Database::open(path);
    QVERIFY(database.ok());
    Transaction transaction(*database.value());
    WebsiteStore websites(*database.value());
    LinkStore links(*database.value());
    const QList<QByteArray> others{"{}"_ba, R"({"mechanisms":{"a":"MANUAL"}})"_ba,
        R"({"mechanisms":{"a":"INTERNAL"},"x":1})"_ba, R"({"readable":"\"mechanisms\""})"_ba};
    for (int i = 0; i < many; ++i) {
        WebsiteRecord website;
        website.id = u"website-%1"_s.arg(i);
        website.name = randomName(random);
        website.url =
            (random.bounded(5) == 0 ? u"MAILTO:a%1"_s : u"https://www.Host%1.example/Päth"_s).arg(random.bounded(50));
        website.created = Timestamp::fromMicroseconds(1'700'000'000'000'000 + i);
        website.updated = Timestamp::fromMicroseconds(1'700'000'000'000'000 + 2 * i);
        website.score.reuse = random.bounded(3);
        website.score.manual = random.bounded(2);
        website.json = others.at(random.bounded(static_cast<int>(others.size())));
        const auto key = websites.create(website);
        QVERIFY(key.ok());
        for (int link = random.bounded(5); link > 0; --link) {
            const AssociationKind kind =
                random.bounded(2) == 0 ? AssociationKind::Source : AssociationKind::SourceWindow;
            QVERIFY(links.associateNew(key.value(), kind, u"item-%1"_s.arg(random.bounded(40))).ok());
        }
    }
    QVERIFY(!transaction.commit());
}

/// Everything that the columns know of a website, in words.
QString wordsOf(const Library &library, Library::Row row)
{
    const WebsiteColumns &websites = library.websites();
    QStringList links;
    for (const LinkTarget target : websites.links(row))
        links.append(
            QString::number(static_cast<int>(target.kind())) + library.materials(target.kind()).id(target.index()));
    links.sort();
    const Score &score = websites.score(row);
    QByteArray room;
    return u"%1|%2|%3|%4|%5|%6|%7|%8|%9"_s
        .arg(websites.id(row), websites.name(row), websites.url(row),
            QString::fromUtf8(websites.wholeFoldedText(row, room)),
            QString::fromUtf8(websites.hosts().name(websites.host(row))), websites.created(row).toIso(),
            websites.updated(row).toIso(), links.join(u','))
        .arg(score.reuse * 100 + score.manual * 10 + static_cast<int>(websites.origin(row)));
}

QStringList wordsOf(const Library &library)
{
    QStringList all;
    for (Library::Row row = 0; row < library.websites().size(); ++row) {
        if (library.websites().isLive(row))
            all.append(wordsOf(library, row));
    }
    return all;
}

QStringList hostsOf(const Library &library)
{
    const HostTable &hosts = library.websites().hosts();
    QStringList all;
    for (quint32 host = 0; host < hosts.size(); ++host)
        all.append(QString::fromUtf8(hosts.name(host)) + u' ' + QString::number(hosts.count(host)));
    all.sort();
    return all;
}

} // namespace

class TestFileWebsites : public QObject
{
    Q_OBJECT

private slots:
    void sameAsOverHttp_data();
    void sameAsOverHttp();
    void changesMeanwhile();
    void noFile();
    void givenUp();
    void endsOnce();
};

void TestFileWebsites::sameAsOverHttp_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1U, 20261125U})
        QTest::addRow("seed %u", seed) << seed;
}

void TestFileWebsites::sameAsOverHttp()
{
    QFETCH(const quint32, seed);
    ServedFile file;
    fill(file.path(), seed);
    QVERIFY(file.start());
    RemoteLibrary direct(file.server.url());
    direct.library.setFile(file.path(), file.server.firstTag());
    QVERIFY(direct.load());
    // Nothing changed meanwhile: the list over HTTP would be the same.
    QVERIFY(!file.server.firstTag().isEmpty());
    QCOMPARE(direct.library.listTag(std::nullopt), file.server.firstTag());
    RemoteLibrary remote(file.server.url());
    QVERIFY(remote.load());
    QCOMPARE(direct.library.websites().count(), many);
    QCOMPARE(wordsOf(direct.library), wordsOf(remote.library));
    QCOMPARE(hostsOf(direct.library), hostsOf(remote.library));
    for (const AssociationKind kind : {AssociationKind::Source, AssociationKind::SourceWindow}) {
        const MaterialColumns &items = remote.library.materials(kind);
        for (MaterialColumns::Index index = 0; index < items.size(); ++index) {
            const auto other = direct.library.materials(kind).find(items.id(index));
            QVERIFY(other.has_value());
            QCOMPARE(direct.library.materials(kind).websites(*other).size(), items.websites(index).size());
        }
    }
    // Read again, over HTTP then, nothing is news.
    QSignalSpy changed(&direct.library, &Library::websitesChanged);
    QVERIFY(direct.load());
    QCOMPARE(changed.size(), 0);
}

void TestFileWebsites::changesMeanwhile()
{
    ServedFile file;
    fill(file.path(), 7);
    QVERIFY(file.start());
    RemoteLibrary remote(file.server.url());
    remote.library.setFile(file.path());
    // The first websites are there, and one is renamed and another made while the others are read.
    QSignalSpy added(&remote.library, &Library::websitesAdded);
    remote.library.load();
    QVERIFY(added.wait());
    QVERIFY(remote.library.websites().count() < many);
    const Website before = remote.library.website(0);
    Website after = before;
    after.name = u"ours"_s;
    Website made;
    made.id = u"made-here"_s;
    made.name = u"made here"_s;
    made.url = u"https://made.example/"_s;
    remote.library.perform(OperationGroup{u"test"_s, {Operation::update(before, after), Operation::create(made)}});
    QTRY_VERIFY(
        remote.library.state() == Library::State::Ready && !remote.library.isSaving() && !remote.library.isReading());
    QTRY_COMPARE(remote.library.websites().count(), many + 1);
    QCOMPARE(remote.library.website(*remote.library.websites().find(before.id)).name, u"ours"_s);
    RemoteLibrary fresh(file.server.url());
    QVERIFY(fresh.load());
    QStringList ours = wordsOf(remote.library);
    QStringList theirs = wordsOf(fresh.library);
    ours.sort();
    theirs.sort();
    QCOMPARE(ours, theirs);
}

void TestFileWebsites::noFile()
{
    // What cannot be read from the file comes from the server.
    ServedFile file;
    fill(file.path(), 3);
    QVERIFY(file.start());
    RemoteLibrary remote(file.server.url());
    remote.library.setFile(file.path() + u".absent"_s);
    QVERIFY(remote.load());
    QCOMPARE(remote.library.websites().count(), many);
}

void TestFileWebsites::givenUp()
{
    ServedFile file;
    fill(file.path(), 3);
    QVERIFY(file.start());
    for (int round = 0; round < 10; ++round) {
        FileWebsites reading(file.path());
        QTest::qWait(round);
    }
}

void TestFileWebsites::endsOnce()
{
    ServedFile file;
    fill(file.path(), 3);
    QVERIFY(file.start());
    FileWebsites reading(file.path());
    int count = 0;
    connect(&reading, &FileWebsites::received, this,
        [&count](const WebsiteBatch &batch) { count += static_cast<int>(batch.items.size()); });
    QSignalSpy finished(&reading, &FileWebsites::finished);
    QTRY_COMPARE(finished.size(), 1);
    QTest::qWait(20);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.constFirst().constFirst().toBool(), true);
    QCOMPARE(count, many);
}

QTEST_GUILESS_MAIN(TestFileWebsites)
#include "tst_filewebsites.moc"
