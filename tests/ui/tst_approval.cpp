// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/localserver.h"
#include "api/types/json.h"
#include "app/session/librarysession.h"
#include "app/session/standin.h"
#include "tests/ui/windowfixture.h"
#include "ui/approvalbar.h"
#include "ui/settingsdialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// Another program, which knows the address of the library's server.
class OtherProgram
{
public:
    explicit OtherProgram(const WindowFixture &fixture)
        : m_base(fixture.window()->session()->serverUrl())
    {
    }

    /// Introduces itself as \a name; its identifier.
    QString connect(const QString &name, const QString &version)
    {
        const QJsonObject application{{u"name"_s, name}, {u"version"_s, version}, {u"platform"_s, u"LINUX"_s}};
        int status = 0;
        const QByteArray body = ask("/connect", toJson({{u"application"_s, application}}), status);
        m_id = objectFromJson(body)->value("application"_L1).toObject().value("id"_L1).toString().toLatin1();
        return QString::fromLatin1(m_id);
    }
    int list() { return status("/websites", {}); }
    int create() { return status("/websites/create", R"({"url":"https:example.org","name":"By another"})"); }

private:
    QUrl m_base;
    QNetworkAccessManager m_network;
    QByteArray m_id;

    static QByteArray toJson(const QJsonObject &object) { return QJsonDocument(object).toJson(); }
    int status(const char *path, const QByteArray &body)
    {
        int status = 0;
        ask(path, body, status);
        return status;
    }
    QByteArray ask(const char *path, const QByteArray &body, int &status)
    {
        QNetworkRequest request(m_base.resolved(QUrl(QString::fromLatin1(path))));
        request.setRawHeader("application", m_id);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> reply(
            body.isEmpty() ? m_network.get(request) : m_network.post(request, body));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        finished.wait();
        status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        return reply->readAll();
    }
};

} // namespace

/// What other programs may do with the library of a window.
class TestApproval : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_window.start(); }
    void asksAndRemembers();
    void refuses();
    void asksOneAfterTheOther();
    void settingsListPrograms();
    void standsInForPiecesOs();

private:
    ApprovalBar *bar() const { return m_window.find<ApprovalBar>("approvalBar"); }
    void click(const char *button) const { QTest::mouseClick(m_window.find<QPushButton>(button), Qt::LeftButton); }
    /// The settings, open.
    SettingsDialog *settings() const;

    WindowFixture m_window;
};

SettingsDialog *TestApproval::settings() const
{
    m_window.trigger("settingsAction");
    return m_window.find<SettingsDialog>("settingsDialog");
}

void TestApproval::asksAndRemembers()
{
    OtherProgram program(m_window);
    QCOMPARE(program.list(), 401);
    QVERIFY(!bar()->isVisible());
    program.connect(u"VS_CODE"_s, u"1.95"_s);
    QTRY_VERIFY(bar()->isVisible());
    QVERIFY(m_window.find<QLabel>("approvalQuestion")->text().contains("VS CODE 1.95"_L1));
    QCOMPARE(program.list(), 401);
    click("allowReadingButton");
    QTRY_VERIFY(!bar()->isVisible());
    QCOMPARE(program.list(), 200);
    QCOMPARE(program.create(), 403);
    // The next start of both: nobody is asked again.
    m_window.start();
    OtherProgram again(m_window);
    again.connect(u"VS_CODE"_s, u"1.96"_s);
    QCOMPARE(again.list(), 200);
    QVERIFY(!bar()->isVisible());
}

void TestApproval::refuses()
{
    OtherProgram program(m_window);
    program.connect(u"SPY"_s, u"1"_s);
    QTRY_VERIFY(bar()->isVisible());
    click("refuseButton");
    QTRY_VERIFY(!bar()->isVisible());
    QCOMPARE(program.list(), 403);
    // The window itself works as ever.
    QVERIFY(!m_window.add(u"Mine"_s, u"https://example.org/mine"_s).isEmpty());
}

void TestApproval::asksOneAfterTheOther()
{
    OtherProgram one(m_window);
    OtherProgram two(m_window);
    one.connect(u"FIRST"_s, u"1"_s);
    two.connect(u"SECOND"_s, u"2"_s);
    QTRY_VERIFY(bar()->program().name == "FIRST"_L1);
    click("allowChangesButton");
    QTRY_VERIFY(bar()->program().name == "SECOND"_L1);
    QCOMPARE(one.create(), 200);
    QTRY_COMPARE(m_window.names().filter(u"By another"_s).size(), 1);
    QCOMPARE(two.list(), 401);
    click("refuseButton");
    QTRY_VERIFY(!bar()->isVisible());
}

void TestApproval::settingsListPrograms()
{
    OtherProgram program(m_window);
    program.connect(u"EDITOR"_s, u"3"_s);
    QTRY_VERIFY(bar()->isVisible());
    SettingsDialog *dialog = settings();
    auto *list = dialog->findChild<QTreeWidget *>(u"programList"_s);
    QCOMPARE(list->findItems(u"EDITOR 3"_s, Qt::MatchExactly).size(), 1);
    const auto permission = [list] {
        const auto items = list->findItems(u"EDITOR 3"_s, Qt::MatchExactly);
        return items.isEmpty() ? QString() : items.first()->text(1);
    };
    auto *allow = dialog->findChild<QPushButton *>(u"settingsChangeButton"_s);
    QVERIFY(!allow->isEnabled());
    list->setCurrentItem(list->findItems(u"EDITOR 3"_s, Qt::MatchExactly).first());
    QTest::mouseClick(allow, Qt::LeftButton);
    QTRY_COMPARE(permission(), u"May read and change"_s);
    QVERIFY(!bar()->isVisible());
    QCOMPARE(program.create(), 200);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"settingsReadButton"_s), Qt::LeftButton);
    QTRY_COMPARE(permission(), u"May read"_s);
    QCOMPARE(program.create(), 403);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"forgetButton"_s), Qt::LeftButton);
    QTRY_COMPARE(permission(), QString());
    QCOMPARE(program.list(), 401);
    dialog->close();
}

void TestApproval::standsInForPiecesOs()
{
    // What listens where Pieces OS might: first it does, then it ends.
    const QTemporaryDir folder;
    LocalServer pieces({.libraryPath = folder.filePath(u"pieces"_s)});
    QSignalSpy listening(&pieces, &LocalServer::listening);
    pieces.start();
    QVERIFY(listening.wait());
    const auto port = static_cast<quint16>(pieces.url().port());
    StandIn *standIn = m_window.window()->session()->standIn();
    standIn->configure(port, {port}, std::chrono::milliseconds(50));

    SettingsDialog *dialog = settings();
    auto *check = dialog->findChild<QCheckBox *>(u"standInCheck"_s);
    auto *state = dialog->findChild<QLabel *>(u"standInState"_s);
    QVERIFY(!check->isChecked());
    QTest::mouseClick(check, Qt::LeftButton, {}, QPoint(8, check->height() / 2));
    QVERIFY(check->isChecked());
    QTRY_COMPARE(standIn->state(), StandIn::State::NotNeeded);
    QVERIFY(state->text().contains("Pieces OS"_L1));
    pieces.stop();
    QTRY_COMPARE(standIn->state(), StandIn::State::Listening);
    QVERIFY(state->text().contains(QString::number(port)));
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    QVERIFY(socket.waitForConnected());
    QTest::mouseClick(check, Qt::LeftButton, {}, QPoint(8, check->height() / 2));
    QTRY_COMPARE(standIn->state(), StandIn::State::Off);
    QTRY_VERIFY(([port] {
        QTcpSocket late;
        late.connectToHost(u"127.0.0.1"_s, port);
        return !late.waitForConnected(500);
    }()));
    dialog->close();
}

QTEST_MAIN(TestApproval)
#include "tst_approval.moc"
