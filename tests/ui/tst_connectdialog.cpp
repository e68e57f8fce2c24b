// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "api/server/localserver.h"
#include "app/session/savedservers.h"
#include "tests/support/fakeserver.h"
#include "tests/support/scratchsettings.h"
#include "tests/ui/libraryfixture.h"
#include "ui/connectdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void findsServers();
    void findsNone();
    void choosesFromTheList();
    void typedAddress_data();
    void typedAddress();
    void badAddress_data();
    void badAddress();
    void testsARealServer();
    void testFails_data();
    void testFails();
    void typingEndsTheTest();
    void goesDuringTheTest();
    void cancel();
    void timesOut();
    void notTrusted();
    void slowCountDoesNotHoldUp();
    void savesUnderAName();
    void savedServersShowTheirState();
    void savedServersAreRenamedAndRemoved();

private:
    QTemporaryDir m_settings;
};

namespace {

/// A server that answers health, version and \a count websites.
void serve(FakeServer &server, int count)
{
    QJsonArray websites;
    for (int i = 0; i < count; ++i)
        websites.append(QJsonObject{{u"id"_s, u"w%1"_s.arg(i)}, {u"name"_s, u"n"_s}, {u"url"_s, u"https://x.org"_s}});
    server.answer("/.well-known/health", FakeAnswer::text("ok:1"));
    server.answer("/.well-known/version", FakeAnswer::text("12.1.0"));
    server.answer("/websites", FakeAnswer::json(QJsonObject{{u"iterable"_s, websites}}));
}

class Driver
{
public:
    explicit Driver(const QList<quint16> &ports = {})
        : chosen(&dialog, &ConnectDialog::chosen)
    {
        dialog.setPorts(ports);
        dialog.open();
    }

    template<class T> T *find(const char *name) const
    {
        T *widget = dialog.findChild<T *>(QLatin1StringView(name));
        if (!widget)
            qFatal("no %s", name);
        return widget;
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    void click(const char *button) const { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    void type(const QString &address) const
    {
        find<QLineEdit>("addressEdit")->selectAll();
        QTest::keyClicks(find<QLineEdit>("addressEdit"), address);
    }
    QUrl choice() const { return chosen.isEmpty() ? QUrl() : chosen.first().first().toUrl(); }

    ConnectDialog dialog;
    QSignalSpy chosen;
};

} // namespace

void TestConnectDialog::initTestCase()
{
    keepSettingsIn(m_settings.path());
}

void TestConnectDialog::init()
{
    QSettings().clear();
}

void TestConnectDialog::findsServers()
{
    FakeServer one;
    FakeServer two;
    serve(one, 1);
    serve(two, 3);
    two.answer("/.well-known/version", FakeAnswer::failure(404));
    Driver driver({one.port(), two.port()});
    QCOMPARE(driver.text("discoveryLabel"), u"Looking for servers on this computer…"_s);
    QVERIFY(!driver.find<QPushButton>("connectButton")->isEnabled());
    QTRY_COMPARE(driver.text("discoveryLabel"), u"2 server(s) found."_s);
    auto *list = driver.find<QListWidget>("serverList");
    // Their websites are counted behind it.
    for (int row = 0; row < 2; ++row)
        QTRY_VERIFY2(list->item(row)->text().endsWith("website(s)"_L1), qPrintable(list->item(row)->text()));
    QStringList texts{list->item(0)->text(), list->item(1)->text()};
    texts.sort();
    QStringList expected{u"127.0.0.1:%1  —  version 12.1.0  —  1 website(s)"_s.arg(one.port()),
        u"127.0.0.1:%1  —  3 website(s)"_s.arg(two.port())};
    expected.sort();
    QCOMPARE(texts, expected);
    // The first one is ready to be taken.
    QCOMPARE(driver.dialog.url(), list->item(0)->data(Qt::UserRole).toUrl());
    QVERIFY(driver.find<QPushButton>("connectButton")->isEnabled());
    driver.click("lookAgainButton");
    QTRY_COMPARE(driver.text("discoveryLabel"), u"2 server(s) found."_s);
    QCOMPARE(list->count(), 2);
}

void TestConnectDialog::findsNone()
{
    FakeServer gone;
    gone.stop();
    Driver driver({gone.port()});
    QTRY_COMPARE(driver.text("discoveryLabel"), u"None found. Is Pieces OS running?"_s);
    QVERIFY(driver.find<QPushButton>("lookAgainButton")->isEnabled());
    QVERIFY(driver.dialog.url().isEmpty());
}

void TestConnectDialog::choosesFromTheList()
{
    FakeServer one;
    FakeServer two;
    serve(one, 1);
    serve(two, 1);
    Driver driver({one.port(), two.port()});
    auto *list = driver.find<QListWidget>("serverList");
    QTRY_COMPARE(list->count(), 2);
    list->setCurrentRow(1);
    const QUrl second = list->item(1)->data(Qt::UserRole).toUrl();
    QCOMPARE(driver.find<QLineEdit>("addressEdit")->text(), second.toString());
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(driver.choice(), second);
    QCOMPARE(driver.chosen.size(), 1);
    QVERIFY(!driver.dialog.isVisible());
}

void TestConnectDialog::typedAddress_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QUrl>("url");
    QTest::newRow("whole") << u"http://localhost:1000"_s << QUrl(u"http://localhost:1000"_s);
    QTest::newRow("without a scheme") << u" localhost:1000 "_s << QUrl(u"http://localhost:1000"_s);
    QTest::newRow("number") << u"127.0.0.1:39300/"_s << QUrl(u"http://127.0.0.1:39300"_s);
    QTest::newRow("elsewhere") << u"library.example.org/api/?a=b#c"_s << QUrl(u"https://library.example.org/api"_s);
}

void TestConnectDialog::typedAddress()
{
    QFETCH(QString, typed);
    QFETCH(QUrl, url);
    Driver driver;
    driver.type(typed);
    QTest::keyClick(driver.find<QLineEdit>("addressEdit"), Qt::Key_Return);
    QCOMPARE(driver.choice(), url);
    QVERIFY(!driver.dialog.isVisible());
}

void TestConnectDialog::badAddress_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("words") << u"my server"_s;
    QTest::newRow("no host") << u"http://"_s;
    QTest::newRow("file") << u"file:///etc"_s;
    QTest::newRow("script") << u"javascript:alert(1)"_s;
    QTest::newRow("mail") << u"ada@example.org"_s;
}

void TestConnectDialog::badAddress()
{
    QFETCH(QString, typed);
    Driver driver;
    driver.type(typed);
    QVERIFY(driver.dialog.url().isEmpty());
    for (const char *button : {"testButton", "connectButton"}) {
        driver.click(button);
        QVERIFY(driver.find<QLabel>("connectNote")->isVisible());
        QVERIFY2(driver.text("connectNote").contains("http://"_L1), qPrintable(driver.text("connectNote")));
        QVERIFY(driver.dialog.isVisible());
        driver.type(typed + u'x');
        QVERIFY(!driver.find<QLabel>("connectNote")->isVisible());
        driver.type(typed);
    }
    QVERIFY(driver.chosen.isEmpty());
}

void TestConnectDialog::testsARealServer()
{
    {
        const LibraryFixture fixture;
        // The server of somebody's window lets in whom its user allows.
        Driver stranger;
        stranger.type(fixture.library()->client().base().toString());
        stranger.click("testButton");
        QTRY_VERIFY(stranger.text("connectNote").contains("not for its websites"_L1));
    }
    const QTemporaryDir folder;
    LocalServer server({.libraryPath = folder.filePath(u"served.sitebook"_s)});
    QSignalSpy listening(&server, &LocalServer::listening);
    server.start();
    QVERIFY(listening.wait());
    const std::unique_ptr<LibrarySession> session(LibrarySession::forServer(server.url()));
    session->open();
    QTRY_VERIFY(session->library() && session->library()->state() == Library::State::Ready);
    for (int i = 0; i < 3; ++i) {
        Website website;
        website.id = newIdentifier();
        website.name = u"W"_s;
        website.url = u"https://example.org/%1"_s.arg(i);
        session->library()->perform({u"add"_s, {Operation::create(website)}});
    }
    QTRY_VERIFY(!session->library()->isSaving());
    Driver driver;
    driver.type(server.url().toString());
    driver.click("testButton");
    QVERIFY(!driver.find<QPushButton>("testButton")->isEnabled());
    QTRY_VERIFY2(driver.text("connectNote").endsWith("3 website(s)."_L1), qPrintable(driver.text("connectNote")));
    QVERIFY(driver.text("connectNote").startsWith("The server answers: version "_L1));
    QVERIFY(driver.find<QPushButton>("testButton")->isEnabled());
    QVERIFY(driver.dialog.isVisible());
    driver.click("connectButton");
    QCOMPARE(driver.choice(), server.url());
}

void TestConnectDialog::testFails_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("a web page") << QByteArray("/.well-known/health") << 200 << QByteArray("<html>") << u"web page"_s;
    QTest::newRow("no such path") << QByteArray("/.well-known/health") << 404 << QByteArray("what?")
                                  << u"cannot do this"_s;
    QTest::newRow("sign in") << QByteArray("/websites") << 401 << QByteArray("unauthenticated") << u"sign in first"_s;
    QTest::newRow("its fault") << QByteArray("/websites") << 500 << QByteArray("disk full") << u"disk full"_s;
    QTest::newRow("another API") << QByteArray("/websites") << 200 << QByteArray("[1, 2]") << u"not for its websites"_s;
}

void TestConnectDialog::testFails()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    FakeServer server;
    serve(server, 1);
    FakeAnswer answer = body.startsWith('<') ? FakeAnswer::html(status) : FakeAnswer::text(body, status);
    if (body.startsWith('['))
        answer = FakeAnswer::json(body);
    server.answer(path, answer);
    Driver driver;
    driver.type(server.base().toString());
    driver.click("testButton");
    QTRY_VERIFY2(driver.text("connectNote").contains(words), qPrintable(driver.text("connectNote")));
    QVERIFY(driver.find<QPushButton>("testButton")->isEnabled());
    server.stop();
    driver.click("testButton");
    QTRY_VERIFY2(
        driver.text("connectNote").startsWith("Nothing answers at"_L1), qPrintable(driver.text("connectNote")));
}

void TestConnectDialog::typingEndsTheTest()
{
    FakeServer server;
    server.answer("/.well-known/health", FakeAnswer::hang());
    Driver driver;
    driver.type(server.base().toString());
    driver.click("testButton");
    QTRY_COMPARE(server.count("/.well-known/health"), 1);
    QCOMPARE(driver.text("connectNote"), u"Asking the server…"_s);
    QTest::keyClick(driver.find<QLineEdit>("addressEdit"), Qt::Key_1);
    QVERIFY(!driver.find<QLabel>("connectNote")->isVisible());
    QVERIFY(driver.find<QPushButton>("testButton")->isEnabled());
    QTRY_COMPARE(server.connections(), 0);
    QVERIFY(!driver.find<QLabel>("connectNote")->isVisible());
}

void TestConnectDialog::goesDuringTheTest()
{
    FakeServer server;
    server.answer("/.well-known/health", FakeAnswer::hang());
    {
        Driver driver({server.port()});
        driver.type(server.base().toString());
        driver.click("testButton");
        QTRY_VERIFY(server.count("/.well-known/health") >= 1);
    }
    QTRY_COMPARE(server.connections(), 0);
}

void TestConnectDialog::cancel()
{
    Driver driver;
    driver.type(u"localhost:1000"_s);
    QTest::keyClick(&driver.dialog, Qt::Key_Escape);
    QVERIFY(!driver.dialog.isVisible());
    QVERIFY(driver.chosen.isEmpty());
}

void TestConnectDialog::timesOut()
{
    FakeServer server;
    server.answer("/.well-known/health", FakeAnswer::hang());
    Driver driver;
    driver.dialog.setPatience(std::chrono::milliseconds(50));
    driver.type(server.base().toString());
    driver.click("testButton");
    QTRY_VERIFY2(
        driver.text("connectNote").contains("takes too long to answer"_L1), qPrintable(driver.text("connectNote")));
    QVERIFY(driver.find<QPushButton>("testButton")->isEnabled());
}

void TestConnectDialog::notTrusted()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("this computer has no TLS");
    // It does not even speak TLS.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(
            socket, &QTcpSocket::readyRead, socket, [socket] { socket->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    });
    Driver driver;
    driver.type(u"https://127.0.0.1:%1"_s.arg(server.serverPort()));
    driver.click("testButton");
    QTRY_VERIFY2(
        driver.text("connectNote").contains("no trustworthy connection"_L1), qPrintable(driver.text("connectNote")));
}

void TestConnectDialog::slowCountDoesNotHoldUp()
{
    FakeServer server;
    serve(server, 1);
    server.answer("/websites", FakeAnswer::hang());
    Driver driver({server.port()});
    const auto *list = driver.find<QListWidget>("serverList");
    QTRY_COMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->text(), u"127.0.0.1:%1  —  version 12.1.0"_s.arg(server.port()));
    QTRY_COMPARE(driver.text("discoveryLabel"), u"1 server(s) found."_s);
    driver.click("connectButton");
    QCOMPARE(driver.choice(), server.base());
}

void TestConnectDialog::savesUnderAName()
{
    {
        Driver driver;
        driver.type(u"localhost:1000"_s);
        auto *name = driver.find<QLineEdit>("serverNameEdit");
        QCOMPARE(name->text(), u"localhost"_s);
        driver.type(u"library.example.org"_s);
        QCOMPARE(name->text(), u"library.example.org"_s);
        name->setText(u"At work"_s);
        driver.type(u"localhost:1000"_s);
        QCOMPARE(name->text(), u"At work"_s); // what is typed stays
        driver.click("connectButton");
    }
    QCOMPARE(SavedServers().servers(), (QList<SavedServer>{{u"At work"_s, QUrl(u"http://localhost:1000"_s)}}));
    {
        Driver driver;
        driver.type(u"localhost:1000"_s);
        QCOMPARE(driver.find<QLineEdit>("serverNameEdit")->text(), u"At work"_s);
        driver.type(u"localhost:2000"_s);
        driver.find<QLineEdit>("serverNameEdit")->clear();
        driver.click("connectButton");
        QCOMPARE(driver.choice(), QUrl(u"http://localhost:2000"_s));
    }
    QCOMPARE(SavedServers().servers().size(), 1);
}

void TestConnectDialog::savedServersShowTheirState()
{
    FakeServer good;
    serve(good, 3);
    FakeServer strict;
    serve(strict, 3);
    strict.answer("/websites", FakeAnswer::failure(401, "unauthenticated"));
    FakeServer gone;
    gone.stop();
    SavedServers().save({u"1 good"_s, good.base()});
    SavedServers().save({u"2 strict"_s, strict.base()});
    SavedServers().save({u"3 gone"_s, gone.base()});
    Driver driver;
    auto *list = driver.find<QListWidget>("savedServerList");
    QVERIFY(list->isVisible());
    const auto state = [list](int row) { return list->item(row)->data(Qt::UserRole + 1).toString(); };
    QTRY_COMPARE(state(0), u"version 12.1.0  —  3 website(s)"_s);
    QTRY_VERIFY2(state(1).contains(u"sign in"), qPrintable(state(1)));
    QTRY_COMPARE(state(2), u"does not answer"_s);
    list->setCurrentRow(1);
    QCOMPARE(driver.dialog.url(), strict.base());
    QCOMPARE(driver.find<QLineEdit>("serverNameEdit")->text(), u"2 strict"_s);
    list->setCurrentRow(0);
    driver.click("connectButton");
    QCOMPARE(driver.choice(), good.base());
    QCOMPARE(SavedServers().servers().size(), 3);
}

void TestConnectDialog::savedServersAreRenamedAndRemoved()
{
    FakeServer server;
    serve(server, 1);
    SavedServers().save({u"One"_s, server.base()});
    Driver driver;
    auto *list = driver.find<QListWidget>("savedServerList");
    QVERIFY(!driver.find<QPushButton>("renameServerButton")->isEnabled());
    list->setCurrentRow(0);
    driver.click("renameServerButton");
    auto *editor = list->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(u"Other"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(SavedServers().nameOf(server.base()), u"Other"_s);
    QVERIFY(driver.dialog.isVisible());
    driver.click("removeServerButton");
    QCOMPARE(SavedServers().servers().size(), 0);
    QVERIFY(!list->isVisible());
}

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
