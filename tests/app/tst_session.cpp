// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/library/library.h"
#include "app/session/librarysession.h"
#include "tests/app/remotelibrary.h"
#include "tests/support/fakeserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// A session that was told to open, and how that went.
class Opened
{
public:
    explicit Opened(LibrarySession *opening)
        : session(opening)
        , failed(opening, &LibrarySession::failed)
        , m_opened(opening, &LibrarySession::opened)
    {
        session->open();
    }

    std::unique_ptr<LibrarySession> session;
    QSignalSpy failed;

    bool ended()
    {
        return QTest::qWaitFor([this] { return !m_opened.isEmpty() || !failed.isEmpty(); }, 10'000);
    }
    bool ready()
    {
        return ended() && session->library()
            && QTest::qWaitFor([this] { return session->library()->state() == Library::State::Ready; }, 10'000);
    }
    bool saved()
    {
        return QTest::qWaitFor([this] { return !session->library()->isSaving(); }, 10'000);
    }

private:
    QSignalSpy m_opened;
};

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void introducesItself();
    void serverWithoutIntroductions();
    void slowIntroductionHoldsNothingUp();
    void ownServerNeedsNoIntroduction();
    void newFile();
    void everythingIsFoundAgain();
    void fileThatIsNoLibrary_data();
    void fileThatIsNoLibrary();
    void folderThatIsNotThere();
    void serverThatIsNotThere();
    void serverThatIsSomethingElse();
    void serverOfSomebodyElse();
    void closedBeforeItIsOpen();
    void twoFilesAtOnce();
};

void TestSession::newFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"My work.sitebook"_s);
    Opened opened(LibrarySession::forFile(path));
    QVERIFY(!opened.session->library());
    QCOMPARE(opened.session->title(), u"My work"_s);
    QCOMPARE(opened.session->filePath(), path);
    QVERIFY(opened.ready());
    QCOMPARE(opened.failed.size(), 0);
    QVERIFY(QFile::exists(path));
    QCOMPARE(opened.session->library()->websites().count(), 0);
    QVERIFY(opened.session->library()->client().isSitebook());
    QCOMPARE(opened.session->serverUrl().host(), u"127.0.0.1"_s);
}

void TestSession::everythingIsFoundAgain()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sitebook"_s);
    const Material tag = materialNamed(AssociationKind::Tag, u"tag"_s);
    const Website website = websiteNamed(u"Qt"_s, u"https://qt.io/"_s, {{tag.kind, tag.id}});
    {
        Opened opened(LibrarySession::forFile(path));
        QVERIFY(opened.ready());
        opened.session->library()->perform({u"Add"_s, {Operation::create(tag), Operation::create(website)}});
        QVERIFY(opened.saved());
    }
    Opened again(LibrarySession::forFile(path));
    QVERIFY(again.ready());
    Library *library = again.session->library();
    QCOMPARE(library->websites().count(), 1);
    const Website found = library->website(*library->websites().find(website.id));
    QCOMPARE(found.name, website.name);
    QCOMPARE(found.url, website.url);
    QCOMPARE(found.created, website.created);
    QCOMPARE(found.links(AssociationKind::Tag), QStringList{tag.id});
    QVERIFY(library->findTag(u"tag"_s));
}

void TestSession::fileThatIsNoLibrary_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("text") << "My shopping list: bread, milk, and a great many other things that I need.\n"_ba.repeated(
        50);
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
    QTest::newRow("the head of a database only") << "SQLite format 3"_ba + QByteArray(5000, '\xff');
}

void TestSession::fileThatIsNoLibrary()
{
    QFETCH(QByteArray, contents);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"notes.txt"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(contents);
    file.close();
    Opened opened(LibrarySession::forFile(path));
    QVERIFY(opened.ended());
    QCOMPARE(opened.failed.size(), 1);
    QVERIFY2(
        opened.failed.first().first().toString().size() > 20, qPrintable(opened.failed.first().first().toString()));
    QVERIFY(!opened.session->library());
    opened.session.reset();
    QCOMPARE(contentsOf(path), contents);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"notes.txt"_s});
}

void TestSession::folderThatIsNotThere()
{
    const QTemporaryDir folder;
    Opened opened(LibrarySession::forFile(folder.filePath(u"absent/a.sitebook"_s)));
    QVERIFY(opened.ended());
    QCOMPARE(opened.failed.size(), 1);
    QVERIFY(!opened.failed.first().first().toString().isEmpty());
    QVERIFY(!QFile::exists(folder.filePath(u"absent"_s)));
}

void TestSession::serverThatIsNotThere()
{
    FakeServer server;
    server.stop();
    Opened opened(LibrarySession::forServer(server.base()));
    QVERIFY(opened.ended());
    QVERIFY(opened.session->library());
    QCOMPARE(opened.session->title(), u"127.0.0.1:%1"_s.arg(server.port()));
    QVERIFY(opened.session->filePath().isEmpty());
    QTRY_COMPARE(opened.session->library()->state(), Library::State::Failed);
    QVERIFY(opened.session->library()->error().caption().contains(opened.session->title()));
    QCOMPARE(opened.failed.size(), 0);
}

void TestSession::serverThatIsSomethingElse()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &) { return FakeAnswer::html(); });
    Opened opened(LibrarySession::forServer(server.base()));
    QVERIFY(opened.ended());
    QTRY_COMPARE(opened.session->library()->state(), Library::State::Failed);
    QVERIFY(!opened.session->library()->error().caption().isEmpty());
}

void TestSession::serverOfSomebodyElse()
{
    FakeServer server;
    server.answer("/websites", FakeAnswer::json(R"({"iterable":[{"id":"w","name":"Qt","url":"https://qt.io/"}]})"_ba));
    Opened opened(LibrarySession::forServer(server.base()));
    QVERIFY(opened.ready());
    QCOMPARE(opened.session->library()->websites().count(), 1);
    QVERIFY(!opened.session->library()->client().isSitebook());
}

void TestSession::closedBeforeItIsOpen()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 3; ++i) {
        Opened opened(LibrarySession::forFile(folder.filePath(u"a.sitebook"_s)));
        QTest::qWait(i);
        opened.session.reset();
        QTest::qWait(5);
    }
    Opened opened(LibrarySession::forFile(folder.filePath(u"a.sitebook"_s)));
    QVERIFY(opened.ready());
}

void TestSession::twoFilesAtOnce()
{
    const QTemporaryDir folder;
    Opened a(LibrarySession::forFile(folder.filePath(u"a.sitebook"_s)));
    Opened b(LibrarySession::forFile(folder.filePath(u"b.sitebook"_s)));
    QVERIFY(a.ready());
    QVERIFY(b.ready());
    QVERIFY(a.session->serverUrl() != b.session->serverUrl());
    a.session->library()->perform({u"Add"_s, {Operation::create(websiteNamed(u"a"_s, u"https://a.example/"_s))}});
    QVERIFY(a.saved());
    QCOMPARE(a.session->library()->websites().count(), 1);
    QTest::qWait(200);
    QCOMPARE(b.session->library()->websites().count(), 0);
}

void TestSession::introducesItself()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &) { return FakeAnswer::json("{\"iterable\":[]}"); });
    server.answer("/connect", FakeAnswer::json("{\"application\":{\"id\":\"app 1\",\"name\":\"OPEN_SOURCE\"}}"));
    Opened opened(LibrarySession::forServer(server.base()));
    QVERIFY(opened.ready());
    QCOMPARE(server.requests().constFirst().path(), QByteArray("/connect"));
    const QJsonObject application = server.requests().constFirst().json().value("application"_L1).toObject();
    QCOMPARE(application.value("name"_L1).toString(), u"OPEN_SOURCE"_s);
    QCOMPARE(application.value("version"_L1).toString(), QStringLiteral(SITEBOOK_VERSION));
    QVERIFY(!application.value("platform"_L1).toString().isEmpty());
    QCOMPARE(server.count("/connect"), 1);
    QVERIFY(server.count("/websites") >= 1);
    for (const FakeRequest &request : server.requests()) {
        if (request.path() != "/connect")
            QCOMPARE(request.header("application"), QByteArray("app%201"));
    }
    // What comes later says it, too, and nobody is introduced twice.
    server.clear();
    opened.session->reload();
    QTRY_VERIFY(server.count("/websites") >= 1);
    QCOMPARE(server.requests().constFirst().header("application"), QByteArray("app%201"));
    QCOMPARE(server.count("/connect"), 0);
}

void TestSession::serverWithoutIntroductions()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &) { return FakeAnswer::json("{\"iterable\":[]}"); });
    server.answer("/connect", FakeAnswer::failure(404));
    Opened opened(LibrarySession::forServer(server.base()));
    QVERIFY(opened.ready());
    QVERIFY(server.requests().constLast().header("application").isNull());
    QCOMPARE(server.count("/connect"), 1);
}

void TestSession::slowIntroductionHoldsNothingUp()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &) { return FakeAnswer::json("{\"iterable\":[]}"); });
    server.answer("/connect", FakeAnswer::hang());
    Opened opened(LibrarySession::forServer(server.base()));
    QVERIFY(opened.ready());
    QVERIFY(server.requests().constLast().header("application").isNull());
    // It counts from when it comes.
    server.release(FakeAnswer::json("{\"application\":{\"id\":\"late\"}}"));
    QTRY_COMPARE(opened.session->library()->client().applicationId(), u"late"_s);
    server.clear();
    opened.session->library()->reloadWebsites();
    QTRY_COMPARE(server.count("/websites"), 1);
    QCOMPARE(server.requests().constFirst().header("application"), QByteArray("late"));
}

void TestSession::ownServerNeedsNoIntroduction()
{
    QTemporaryDir folder;
    Opened opened(LibrarySession::forFile(folder.filePath(u"a.sitebook"_s)));
    QVERIFY(opened.ready());
    // It has a secret of this run instead, and is no program that anybody has to allow.
    QVERIFY(!opened.session->library()->client().applicationId().isEmpty());
    QVERIFY(opened.session->programs().isEmpty());
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
