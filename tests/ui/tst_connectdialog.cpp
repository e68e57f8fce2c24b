// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "tests/support/fakeserver.h"
#include "tests/ui/libraryfixture.h"
#include "ui/connectdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
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

void TestConnectDialog::findsServers()
{
    FakeServer one;
    FakeServer two;
    serve(one, 1);
    serve(two, 1);
    two.answer("/.well-known/version", FakeAnswer::failure(404));
    Driver driver({one.port(), two.port()});
    QCOMPARE(driver.text("discoveryLabel"), u"Looking for servers on this computer…"_s);
    QVERIFY(!driver.find<QPushButton>("connectButton")->isEnabled());
    QTRY_COMPARE(driver.text("discoveryLabel"), u"2 server(s) found."_s);
    auto *list = driver.find<QListWidget>("serverList");
    QStringList texts{list->item(0)->text(), list->item(1)->text()};
    texts.sort();
    QStringList expected{u"127.0.0.1:%1  —  version 12.1.0"_s.arg(one.port()), u"127.0.0.1:%1"_s.arg(two.port())};
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
    LibraryFixture fixture;
    for (int i = 0; i < 3; ++i)
        fixture.addWebsite(u"W"_s, u"https://example.org/%1"_s.arg(i));
    QVERIFY(fixture.waitSaved());
    Driver driver;
    driver.type(fixture.library()->client().base().toString());
    driver.click("testButton");
    QVERIFY(!driver.find<QPushButton>("testButton")->isEnabled());
    QTRY_VERIFY2(driver.text("connectNote").endsWith("3 website(s)."_L1), qPrintable(driver.text("connectNote")));
    QVERIFY(driver.text("connectNote").startsWith("The server answers: version "_L1));
    QVERIFY(driver.find<QPushButton>("testButton")->isEnabled());
    QVERIFY(driver.dialog.isVisible());
    driver.click("connectButton");
    QCOMPARE(driver.choice(), fixture.library()->client().base());
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

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
