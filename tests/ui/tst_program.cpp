// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/apiclient.h"
#include "app/library/groups.h"
#include "tests/ui/windowfixture.h"
#include "ui/messagebar.h"
#include "ui/singleinstance.h"

#include <QProcess>
#include <QSignalSpy>

#include <thread>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// The programs as processes: how they start, hand over, end, and are killed.
class TestProgram : public QObject
{
    Q_OBJECT

private slots:
    void wrongUsage_data();
    void wrongUsage();
    void versionNeedsNoScreen();
    void secondStartHandsOver();
    void secondProcessRaisesTheFirst();
    void killedServerLosesNothingSaved();
    void serverThatComesBackGetsWhatWaited();

private:
    QTemporaryDir m_folder;

    QProcessEnvironment environment() const;
    /// Starts `sitebookd` on \a library and \a port; its address.
    QUrl startServer(QProcess &process, const QString &library, quint16 port = 0) const;
};

QProcessEnvironment TestProgram::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.filePath(u"config"_s));
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    return environment;
}

QUrl TestProgram::startServer(QProcess &process, const QString &library, quint16 port) const
{
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(SITEBOOK_BIN_DIR) + u"/sitebookd"_s,
        {u"--library"_s, library, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
    if (!process.waitForStarted() || !process.waitForReadyRead(20'000))
        qFatal("sitebookd does not start: %s", process.readAllStandardError().constData());
    return QUrl(QString::fromUtf8(process.readLine()).trimmed().section(u' ', -1));
}

void TestProgram::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s};
    QTest::newRow("both") << QStringList{u"--library"_s, u"x"_s, u"--server"_s, u"http://localhost:1000"_s};
    QTest::newRow("no address") << QStringList{u"--server"_s, u"localhost:1000"_s};
}

void TestProgram::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(SITEBOOK_BIN_DIR) + u"/sitebook"_s, arguments);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(!process.readAllStandardError().isEmpty());
}

void TestProgram::versionNeedsNoScreen()
{
    QProcess process;
    QProcessEnvironment without = environment();
    for (const QString &name : {u"QT_QPA_PLATFORM"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s})
        without.remove(name);
    process.setProcessEnvironment(without);
    process.start(QStringLiteral(SITEBOOK_BIN_DIR) + u"/sitebook"_s, {u"--version"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains(SITEBOOK_VERSION));
}

void TestProgram::secondStartHandsOver()
{
    const QString name = m_folder.filePath(u"a.sitebook"_s);
    QVERIFY(!SingleInstance(name).handOver({}));
    SingleInstance first(name);
    first.listen();
    QSignalSpy raised(&first, &SingleInstance::raised);
    bool taken = false;
    std::thread second([&] { taken = SingleInstance(name).handOver({u"https://example.org/ü"_s}); });
    QTRY_COMPARE(raised.size(), 1);
    second.join();
    QVERIFY(taken);
    QCOMPARE(raised.constFirst().constFirst().toStringList(), QStringList{u"https://example.org/ü"_s});
    QVERIFY(!SingleInstance(m_folder.filePath(u"b.sitebook"_s)).handOver({}));
}

void TestProgram::secondProcessRaisesTheFirst()
{
    const QStringList arguments{u"--library"_s, m_folder.filePath(u"c.sitebook"_s)};
    const QString program = QStringLiteral(SITEBOOK_BIN_DIR) + u"/sitebook"_s;
    QProcess first;
    first.setProcessEnvironment(environment());
    first.start(program, arguments);
    QVERIFY(first.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder.filePath(u"c.sitebook"_s)), 20'000);
    QProcess second;
    second.setProcessEnvironment(environment());
    second.start(program, arguments);
    QVERIFY(second.waitForFinished(20'000));
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(first.state(), QProcess::Running);
    first.kill();
    QVERIFY(first.waitForFinished());
}

void TestProgram::killedServerLosesNothingSaved()
{
    WindowFixture fixture;
    fixture.start();
    const QString library = fixture.path(u"killed.sitebook"_s);
    QProcess server;
    fixture.window()->openServer(startServer(server, library));
    QTRY_VERIFY(fixture.library() && fixture.library()->state() == Library::State::Ready);
    QList<Website> websites;
    for (int i = 0; i < 300; ++i)
        websites.append(newWebsite(u"https://example.org/%1"_s.arg(i)));
    fixture.library()->perform(addGroup(websites));
    QVERIFY(fixture.waitSaved());
    server.kill(); // as saved as the window says
    QVERIFY(server.waitForFinished());
    fixture.window()->openFile(library);
    QTRY_VERIFY(fixture.library() && fixture.library()->state() == Library::State::Ready);
    QCOMPARE(fixture.library()->websites().count(), 300);
}

void TestProgram::serverThatComesBackGetsWhatWaited()
{
    WindowFixture fixture;
    fixture.start();
    const QString library = fixture.path(u"back.sitebook"_s);
    QProcess server;
    const QUrl url = startServer(server, library);
    fixture.window()->openServer(url);
    QTRY_VERIFY(fixture.library() && fixture.library()->state() == Library::State::Ready);
    server.kill();
    QVERIFY(server.waitForFinished());
    fixture.library()->perform(addGroup({newWebsite(u"https://example.org/"_s)}));
    QTRY_VERIFY(fixture.window()->messages()->isVisible());
    QCOMPARE(fixture.names(), QStringList{u"example.org"_s}); // the edit is not lost
    QVERIFY(fixture.library()->isSaving());
    fixture.window()->openFile(fixture.path(u"library.sitebook"_s)); // waits: what is not saved would be lost
    QTest::qWait(50);
    QCOMPARE(fixture.names(), QStringList{u"example.org"_s});
    startServer(server, library, static_cast<quint16>(url.port()));
    QTRY_VERIFY_WITH_TIMEOUT(fixture.library() && fixture.library()->client().base() != url
            && fixture.library()->state() == Library::State::Ready,
        20'000);
    QVERIFY(!fixture.window()->messages()->isVisible());
    QCOMPARE(fixture.library()->websites().count(), 0);
    fixture.window()->openServer(url);
    QTRY_VERIFY(fixture.library() && fixture.library()->state() == Library::State::Ready);
    QCOMPARE(fixture.library()->websites().count(), 1);
    server.terminate();
    QVERIFY(server.waitForFinished());
    QCOMPARE(server.exitCode(), 0);
}

QTEST_MAIN(TestProgram)
#include "tst_program.moc"
