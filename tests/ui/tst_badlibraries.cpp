// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeserver.h"
#include "tests/support/sqlfile.h"
#include "tests/ui/windowfixture.h"
#include "ui/libraryview.h"
#include "ui/messagebar.h"

#include <QFile>
#include <QLabel>
#include <QLockFile>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// What the window says when a library cannot be opened or a server does not behave; it never hangs or changes a file.
class TestBadLibraries : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void notALibrary();
    void damagedLibrary();
    void newerVersion();
    void folderMissing();
    void inUseByAnother();
    void ownLibraryIsOneClickAway();
    void serverNotThere();
    void serverAnswersHtml();
    void serverFails();
    void serverSaysNothingAndWindowLives();

private:
    std::unique_ptr<WindowFixture> m_fixture;

    QString words() const { return m_fixture->find<QLabel>("welcomeWords")->text(); }
    bool problemShown() const
    {
        return QTest::qWaitFor([this] { return m_fixture->find<QWidget>("retryButton")->isVisible(); }, 5000);
    }
    QString write(const QString &name, const QByteArray &content) const;
    QByteArray read(const QString &path) const;
};

void TestBadLibraries::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
    m_fixture->add(u"Qt"_s, u"https://www.qt.io/"_s);
}

void TestBadLibraries::cleanup()
{
    m_fixture.reset();
}

QString TestBadLibraries::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_fixture->path(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s", qPrintable(file.errorString()));
    file.write(content);
    return file.fileName();
}

QByteArray TestBadLibraries::read(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestBadLibraries::notALibrary()
{
    const QByteArray content = QByteArray("Dear diary, ").repeated(1000);
    const QString path = write(u"diary.sitebook"_s, content);
    m_fixture->window()->openFile(path);
    QVERIFY(problemShown());
    QVERIFY2(words().contains(u"diary.sitebook"), qPrintable(words()));
    QCOMPARE(read(path), content);
}

void TestBadLibraries::damagedLibrary()
{
    m_fixture->close();
    const QString good = m_fixture->path(u"library.sitebook"_s);
    QByteArray content = read(good);
    QVERIFY(content.size() > 8192);
    for (qsizetype i = 4096; i < content.size(); i += 3)
        content[i] = static_cast<char>(i);
    const QString path = write(u"damaged.sitebook"_s, content);
    m_fixture->start();
    m_fixture->window()->openFile(path);
    QVERIFY(problemShown());
    QVERIFY2(words().contains(u"damaged", Qt::CaseInsensitive), qPrintable(words()));
    QCOMPARE(read(path), content);
}

void TestBadLibraries::newerVersion()
{
    m_fixture->close();
    const QString path = m_fixture->path(u"newer.sitebook"_s);
    QVERIFY(QFile::copy(m_fixture->path(u"library.sitebook"_s), path));
    QVERIFY(runOn(path, u"PRAGMA user_version = 9999"_s));
    m_fixture->start();
    m_fixture->window()->openFile(path);
    QVERIFY(problemShown());
    QVERIFY2(words().contains(u"newer", Qt::CaseInsensitive), qPrintable(words()));
}

void TestBadLibraries::folderMissing()
{
    m_fixture->window()->openFile(m_fixture->path(u"no/such/folder/x.sitebook"_s));
    QVERIFY(problemShown());
    QVERIFY(!words().isEmpty());
}

void TestBadLibraries::inUseByAnother()
{
    MainWindow second;
    second.show();
    second.openFile(m_fixture->path(u"library.sitebook"_s));
    auto *label = second.findChild<QLabel *>(u"welcomeWords"_s);
    auto *retry = second.findChild<QWidget *>(u"retryButton"_s);
    QTRY_VERIFY(retry->isVisible());
    QVERIFY2(label->text().contains(u"use", Qt::CaseInsensitive), qPrintable(label->text()));
    // The first window goes on, and when it is closed the second may have it.
    m_fixture->add(u"SQLite"_s, u"https://sqlite.org/"_s);
    m_fixture->close();
    QTest::mouseClick(retry, Qt::LeftButton);
    QTRY_VERIFY(second.library() && second.library()->state() == Library::State::Ready);
    QCOMPARE(second.library()->websites().count(), 2);
}

void TestBadLibraries::ownLibraryIsOneClickAway()
{
    m_fixture->window()->openFile(write(u"x.sitebook"_s, QByteArray(5000, 'x')));
    QVERIFY(problemShown());
    QTest::mouseClick(m_fixture->find<QWidget>("ownLibraryButton"), Qt::LeftButton);
    QTRY_VERIFY(m_fixture->library() && m_fixture->library()->state() == Library::State::Ready);
}

void TestBadLibraries::serverNotThere()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const quint16 port = taken.serverPort();
    taken.close();
    m_fixture->window()->openServer(QUrl(u"http://127.0.0.1:%1"_s.arg(port)));
    QVERIFY(problemShown());
    QVERIFY2(words().contains(QString::number(port)), qPrintable(words()));
}

void TestBadLibraries::serverAnswersHtml()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &) { return FakeAnswer::html(); });
    m_fixture->window()->openServer(server.base());
    QVERIFY(problemShown());
    QVERIFY2(words().contains(u"web page", Qt::CaseInsensitive), qPrintable(words()));
}

void TestBadLibraries::serverFails()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &) { return FakeAnswer::failure(500, "the cupboard is bare"); });
    m_fixture->window()->openServer(server.base());
    QVERIFY(problemShown());
    QVERIFY2(words().contains(u"the cupboard is bare"), qPrintable(words()));
}

void TestBadLibraries::serverSaysNothingAndWindowLives()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &) { return FakeAnswer::hang(); });
    m_fixture->window()->openServer(server.base());
    QTRY_VERIFY(m_fixture->library());
    QCOMPARE(m_fixture->library()->state(), Library::State::Loading);
    // Nothing waits for it: another library opens at once.
    m_fixture->window()->openFile(m_fixture->path(u"library.sitebook"_s));
    QTRY_VERIFY(m_fixture->library() && m_fixture->library()->state() == Library::State::Ready);
    QCOMPARE(m_fixture->library()->websites().count(), 1);
}

QTEST_MAIN(TestBadLibraries)
#include "tst_badlibraries.moc"
