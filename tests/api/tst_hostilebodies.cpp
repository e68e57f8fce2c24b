// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/types/json.h"
#include "tests/api/rawclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

/// Bodies that no well-behaved client sends: what is taken comes back as it was, and the rest is refused in words.
class TestHostileBodies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_fixture.start()); }

    void identifiersOfAnyText_data();
    void identifiersOfAnyText();
    void bodies_data();
    void bodies();
    void textComesBackAsAnswered_data();
    void textComesBackAsAnswered();
    void bodyLimit_data();
    void bodyLimit();
    void bodyLimitByChunks();
    void noContinueForWhatIsTooLarge();
    void batchCannotAskForTheWorld();

private:
    HostileFixture m_fixture;
};

namespace {

constexpr qsizetype mebibyte = 1024 * 1024;

QByteArray websiteWith(const QByteArray &key, const QByteArray &value)
{
    return R"({"url":"https://a","name":"a",)" + key + ':' + value + '}';
}

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

} // namespace

void TestHostileBodies::identifiersOfAnyText_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : {u"a/b"_s, u".."_s, u"%2F"_s, u"a?b#c&d=e"_s, u"identifiers"_s, u"é漢😀"_s, u" "_s,
             u"' OR 1=1 --"_s, u"\\\"\n\r\t"_s, u"a\0b"_s, QString(256, u'x')})
        QTest::newRow(qPrintable(id.left(20))) << id;
}

void TestHostileBodies::identifiersOfAnyText()
{
    QFETCH(QString, id);
    const QJsonObject website{{u"id"_s, id}, {u"url"_s, u"https://a"_s}, {u"name"_s, u"a"_s}};
    const RawAnswer made = m_fixture.post("/websites/create", QJsonDocument(website).toJson());
    QVERIFY(hasStatus(made, Statuses{200}));
    const QByteArray segment = id.toUtf8().toPercentEncoding();
    const RawAnswer got = m_fixture.get("/website/" + segment);
    QVERIFY(hasStatus(got, Statuses{200}));
    QCOMPARE(objectFromJson(got.body)->value("id"_L1).toString(), id);
    QCOMPARE(m_fixture.post("/websites/" + segment + "/delete", {}).status, 204);
    QCOMPARE(m_fixture.get("/website/" + segment).status, 410);
}

void TestHostileBodies::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Statuses>("statuses");
    const auto row = [](const char *name, const QByteArray &body, const Statuses &statuses) {
        QTest::newRow(name) << body << statuses;
    };
    row("none", {}, {400});
    row("spaces", "  \r\n", {400});
    for (const char *body : {"[]", "null", "7", "\"text\"", "{", "}", "{}x", "{},{}", "{'url':'a'}", "\xff\xfe{\0}\0"})
        row(body, body, {400});
    row("NUL after it", QByteArray("{}\0", 3), {400});
    row("NUL in a text", QByteArray("{\"url\":\"a\0b\",\"name\":\"\"}", 22), {400});
    row("bad UTF-8", "{\"url\":\"\xc3\x28\",\"name\":\"a\"}", {400});
    row("surrogate in UTF-8", "{\"url\":\"\xed\xa0\x80\",\"name\":\"a\"}", {200, 400});
    row("byte order mark", "\xef\xbb\xbf" + websiteWith("\"x\"", "1"), {200, 400});
    row("10,000 levels", websiteWith("\"x\"", nested(10'000)), {400});
    row("a million levels", websiteWith("\"x\"", nested(1'000'000)), {400});
    row("levels that end a list's reader", websiteWith("\"x\"", nested(1'022)), {400});
    row("200 levels", websiteWith("\"x\"", nested(200)), {200});
    row("brackets in a text", websiteWith("\"x\"", "\"\\\"" + QByteArray(10'000, '[') + '"'), {200});
    row("same key twice", websiteWith("\"name\"", "\"b\""), {200});
    row("1e999", websiteWith("\"interactions\"", "1e999"), {400});
    row("2^63", websiteWith("\"x\"", "9223372036854775808"), {200});
    row("score of 2^63", websiteWith("\"score\"", R"({"reuse":9223372036854775808})"), {400});
    row("score of a half", websiteWith("\"score\"", R"({"reuse":0.5})"), {400});
    row("address that is no text", websiteWith("\"url\"", "{}"), {400});
    row("empty address", websiteWith("\"url\"", "\"\""), {400});
    row("identifier that is no text", websiteWith("\"id\"", "[]"), {400});
    row("identifier too long", websiteWith("\"id\"", '"' + QByteArray(257, 'x') + '"'), {400});
    row("moment that is none", websiteWith("\"created\"", R"({"value":"2026-02-30T00:00:00Z"})"), {400});
    row("moment out of all years", websiteWith("\"created\"", R"({"value":"9999-12-31T23:59:59-14:00"})"), {400});
    row("link to what is not there", websiteWith("\"tags\"", R"({"iterable":[{"id":"none"}]})"), {410});
    row("links that are none", websiteWith("\"tags\"", R"([7,{"iterable":{}}])"), {200, 400});
    QByteArray keys = "{\"0\":0";
    for (int i = 1; i < 100'000; ++i)
        keys += ",\"" + QByteArray::number(i) + "\":0";
    row("100,000 keys", websiteWith("\"x\"", keys + '}'), {200});
}

void TestHostileBodies::bodies()
{
    QFETCH(QByteArray, body);
    QFETCH(Statuses, statuses);
    const RawAnswer answer = m_fixture.post("/websites/create", body);
    QVERIFY(hasStatus(answer, statuses));
    QVERIFY(m_fixture.isAlive());
    if (answer.status == 200) {
        const QString id = objectFromJson(answer.body)->value("id"_L1).toString();
        QCOMPARE(m_fixture.post("/websites/" + id.toUtf8() + "/delete", {}).status, 204);
    }
}

void TestHostileBodies::textComesBackAsAnswered_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {R"(\u0000)", R"(a\u0000b)", R"(\ud800)", R"(\ud800x)", R"(x\udc00)", R"(\udc00\ud800)",
             R"(\ud83d\ude00)", R"(\uffffa\ufffe)", R"(\ufeffx)", "\xef\xbf\xbf\xef\xbb\xbf", R"(\\ud800)",
             R"(\ud800\\udc00)", R"(\\\"\/\b\f\n\r\t\u001f\u007f)", R"(é漢😀)"})
        QTest::newRow(text) << QByteArray(text);
}

/// What the answer to a change says is what is kept, also of texts that are none in Unicode.
void TestHostileBodies::textComesBackAsAnswered()
{
    QFETCH(QByteArray, text);
    const RawAnswer made = m_fixture.post("/websites/create",
        R"({"id":"t)" + text + R"(","url":")" + text + R"(","name":")" + text + R"(","x":")" + text + "\"}");
    QVERIFY(hasStatus(made, Statuses{200, 400}));
    if (made.status == 400)
        return;
    const QByteArray segment = objectFromJson(made.body)->value("id"_L1).toString().toUtf8().toPercentEncoding();
    const RawAnswer got = m_fixture.get("/website/" + segment);
    QVERIFY(hasStatus(got, Statuses{200}));
    QCOMPARE(got.body, made.body);
    QCOMPARE(m_fixture.post("/websites/" + segment + "/delete", {}).status, 204);
}

void TestHostileBodies::bodyLimit_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<qsizetype>("length");
    QTest::addColumn<Statuses>("statuses");
    QTest::newRow("all of it") << "/websites/exists"_ba << 32 * mebibyte << Statuses{200};
    QTest::newRow("more") << "/websites/exists"_ba << 32 * mebibyte + 1 << Statuses{413};
    QTest::newRow("far more") << "/websites/exists"_ba << qsizetype(10'000'000'000) << Statuses{413};
    QTest::newRow("a file") << "/assets/create"_ba << 33 * mebibyte << Statuses{400};
    QTest::newRow("a file with a query") << "/assets/create?transferables=false"_ba << 33 * mebibyte << Statuses{400};
    QTest::newRow("more than a file") << "/assets/create"_ba << 33 * mebibyte + 1 << Statuses{413};
}

void TestHostileBodies::bodyLimit()
{
    QFETCH(QByteArray, target);
    QFETCH(qsizetype, length);
    QFETCH(Statuses, statuses);
    // What is refused for its length is refused before it is sent.
    QByteArray body = statuses.contains(413) ? QByteArray() : QByteArray(length, ' ');
    if (!body.isEmpty())
        body.replace(0, 13, R"({"value":"x"})");
    const RawAnswer answer = m_fixture.answerTo("POST " + target
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(length) + "\r\n\r\n" + body);
    QVERIFY(hasStatus(answer, statuses));
    QVERIFY(m_fixture.isAlive());
}

void TestHostileBodies::bodyLimitByChunks()
{
    const QByteArray chunk = "100000\r\n" + QByteArray(mebibyte, ' ') + "\r\n";
    const RawAnswer answer = m_fixture.answerTo(
        "POST /websites/exists HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeated(34));
    QVERIFY(hasStatus(answer, Statuses{413}));
    QVERIFY(m_fixture.isAlive());
}

void TestHostileBodies::noContinueForWhatIsTooLarge()
{
    const RawAnswer answer = m_fixture.answerTo("POST /websites/exists HTTP/1.1\r\nHost: localhost\r\n"
                                                "Expect: 100-continue\r\nContent-Length: 40000000\r\n\r\n");
    QVERIFY(hasStatus(answer, Statuses{413}));
}

void TestHostileBodies::batchCannotAskForTheWorld()
{
    const QByteArray text(2 * mebibyte, 'x');
    const QByteArray big = R"({"id":"big","url":"big","name":")" + text + "\"}";
    QCOMPARE(m_fixture.post("/websites/create", big).status, 200);
    const QByteArray read = R"({"method":"GET","path":"/website/big"},)";
    const RawAnswer answer =
        m_fixture.post("/sitebook/batch", R"({"operations":[)" + read.repeated(200).chopped(1) + "]}");
    QVERIFY(hasStatus(answer, Statuses{200}));
    QVERIFY2(answer.body.size() < 100 * mebibyte, qPrintable(QString::number(answer.body.size())));
    const QJsonArray results = objectFromJson(answer.body)->value("results"_L1).toArray();
    QCOMPARE(results.size(), 200);
    QCOMPARE(results.first().toObject().value("status"_L1).toInt(), 200);
    QCOMPARE(results.last().toObject().value("status"_L1).toInt(), 413);
    QCOMPARE(m_fixture.post("/websites/big/delete", {}).status, 204);
}

QTEST_GUILESS_MAIN(TestHostileBodies)
#include "tst_hostilebodies.moc"
