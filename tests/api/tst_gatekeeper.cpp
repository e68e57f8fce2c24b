// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/server/gatekeeper.h"
#include "api/server/gzipstream.h"
#include "api/types/json.h"

#include <QFile>
#include <QJsonObject>
#include <QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace sitebook;

class TestGatekeeper : public QObject
{
    Q_OBJECT

private slots:
    void hosts_data();
    void hosts();
    void origins();
    void approval_data();
    void approval();
    void secretOpens();
    void contractOperations();
    void acceptsGzip_data();
    void acceptsGzip();
    void gzipRoundTrip();
};

namespace {

Visitor visitor(const QByteArray &method, const QByteArray &target, const QByteArray &application = {})
{
    return {method, target, {"localhost:1000"_ba}, std::nullopt, application};
}

/// 0 for one who is let in.
int statusFor(const Gatekeeper &gatekeeper, const Visitor &visitor)
{
    const auto refusal = gatekeeper.refusal(visitor);
    return refusal ? refusal->status : 0;
}

} // namespace

void TestGatekeeper::hosts_data()
{
    QTest::addColumn<QByteArrayList>("hosts");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << QByteArrayList() << 400;
    QTest::newRow("two") << QByteArrayList{"localhost", "localhost"} << 400;
    QTest::newRow("foreign") << QByteArrayList{"example.org"} << 403;
    QTest::newRow("rebound") << QByteArrayList{"127.0.0.1.nip.io:1000"} << 403;
    QTest::newRow("name") << QByteArrayList{"localhost"} << 0;
    QTest::newRow("address") << QByteArrayList{"[::1]:80"} << 0;
}

void TestGatekeeper::hosts()
{
    QFETCH(QByteArrayList, hosts);
    QTEST(statusFor(Gatekeeper({}), {"GET", "/websites", hosts, std::nullopt, {}}), "status");
}

void TestGatekeeper::origins()
{
    const Gatekeeper closed({});
    const Gatekeeper open({.allowedOrigins = {u"https://notes.example.org"_s}, .requireApproval = true});
    Visitor page = visitor("GET", "/.well-known/health");
    for (const QByteArray &origin : {"http://localhost:3000"_ba, "https://notes.example.org"_ba, "null"_ba, ""_ba,
             "chrome-extension://abc"_ba, "https://localhost:1000"_ba})
    {
        page.origin = origin;
        QCOMPARE(statusFor(closed, page), 403);
        QCOMPARE(statusFor(open, page), origin == "https://notes.example.org" ? 0 : 403);
    }
    page.origin = "http://localhost:1000"_ba; // the server itself
    QCOMPARE(statusFor(closed, page), 0);
    // Its browser asks first, without any header of its own.
    page = visitor("OPTIONS", "/websites");
    page.origin = "https://notes.example.org"_ba;
    QCOMPARE(statusFor(open, page), 0);
    page.method = "GET";
    QCOMPARE(statusFor(open, page), 401);
}

void TestGatekeeper::approval_data()
{
    QTest::addColumn<QByteArray>("application");
    QTest::addColumn<int>("reading");
    QTest::addColumn<int>("changing");
    QTest::newRow("nobody") << QByteArray() << 401 << 401;
    QTest::newRow("stranger") << "elsewhere"_ba << 401 << 401;
    QTest::newRow("undecided") << "p0"_ba << 401 << 401;
    QTest::newRow("refused") << "p1"_ba << 403 << 403;
    QTest::newRow("reader") << "p2"_ba << 0 << 403;
    QTest::newRow("editor") << "p3"_ba << 0 << 0;
    QTest::newRow("encoded") << "%70%33"_ba << 0 << 0;
}

void TestGatekeeper::approval()
{
    QFETCH(QByteArray, application);
    Gatekeeper gatekeeper({.requireApproval = true});
    QList<Program> programs;
    for (int i = 0; i < 4; ++i)
        programs.append({u"p%1"_s.arg(i), u"Editor"_s, u"1"_s, u"LINUX"_s, static_cast<Program::Permission>(i)});
    gatekeeper.setPrograms(programs);
    QTEST(statusFor(gatekeeper, visitor("GET", "/websites", application)), "reading");
    QTEST(statusFor(gatekeeper, visitor("GET", "/websites/stream/identifiers", application)), "reading");
    QTEST(statusFor(gatekeeper, visitor("POST", "/websites/search", application)), "reading");
    QTEST(statusFor(gatekeeper, visitor("POST", "/websites/create", application)), "changing");
    QTEST(statusFor(gatekeeper, visitor("POST", "/sitebook/batch", application)), "changing");
    QCOMPARE(statusFor(gatekeeper, visitor("POST", "/connect", application)), 0);
    QCOMPARE(statusFor(gatekeeper, visitor("GET", "/.well-known/health", application)), 0);
    // Whoever is not let in is told what to do.
    if (const auto refusal = gatekeeper.refusal(visitor("POST", "/websites/create", application)))
        QVERIFY(refusal->body.contains(refusal->status == 403 ? "settings" : "Sitebook"));
    gatekeeper.setPrograms({});
    QCOMPARE(statusFor(gatekeeper, visitor("GET", "/websites", application)), 401);
}

void TestGatekeeper::secretOpens()
{
    const Gatekeeper gatekeeper({.requireApproval = true, .secret = u"secret"_s});
    QCOMPARE(statusFor(gatekeeper, visitor("POST", "/websites/create", "secret")), 0);
    QCOMPARE(statusFor(gatekeeper, visitor("POST", "/websites/create", "secreT")), 401);
    QCOMPARE(statusFor(gatekeeper, visitor("POST", "/websites/create", "secret2")), 401);
    const Gatekeeper without({.requireApproval = true});
    QCOMPARE(statusFor(without, visitor("POST", "/websites/create", "")), 401);
}

void TestGatekeeper::contractOperations()
{
    QFile file(QStringLiteral(SITEBOOK_SOURCE_DIR "/tests/contract/pieces-openapi.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject paths = objectFromJson(file.readAll())->value("paths"_L1).toObject();
    int changes = 0;
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path.value().toObject();
        QVERIFY2(accessOf("GET", path.key().toUtf8()) != Access::Change, qPrintable(path.key()));
        if (!methods.contains("post"_L1))
            continue;
        const bool asks = path.key().endsWith("/exists"_L1) || path.key().endsWith("/search"_L1);
        QCOMPARE(accessOf("POST", path.key().toUtf8()) == Access::Change, !asks);
        changes += asks ? 0 : 1;
    }
    QVERIFY(changes > 50);
}

void TestGatekeeper::acceptsGzip_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("identity") << "identity"_ba << false;
    QTest::newRow("gzip") << "gzip"_ba << true;
    QTest::newRow("browser") << "br, GZIP;q=0.8 , deflate"_ba << true;
    QTest::newRow("refused") << "gzip;q=0, *"_ba << false;
    QTest::newRow("refused finely") << "gzip; q=0.000"_ba << false;
    QTest::newRow("any") << "br, *;q=0.1"_ba << true;
    QTest::newRow("part of a word") << "x-gzipped"_ba << false;
}

void TestGatekeeper::acceptsGzip()
{
    QFETCH(QByteArray, header);
    QTEST(sitebook::acceptsGzip(header), "accepted");
}

namespace {

QByteArray inflated(const QByteArray &gzip)
{
    z_stream stream{};
    constexpr int gzipHeader = 16;
    if (inflateInit2(&stream, MAX_WBITS + gzipHeader) != Z_OK)
        return {};
    QByteArray copy = gzip;
    stream.next_in = reinterpret_cast<Bytef *>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());
    QByteArray result(4'000'000, Qt::Uninitialized);
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    const int code = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    return code == Z_STREAM_END ? result.first(result.size() - stream.avail_out) : QByteArray();
}

} // namespace

void TestGatekeeper::gzipRoundTrip()
{
    QByteArray whole;
    QByteArray sent;
    GzipStream gzip;
    for (int i = 0; i < 300; ++i) {
        QByteArray part;
        for (int j = 0; j < i; ++j)
            part += QByteArray::number(i * 7919 + j * 104729);
        whole += part;
        sent += gzip.add(part);
    }
    sent += gzip.finish("end");
    QCOMPARE(inflated(sent), whole + "end");
    GzipStream empty;
    const QByteArray nothing = empty.finish({});
    QVERIFY(!nothing.isEmpty());
    QCOMPARE(inflated(nothing), QByteArray(""));
}

QTEST_GUILESS_MAIN(TestGatekeeper)
#include "tst_gatekeeper.moc"
