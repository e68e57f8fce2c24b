// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/json.h"
#include "tests/api/rawclient.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// Requests that no well-behaved client sends: each gets the right answer or is refused in words, and the server goes
/// on.
class TestHostile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.start()); }

    void framing_data();
    void framing();
    void hosts_data();
    void hosts();
    void pagesAreRefused_data();
    void pagesAreRefused();
    void targets_data();
    void targets();
    void pipelineOfAllSorts();
    void headHasTheHeaderOfGet_data();
    void headHasTheHeaderOfGet();

private:
    HostileFixture m_fixture;
};

namespace {

QByteArray getBytes(const QByteArray &target, const QByteArray &fields = "Host: localhost\r\n")
{
    return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}

} // namespace

void TestHostile::framing_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<Statuses>("statuses");
    const auto row = [](const char *name, const QByteArray &request, const Statuses &statuses) {
        QTest::newRow(name) << request << statuses;
    };
    const auto get = [&](const char *name, const QByteArray &fields, const Statuses &statuses) {
        row(name, getBytes("/websites", "Host: localhost\r\n" + fields), statuses);
    };
    const auto post = [&](const char *name, const QByteArray &fieldsAndBody, const Statuses &statuses) {
        row(name, "POST /websites/exists HTTP/1.1\r\nHost: localhost\r\n" + fieldsAndBody, statuses);
    };
    get("one long field", "X: " + QByteArray(17'000, 'x') + "\r\n", {431});
    get("many fields", QByteArray("X: y\r\n").repeated(3'000), {431});
    row("long request line", getBytes('/' + QByteArray(17'000, 'x')), {431});
    get("space before the colon", "X : y\r\n", {400});
    get("no colon", "X\r\n", {400});
    get("no name", ": y\r\n", {400});
    get("NUL in a field", QByteArray("X: a\0b\r\n", 8), {400});
    get("folded field", "X: a\r\n b\r\n", {200, 400});
    row("NUL in the target", QByteArray("GET /web\0sites HTTP/1.1\r\nHost: localhost\r\n\r\n", 44), {400});
    row("line feeds alone", "GET /websites HTTP/1.1\nHost: localhost\n\n", {200, 400});
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505});
    row("HTTP/9.9", "GET /websites HTTP/9.9\r\nHost: localhost\r\n\r\n", {200, 400, 505});
    row("HTTP/1.0", "GET /websites HTTP/1.0\r\nHost: localhost\r\n\r\n", {200});
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), {400});
    row("method in lower case", "get /websites HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 405});
    row("unknown method", "BREW /websites HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 405});
    row("tunnel", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 404, 405});

    const QByteArray body = R"({"value":"x"})";
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    post("chunks", chunked + "\r\n5;x=y\r\n{\"val\r\n8\r\nue\":\"x\"}\r\n0\r\nTrailer: x\r\n\r\n", {200});
    post("length and chunks", "Content-Length: 13\r\n" + chunked + "\r\nd\r\n" + body + "\r\n0\r\n\r\n", {400});
    post("chunks and length", chunked + "Content-Length: 13\r\n\r\nd\r\n" + body + "\r\n0\r\n\r\n", {400});
    post("two lengths", "Content-Length: 13\r\nContent-Length: 12\r\n\r\n" + body, {400});
    for (const char *length : {"-1", "+13", "abc", "1 3", "13,12", "0x0d", "99999999999999999999", "1e1"})
        post(qPrintable(u"length "_s + QString::fromLatin1(length)),
            QByteArray("Content-Length: ") + length + "\r\n\r\n" + body, {400, 413});
    post("chunk of zz bytes", chunked + "\r\nzz\r\n" + body + "\r\n0\r\n\r\n", {400});
    post("chunk of -1 bytes", chunked + "\r\n-1\r\n" + body + "\r\n0\r\n\r\n", {400});
    post("chunk of too many bytes to count", chunked + "\r\nffffffffffffffffff\r\n" + body, {400, 413});
    post("chunk longer than it says", chunked + "\r\n5\r\n" + body + "\r\n0\r\n\r\n", {400});
    post("coding that nobody knows", "Transfer-Encoding: rot13\r\nContent-Length: 13\r\n\r\n" + body, {200, 400, 501});
    post("packed body", "Content-Encoding: gzip\r\nContent-Length: 13\r\n\r\n" + body, {200, 400, 415});
    post("expects what nobody knows", "Expect: a miracle\r\nContent-Length: 13\r\n\r\n" + body, {200, 417});
}

void TestHostile::framing()
{
    QFETCH(QByteArray, request);
    QFETCH(Statuses, statuses);
    const RawAnswer answer = m_fixture.answerTo(request);
    QVERIFY(hasStatus(answer, statuses));
    QVERIFY(m_fixture.isAlive());
}

void TestHostile::hosts_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<Statuses>("statuses");
    for (const char *host : {"localhost", "LOCALHOST:1", "127.0.0.1", "127.1.2.3:65535", "[::1]:80"})
        QTest::newRow(host) << QByteArray("Host: ") + host + "\r\n" << Statuses{200};
    // A name that its owner lets point here, so that a page of it could read the library.
    for (const char *host : {"example.org", "localhost.example.org", "127.0.0.1.nip.io", "127.0.0.1@example.org",
             "example.org#127.0.0.1", "localhost:80@example.org", "127.0.0.1:80:80", "[::1].example.org", "0.0.0.0",
             "192.0.2.1", "2130706433", "0x7f.0.0.1", "localhost:port", "localhost/", "", "[", "]:", "[::1"})
        QTest::newRow(host) << QByteArray("Host: ") + host + "\r\n" << Statuses{400, 403};
    QTest::newRow("none") << QByteArray() << Statuses{400};
    QTest::newRow("two") << QByteArray("Host: localhost\r\nHost: localhost\r\n") << Statuses{400};
    QTest::newRow("two in one") << QByteArray("Host: localhost, example.org\r\n") << Statuses{400, 403};
}

void TestHostile::hosts()
{
    QFETCH(QByteArray, fields);
    QFETCH(Statuses, statuses);
    const RawAnswer answer = m_fixture.answerTo(getBytes("/websites", fields));
    QVERIFY(hasStatus(answer, statuses));
}

void TestHostile::pagesAreRefused_data()
{
    QTest::addColumn<QByteArray>("origin");
    for (const char *origin : {"https://example.org", "http://localhost:3000", "http://127.0.0.1", "https://[::1]:8080",
             "null", "", "file://", "chrome-extension://abcdefghijklmnopabcdefghijklmnop", "moz-extension://x",
             "HTTP://LOCALHOST", "localhost", "http://localhost.example.org", "http://localhost, https://example.org"})
        QTest::newRow(origin) << QByteArray(origin);
}

/// A page says where it comes from; a program does not. Pages of this computer are no better than others: any user of
/// it, and any tool that shows a page, may serve them.
void TestHostile::pagesAreRefused()
{
    QFETCH(QByteArray, origin);
    const QByteArray fields = "Host: localhost\r\nOrigin: " + origin + "\r\n";
    const QByteArray upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    const QByteArray preflight = "OPTIONS /websites/create HTTP/1.1\r\n" + fields
        + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n";
    for (const QByteArray &request : {getBytes("/websites", fields), preflight,
             postBytes("/websites/exists", R"({"value":"x"})", "Origin: " + origin + "\r\n"),
             getBytes("/websites/stream/identifiers", fields + upgrade)})
    {
        const RawAnswer answer = m_fixture.answerTo(request);
        QVERIFY(hasStatus(answer, Statuses{403}));
        QVERIFY(!answer.body.contains("iterable"));
        QVERIFY(answer.field("Access-Control-Allow-Origin").isEmpty());
    }
}

void TestHostile::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Statuses>("statuses");
    const auto row = [](const char *target, const Statuses &statuses) {
        QTest::newRow(target) << QByteArray(target) << statuses;
    };
    row("/websites", {200});
    row("/websites/", {200});
    row("/websites?", {200});
    row("/websites?&&=&a=b=c&%zz=%&transferables=%66alse", {200});
    row("/websites#top", {400, 404});
    row("//websites", {404});
    row("/", {404});
    row("/./websites", {404});
    row("/website/../websites", {404});
    row("/..%2f..%2fetc/passwd", {404});
    row("/website/..%2F..%2Fetc%2Fpasswd", {410});
    row("/website/", {404});
    row("/website/%", {400, 410});
    row("/website/%zz", {400, 410});
    row("/website/%2", {400, 410});
    row("/website/%00", {400, 410});
    row("/website/%FF%FE", {400, 410});
    row("/website/%ED%A0%80", {400, 410});
    row("/website/%c0%af", {400, 410});
    row("/website/\xff\xfe", {400, 410});
    row("/website/a|b<c>\"d\"", {400, 410});
    row("/website/' OR 1=1 --", {400, 410});
    row("/assets/search?query=%25%00%FF+", {200});
    row("http://localhost/websites", {200, 400});
    row("http://example.org/websites", {400, 403, 421});
    row("websites", {400});
    row("*", {400, 404});
    row("\\websites", {400, 404});
    QTest::newRow("long identifier") << "/website/" + QByteArray(15'000, 'x') << Statuses{410};
    QTest::newRow("many segments") << QByteArray("/a").repeated(7'000) << Statuses{404};
    QTest::newRow("many empty segments") << QByteArray(15'000, '/') << Statuses{404};
    QTest::newRow("many fields of the query") << "/websites?" + QByteArray("a=b&").repeated(3'700) << Statuses{200};
}

void TestHostile::targets()
{
    QFETCH(QByteArray, target);
    QFETCH(Statuses, statuses);
    const RawAnswer answer = m_fixture.get(target);
    QVERIFY(hasStatus(answer, statuses));
    QVERIFY(m_fixture.isAlive());
}

void TestHostile::pipelineOfAllSorts()
{
    const QByteArray chunked = "POST /websites/exists HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "9\r\n{\"value\":\r\n4\r\n\"p\"}\r\n0\r\n\r\n";
    const QByteArray requests = postBytes("/websites/create", R"({"id":"p","url":"p","name":"p"})")
        + getBytes("/websites") + getBytes("/nothing") + chunked + getBytes("/website/p")
        + postBytes("/website/p/scores/increment", {}) + getBytes("/website/none") + postBytes("/websites/p/delete", {})
        + getBytes("/website/p");
    constexpr int rounds = 20;
    const QList<RawAnswer> answers = m_fixture.answersTo(requests.repeated(rounds), 9 * rounds);
    QCOMPARE(answers.size(), 9 * rounds);
    for (qsizetype i = 0; i < answers.size(); i += 9) {
        Statuses statuses;
        for (const RawAnswer &answer : answers.mid(i, 9))
            statuses.append(answer.status);
        QCOMPARE(statuses, (Statuses{200, 200, 404, 200, 200, 204, 410, 204, 410}));
        QCOMPARE(objectFromJson(answers.at(i + 1).body)->value("iterable"_L1).toArray().size(), 1);
        QVERIFY(objectFromJson(answers.at(i + 3).body)->contains("website"_L1));
    }
}

void TestHostile::headHasTheHeaderOfGet_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target : {"/websites", "/tags", "/website/none", "/nothing", "/.well-known/health"})
        QTest::newRow(target) << QByteArray(target);
}

void TestHostile::headHasTheHeaderOfGet()
{
    QFETCH(QByteArray, target);
    const RawAnswer get = m_fixture.get(target);
    const QByteArray head = "HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const QList<RawAnswer> answers = m_fixture.answersTo(head.repeated(3), 3, true);
    QCOMPARE(answers.size(), 3); // a body between them would be no answer
    for (const RawAnswer &answer : answers) {
        QCOMPARE(answer.status, get.status);
        QCOMPARE(answer.field("Content-Type"), get.field("Content-Type"));
        // A list that is sent while it is read has no length beforehand.
        const QByteArray length = answer.field("Content-Length");
        QVERIFY2(length == get.field("Content-Length") || length.isEmpty(), length.constData());
    }
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
