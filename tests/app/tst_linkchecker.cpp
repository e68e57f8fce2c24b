// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/check/linkchecker.h"
#include "tests/support/fakeserver.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <map>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace sitebook;

namespace {

FakeAnswer status(int status)
{
    return {.status = status};
}

FakeAnswer redirect(int status, const QByteArray &target)
{
    return FakeAnswer{.status = status}.with("Location", target);
}

/// Takes connections at every address of this computer, and says nothing.
class SilentServer
{
public:
    SilentServer()
    {
        if (!m_server.listen(QHostAddress::AnyIPv4))
            qFatal("no port");
    }
    /// An address at the \a host th host, the first of which is 2.
    QUrl url(int host, const QString &path = u"/"_s) const
    {
        return QUrl(u"http://127.0.0.%1:%2%3"_s.arg(host).arg(m_server.serverPort()).arg(path));
    }
    /// How many connections each address has.
    std::map<QString, int> connections() const
    {
        std::map<QString, int> counts;
        const QList<QTcpSocket *> sockets = m_server.findChildren<QTcpSocket *>();
        for (const QTcpSocket *socket : sockets)
            counts[socket->localAddress().toString()] += socket->state() == QAbstractSocket::ConnectedState;
        return counts;
    }
    void accept()
    {
        while (m_server.nextPendingConnection())
            continue;
    }

private:
    QTcpServer m_server;
};

/// A checker that hurries, and what it says.
class Check
{
public:
    Check()
    {
        checker.setRetryPauses({1ms, 1ms});
        checker.setTimeLimit(2s);
        checker.setHasNetwork([] { return true; });
        QObject::connect(&checker, &LinkChecker::checked, &checker,
            [this](const QUrl &url, const LinkFinding &finding) { found[url] = finding; });
        QObject::connect(&checker, &LinkChecker::finished, &checker, [this](LinkChecker::End how) {
            end = how;
            ++ends;
        });
    }

    QNetworkAccessManager network;
    LinkChecker checker{&network};
    std::map<QUrl, LinkFinding> found;
    std::optional<LinkChecker::End> end;
    int ends = 0;

    void start(const QList<QUrl> &urls)
    {
        for (const QUrl &url : urls)
            checker.add(url);
        checker.start();
    }
    /// Checks \a urls to the end; whether all were checked.
    bool run(const QList<QUrl> &urls)
    {
        start(urls);
        return QTest::qWaitFor([this] { return end.has_value(); }, 10'000) && end == LinkChecker::End::Complete;
    }
    LinkFinding finding(const QUrl &url)
    {
        LinkFinding result = found[url];
        result.moment = {};
        return result;
    }
};

/// The requests in a line: `HEAD /a, GET /a`.
QString requestsOf(const FakeServer &server)
{
    QStringList lines;
    for (const FakeRequest &request : server.requests())
        lines.append(QString::fromLatin1(request.method + ' ' + request.target));
    return lines.join(u", "_s);
}

} // namespace

class TestLinkChecker : public QObject
{
    Q_OBJECT

private slots:
    void whatIsAskedFor();
    void answers_data();
    void answers();
    void redirects_data();
    void redirects();
    void headThatFails();
    void whatPassesIsTriedAgain();
    void leavesAloneWhoAsksForIt();
    void leavesAloneWhoIsBusy();
    void leavesAloneForGood();
    void retryAfterAsSecondsOrDate();
    void whatHangsIsBroken();
    void nobodyListens();
    void noSecureConnection();
    void tellsNobodyWhoAsks();
    void staysOutOfTheLocalNetwork();
    void localHosts();
    void isPolite();
    void noNetworkNotesNothing();
    void deadHostsAreNoMissingNetwork();
    void networkThatGoesIsNoticed();
    void lonelyDeadLink();
    void cancel();
};

void TestLinkChecker::whatIsAskedFor()
{
    QCOMPARE(LinkChecker::requested(u"https://a.example/b?c#d"_s), QUrl(u"https://a.example/b?c"_s));
    QCOMPARE(LinkChecker::requested(u" http://ada:secret@a.example:8080/ "_s), QUrl(u"http://a.example:8080/"_s));
    for (const QString &other : {u"ftp://a.example/"_s, u"mailto:a@a.example"_s, u"file:///etc/passwd"_s,
             u"javascript:alert(1)"_s, u"a.example"_s, u"https://"_s, QString()})
        QVERIFY2(LinkChecker::requested(other).isEmpty(), qPrintable(other));
}

void TestLinkChecker::answers_data()
{
    QTest::addColumn<int>("head");
    QTest::addColumn<int>("page");
    QTest::addColumn<LinkFinding>("finding");
    QTest::addColumn<QString>("requests");
    const auto broken = [](int status, const QString &words) { return LinkFinding{LinkState::Broken, status, words}; };
    const auto fine = [](int status, const QString &words) { return LinkFinding{LinkState::Fine, status, words}; };
    const QString head = u"HEAD /a"_s;
    const QString both = u"HEAD /a, GET /a"_s;
    QTest::newRow("fine") << 200 << 0 << fine(200, {}) << head;
    QTest::newRow("nothing in it") << 204 << 0 << fine(204, {}) << head;
    QTest::newRow("not found") << 404 << 200 << broken(404, u"404 Not Found"_s) << head;
    QTest::newRow("gone") << 410 << 200 << broken(410, u"410 Gone"_s) << head;
    QTest::newRow("no head") << 405 << 200 << fine(200, {}) << both;
    QTest::newRow("head fails") << 500 << 200 << fine(200, {}) << both;
    QTest::newRow("head forbidden") << 403 << 404 << broken(404, u"404 Not Found"_s) << both;
    QTest::newRow("closed") << 403 << 403 << fine(403, u"403 Forbidden"_s) << both;
    QTest::newRow("to sign in") << 401 << 401 << fine(401, u"401 Unauthorized"_s) << both;
    QTest::newRow("no name") << 418 << 418 << broken(418, u"418"_s) << both;
    // What may pass is asked three times, and the head only at first.
    QTest::newRow("fails") << 500 << 503 << broken(503, u"503 Service Unavailable"_s) << both + u", GET /a, GET /a"_s;
    QTest::newRow("too much") << 429 << 429 << fine(429, u"429 Too Many Requests"_s) << head + u", GET /a, GET /a"_s;
}

void TestLinkChecker::answers()
{
    QFETCH(int, head);
    QFETCH(int, page);
    QFETCH(LinkFinding, finding);
    QFETCH(QString, requests);
    FakeServer server;
    server.setHandler([&](const FakeRequest &request) { return status(request.method == "HEAD" ? head : page); });
    Check check;
    const QUrl url = server.base().resolved(QUrl(u"/a"_s));
    const Timestamp before = Timestamp::now();
    QVERIFY(check.run({url}));
    QCOMPARE(check.found.size(), 1U);
    QCOMPARE(check.finding(url), finding);
    QVERIFY(check.found[url].moment >= before && check.found[url].moment <= Timestamp::now());
    QCOMPARE(requestsOf(server), requests);
}

void TestLinkChecker::redirects_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<LinkState>("state");
    QTest::addColumn<QString>("movedTo");
    QTest::newRow("for good") << u"/301"_s << LinkState::Moved << u"/fine"_s;
    QTest::newRow("for good, strictly") << u"/308"_s << LinkState::Moved << u"/fine"_s;
    QTest::newRow("for now") << u"/302"_s << LinkState::Fine << QString();
    QTest::newRow("for now, strictly") << u"/307"_s << LinkState::Fine << QString();
    QTest::newRow("twice for good") << u"/twice"_s << LinkState::Moved << u"/fine"_s;
    QTest::newRow("for good, then for now") << u"/good-now"_s << LinkState::Moved << u"/302"_s;
    QTest::newRow("for now, then for good") << u"/now-good"_s << LinkState::Fine << QString();
    QTest::newRow("to nothing") << u"/to-nothing"_s << LinkState::Broken << QString();
    QTest::newRow("to what has no head") << u"/to-page"_s << LinkState::Moved << u"/page"_s;
    QTest::newRow("to a place in a page") << u"/to-place"_s << LinkState::Moved << u"/fine#place"_s;
    QTest::newRow("to another program") << u"/to-program"_s << LinkState::Fine << QString();
    QTest::newRow("without a target") << u"/nowhere"_s << LinkState::Fine << QString();
    QTest::newRow("ten times") << u"/10"_s << LinkState::Moved << u"/fine"_s;
    QTest::newRow("eleven times") << u"/11"_s << LinkState::Unknown << QString();
    QTest::newRow("in a circle") << u"/circle"_s << LinkState::Unknown << QString();
}

void TestLinkChecker::redirects()
{
    QFETCH(QString, path);
    QFETCH(LinkState, state);
    QFETCH(QString, movedTo);
    FakeServer server;
    server.answer("/fine", status(200));
    for (const int code : {301, 302, 307, 308})
        server.answer('/' + QByteArray::number(code), redirect(code, "/fine"));
    server.answer("/twice", redirect(308, "/301"));
    server.answer("/good-now", redirect(301, "/302"));
    server.answer("/now-good", redirect(302, "/301"));
    server.answer("/to-nothing", redirect(301, "/nothing"));
    server.answer("/to-page", redirect(301, "/page"));
    server.answer("/to-place", redirect(301, "/fine#place"));
    server.answer("/to-program", redirect(301, "market://details?id=1"));
    server.answer("/nowhere", status(302));
    server.answer("/circle", redirect(301, "/circle"));
    server.answer("/1", redirect(301, "/fine"));
    for (int left = 2; left <= 11; ++left)
        server.answer('/' + QByteArray::number(left), redirect(301, '/' + QByteArray::number(left - 1)));
    server.setHandler([](const FakeRequest &request) {
        return status(request.target != "/page" ? 404 : request.method == "HEAD" ? 405 : 200);
    });
    Check check;
    const QUrl url = server.base().resolved(QUrl(path));
    QVERIFY(check.run({url}));
    QCOMPARE(check.found.size(), 1U);
    QCOMPARE(check.finding(url).state, state);
    QCOMPARE(
        check.finding(url).movedTo, movedTo.isEmpty() ? QString() : server.base().resolved(QUrl(movedTo)).toString());
}

void TestLinkChecker::headThatFails()
{
    FakeServer server;
    server.setHandler(
        [](const FakeRequest &request) { return request.method == "HEAD" ? FakeAnswer::closeAtOnce() : status(200); });
    Check check;
    const QUrl url = server.base().resolved(QUrl(u"/a"_s));
    QVERIFY(check.run({url}));
    QCOMPARE(check.finding(url), (LinkFinding{LinkState::Fine, 200}));
    QVERIFY(server.requests().constLast().method == "GET");
}

void TestLinkChecker::whatPassesIsTriedAgain()
{
    FakeServer server;
    QList<QByteArray> asked;
    server.setHandler([&asked](const FakeRequest &request) {
        asked.append(request.target);
        return status(request.target == "/b" || asked.count("/a") > 3 ? 200 : 500);
    });
    Check check;
    const QUrl a = server.base().resolved(QUrl(u"/a"_s));
    const QUrl b = server.base().resolved(QUrl(u"/b"_s));
    QVERIFY(check.run({a, b}));
    QCOMPARE(check.finding(a), (LinkFinding{LinkState::Fine, 200}));
    QCOMPARE(check.finding(b), (LinkFinding{LinkState::Fine, 200}));
    // Head and page, then twice more, after all others.
    QCOMPARE(asked.count("/a"), 4);
    QCOMPARE(asked.count("/b"), 1);
    QCOMPARE(asked.constLast(), QByteArray("/a"));
}

/// Who asks to be left alone is not asked for the other addresses meanwhile, and for them all afterwards.
void TestLinkChecker::leavesAloneWhoAsksForIt()
{
    FakeServer server;
    QElapsedTimer sinceRefusal;
    int early = 0;
    server.setHandler([&](const FakeRequest &) {
        constexpr int atOnce = 2; // may be on their way as the first answer comes
        if (early == atOnce && sinceRefusal.elapsed() >= 950)
            return status(200);
        ++early;
        if (!sinceRefusal.isValid())
            sinceRefusal.start();
        return status(429).with("Retry-After", "1");
    });
    Check check;
    QList<QUrl> urls;
    for (int i = 0; i < 10; ++i)
        urls.append(server.base().resolved(QUrl(u"/%1"_s.arg(i))));
    QVERIFY(check.run(urls));
    QCOMPARE(early, 2);
    for (const QUrl &url : std::as_const(urls))
        QCOMPARE(check.finding(url), (LinkFinding{LinkState::Fine, 200}));
}

/// Whoever always wants to be left alone is asked a few times; what it was asked is closed to us, of the rest nothing
/// is known.
void TestLinkChecker::leavesAloneWhoIsBusy()
{
    FakeServer server;
    int refused = 0;
    bool isBusy = true;
    // What has begun redirects to the same host, which is not asked again before its time.
    server.setHandler([&](const FakeRequest &request) {
        if (!isBusy)
            return status(200);
        if (request.target == "/0")
            return redirect(301, "/elsewhere");
        ++refused;
        return status(503).with("Retry-After", "1");
    });
    Check check;
    QList<QUrl> urls;
    for (int i = 0; i < 6; ++i)
        urls.append(server.base().resolved(QUrl(u"/%1"_s.arg(i))));
    check.start(urls);
    QTRY_VERIFY(refused > 0);
    QTest::qWait(300);
    const qsizetype asked = server.requests().size();
    QVERIFY2(asked <= 3, qPrintable(requestsOf(server))); // two that were on their way, and one redirect before that
    isBusy = false;
    QTRY_VERIFY(check.end.has_value());
    QCOMPARE(check.found.size(), 6U);
    for (const QUrl &url : std::as_const(urls))
        QCOMPARE(check.finding(url).state, LinkState::Fine);
}

void TestLinkChecker::leavesAloneForGood()
{
    FakeServer server;
    server.setHandler([&](const FakeRequest &) { return status(429).with("Retry-After", "1"); });
    Check check;
    check.checker.setRetryPauses({1ms});
    QList<QUrl> urls;
    for (int i = 0; i < 10; ++i)
        urls.append(server.base().resolved(QUrl(u"/%1"_s.arg(i))));
    QVERIFY(check.run(urls));
    QCOMPARE(server.requests().size(), 4);
    QCOMPARE(check.found.size(), 10U);
    const auto unknown =
        std::ranges::count_if(check.found, [](const auto &found) { return found.second.state == LinkState::Unknown; });
    QVERIFY(unknown >= 6);
}

void TestLinkChecker::retryAfterAsSecondsOrDate()
{
    const QDateTime now(QDate(2026, 11, 26), QTime(8, 0), Qt::UTC);
    QCOMPARE(retryAfter("120", now), 120s);
    QCOMPARE(retryAfter(" 0 ", now), 0s);
    QCOMPARE(retryAfter("Thu, 26 Nov 2026 08:00:30 GMT", now), 30s);
    QCOMPARE(retryAfter("Thu, 26 Nov 2026 07:00:00 GMT", now), 0s);
    for (const QByteArray value : {"", "soon", "-5", "99999999999999999999"})
        QCOMPARE(retryAfter(value, now), 0s);
    QCOMPARE(retryAfter("9223372036854775807", now), 24h);
}

void TestLinkChecker::whatHangsIsBroken()
{
    FakeServer server;
    server.setHandler([](const FakeRequest &) { return FakeAnswer::hang(); });
    Check check;
    check.checker.setTimeLimit(50ms);
    const QUrl url = server.base().resolved(QUrl(u"/a"_s));
    QVERIFY(check.run({url}));
    QCOMPARE(check.finding(url), (LinkFinding{LinkState::Broken, 0, u"no answer in time"_s}));
    QCOMPARE(requestsOf(server), u"HEAD /a, GET /a, GET /a, GET /a"_s);
}

void TestLinkChecker::nobodyListens()
{
    FakeServer server;
    const QUrl url = server.base().resolved(QUrl(u"/a"_s));
    server.stop();
    Check check;
    QVERIFY(check.run({url}));
    QCOMPARE(check.finding(url), (LinkFinding{LinkState::Broken, 0, u"connection refused"_s}));
}

void TestLinkChecker::noSecureConnection()
{
    // It speaks, but not TLS.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int connections = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        ++connections;
        QTcpSocket *socket = server.nextPendingConnection();
        connect(
            socket, &QTcpSocket::readyRead, socket, [socket] { socket->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    });
    Check check;
    const QUrl url(u"https://127.0.0.1:%1/"_s.arg(server.serverPort()));
    QVERIFY(check.run({url}));
    QCOMPARE(check.finding(url), (LinkFinding{LinkState::Broken, 0, u"no secure connection"_s}));
    QCOMPARE(connections, 1); // that does not pass
}

void TestLinkChecker::tellsNobodyWhoAsks()
{
    FakeServer server;
    server.answer("/a",
        redirect(301, "http://ada:secret@127.0.0.1:" + QByteArray::number(server.port()) + "/b")
            .with("Set-Cookie", "who=ada"));
    server.answer("/b", status(401).with("WWW-Authenticate", "Basic realm=\"x\"").with("Set-Cookie", "who=ada"));
    Check check;
    const QUrl url = LinkChecker::requested(u"http://ada:secret@127.0.0.1:%1/a#part"_s.arg(server.port()));
    QVERIFY(check.run({url}));
    QCOMPARE(check.finding(url).movedTo, u"http://127.0.0.1:%1/b"_s.arg(server.port()));
    QCOMPARE(requestsOf(server), u"HEAD /a, HEAD /b, GET /b"_s);
    for (const FakeRequest &request : server.requests()) {
        QVERIFY(request.header("Cookie").isNull());
        QVERIFY(request.header("Authorization").isNull());
        QVERIFY(request.header("Referer").isNull());
    }
}

void TestLinkChecker::staysOutOfTheLocalNetwork()
{
    // A proxy makes every host one of this computer.
    FakeServer proxy;
    proxy.setHandler([](const FakeRequest &request) {
        return request.target.contains("trap.example") ? redirect(302, "http://192.168.1.1/reboot") : status(200);
    });
    Check check;
    check.network.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.port()));
    const QUrl trap(u"http://trap.example/"_s);
    const QUrl own(u"http://192.168.1.1/"_s);
    QVERIFY(check.run({trap, own}));
    QCOMPARE(check.finding(trap).state, LinkState::Unknown);
    QCOMPARE(check.finding(own).state, LinkState::Fine); // a person has it in the library
    QVERIFY(!requestsOf(proxy).contains(u"reboot"_s));
}

void TestLinkChecker::localHosts()
{
    for (const QString &host : {u"localhost"_s, u"a.localhost"_s, u"printer.local"_s, u"127.8.0.1"_s, u"10.1.2.3"_s,
             u"172.31.0.1"_s, u"192.168.0.1"_s, u"169.254.1.1"_s, u"0.0.0.0"_s, u"[::1]"_s, u"[::]"_s, u"[fe80::1]"_s,
             u"[fd00::1]"_s, u"[::ffff:10.0.0.1]"_s})
        QVERIFY2(isLocalHost(QUrl(u"http://%1/"_s.arg(host))), qPrintable(host));
    for (const QString &host :
        {u"a.example"_s, u"localhost.example"_s, u"172.32.0.1"_s, u"8.8.8.8"_s, u"[2001:db8::1]"_s})
        QVERIFY2(!isLocalHost(QUrl(u"http://%1/"_s.arg(host))), qPrintable(host));
}

void TestLinkChecker::isPolite()
{
    SilentServer server;
    QList<QUrl> urls;
    for (int host = 2; host < 8; ++host) {
        for (int page = 0; page < 5; ++page)
            urls.append(server.url(host, u"/%1"_s.arg(page)));
    }
    Check check;
    check.checker.setTimeLimit(10s);
    check.start(urls);
    const auto count = [&] {
        server.accept();
        int all = 0;
        for (const auto &[host, connections] : server.connections())
            all += connections;
        return all;
    };
    QTRY_COMPARE(count(), 8);
    QTest::qWait(50);
    QCOMPARE(count(), 8);
    for (const auto &[host, connections] : server.connections())
        QVERIFY2(connections <= 2, qPrintable(host));
}

void TestLinkChecker::noNetworkNotesNothing()
{
    SilentServer server;
    Check check;
    check.checker.setTimeLimit(30ms);
    check.checker.setMostSilentHosts(4);
    QList<QUrl> urls;
    for (int host = 2; host < 20; ++host)
        urls.append(server.url(host));
    QVERIFY(!check.run(urls));
    QCOMPARE(check.end, LinkChecker::End::Offline);
    QVERIFY(check.found.empty());
    QVERIFY(!check.checker.isRunning());
    // The next check begins anew.
    FakeServer other;
    other.answer("/a", status(200));
    check.end.reset();
    QVERIFY(check.run({other.base().resolved(QUrl(u"/a"_s))}));
    QCOMPARE(check.found.size(), 1U);
}

void TestLinkChecker::deadHostsAreNoMissingNetwork()
{
    FakeServer alive;
    alive.answer("/a", status(200));
    SilentServer dead;
    Check check;
    check.checker.setTimeLimit(250ms);
    check.checker.setMostSilentHosts(3);
    QList<QUrl> urls{alive.base().resolved(QUrl(u"/a"_s))};
    for (int host = 2; host < 8; ++host)
        urls.append(dead.url(host));
    QVERIFY(check.run(urls));
    QCOMPARE(check.found.size(), 7U);
    QCOMPARE(check.finding(urls.constFirst()).state, LinkState::Fine);
    for (const QUrl &url : urls.sliced(1))
        QCOMPARE(check.finding(url), (LinkFinding{LinkState::Broken, 0, u"no answer in time"_s}));
    QVERIFY(alive.count() > 1); // it was asked whether the network is there
}

void TestLinkChecker::networkThatGoesIsNoticed()
{
    FakeServer alive;
    bool isThere = true;
    alive.setHandler(
        [&](const FakeRequest &) { return std::exchange(isThere, false) ? status(200) : FakeAnswer::hang(); });
    SilentServer dead;
    Check check;
    check.checker.setTimeLimit(250ms);
    check.checker.setMostSilentHosts(3);
    QList<QUrl> urls{alive.base().resolved(QUrl(u"/a"_s))};
    for (int host = 2; host < 14; ++host)
        urls.append(dead.url(host));
    QVERIFY(!check.run(urls));
    QCOMPARE(check.end, LinkChecker::End::Offline);
    QCOMPARE(check.found.size(), 1U);
    QCOMPARE(check.finding(urls.constFirst()).state, LinkState::Fine);
}

void TestLinkChecker::lonelyDeadLink()
{
    SilentServer server;
    for (const bool hasNetwork : {true, false}) {
        Check check;
        check.checker.setTimeLimit(30ms);
        check.checker.setHasNetwork([hasNetwork] { return hasNetwork; });
        QCOMPARE(check.run({server.url(2)}), hasNetwork);
        QCOMPARE(check.found.size(), hasNetwork ? 1U : 0U);
    }
}

void TestLinkChecker::cancel()
{
    FakeServer server;
    server.answer("/a", status(200));
    server.setHandler([](const FakeRequest &) { return FakeAnswer::hang(); });
    Check check;
    check.start({server.base().resolved(QUrl(u"/a"_s)), server.base().resolved(QUrl(u"/b"_s))});
    QTRY_COMPARE(check.found.size(), 1U);
    check.checker.cancel();
    QCOMPARE(check.end, LinkChecker::End::Cancelled);
    QVERIFY(!check.checker.isRunning());
    server.release(status(200));
    QTest::qWait(50);
    QCOMPARE(check.found.size(), 1U);
    QCOMPARE(check.ends, 1);
    // Without anything to check it ends as well.
    check.end.reset();
    QVERIFY(check.run({}));
}

QTEST_GUILESS_MAIN(TestLinkChecker)
#include "tst_linkchecker.moc"
