// SPDX-FileCopyrightText: 2026 The Sitebook developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/client/elementsplitter.h"
#include "api/client/websitereader.h"
#include "api/types/json.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sitebook;

namespace {

/// Feeds \a text in pieces of at most \a longest bytes and returns the elements.
QList<QByteArray> split(ElementSplitter &splitter, const QByteArray &text, qsizetype longest)
{
    QList<QByteArray> elements;
    for (qsizetype at = 0; at < text.size(); at += longest) {
        splitter.append(QByteArrayView(text).sliced(at, std::min(longest, text.size() - at)));
        while (const std::optional<QByteArrayView> element = splitter.next())
            elements.append(element->toByteArray());
    }
    return elements;
}

QJsonValue valueOf(const QByteArray &text)
{
    return QJsonDocument::fromJson('[' + text + ']').array().at(0);
}

QString randomText(QRandomGenerator &random)
{
    static const QString pieces[] = {u"a"_s, u"\""_s, u"\\"_s, u"{"_s, u"}"_s, u"["_s, u"]"_s, u","_s, u":"_s, u"é"_s,
        u"漢"_s, u"😀"_s, u"\n"_s, u"iterable"_s, u" "_s, u"\\\""_s, u"/"_s, u"\u0001"_s};
    QString text;
    for (int i = random.bounded(6); i > 0; --i)
        text += pieces[random.bounded(int(std::size(pieces)))];
    return text;
}

QJsonValue randomValue(QRandomGenerator &random, int depth)
{
    const int kind = random.bounded(depth > 3 ? 5 : 7);
    if (kind == 0)
        return QJsonValue();
    if (kind == 1)
        return random.bounded(2) == 0;
    if (kind == 2)
        return random.bounded(2000) - 1000;
    if (kind == 3)
        return random.bounded(1.0) * 1e9;
    if (kind == 4)
        return randomText(random);
    if (kind == 5) {
        QJsonArray array;
        for (int i = random.bounded(4); i > 0; --i)
            array.append(randomValue(random, depth + 1));
        return array;
    }
    QJsonObject object;
    for (int i = random.bounded(4); i > 0; --i)
        object.insert(randomText(random), randomValue(random, depth + 1));
    return object;
}

QByteArray padded(QByteArray text)
{
    return text.append(ElementSplitter::padding, '\0');
}

std::optional<Website> read(WebsiteReader &reader, const QByteArray &text)
{
    return reader.read(QByteArrayView(padded(text)).first(text.size()));
}

/// Every field but the source as text, to compare and to show.
QString describe(const std::optional<Website> &website)
{
    if (!website)
        return u"none"_s;
    QStringList lines{website->id, website->name, website->url, website->created.toIso(), website->updated.toIso(),
        QString::fromUtf8(QJsonDocument(website->score.toJson()).toJson()), QString::number(website->interactions)};
    for (auto it = website->mechanisms.begin(); it != website->mechanisms.end(); ++it)
        lines.append(it.key() + u'=' + it.value());
    for (const QStringList &links : website->associations)
        lines.append(links.join(u' '));
    return lines.join(u'\n');
}

} // namespace

/// The two halves of reading a list: cutting it into elements, and reading one.
class TestClientSplitter : public QObject
{
    Q_OBJECT

private slots:
    void elements_data();
    void elements();
    void foreign_data();
    void foreign();
    void cutOffIsNeverComplete();
    void agreesWithQtOnRandomJson();
    void survivesRandomBytes();
    void paddingIsThere();
    void readsGoldenWebsite();
    void readsAsWebsiteDoes_data();
    void readsAsWebsiteDoes();
};

void TestClientSplitter::elements_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("expected");
    using List = QList<QByteArray>;
    const auto row = [](const char *name, const char *text, const List &expected) {
        QTest::newRow(name) << QByteArray(text) << expected;
    };
    row("two", R"({"iterable":[{"a":1},{"b":2}]})", {R"({"a":1})", R"({"b":2})"});
    row("empty", R"({"iterable":[]})", {});
    row("spaces", " \n{ \"iterable\" :\t[ {\"a\" : 1} ,\r\n [ 2 ] ] } \n", {R"({"a" : 1})", "[ 2 ]"});
    row("nested", R"({"iterable":[{"a":[[{"b":[]}],{}]},[[]]]})", {R"({"a":[[{"b":[]}],{}]})", "[[]]"});
    row("strings with brackets", R"({"iterable":[{"a":"]}"},"[{",{"b":"\"]}"}]})",
        {R"({"a":"]}"})", R"("[{")", R"({"b":"\"]}"})"});
    row("backslashes", R"({"iterable":["\\","\\\"","\\\\"]})", {R"("\\")", R"("\\\"")", R"("\\\\")"});
    row("bare values", R"({"iterable":[1,-2.5e3 , true,null,false]})", {"1", "-2.5e3", "true", "null", "false"});
    row("unicode", R"({"iterable":[{"n":"Zürich 漢字 😀"}]})", {R"({"n":"Zürich 漢字 😀"})"});
    row("other keys", R"({"schema":{"iterable":[1]},"indices":{"a":0},"n":1,"iterable":[2],"score":null})", {"2"});
    row("an iterable that is none", R"({"iterable":{"a":[1]},"x":["iterable"],"y":"iterable"})", {});
    row("an escaped key", R"({"\u0069terable":[7]})", {"7"});
    row("byte order mark", "\xEF\xBB\xBF{\"iterable\":[1]}", {"1"});
    row("rest", R"({"iterable":[1]} and {"iterable":[2]})", {"1"});
}

/// The same, wherever the pieces are cut.
void TestClientSplitter::elements()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, expected);
    for (qsizetype cut = 1; cut <= text.size(); ++cut) {
        ElementSplitter regular;
        QCOMPARE(split(regular, text, cut), expected);
        QVERIFY(regular.isComplete());

        ElementSplitter once;
        QList<QByteArray> elements = split(once, text.first(cut), text.size());
        elements += split(once, text.sliced(cut), text.size());
        QCOMPARE(elements, expected);
        QVERIFY(once.isComplete());
    }
}

void TestClientSplitter::foreign_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"<html>{\"iterable\":[1]}</html>", "[{\"a\":1}]", "\"text\"", "ok", "{1:2}", "{\"a\" 1}",
             "{\"iterable\":[1}}", "{]", "{\"a\":,}"})
        QTest::newRow(text) << QByteArray(text);
}

void TestClientSplitter::foreign()
{
    QFETCH(QByteArray, text);
    ElementSplitter splitter;
    split(splitter, text, 1);
    QVERIFY(splitter.isForeign());
    QVERIFY(!splitter.isComplete());
}

void TestClientSplitter::cutOffIsNeverComplete()
{
    const QByteArray text = R"({"indices":{},"iterable":[{"a":"\"]}"},[1,2],3],"score":{"manual":1}})";
    for (qsizetype size = 0; size < text.size(); ++size) {
        ElementSplitter splitter;
        split(splitter, text.first(size), 7);
        QVERIFY(!splitter.isComplete());
        QVERIFY(!splitter.isForeign());
    }
}

void TestClientSplitter::agreesWithQtOnRandomJson()
{
    QRandomGenerator random(20261123);
    for (int round = 0; round < 2000; ++round) {
        QJsonObject object = randomValue(random, 0).toObject();
        for (int i = random.bounded(3); i > 0; --i)
            object.insert(randomText(random), randomValue(random, 0));
        QJsonArray iterable;
        for (int i = random.bounded(6); i > 0; --i)
            iterable.append(randomValue(random, 0));
        object.insert("iterable"_L1, iterable);
        const auto format = random.bounded(2) == 0 ? QJsonDocument::Compact : QJsonDocument::Indented;
        const QByteArray text = QJsonDocument(object).toJson(format);

        ElementSplitter splitter;
        const QList<QByteArray> elements = split(splitter, text, 1 + random.bounded(40));
        QVERIFY2(splitter.isComplete(), text.constData());
        QVERIFY(splitter.hasIterable());
        QCOMPARE(elements.size(), iterable.size());
        for (qsizetype i = 0; i < elements.size(); ++i)
            QCOMPARE(valueOf(elements.at(i)), iterable.at(i));
    }
}

/// Nothing is expected of garbage, but that it ends, and that no element lies outside of what came.
void TestClientSplitter::survivesRandomBytes()
{
    QRandomGenerator random(7);
    const QByteArray alphabet = "{}[]\",:\\ 1ait\n";
    for (int round = 0; round < 3000; ++round) {
        QByteArray text = round % 3 == 0 ? ""_ba : R"({"iterable":[)"_ba;
        for (int i = random.bounded(60); i > 0; --i)
            text += alphabet.at(random.bounded(int(alphabet.size())));
        ElementSplitter splitter;
        qsizetype total = 0;
        WebsiteReader reader;
        for (const QByteArray &element : split(splitter, text, 1 + random.bounded(9))) {
            QVERIFY(!element.isEmpty());
            total += element.size();
            QCOMPARE(describe(read(reader, element)), describe(std::nullopt));
        }
        QVERIFY(total <= text.size());
    }
}

void TestClientSplitter::paddingIsThere()
{
    ElementSplitter splitter;
    splitter.append(R"({"iterable":[1,2)");
    splitter.append("3]}");
    splitter.next();
    const std::optional<QByteArrayView> last = splitter.next();
    QVERIFY(last.has_value());
    QCOMPARE(last->toByteArray(), "23");
    int sum = 0; // the sanitizer would see a byte that is not ours
    for (qsizetype i = 0; i < ElementSplitter::padding; ++i)
        sum += last->data()[last->size() + i];
    QCOMPARE(sum, ']' + '}');
}

void TestClientSplitter::readsGoldenWebsite()
{
    QFile file(QStringLiteral(SITEBOOK_TEST_DATA) + u"/types/website.in.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    WebsiteReader reader;
    const std::optional<Website> website = read(reader, text);
    QVERIFY(website.has_value());
    QVERIFY(website->source.isEmpty());
    QCOMPARE(describe(website), describe(Website::fromJson(QJsonDocument::fromJson(text).object())));
}

void TestClientSplitter::readsAsWebsiteDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
        {R"({"id":"a"})", R"({"name":"no id"})",
            R"({"id":"a","score":{"reuse":1},"score":{"update":2},"interactions":3,"interactions":null})",
            R"({"id":"a","score":{"reuse":1},"score":null,"created":{"value":"2026-11-23T16:00:00Z"},"created":{}})",
            R"({"id":"a","tags":{"iterable":[{"id":"t"}],"iterable":[{"id":"u","id":"v"}]}})",
            R"({"id":"a","mechanisms":{"x":"y"},"mechanisms":null})",
            R"({"id":"a","assets":{"iterable":[{"id":"x"}]},"assets":null})", R"({"id":""})", R"({"id":7})",
            R"({"id":null})", "[]", "7", "{}", "{", R"({"id":"a","name":7})", R"({"id":"a","name":null,"url":null})",
            R"({"id":"a","name":"\ud800 lone"})", R"({"id":"a","name":"\u00e9\n\"\\ \ud83d\ude00"})",
            R"({"id":"a","created":"2026-11-23T16:00:00Z"})",
            R"({"id":"a","created":{"value":"2026-11-23T16:00:00Z"}})",
            R"({"id":"a","created":{"value":"2026-11-23T16:00:00.1Z","readable":"x"}})",
            R"({"id":"a","created":{"value":"2026-11-23T16:00:00.123456Z"},"updated":null})",
            R"({"id":"a","created":{"value":"2026-11-23T16:00:00.1234567Z"}})",
            R"({"id":"a","created":{"value":"2026-11-23T16:00:00+02:00"}})",
            R"({"id":"a","created":{"value":"1969-12-31T23:59:59.999999Z"}})",
            R"({"id":"a","created":{"value":"2026-02-30T16:00:00Z"}})",
            R"({"id":"a","created":{"value":"2026-11-23T24:00:00Z"}})",
            R"({"id":"a","created":{"value":"2026-11-23T16:00:00.Z"}})",
            R"({"id":"a","created":{"value":"yesterday"}})", R"({"id":"a","created":{"value":5}})",
            R"({"id":"a","score":{"manual":1,"automatic":2,"priority":3,"reuse":4,"update":5,"reference":6,"searched":7,"x":8}})",
            R"({"id":"a","score":null,"interactions":null,"mechanisms":null,"assets":null})",
            R"({"id":"a","score":7,"interactions":"x","mechanisms":[],"assets":[]})", R"({"id":"a","interactions":3})",
            R"({"id":"a","interactions":3.0})", R"({"id":"a","interactions":3.5})",
            R"({"id":"a","interactions":3000000000})", R"({"id":"a","interactions":99999999999999999999})",
            R"({"id":"a","mechanisms":{"x":"MANUAL","y":"AUTOMATIC"}})", R"({"id":"a","mechanisms":{"x":7}})",
            R"({"id":"a","assets":{"iterable":[{"id":"x"},{"id":"y","reference":{"id":"no"}},{"id":"x"},{"id":""}]}})",
            R"({"id":"a","persons":{"iterable":[{"id":7},"x",null,{}]}})",
            R"({"id":"a","summaries":{"iterable":null}})",
            R"({"id":"a","source_windows":{"iterable":[{"id":"w"}]},"sources":{"iterable":[{"id":"s"}]}})",
            R"({"id":"a","unknown":{"deep":[[[{"id":"no"}]]]},"name":"last"})",
            R"({"id":"a","name":"first","name":"second"})", R"({"id":"a",})", R"({"id":"a" "name":"b"})"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("bad UTF-8") << QByteArray("{\"id\":\"a\",\"name\":\"\xC3\x28\"}");
}

/// The quick way and Website::fromJson() come to the same.
void TestClientSplitter::readsAsWebsiteDoes()
{
    QFETCH(QByteArray, text);
    WebsiteReader reader;
    const std::optional<QJsonObject> object = objectFromJson(text);
    const std::optional<Website> expected = object ? Website::fromJson(*object) : std::optional<Website>();
    for (int round = 0; round < 2; ++round) { // the second finds what the first left in the buffers
        const std::optional<Website> website = read(reader, text);
        QCOMPARE(describe(website), describe(expected));
        QVERIFY(!website || website->source.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestClientSplitter)
#include "tst_clientsplitter.moc"
